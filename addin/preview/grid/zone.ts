import type { Zone } from "../host/a1.ts";

/** One cell, row and column counted from 0. */
export interface Spot {
  readonly r: number;
  readonly c: number;
}

export const zoneOf = (spot: Spot): Zone => ({ r: spot.r, c: spot.c, rows: 1, cols: 1 });

export const zoneBetween = (one: Spot, other: Spot): Zone => ({
  r: Math.min(one.r, other.r),
  c: Math.min(one.c, other.c),
  rows: Math.abs(one.r - other.r) + 1,
  cols: Math.abs(one.c - other.c) + 1,
});

export const isOneCell = (zone: Zone): boolean => zone.rows === 1 && zone.cols === 1;

/** Every cell of a zone, row by row. */
export function* spotsOf(zone: Zone): Generator<Spot> {
  for (let r = zone.r; r < zone.r + zone.rows; r += 1) {
    for (let c = zone.c; c < zone.c + zone.cols; c += 1) yield { r, c };
  }
}
