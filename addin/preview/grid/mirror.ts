import { a1, columnName } from "../host/a1.ts";
import type { Layout, Span } from "./layout.ts";
import { HEADER_HEIGHT, HEADER_WIDTH } from "./layout.ts";
import { type Spot, zoneOf } from "./zone.ts";

export interface MirrorState {
  readonly layout: Layout;
  readonly active: Spot;
  isPicked(spot: Spot): boolean;
  textAt(spot: Spot): string;
}

const cellId = (spot: Spot): string => `cell-${a1(zoneOf(spot))}`;

/**
 * The cells in view as elements, invisible and exactly over the painted ones: what a screen reader reads,
 * what a switch device or a test clicks. Elements are reused, so that scrolling costs little.
 */
export class Mirror {
  readonly element = document.createElement("div");
  readonly #grid: HTMLElement;

  constructor(grid: HTMLElement) {
    this.#grid = grid;
    this.element.className = "grid-mirror";
    this.element.setAttribute("role", "rowgroup");
  }

  show(state: MirrorState): void {
    const rows = spansOf(state.layout.rows);
    const cols = spansOf(state.layout.cols);
    resize(this.element, rows.length + 1, "row");
    this.#showHeader(cols);
    rows.forEach((row, at) => {
      const element = this.element.children[at + 1];
      if (element instanceof HTMLElement) showRow(element, { row, cols, state });
    });
    this.#grid.setAttribute("aria-activedescendant", cellId(state.active));
  }

  #showHeader(cols: readonly Span[]): void {
    const row = this.element.children[0];
    if (!(row instanceof HTMLElement)) return;
    row.setAttribute("aria-rowindex", "1");
    resize(row, cols.length, "columnheader");
    cols.forEach((col, at) => {
      const head = row.children[at];
      if (!(head instanceof HTMLElement)) return;
      head.setAttribute("aria-colindex", String(col.index + 2));
      place(head, { x: col.at, y: 0, width: col.size, height: HEADER_HEIGHT });
      write(head, columnName(col.index));
    });
  }
}

interface RowMirror {
  readonly row: Span;
  readonly cols: readonly Span[];
  readonly state: MirrorState;
}

function showRow(element: HTMLElement, { row, cols, state }: RowMirror): void {
  element.setAttribute("aria-rowindex", String(row.index + 2));
  resize(element, cols.length + 1, "gridcell");
  const [head, ...cells] = [...element.children].filter((child) => child instanceof HTMLElement);
  if (head) {
    head.setAttribute("role", "rowheader");
    head.setAttribute("aria-colindex", "1");
    place(head, { x: 0, y: row.at, width: HEADER_WIDTH, height: row.size });
    write(head, String(row.index + 1));
  }
  cols.forEach((col, at) => {
    const cell = cells[at];
    if (cell) showCell(cell, { row, col, state });
  });
}

interface CellMirror {
  readonly row: Span;
  readonly col: Span;
  readonly state: MirrorState;
}

function showCell(cell: HTMLElement, { row, col, state }: CellMirror): void {
  const spot = { r: row.index, c: col.index };
  cell.id = cellId(spot);
  cell.dataset["address"] = a1(zoneOf(spot));
  cell.setAttribute("aria-colindex", String(spot.c + 2));
  cell.setAttribute("aria-selected", String(state.isPicked(spot)));
  place(cell, { x: col.at, y: row.at, width: col.size, height: row.size });
  write(cell, state.textAt(spot));
}

const spansOf = (direction: Layout["rows"]): Span[] =>
  direction.bands.flatMap((band) =>
    band.spans.filter((span) => span.at + span.size > band.from && span.at < band.to),
  );

function resize(parent: Element, count: number, role: string): void {
  while (parent.children.length > count) parent.lastElementChild?.remove();
  while (parent.children.length < count) {
    const child = document.createElement("div");
    child.setAttribute("role", role);
    parent.append(child);
  }
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function place(element: HTMLElement, { x, y, width, height }: Place): void {
  const style = `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
  if (element.getAttribute("style") !== style) element.setAttribute("style", style);
}
