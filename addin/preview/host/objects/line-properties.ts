import { a1, MAX_COLUMNS, MAX_ROWS } from "../a1.ts";
import { notImplemented } from "./object.ts";
import type { RangePlace } from "./session.ts";

/** Which properties of each row or column are wanted, such as { rowHidden: true }. */
type Wanted = Readonly<Record<string, unknown>>;
type Reader = (at: number) => unknown;

/** `Range.getRowProperties`: one object per row. */
export function rowProperties({ sheet, z }: RangePlace, wanted: Wanted): object[] {
  const readers = readersOf("getRowProperties", wanted, {
    rowHidden: (r) => sheet.isRowHidden(r),
    rowIndex: (r) => r,
    address: (r) => a1({ r, c: 0, rows: 1, cols: MAX_COLUMNS }),
  });
  return Array.from({ length: z.rows }, (_, i) => readAll(readers, z.r + i));
}

/** `Range.getColumnProperties`: one object per column. */
export function columnProperties({ sheet, z }: RangePlace, wanted: Wanted): object[] {
  const readers = readersOf("getColumnProperties", wanted, {
    columnHidden: (c) => sheet.isColumnHidden(c),
    columnIndex: (c) => c,
    address: (c) => a1({ r: 0, c, rows: MAX_ROWS, cols: 1 }),
  });
  return Array.from({ length: z.cols }, (_, i) => readAll(readers, z.c + i));
}

function readersOf(
  method: string,
  wanted: Wanted,
  known: Readonly<Record<string, Reader>>,
): [string, Reader][] {
  return Object.keys(wanted).map((name) => {
    const reader = known[name];
    if (!reader) {
      throw notImplemented("Range", `${method} of ${name}`);
    }
    return [name, reader];
  });
}

function readAll(readers: readonly [string, Reader][], at: number): object {
  return Object.fromEntries(readers.map(([name, read]) => [name, read(at)]));
}
