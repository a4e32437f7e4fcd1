import { MAX_COLUMNS, MAX_ROWS } from "../host/a1.ts";
import type { Sheet } from "../host/model.ts";
import { Axis } from "./axis.ts";

const ROW_HEIGHT = 20;
const COLUMN_WIDTH = 64;
const PIXELS_PER_POINT = 4 / 3;

const pixelsOf = (points: number): number => Math.round(points * PIXELS_PER_POINT);
export const pointsOf = (pixels: number): number => pixels / PIXELS_PER_POINT;

/** The rows of a sheet as laid out: heights set, and rows hidden by hand or by a filter gone. */
export function rowsOf(sheet: Sheet): Axis {
  const sizes = new Map<number, number>();
  for (const [row, props] of sheet.rowProps) {
    if (props.hidden || props.filtered) sizes.set(row, 0);
    else if (props.h !== undefined) sizes.set(row, pixelsOf(props.h));
  }
  return new Axis({ count: MAX_ROWS, standard: ROW_HEIGHT, sizes });
}

/** The columns of a sheet as laid out. */
export function colsOf(sheet: Sheet): Axis {
  const sizes = new Map<number, number>();
  for (const [column, props] of sheet.colProps) {
    if (props.hidden) sizes.set(column, 0);
    else if (props.w !== undefined) sizes.set(column, pixelsOf(props.w));
  }
  return new Axis({ count: MAX_COLUMNS, standard: COLUMN_WIDTH, sizes });
}
