import type { Zone } from "./a1.ts";
import { offsetFormula } from "./calc/translate.ts";
import type { Cell, CellValue, SortField } from "./model.ts";
import { isError } from "./number-format.ts";
import type { SheetModel } from "./sheet.ts";
import type { WorkbookModel } from "./workbook.ts";

/** Sorts rows by the columns that `fields` number from the zone's first; blanks always come last, as in Excel. */
export function sortZone(
  book: WorkbookModel,
  sheet: SheetModel,
  { z, fields }: { z: Zone; fields: readonly SortField[] },
): void {
  const rows = Array.from({ length: z.rows }, (_, i) => ({
    from: i,
    cells: Array.from({ length: z.cols }, (__, j) => sheet.at(z.r + i, z.c + j)),
  }));
  rows.sort((a, b) => compareRows(a.cells, b.cells, fields));
  for (const [i, { from, cells }] of rows.entries()) {
    for (const [j, cell] of cells.entries()) {
      place(book, { sheet, r: z.r + i, c: z.c + j }, cell && movedBy(i - from, cell));
    }
  }
  book.cellsChanged(sheet, z);
}

/** A formula goes on speaking of its own row, as if it had been copied there. */
const movedBy = (rows: number, cell: Cell): Cell =>
  cell.f === undefined || rows === 0 ? cell : { ...cell, f: offsetFormula(cell.f, rows, 0) };

type Row = readonly (Cell | undefined)[];

function compareRows(a: Row, b: Row, fields: readonly SortField[]): number {
  for (const { key, ascending } of fields) {
    const order = compareValues(a[key]?.v ?? "", b[key]?.v ?? "", ascending !== false);
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

function compareValues(a: CellValue, b: CellValue, ascending: boolean): number {
  if (a === "" || b === "") {
    return Number(a === "") - Number(b === "");
  }
  const order = rank(a) - rank(b) || compareAlike(a, b);
  return ascending ? order : -order;
}

function compareAlike(a: CellValue, b: CellValue): number {
  return typeof a === "string" && typeof b === "string"
    ? a.localeCompare(b, "en", { sensitivity: "base" })
    : Number(a) - Number(b);
}

function rank(value: CellValue): number {
  if (isError(value)) {
    return 3;
  }
  return ["number", "string", "boolean"].indexOf(typeof value);
}

function place(
  book: WorkbookModel,
  { sheet, r, c }: { sheet: SheetModel; r: number; c: number },
  cell: Cell | undefined,
): void {
  book.formulas.drop(sheet, r, c);
  if (!cell) {
    sheet.remove(r, c);
    return;
  }
  sheet.put(r, c, cell);
  if (cell.f !== undefined) {
    book.formulas.set(sheet, r, c);
  }
}
