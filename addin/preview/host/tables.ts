import { intersection, type Zone } from "./a1.ts";
import { HostError, invalidOperation } from "./errors.ts";
import { serialToDate } from "./input.ts";
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
  clearFilters(book, table);
  book.tables = book.tables.filter((each) => each !== table);
  book.emit({ kind: "tableDeleted", table });
}

/** Hides the rows that do not meet every column's filter. */
export function applyFilters(book: WorkbookModel, table: TableModel): void {
  const { r, rows } = bodyZone(table);
  const active = table.columns.flatMap(({ filter }, index) => (filter ? [{ filter, index }] : []));
  for (let row = r; row < r + rows; row++) {
    const shown = active.every(({ filter, index }) => {
      const cell = table.sheet.at(row, table.z.c + index);
      const value = cell?.v ?? "";
      return meets(
        filter,
        value,
        formatText(value, table.sheet.numberFormat(row, table.z.c + index)),
      );
    });
    const props = table.sheet.rowProps.get(row);
    if (!shown || props?.filtered) {
      table.sheet.rowProps.set(row, { ...props, filtered: !shown });
    }
  }
  book.emit({ kind: "filtered", table });
}

export function clearFilters(book: WorkbookModel, table: TableModel): void {
  for (const column of table.columns) {
    column.filter = null;
  }
  applyFilters(book, table);
}

type Filter = NonNullable<Table["columns"][number]["filter"]>;

function meets(filter: Filter, value: unknown, text: string): boolean {
  if (filter.filterOn === "Values") {
    const wanted = (filter.values ?? []).map((each) => each.toLowerCase());
    return wanted.includes(text.toLowerCase());
  }
  if (filter.filterOn !== "Custom") {
    throw new HostError(
      "NotImplementedByFakeHost",
      `The Excel emulator does not filter on ${filter.filterOn}.`,
      501,
    );
  }
  const first = meetsCriterion(filter.criterion1 ?? "", value, text);
  if (filter.criterion2 === undefined || filter.criterion2 === null) {
    return first;
  }
  const second = meetsCriterion(filter.criterion2, value, text);
  return filter.operator === "Or" ? first || second : first && second;
}

/** One criterion as Excel's custom filter and SUMIF write it: ">=100", "<>x", "Wal*". */
export function meetsCriterion(criterion: string, value: unknown, text: string): boolean {
  const [, sign = "=", operand = ""] = /^(<>|>=|<=|>|<|=)?(.*)$/s.exec(criterion) ?? [];
  const number = operandNumber(operand);
  if (number !== null && typeof value === "number" && sign !== "<>") {
    return compare(sign, value - number);
  }
  if (sign === "=" || sign === "<>") {
    const equal = number !== null ? value === number : wildcard(operand).test(text);
    return equal === (sign === "=");
  }
  return typeof value === "string" && number === null && value !== ""
    ? compare(sign, text.toLowerCase().localeCompare(operand.toLowerCase(), "en"))
    : false;
}

function operandNumber(operand: string): number | null {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(operand);
  if (american) {
    const midnight = Date.UTC(Number(american[3]), Number(american[1]) - 1, Number(american[2]));
    return (midnight - serialToDate(0).getTime()) / 86_400_000;
  }
  return operand.trim() !== "" && Number.isFinite(Number(operand)) ? Number(operand) : null;
}

function compare(sign: string, difference: number): boolean {
  const answers: Record<string, boolean> = {
    "=": difference === 0,
    ">": difference > 0,
    "<": difference < 0,
    ">=": difference >= 0,
    "<=": difference <= 0,
  };
  return answers[sign] ?? false;
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${escaped}$`, "is");
}
