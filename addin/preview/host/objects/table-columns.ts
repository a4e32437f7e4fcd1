import type { Zone } from "../a1.ts";
import { writeBlock } from "../edit.ts";
import { itemNotFound } from "../errors.ts";
import { bodyZone, columnTitle, headerZone, totalZone, writeHeaders } from "../tables.ts";
import { newColumns, type TableModel } from "../workbook.ts";
import { Filter } from "./auto-filter.ts";
import { Range } from "./range.ts";
import { type Session, SessionObject } from "./session.ts";

export class TableColumnCollection extends SessionObject {
  readonly typeName = "TableColumnCollection";
  private readonly table: TableModel;

  constructor(session: Session, table: TableModel) {
    super(session);
    this.table = table;
  }

  get items() {
    return this.table.columns.map((_, index) => this.wrap(index));
  }
  get count() {
    return this.table.columns.length;
  }
  getCount() {
    return this.count;
  }
  getItemAt(index: number) {
    if (!this.table.columns[index]) {
      throw itemNotFound();
    }
    return this.wrap(index);
  }
  getItemOrNullObject(key: number | string) {
    const wanted = String(key).toLowerCase();
    const index = this.table.columns.findIndex(({ id }, i) =>
      typeof key === "number" ? id === key : columnTitle(this.table, i).toLowerCase() === wanted,
    );
    return index < 0 ? null : this.wrap(index);
  }
  getItem(key: number | string) {
    const column = this.getItemOrNullObject(key);
    if (!column) {
      throw itemNotFound();
    }
    return column;
  }
  add(index?: number | null, values?: unknown, name?: string) {
    const { table } = this;
    const count = table.columns.length;
    const at = index === undefined || index === null || index < 0 ? count : index;
    const z = { ...table.z, c: table.z.c + at, cols: 1 };
    this.book.shift(table.sheet, z, "Right");
    if (at === 0 || at === count) {
      this.widen(at);
    }
    const column = this.wrap(at);
    if (values !== undefined && values !== null) {
      writeBlock(this.book, { sheet: table.sheet, z }, values);
    }
    if (name !== undefined) {
      column.name = name;
    }
    writeHeaders(table);
    this.book.emit({ kind: "tableChanged", table });
    return column;
  }

  // Shifting widens a table only from within: at its edges the new column has to be taken in.
  private widen(at: number): void {
    const { table } = this;
    const c = at === 0 ? table.z.c - 1 : table.z.c;
    table.z = { ...table.z, c, cols: table.z.cols + 1 };
    table.columns.splice(at, 0, ...newColumns(table, 1));
  }
  private wrap(index: number) {
    return new TableColumn(this.session, this.table, index);
  }
}

class TableColumn extends SessionObject {
  readonly typeName = "TableColumn";
  private readonly table: TableModel;
  private readonly at: number;

  constructor(session: Session, table: TableModel, at: number) {
    super(session);
    this.table = table;
    this.at = at;
  }

  get id() {
    return this.table.columns[this.at]?.id;
  }
  get index() {
    return this.at;
  }
  get name() {
    return columnTitle(this.table, this.at);
  }
  set name(name: string) {
    this.range(headerZone(this.table)).values = [[name]];
  }
  get values(): unknown {
    return this.getRange().values;
  }
  set values(values: unknown) {
    this.getRange().values = values;
  }
  get filter() {
    return new Filter(this.session, this.table, this.at);
  }
  getRange() {
    return this.range(this.table.z);
  }
  getHeaderRowRange() {
    return this.range(headerZone(this.table));
  }
  getDataBodyRange() {
    return this.range(bodyZone(this.table));
  }
  getTotalRowRange() {
    return this.range(totalZone(this.table));
  }
  delete() {
    this.getRange().delete("Left");
  }

  private range(z: Zone) {
    return new Range(this.session, this.table.sheet, {
      ...z,
      c: this.table.z.c + this.at,
      cols: 1,
    });
  }
}
