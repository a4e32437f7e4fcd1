import type { Zone } from "../host/a1.ts";
import type { Axis } from "./axis.ts";
import type { Spot } from "./zone.ts";

export const HEADER_HEIGHT = 22;
export const HEADER_WIDTH = 46;
/** How near to a column's edge, in pixels, a drag resizes it. */
const GRIP = 5;

/** One row or column on the canvas. */
export interface Span {
  readonly index: number;
  readonly at: number;
  readonly size: number;
}

/** The frozen or the scrolled part of one direction: what it may paint on, and what lies there. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly spans: readonly Span[];
}

interface Direction {
  readonly axis: Axis;
  readonly header: number;
  readonly frozen: number;
  readonly frozenEnd: number;
  readonly scroll: number;
  readonly bands: readonly Band[];
}

export interface Layout {
  readonly rows: Direction;
  readonly cols: Direction;
  readonly width: number;
  readonly height: number;
}

export interface LayoutRequest {
  readonly rows: Axis;
  readonly cols: Axis;
  readonly frozen: Spot;
  readonly scroll: { readonly x: number; readonly y: number };
  readonly size: { readonly width: number; readonly height: number };
}

/** Which rows and columns are on the canvas and where, for one scroll position. */
export function layOut({ rows, cols, frozen, scroll, size }: LayoutRequest): Layout {
  return {
    rows: direct(
      { axis: rows, header: HEADER_HEIGHT, frozen: frozen.r, scroll: scroll.y },
      size.height,
    ),
    cols: direct(
      { axis: cols, header: HEADER_WIDTH, frozen: frozen.c, scroll: scroll.x },
      size.width,
    ),
    ...size,
  };
}

type Start = Pick<Direction, "axis" | "header" | "frozen" | "scroll">;

function direct(start: Start, end: number): Direction {
  const { axis, header, frozen, scroll } = start;
  const frozenEnd = Math.min(end, header + axis.offsetOf(frozen));
  const first = axis.indexAt(axis.offsetOf(frozen) + scroll);
  const bands: Band[] = [
    {
      from: frozenEnd,
      to: end,
      spans: spansFrom(axis, {
        index: first,
        at: header + axis.offsetOf(first) - scroll,
        until: end,
        last: axis.count,
      }),
    },
  ];
  if (frozen > 0) {
    const spans = spansFrom(axis, { index: 0, at: header, until: frozenEnd, last: frozen });
    bands.unshift({ from: header, to: frozenEnd, spans });
  }
  return { ...start, frozenEnd, bands };
}

interface SpanRange {
  readonly index: number;
  readonly at: number;
  readonly until: number;
  readonly last: number;
}

function spansFrom(axis: Axis, { index, at, until, last }: SpanRange): Span[] {
  const spans: Span[] = [];
  let position = at;
  for (let next = index; next < last && position < until; next += 1) {
    const size = axis.sizeOf(next);
    if (size > 0) spans.push({ index: next, at: position, size });
    position += size;
  }
  return spans;
}

/** Where the leading edge of a row or column is drawn; what has scrolled under the frozen part stops at its edge. */
function edgeOf(direction: Direction, index: number): number {
  const offset = direction.header + direction.axis.offsetOf(index);
  if (index < direction.frozen || (index === direction.frozen && direction.scroll === 0))
    return offset;
  return Math.max(direction.frozenEnd, offset - direction.scroll);
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The rectangle a zone covers on the canvas; width or height 0 when it is scrolled away. */
export function boxOf(layout: Layout, zone: Zone): Box {
  const x = edgeOf(layout.cols, zone.c);
  const y = edgeOf(layout.rows, zone.r);
  return {
    x,
    y,
    width: Math.max(0, endOf(layout.cols, zone.c + zone.cols) - x),
    height: Math.max(0, endOf(layout.rows, zone.r + zone.rows) - y),
  };
}

/** The trailing edge: the end of the last frozen row must not jump to the scrolled side. */
function endOf(direction: Direction, index: number): number {
  return index <= direction.frozen
    ? direction.header + direction.axis.offsetOf(index)
    : edgeOf(direction, index);
}

/** What lies under a point of the canvas. */
export type Hit =
  | { readonly part: "corner" }
  | { readonly part: "column"; readonly c: number; readonly resizes?: number }
  | { readonly part: "row"; readonly r: number }
  | { readonly part: "cell"; readonly r: number; readonly c: number };

export function hitAt(layout: Layout, x: number, y: number): Hit {
  const c = indexUnder(layout.cols, x);
  const r = indexUnder(layout.rows, y);
  const inHeader = y < HEADER_HEIGHT;
  if (x < HEADER_WIDTH) return inHeader ? { part: "corner" } : { part: "row", r };
  if (!inHeader) return { part: "cell", r, c };
  const resizes = columnEdgeAt(layout.cols, c, x);
  return resizes === undefined ? { part: "column", c } : { part: "column", c, resizes };
}

function indexUnder(direction: Direction, at: number): number {
  const offset = Math.max(0, at - direction.header);
  return direction.axis.indexAt(at < direction.frozenEnd ? offset : offset + direction.scroll);
}

function columnEdgeAt(cols: Direction, c: number, x: number): number | undefined {
  if (endOf(cols, c + 1) - x <= GRIP) return c;
  const before = cols.axis.step(c, -1);
  return before !== c && x - edgeOf(cols, c) < GRIP ? before : undefined;
}

/** The scroll position that brings a cell fully into view, moving as little as possible. */
export function scrollTo(layout: Layout, spot: Spot): { x: number; y: number } {
  return {
    x: scrollAlong(layout.cols, spot.c, layout.width),
    y: scrollAlong(layout.rows, spot.r, layout.height),
  };
}

function scrollAlong(direction: Direction, index: number, end: number): number {
  const { axis, frozen, scroll, frozenEnd } = direction;
  if (index < frozen) return scroll;
  const start = axis.offsetOf(index) - axis.offsetOf(frozen);
  const room = end - frozenEnd;
  if (start < scroll) return start;
  const overhang = start + axis.sizeOf(index) - (scroll + room);
  return overhang > 0 ? Math.min(start, scroll + overhang) : scroll;
}
