import { invalidArgument } from "../errors.ts";
import { applyFilters, clearFilters } from "../filter.ts";
import type { FilterCriteria } from "../model.ts";
import type { TableModel } from "../workbook.ts";
import { notImplemented } from "./object.ts";
import { type Session, SessionObject } from "./session.ts";

/** The filter of a table. One on a plain sheet is always off, and cannot be applied here. */
export class AutoFilter extends SessionObject {
  readonly typeName = "AutoFilter";
  private readonly table: TableModel | null;

  constructor(session: Session, table: TableModel | null) {
    super(session);
    this.table = table;
  }

  get enabled() {
    return this.table?.showFilterButton ?? false;
  }
  get isDataFiltered() {
    return this.table?.columns.some((column) => column.filter !== null) ?? false;
  }
  get criteria() {
    return this.table?.columns.map((column) => column.filter) ?? [];
  }
  apply(_range: unknown, columnIndex?: number, criteria?: FilterCriteria) {
    if (!this.table) {
      throw notImplemented("AutoFilter", "apply on a plain range");
    }
    if (columnIndex === undefined || !criteria) {
      return;
    }
    const column = this.table.columns[columnIndex];
    if (!column) {
      throw invalidArgument();
    }
    column.filter = criteria;
    this.reapply();
  }
  clearCriteria() {
    if (this.table) {
      clearFilters(this.book, this.table);
    }
  }
  clearColumnCriteria(columnIndex: number) {
    const column = this.table?.columns[columnIndex];
    if (this.table && column) {
      column.filter = null;
      applyFilters(this.book, this.table);
    }
  }
  reapply() {
    if (this.table) {
      this.session.calculate(false);
      applyFilters(this.book, this.table);
    }
  }
  remove() {
    this.clearCriteria();
  }
  getRangeOrNullObject() {
    return this.table ? this.session.make.range(this.table.sheet, this.table.z) : null;
  }
  getRange() {
    const range = this.getRangeOrNullObject();
    if (!range) {
      throw invalidArgument();
    }
    return range;
  }
}

/** One column's filter. */
export class Filter extends SessionObject {
  readonly typeName = "Filter";
  private readonly table: TableModel;
  private readonly index: number;

  constructor(session: Session, table: TableModel, index: number) {
    super(session);
    this.table = table;
    this.index = index;
  }

  get criteria() {
    return this.table.columns[this.index]?.filter ?? null;
  }
  apply(criteria: FilterCriteria) {
    this.set(criteria);
  }
  applyValuesFilter(values: string[]) {
    this.set({ filterOn: "Values", values });
  }
  applyCustomFilter(criterion1: string, criterion2?: string, operator = "And") {
    const both = criterion2 === undefined ? {} : { criterion2, operator };
    this.set({ filterOn: "Custom", criterion1, ...both });
  }
  clear() {
    this.set(null);
  }

  private set(criteria: FilterCriteria | null): void {
    const column = this.table.columns[this.index];
    if (column) {
      column.filter = criteria;
      this.session.calculate(false);
      applyFilters(this.book, this.table);
    }
  }
}
