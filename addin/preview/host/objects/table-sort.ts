import { applyFilters } from "../filter.ts";
import type { SortField } from "../model.ts";
import { sortZone } from "../sort.ts";
import { bodyZone } from "../tables.ts";
import type { TableModel } from "../workbook.ts";
import { type Session, SessionObject } from "./session.ts";

export class TableSort extends SessionObject {
  readonly typeName = "TableSort";
  private readonly table: TableModel;

  constructor(session: Session, table: TableModel) {
    super(session);
    this.table = table;
  }

  get fields() {
    return this.table.sort;
  }
  get matchCase() {
    return false;
  }
  get method() {
    return "PinYin";
  }
  apply(fields: SortField[]) {
    this.table.sort = fields;
    this.reapply();
  }
  reapply() {
    this.session.calculate(false);
    const z = bodyZone(this.table);
    sortZone(this.book, this.table.sheet, { z, fields: this.table.sort });
    applyFilters(this.book, this.table);
  }
  clear() {
    this.table.sort = [];
  }
}
