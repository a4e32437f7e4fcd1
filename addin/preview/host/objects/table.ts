import type { Zone } from "../a1.ts";
import { clearBlock } from "../edit.ts";
import { alreadyExists, invalidArgument, itemNotFound } from "../errors.ts";
import { applyFilters, clearFilters } from "../filter.ts";
import {
  bodyZone,
  deleteTable,
  headerZone,
  resizeTable,
  totalZone,
  writeHeaders,
} from "../tables.ts";
import type { TableModel } from "../workbook.ts";
import { AutoFilter } from "./auto-filter.ts";
import { defineEvents, EVENT } from "./event-source.ts";
import { isNameable } from "./names.ts";
import { Range } from "./range.ts";
import { placeAt } from "./range-geometry.ts";
import { type Session, SessionObject } from "./session.ts";
import { TableColumnCollection } from "./table-columns.ts";
import { TableRowCollection } from "./table-rows.ts";
import { TableSort } from "./table-sort.ts";

export class Table extends SessionObject {
  readonly typeName = "Table";
  readonly table: TableModel;

  constructor(session: Session, table: TableModel) {
    super(session);
    this.table = table;
  }

  get eventSession() {
    return this.session;
  }
  get eventTarget() {
    return this.table.id;
  }
  get id() {
    return this.table.id;
  }
  get legacyId() {
    return this.table.id;
  }
  get name() {
    return this.table.name;
  }
  set name(name: unknown) {
    if (!isNameable(name)) {
      throw invalidArgument();
    }
    const other = this.book.table(name);
    if ((other && other !== this.table) || this.book.names.has(name.toLowerCase())) {
      throw alreadyExists();
    }
    this.table.name = name;
    this.changed();
  }
  get style() {
    return this.table.style;
  }
  set style(style: string) {
    this.table.style = style;
    this.changed();
  }
  get showHeaders() {
    return this.table.showHeaders;
  }
  set showHeaders(show: boolean) {
    if (show !== this.table.showHeaders) {
      const { z } = this.table;
      const by = show ? 1 : -1;
      this.table.showHeaders = show;
      this.table.z = { ...z, r: z.r - by, rows: z.rows + by };
      writeHeaders(this.table);
      this.changed();
    }
  }
  get showTotals() {
    return this.table.showTotals;
  }
  set showTotals(show: boolean) {
    if (show !== this.table.showTotals) {
      const { z } = this.table;
      this.table.showTotals = show;
      this.table.z = { ...z, rows: z.rows + (show ? 1 : -1) };
      this.changed();
    }
  }
  get showBandedRows() {
    return this.table.showBandedRows;
  }
  set showBandedRows(show: boolean) {
    this.set("showBandedRows", show);
  }
  get showBandedColumns() {
    return this.table.showBandedColumns;
  }
  set showBandedColumns(show: boolean) {
    this.set("showBandedColumns", show);
  }
  get showFilterButton() {
    return this.table.showFilterButton;
  }
  set showFilterButton(show: boolean) {
    this.set("showFilterButton", show);
  }
  get highlightFirstColumn() {
    return this.table.highlightFirstColumn;
  }
  set highlightFirstColumn(show: boolean) {
    this.set("highlightFirstColumn", show);
  }
  get highlightLastColumn() {
    return this.table.highlightLastColumn;
  }
  set highlightLastColumn(show: boolean) {
    this.set("highlightLastColumn", show);
  }

  get columns() {
    return new TableColumnCollection(this.session, this.table);
  }
  get rows() {
    return new TableRowCollection(this.session, this.table);
  }
  get sort() {
    return new TableSort(this.session, this.table);
  }
  get autoFilter() {
    return new AutoFilter(this.session, this.table);
  }
  get worksheet() {
    return this.session.make.worksheet(this.table.sheet);
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
    if (!this.table.showTotals) {
      throw itemNotFound();
    }
    return this.range(totalZone(this.table));
  }

  resize(target: unknown) {
    const { sheet, z } =
      target instanceof Range ? target : placeAt(this.session, target, this.table.sheet);
    if (sheet !== this.table.sheet) {
      throw invalidArgument();
    }
    resizeTable(this.book, this.table, z);
  }
  clearFilters() {
    clearFilters(this.book, this.table);
  }
  reapplyFilters() {
    applyFilters(this.book, this.table);
  }
  convertToRange() {
    clearFilters(this.book, this.table);
    deleteTable(this.book, this.table);
    return this.getRange();
  }
  delete() {
    clearFilters(this.book, this.table);
    deleteTable(this.book, this.table);
    clearBlock(this.book, this.table, "All");
  }

  private range(z: Zone) {
    return new Range(this.session, this.table.sheet, z);
  }
  private set(option: BooleanOption, value: boolean): void {
    this.table[option] = value;
    this.changed();
  }
  private changed(): void {
    this.book.emit({ kind: "tableChanged", table: this.table });
  }
}
type BooleanOption =
  | "showBandedRows"
  | "showBandedColumns"
  | "showFilterButton"
  | "highlightFirstColumn"
  | "highlightLastColumn";

defineEvents(Table.prototype, {
  DataChanged: EVENT.tableChanged,
  SelectionChanged: EVENT.tableSelectionChanged,
});
