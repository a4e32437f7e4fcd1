import { intersection, type Zone } from "./a1.ts";
import { HostError, invalidOperation } from "./errors.ts";
import type { Table } from "./model.ts";
import { formatText } from "./number-format.ts";
import type { SheetModel } from "./sheet.ts";
import { newColumns, type TableModel, type WorkbookModel } from "./workbook.ts";

export const headerZone = (table: Table): Zone => ({
  ...table.z,
  rows: table.showHeaders ? 1 : 0,
});

export const totalZone = (table: Table): Zone => ({
  ...table.z,
  r: table.z.r + table.z.rows - 1,
  rows: table.showTotals ? 1 : 0,
});

export function bodyZone(table: Table): Zone {
  const headers = table.showHeaders ? 1 : 0;
  const totals = table.showTotals ? 1 : 0;
  return { ...table.z, r: table.z.r + headers, rows: table.z.rows - headers - totals };
}

/** The header's text; the sheet is where it lives. */
export function columnTitle(table: Table, index: number): string {
  return String(table.sheet.at(table.z.r, table.z.c + index)?.v ?? "");
}

export function createTable(
  book: WorkbookModel,
  sheet: SheetModel,
  { z, hasHeaders }: { z: Zone; hasHeaders: boolean },
): TableModel {
  if (book.tablesIn(sheet, z).length > 0) {
    throw invalidOperation("A table cannot overlap another table.");
  }
  if (!hasHeaders) {
    book.shift(sheet, { ...z, rows: 1 }, "Down");
  }
  const rows = hasHeaders ? Math.max(z.rows, 2) : z.rows + 1;
  const table = newTable(book, sheet, { ...z, rows });
  book.tables.push(table);
  writeHeaders(table);
  book.emit({ kind: "tableAdded", table });
  return table;
}

function newTable(book: WorkbookModel, sheet: SheetModel, z: Zone): TableModel {
  let n = 1;
  while (book.table(`Table${n}`)) {
    n++;
  }
  const table: TableModel = {
    id: `{${String(book.newId()).padStart(8, "0")}-0002-0000-0000-000000000000}`,
    name: `Table${n}`,
    sheet,
    z,
    style: "TableStyleMedium2",
    showHeaders: true,
    showTotals: false,
    showBandedRows: true,
    showBandedColumns: false,
    showFilterButton: true,
    highlightFirstColumn: false,
    highlightLastColumn: false,
    columns: [],
    nextColumnId: 1,
    sort: [],
  };
  table.columns = newColumns(table, z.cols);
  return table;
}

/** Headers are text, unique and never empty: Excel rewrites what is not. */
export function writeHeaders(table: TableModel): void {
  if (!table.showHeaders) {
    return;
  }
  const taken = new Set<string>();
  for (let index = 0; index < table.z.cols; index++) {
    const cell = table.sheet.ensure(table.z.r, table.z.c + index);
    const wanted = cell.v === "" ? `Column${index + 1}` : formatText(cell.v, cell.nf);
    let title = wanted;
    for (let n = 2; taken.has(title.toLowerCase()); n++) {
      title = wanted + n;
    }
    taken.add(title.toLowerCase());
    cell.v = title;
    delete cell.f;
  }
}

/** Gives a table another zone with the same first row; columns that stay keep their ids. */
export function resizeTable(book: WorkbookModel, table: TableModel, z: Zone): void {
  if (z.r !== table.z.r || !intersection(z, table.z)) {
    throw new HostError("InvalidArgument", "The new range must overlap the original table range.");
  }
  const before = table.z;
  const kept = table.columns.slice(Math.max(0, z.c - before.c), z.c + z.cols - before.c);
  const added = newColumns(table, z.cols - kept.length);
  table.columns = z.c < before.c ? [...added, ...kept] : [...kept, ...added];
  table.z = { ...z };
  writeHeaders(table);
  book.emit({ kind: "tableChanged", table });
}

export function deleteTable(book: WorkbookModel, table: TableModel): void {
  book.tables = book.tables.filter((each) => each !== table);
  book.emit({ kind: "tableDeleted", table });
}
