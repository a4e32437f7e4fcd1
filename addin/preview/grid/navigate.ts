import type { Zone } from "../host/a1.ts";
import type { Axis } from "./axis.ts";
import { isOneCell, type Spot, zoneBetween } from "./zone.ts";

/** What is selected: the cell that would be typed into, and the corner opposite to where selecting began. */
export interface Picked {
  readonly active: Spot;
  readonly anchor: Spot;
  readonly focus: Spot;
}

export interface Stroke {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
}

/** What moving about needs to know of a sheet. */
export interface Ground {
  readonly rows: Axis;
  readonly cols: Axis;
  /** How many rows one page holds. */
  readonly page: number;
  /** The last cell in use. */
  readonly end: Spot;
  isFilled(spot: Spot): boolean;
}

export const pickOne = (spot: Spot): Picked => ({ active: spot, anchor: spot, focus: spot });

export const pickZone = (zone: Zone): Picked => ({
  active: { r: zone.r, c: zone.c },
  anchor: { r: zone.r, c: zone.c },
  focus: { r: zone.r + zone.rows - 1, c: zone.c + zone.cols - 1 },
});

export const pickedZone = (picked: Picked): Zone => zoneBetween(picked.anchor, picked.focus);

const ARROWS: Readonly<Record<string, { readonly r: -1 | 0 | 1; readonly c: -1 | 0 | 1 }>> = {
  ArrowUp: { r: -1, c: 0 },
  ArrowDown: { r: 1, c: 0 },
  ArrowLeft: { r: 0, c: -1 },
  ArrowRight: { r: 0, c: 1 },
};

/** Where a key takes the selection, or nothing when the key does not move it. */
export function move(picked: Picked, stroke: Stroke, ground: Ground): Picked | undefined {
  if (stroke.key === "Tab") return advance(picked, { r: 0, c: stroke.shift ? -1 : 1 }, ground);
  if (stroke.key === "Enter") return advance(picked, { r: stroke.shift ? -1 : 1, c: 0 }, ground);
  const from = stroke.shift ? picked.focus : picked.active;
  const to = target(from, stroke, ground);
  if (!to) return undefined;
  return stroke.shift ? { ...picked, focus: to } : pickOne(to);
}

function target(from: Spot, stroke: Stroke, ground: Ground): Spot | undefined {
  const arrow = ARROWS[stroke.key];
  if (arrow) return stroke.ctrl ? leap(from, arrow, ground) : step(from, arrow, ground);
  switch (stroke.key) {
    case "Home":
      return {
        r: stroke.ctrl ? ground.rows.visibleFrom(0) : from.r,
        c: ground.cols.visibleFrom(0),
      };
    case "End":
      return stroke.ctrl ? ground.end : leap(from, { r: 0, c: 1 }, ground);
    case "PageDown":
      return { r: pageFrom(from.r, 1, ground), c: from.c };
    case "PageUp":
      return { r: pageFrom(from.r, -1, ground), c: from.c };
    default:
      return undefined;
  }
}

interface Heading {
  readonly r: -1 | 0 | 1;
  readonly c: -1 | 0 | 1;
}

function step(from: Spot, heading: Heading, ground: Ground): Spot {
  return {
    r: heading.r === 0 ? from.r : ground.rows.step(from.r, heading.r),
    c: heading.c === 0 ? from.c : ground.cols.step(from.c, heading.c),
  };
}

/** Ctrl and an arrow: to the end of the filled cells, or over the empty ones to the next filled cell. */
function leap(from: Spot, heading: Heading, ground: Ground): Spot {
  if (isPast(from, heading, ground.end)) return edgeOfSheet(from, heading, ground);
  const first = step(from, heading, ground);
  const runsThroughFilled = ground.isFilled(from) && ground.isFilled(first);
  return runsThroughFilled ? runThrough(first, heading, ground) : findFilled(from, heading, ground);
}

/** Whether nothing in use lies ahead. */
const isPast = (spot: Spot, heading: Heading, end: Spot): boolean =>
  heading.r > 0 ? spot.r >= end.r : heading.c > 0 && spot.c >= end.c;

function runThrough(from: Spot, heading: Heading, ground: Ground): Spot {
  let here = from;
  let next = step(here, heading, ground);
  while (!isSame(here, next) && ground.isFilled(next)) {
    here = next;
    next = step(here, heading, ground);
  }
  return here;
}

function findFilled(from: Spot, heading: Heading, ground: Ground): Spot {
  let here = from;
  let next = step(here, heading, ground);
  while (!isSame(here, next) && !ground.isFilled(next)) {
    if (isPast(next, heading, ground.end)) return edgeOfSheet(from, heading, ground);
    here = next;
    next = step(here, heading, ground);
  }
  return next;
}

function edgeOfSheet(from: Spot, heading: Heading, ground: Ground): Spot {
  return {
    r: heading.r > 0 ? ground.rows.step(ground.rows.count, -1) : from.r,
    c: heading.c > 0 ? ground.cols.step(ground.cols.count, -1) : from.c,
  };
}

const isSame = (one: Spot, other: Spot): boolean => one.r === other.r && one.c === other.c;

function pageFrom(row: number, direction: 1 | -1, ground: Ground): number {
  let at = row;
  for (let count = 0; count < ground.page; count += 1) at = ground.rows.step(at, direction);
  return at;
}

/** Tab and Enter go round inside a selection of several cells, and leave a selection of one. */
function advance(picked: Picked, heading: Heading, ground: Ground): Picked {
  const zone = pickedZone(picked);
  if (isOneCell(zone)) return pickOne(step(picked.active, heading, ground));
  return { ...picked, active: nextInside(zone, picked.active, heading) };
}

function nextInside(zone: Zone, active: Spot, heading: Heading): Spot {
  const isAcross = heading.c !== 0;
  const order = isAcross
    ? (active.r - zone.r) * zone.cols + (active.c - zone.c)
    : (active.c - zone.c) * zone.rows + (active.r - zone.r);
  const total = zone.rows * zone.cols;
  const next = (order + heading.r + heading.c + total) % total;
  return isAcross
    ? { r: zone.r + Math.floor(next / zone.cols), c: zone.c + (next % zone.cols) }
    : { r: zone.r + (next % zone.rows), c: zone.c + Math.floor(next / zone.rows) };
}
