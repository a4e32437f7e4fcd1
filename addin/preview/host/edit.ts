import { contains, intersection, type Zone } from "./a1.ts";
import { offsetFormula } from "./calc/translate.ts";
import { invalidArgument, wrongDimensions } from "./errors.ts";
import { asFormula, parseInput } from "./input.ts";
import type { CellValue } from "./model.ts";
import { eachPosition, type SheetModel } from "./sheet.ts";
import { bodyZone, resizeTable, writeHeaders } from "./tables.ts";
import type { TableModel, WorkbookModel } from "./workbook.ts";

// Writing cells with Excel's own side effects: text is coerced, a table grows when something is written right below
// or beside it, and a formula written into an otherwise empty table column fills that column.

export interface Place {
  readonly sheet: SheetModel;
  readonly z: Zone;
}

/**
 * Writes a block. `null` leaves a cell alone and "" empties it; one scalar goes into every cell. Rows hidden by a
 * filter are written like any other: that is how Excel treats a plain range.
 */
export function writeBlock(book: WorkbookModel, { sheet, z }: Place, input: unknown): void {
  const valueAt = blockReader(z, input);
  const single = z.rows === 1 && z.cols === 1;
  const before = sheet.at(z.r, z.c)?.v ?? "";
  eachPosition(z, (r, c) => {
    const value = valueAt(r - z.r, c - z.c);
    if (value !== null && value !== undefined) {
      writeCell(book, { sheet, r, c }, toCellValue(value));
    }
  });
  growTables(book, { sheet, z });
  settleTables(book, { sheet, z });
  const after = sheet.at(z.r, z.c)?.v ?? "";
  book.cellsChanged(sheet, z, single ? { before, after } : undefined);
}

function blockReader(z: Zone, input: unknown): (i: number, j: number) => unknown {
  if (!Array.isArray(input)) {
    return () => input;
  }
  const rows: unknown[] = input;
  if (rows.length !== z.rows || !rows.every((row) => Array.isArray(row) && row.length === z.cols)) {
    throw wrongDimensions();
  }
  return (i, j) => {
    const row = rows[i];
    return Array.isArray(row) ? (row[j] as unknown) : null;
  };
}

function toCellValue(value: unknown): CellValue {
  if (typeof value === "string" && value.length > 32_767) {
    throw invalidArgument("A cell holds at most 32,767 characters.");
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  throw invalidArgument();
}

interface Position {
  readonly sheet: SheetModel;
  readonly r: number;
  readonly c: number;
}

function writeCell(book: WorkbookModel, { sheet, r, c }: Position, value: CellValue): void {
  const cell = sheet.ensure(r, c);
  const format = cell.nf ?? sheet.numberFormat(r, c);
  const formula = asFormula(value, format);
  if (formula !== null) {
    cell.f = formula;
    cell.v = 0;
    book.formulas.set(sheet, r, c);
    return;
  }
  dropFormula(book, { sheet, r, c });
  const input = parseInput(value, format);
  cell.v = input.value;
  if (input.format !== undefined && format === "General") {
    cell.nf = input.format;
  }
}

function dropFormula(book: WorkbookModel, { sheet, r, c }: Position): void {
  const cell = sheet.at(r, c);
  if (cell?.f !== undefined) {
    delete cell.f;
    book.formulas.drop(sheet, r, c);
  }
}

export type ClearKind = "All" | "Contents" | "Formats" | "Hyperlinks" | "RemoveHyperlinks";

export function clearBlock(book: WorkbookModel, { sheet, z }: Place, what: ClearKind): void {
  const contents = what === "All" || what === "Contents";
  const formats = what === "All" || what === "Formats";
  const cells = Array.from(sheet.each(z));
  for (const [r, c] of cells) {
    const cell = sheet.ensure(r, c);
    if (contents) {
      dropFormula(book, { sheet, r, c });
      cell.v = "";
    }
    if (formats) {
      delete cell.s;
      delete cell.nf;
    }
    forgetIfBare(sheet, r, c);
  }
  if (contents) {
    settleTables(book, { sheet, z });
    book.cellsChanged(sheet, z);
  }
  if (formats) {
    book.emit({ kind: "format", sheet, z });
  }
}

function forgetIfBare(sheet: SheetModel, r: number, c: number): void {
  const cell = sheet.at(r, c);
  if (cell?.v === "" && cell.s === undefined && cell.nf === undefined) {
    sheet.remove(r, c);
  }
}

function growTables(book: WorkbookModel, place: Place): void {
  for (const table of book.tables) {
    const grown = table.sheet === place.sheet ? grownZone(table, place) : null;
    const others = grown ? book.tablesIn(place.sheet, grown) : [];
    if (grown && others.length === 1) {
      const before = bodyZone(table);
      resizeTable(book, table, grown);
      const { z } = table;
      const last = before.r + before.rows;
      const added = { ...z, r: last, rows: z.r + z.rows - last };
      dressRows(book, table, added);
      extendRules(table, before, added.rows);
    }
  }
}

function grownZone(table: TableModel, place: Place): Zone | null {
  const { z } = table;
  const written = writtenZone(place);
  if (!written || table.showTotals) {
    return null;
  }
  const below = written.r === z.r + z.rows && written.c >= z.c && written.c < z.c + z.cols;
  if (below) {
    return { ...z, rows: z.rows + written.rows };
  }
  const beside = written.c === z.c + z.cols && written.r >= z.r && written.r < z.r + z.rows;
  return beside ? { ...z, cols: z.cols + written.cols } : null;
}

/** The part of a block that is not empty: blank cells below a table do not make it grow. */
function writtenZone({ sheet, z }: Place): Zone | null {
  return sheet.used(true, z);
}

// New rows take the format of the row above and the formulas of calculated columns; typed values stay as they came.
export function dressRows(book: WorkbookModel, table: TableModel, added: Zone): void {
  const body = bodyZone(table);
  const model = added.r > body.r ? added.r - 1 : added.r + added.rows;
  eachPosition(added, (r, c) => {
    takeFormat(table.sheet, { from: model, r, c });
    const formula = table.columns[c - table.z.c]?.formula;
    if (formula && table.sheet.at(r, c)?.v === "") {
      writeCell(book, { sheet: table.sheet, r, c }, offsetFormula(formula, r - body.r, 0));
    }
  });
}

/** Dropdowns and conditional formats that reached to the last row reach on to the new ones. */
function extendRules({ sheet, z: table }: TableModel, before: Zone, rows: number): void {
  for (const rule of [...sheet.validations, ...sheet.conditionalFormats]) {
    const { r, c, cols } = rule.z;
    const inTable = c >= table.c && c + cols <= table.c + table.cols && r >= before.r;
    if (inTable && r + rule.z.rows === before.r + before.rows) {
      rule.z = { ...rule.z, rows: rule.z.rows + rows };
    }
  }
}

function takeFormat(sheet: SheetModel, at: { from: number; r: number; c: number }): void {
  const model = sheet.at(at.from, at.c);
  const cell = sheet.ensure(at.r, at.c);
  cell.nf ??= model?.nf ?? sheet.numberFormat(at.r, at.c);
  if (cell.s === undefined && model?.s) {
    cell.s = model.s;
  }
}

function settleTables(book: WorkbookModel, place: Place): void {
  for (const table of book.tablesIn(place.sheet, place.z)) {
    if (contains(place.z, table.z.r, Math.max(place.z.c, table.z.c))) {
      writeHeaders(table);
    }
    const written = intersection(bodyZone(table), place.z);
    for (const column of written ? columnsOf(written) : []) {
      settleColumn(book, table, column);
    }
  }
}

function columnsOf(z: Zone): Zone[] {
  return Array.from({ length: z.cols }, (_, i) => ({ ...z, c: z.c + i, cols: 1 }));
}

/** One formula into an empty column fills it; a column that is all one formula is a calculated column. */
function settleColumn(book: WorkbookModel, table: TableModel, written: Zone): void {
  const body = bodyZone(table);
  const column = table.columns[written.c - table.z.c];
  const formula = table.sheet.at(written.r, written.c)?.f;
  if (!column || formula === undefined) {
    return;
  }
  const atTop = offsetFormula(formula, body.r - written.r, 0);
  if (written.rows === body.rows) {
    column.formula = isOneFormula(table, written, atTop) ? atTop : null;
  } else if (written.rows === 1 && isFree(table, { ...body, c: written.c, cols: 1 }, written.r)) {
    column.formula = atTop;
    for (let r = body.r; r < body.r + body.rows; r++) {
      const place = { sheet: table.sheet, r, c: written.c };
      writeCell(book, place, offsetFormula(atTop, r - body.r, 0));
    }
    book.cellsChanged(table.sheet, { ...body, c: written.c, cols: 1 });
  }
}

function isOneFormula(table: TableModel, z: Zone, atTop: string): boolean {
  const last = z.rows - 1;
  return [0, Math.floor(last / 2), last].every(
    (i) => table.sheet.at(z.r + i, z.c)?.f === offsetFormula(atTop, i, 0),
  );
}

function isFree(table: TableModel, z: Zone, except: number): boolean {
  for (const [r, , cell] of table.sheet.each(z)) {
    if (r !== except && cell.f === undefined && cell.v !== "") {
      return false;
    }
  }
  return true;
}
