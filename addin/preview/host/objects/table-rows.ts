import type { Zone } from "../a1.ts";
import { clearBlock, dressRows, writeBlock } from "../edit.ts";
import { invalidArgument, itemNotFound, shiftConflict, wrongDimensions } from "../errors.ts";
import { bodyZone } from "../tables.ts";
import type { TableModel, WorkbookModel } from "../workbook.ts";
import { Range } from "./range.ts";
import { type Session, SessionObject } from "./session.ts";

export class TableRowCollection extends SessionObject {
  readonly typeName = "TableRowCollection";
  private readonly table: TableModel;

  constructor(session: Session, table: TableModel) {
    super(session);
    this.table = table;
  }

  get count() {
    return bodyZone(this.table).rows;
  }
  getCount() {
    return this.count;
  }
  get items() {
    return Array.from({ length: this.count }, (_, at) => this.wrap(at));
  }
  getItemAt(index: number) {
    if (index < 0 || index >= this.count) {
      throw itemNotFound();
    }
    return this.wrap(index);
  }
  getItem(index: number) {
    return this.getItemAt(index);
  }
  add(index?: number | null, values?: unknown) {
    const { table } = this;
    const rows = rowsToAdd(values, table.z.cols);
    const body = bodyZone(table);
    const at = index === undefined || index === null || index < 0 ? body.rows : index;
    if (at > body.rows) {
      throw invalidArgument();
    }
    const z = { ...body, r: body.r + at, rows: rows.length };
    this.book.shift(table.sheet, z, "Down");
    table.z = { ...table.z, rows: body.rows + rows.length + (table.z.rows - body.rows) };
    const header = table.showHeaders ? 1 : 0;
    table.z = { ...table.z, r: body.r - header };
    writeBlock(this.book, { sheet: table.sheet, z }, rows);
    dressRows(this.book, table, z);
    return this.wrap(at);
  }
  deleteRowsAt(index: number, count = 1) {
    deleteRows(this.book, this.table, { index, count });
  }
  deleteRows(rows: readonly (number | TableRow)[]) {
    const indexes = rows.map((row) => (typeof row === "number" ? row : row.index));
    for (const index of indexes.toSorted((a, b) => b - a)) {
      deleteRows(this.book, this.table, { index, count: 1 });
    }
  }

  private wrap(at: number) {
    return new TableRow(this.session, this.table, at);
  }
}

class TableRow extends SessionObject {
  readonly typeName = "TableRow";
  private readonly table: TableModel;
  private readonly at: number;

  constructor(session: Session, table: TableModel, at: number) {
    super(session);
    this.table = table;
    this.at = at;
  }

  get index() {
    return this.at;
  }
  get values(): unknown {
    return this.getRange().values;
  }
  set values(values: unknown) {
    this.getRange().values = values;
  }
  getRange() {
    const body = bodyZone(this.table);
    if (this.at >= body.rows) {
      throw itemNotFound();
    }
    return new Range(this.session, this.table.sheet, { ...body, r: body.r + this.at, rows: 1 });
  }
  delete() {
    deleteRows(this.book, this.table, { index: this.at, count: 1 });
  }
}

function rowsToAdd(values: unknown, columns: number): unknown[][] {
  if (values === undefined || values === null) {
    return [Array.from({ length: columns }, () => null)];
  }
  const given: unknown[] = Array.isArray(values) ? values : [[values]];
  const rows = given.filter((row): row is unknown[] => Array.isArray(row));
  if (rows.length !== given.length || rows.some((row) => row.length !== columns)) {
    throw wrongDimensions();
  }
  return rows;
}

/** Rows cannot be deleted while a filter hides some; the last row is emptied instead, for a table keeps one. */
function deleteRows(
  book: WorkbookModel,
  table: TableModel,
  { index, count }: { index: number; count: number },
): void {
  const body = bodyZone(table);
  if (index < 0 || index + count > body.rows) {
    throw invalidArgument();
  }
  if (table.columns.some((column) => column.filter !== null)) {
    throw shiftConflict();
  }
  const kept = count === body.rows ? 1 : 0;
  const z: Zone = { ...body, r: body.r + index + kept, rows: count - kept };
  if (kept) {
    clearBlock(book, { sheet: table.sheet, z: { ...body, rows: 1 } }, "Contents");
  }
  if (z.rows > 0) {
    book.shift(table.sheet, z, "Up");
    const change = { changeType: "RowDeleted", shift: "ShiftCellUp" };
    book.emit({ kind: "cells", sheet: table.sheet, z, ...change });
  }
}
