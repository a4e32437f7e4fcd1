import { contains, MAX_COLUMNS, MAX_ROWS, type Zone } from "./a1.ts";

// Inserting pushes cells down or right, deleting pulls them up or left.
export type ShiftDirection = "Down" | "Right" | "Up" | "Left";

/** Where a cell goes when a zone is inserted or deleted; null when it is deleted. */
export function shiftPoint(
  [r, c]: [number, number],
  z: Zone,
  direction: ShiftDirection,
): [number, number] | null {
  const vertical = direction === "Down" || direction === "Up";
  if (!isBehind([r, c], z, vertical)) {
    return [r, c];
  }
  const inserted = direction === "Down" || direction === "Right";
  if (!inserted && contains(z, r, c)) {
    return null;
  }
  const by = inserted ? 1 : -1;
  return vertical ? [r + by * z.rows, c] : [r, c + by * z.cols];
}

function isBehind([r, c]: [number, number], z: Zone, vertical: boolean): boolean {
  return vertical ? within(c, z.c, z.cols) && r >= z.r : within(r, z.r, z.rows) && c >= z.c;
}

function within(at: number, from: number, length: number): boolean {
  return at >= from && at < from + length;
}

/** What becomes of another zone when `z` is inserted or deleted; null when all of it is deleted. */
export function shiftZone(zone: Zone, z: Zone, direction: ShiftDirection): Zone | null {
  const vertical = direction === "Down" || direction === "Up";
  const whole = vertical ? zone.rows === MAX_ROWS : zone.cols === MAX_COLUMNS;
  if (whole || !covers(z, zone, vertical)) {
    return zone;
  }
  const inserted = direction === "Down" || direction === "Right";
  const [start, length] = vertical
    ? shiftSpan([zone.r, zone.rows], [z.r, z.rows], inserted)
    : shiftSpan([zone.c, zone.cols], [z.c, z.cols], inserted);
  if (length <= 0) {
    return null;
  }
  return vertical ? { ...zone, r: start, rows: length } : { ...zone, c: start, cols: length };
}

/** Whether the shifted band holds the whole breadth of a zone, so that the zone moves in one piece. */
export function covers(band: Zone, zone: Zone, vertical: boolean): boolean {
  return vertical
    ? zone.c >= band.c && zone.c + zone.cols <= band.c + band.cols
    : zone.r >= band.r && zone.r + zone.rows <= band.r + band.rows;
}

function shiftSpan(
  [start, length]: [number, number],
  [at, by]: [number, number],
  inserted: boolean,
): [number, number] {
  if (inserted) {
    return start >= at ? [start + by, length] : [start, start + length > at ? length + by : length];
  }
  const cut = Math.max(0, Math.min(start + length, at + by) - Math.max(start, at));
  const moved = start >= at + by ? start - by : Math.min(start, at);
  return [moved, length - cut];
}

/** The same for the settings of whole rows or columns; a negative `by` deletes. */
export function shiftKeys<T>(map: Map<number, T>, { at, by }: { at: number; by: number }): void {
  const entries = [...map];
  map.clear();
  for (const [key, value] of entries) {
    const deleted = by < 0 && key >= at && key < at - by;
    if (!deleted) {
      map.set(key < at ? key : key + by, value);
    }
  }
}
