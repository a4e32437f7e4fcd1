import { invalidArgument, itemNotFound } from "../errors.ts";
import type { SheetModel } from "../sheet.ts";
import { createTable } from "../tables.ts";
import type { TableModel } from "../workbook.ts";
import { defineEvents, EVENT, WHOLE_WORKBOOK } from "./event-source.ts";
import { Range } from "./range.ts";
import { placeAt } from "./range-geometry.ts";
import { type Session, SessionObject } from "./session.ts";
import { Table } from "./table.ts";

/** The tables that touch a range. */
export class TableScopedCollection extends SessionObject {
  readonly typeName: string = "TableScopedCollection";
  private readonly list: () => readonly TableModel[];

  constructor(session: Session, list: () => readonly TableModel[]) {
    super(session);
    this.list = list;
  }

  get items() {
    return this.list().map((table) => new Table(this.session, table));
  }
  get count() {
    return this.list().length;
  }
  getCount() {
    return this.count;
  }
  getItemOrNullObject(key: string) {
    const table = this.book.table(key);
    return table && this.list().includes(table) ? new Table(this.session, table) : null;
  }
  getItem(key: string) {
    const table = this.getItemOrNullObject(key);
    if (!table) {
      throw itemNotFound();
    }
    return table;
  }
  getItemAt(index: number) {
    const table = this.list()[index];
    if (!table) {
      throw itemNotFound();
    }
    return new Table(this.session, table);
  }
  getFirst() {
    return this.getItemAt(0);
  }
}

/** All tables of the workbook, or of one sheet. */
export class TableCollection extends TableScopedCollection {
  override readonly typeName = "TableCollection";
  private readonly sheet: SheetModel | null;

  constructor(session: Session, sheet: SheetModel | null) {
    super(session, () =>
      session.book.tables.filter((table) => sheet === null || table.sheet === sheet),
    );
    this.sheet = sheet;
  }

  get eventSession() {
    return this.session;
  }
  get eventTarget() {
    return this.sheet?.id ?? WHOLE_WORKBOOK;
  }
  add(address: unknown, hasHeaders: boolean) {
    const { sheet, z } =
      address instanceof Range
        ? address
        : placeAt(this.session, address, this.sheet ?? this.book.active);
    if (this.sheet && sheet !== this.sheet) {
      throw invalidArgument();
    }
    return new Table(this.session, createTable(this.book, sheet, { z, hasHeaders }));
  }
}
defineEvents(TableCollection.prototype, {
  DataChanged: EVENT.tableChanged,
  Added: EVENT.tableAdded,
  Deleted: EVENT.tableDeleted,
});
