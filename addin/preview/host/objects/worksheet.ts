import { MAX_COLUMNS, MAX_ROWS, type Zone } from "../a1.ts";
import { alreadyExists, invalidArgument, invalidOperation, itemNotFound } from "../errors.ts";
import type { Sheet } from "../model.ts";
import type { SheetModel } from "../sheet.ts";
import { bodyZone } from "../tables.ts";
import type { WorkbookModel } from "../workbook.ts";
import { AutoFilter } from "./auto-filter.ts";
import { ChartCollection } from "./charts.ts";
import { defineEvents, EVENT } from "./event-source.ts";
import { FreezePanes } from "./freeze-panes.ts";
import { KeyValues } from "./key-values.ts";
import { NamedItemCollection } from "./names.ts";
import { Range } from "./range.ts";
import { placeAt } from "./range-geometry.ts";
import { type Session, SessionObject } from "./session.ts";
import { colour } from "./styled.ts";
import { TableCollection } from "./tables.ts";

const VISIBILITIES = ["Visible", "Hidden", "VeryHidden"] as const;

export class Worksheet extends SessionObject {
  readonly typeName = "Worksheet";
  readonly sheet: SheetModel;

  constructor(session: Session, sheet: SheetModel) {
    super(session);
    this.sheet = sheet;
  }

  get eventSession() {
    return this.session;
  }
  get eventTarget() {
    return this.sheet.id;
  }
  get id() {
    return this.sheet.id;
  }
  get name() {
    return this.sheet.name;
  }
  set name(name: string) {
    requireSheetName(this.book, name, this.sheet);
    this.sheet.name = name;
    this.changed();
  }
  get position() {
    return this.book.sheets.indexOf(this.sheet);
  }
  set position(position: number) {
    const others = this.book.sheets.filter((each) => each !== this.sheet);
    this.book.sheets = others.toSpliced(position, 0, this.sheet);
    this.changed();
  }
  get visibility() {
    return this.sheet.visibility;
  }
  set visibility(visibility: Sheet["visibility"]) {
    if (!VISIBILITIES.includes(visibility)) {
      throw invalidArgument();
    }
    if (visibility !== "Visible") {
      requireAnotherVisible(this.book, this.sheet);
    }
    this.sheet.visibility = visibility;
    if (visibility !== "Visible" && this.book.active === this.sheet) {
      showAnother(this.book, this.sheet);
    }
    this.changed();
  }
  get tabColor() {
    return this.sheet.tabColor;
  }
  set tabColor(color: string) {
    this.sheet.tabColor = colour(color);
    this.changed();
  }
  get showGridlines() {
    return this.sheet.showGridlines;
  }
  set showGridlines(show: boolean) {
    this.sheet.showGridlines = show;
    this.changed();
  }
  get showHeadings() {
    return this.sheet.showHeadings;
  }
  set showHeadings(show: boolean) {
    this.sheet.showHeadings = show;
    this.changed();
  }
  // The library sets these two under their older names and reads them under the newer.
  get gridlines() {
    return this.showGridlines;
  }
  set gridlines(show: boolean) {
    this.showGridlines = show;
  }
  get headings() {
    return this.showHeadings;
  }
  set headings(show: boolean) {
    this.showHeadings = show;
  }
  get standardHeight() {
    return 15;
  }
  get standardWidth() {
    return 48;
  }
  get enableCalculation() {
    return true;
  }

  get tables() {
    return new TableCollection(this.session, this.sheet);
  }
  get charts() {
    return new ChartCollection(this.session, this.sheet);
  }
  get names() {
    return new NamedItemCollection(this.session, this.sheet);
  }
  get freezePanes() {
    return new FreezePanes(this.session, this.sheet);
  }
  get autoFilter() {
    return new AutoFilter(this.session, null);
  }
  get customProperties() {
    return new KeyValues("WorksheetCustomProperty", this.sheet.customProperties);
  }

  getRange(address?: string) {
    if (address === undefined || address === "") {
      return this.range({ r: 0, c: 0, rows: MAX_ROWS, cols: MAX_COLUMNS });
    }
    const named = this.named(address);
    if (named) {
      return new Range(this.session, named.sheet, named.z);
    }
    const { sheet, z } = placeAt(this.session, address, this.sheet);
    if (sheet !== this.sheet) {
      throw invalidArgument();
    }
    return this.range(z);
  }
  getRangeByIndexes(...at: [row: number, column: number, rows: number, columns: number]) {
    const [r, c, rows, cols] = at;
    return this.range({ r, c, rows, cols });
  }
  getCell(row: number, column: number) {
    return this.range({ r: row, c: column, rows: 1, cols: 1 });
  }
  getUsedRangeOrNullObject(valuesOnly = false) {
    const used = this.sheet.used(valuesOnly);
    return used && this.range(used);
  }
  getUsedRange(valuesOnly = false) {
    return this.getUsedRangeOrNullObject(valuesOnly) ?? this.getCell(0, 0);
  }
  activate() {
    if (this.sheet.visibility !== "Visible") {
      throw invalidOperation("This operation is not permitted for the current object.");
    }
    const old = this.book.active;
    if (old !== this.sheet) {
      const first = { sheet: this.sheet, r: 0, c: 0, rows: 1, cols: 1 };
      this.book.leftSelections.set(old, this.book.selection);
      this.book.active = this.sheet;
      this.book.selection = this.book.leftSelections.get(this.sheet) ?? first;
      this.book.emit({ kind: "activated", sheet: this.sheet, old });
    }
  }
  calculate() {
    this.session.calculate(false);
  }
  delete() {
    if (this.sheet.visibility === "VeryHidden") {
      throw invalidOperation("A very hidden worksheet cannot be deleted.");
    }
    requireAnotherVisible(this.book, this.sheet);
    this.book.sheets = this.book.sheets.filter((each) => each !== this.sheet);
    this.book.tables = this.book.tables.filter((table) => table.sheet !== this.sheet);
    if (this.book.active === this.sheet) {
      showAnother(this.book, this.sheet);
    }
    this.book.emit({ kind: "sheetDeleted", sheet: this.sheet });
  }

  private named(address: string): { sheet: SheetModel; z: Zone } | null {
    const key = address.toLowerCase();
    const target = (this.sheet.names.get(key) ?? this.book.names.get(key))?.target;
    const sheet = target && this.book.sheet(target.sheet.id);
    const table = this.book.table(address);
    if (target && sheet) {
      return { sheet, z: target.z };
    }
    return table ? { sheet: table.sheet, z: bodyZone(table) } : null;
  }
  private range(z: Zone) {
    return new Range(this.session, this.sheet, z);
  }
  private changed(): void {
    this.book.emit({ kind: "sheetChanged", sheet: this.sheet });
  }
}
defineEvents(Worksheet.prototype, {
  DataChanged: EVENT.changed,
  Activated: EVENT.activated,
  Deactivated: EVENT.deactivated,
  SelectionChanged: EVENT.selectionChanged,
  Calculated: EVENT.calculated,
  FormatChanged: EVENT.formatChanged,
});

export function requireSheetName(book: WorkbookModel, name: string, own?: SheetModel): void {
  if (name === "" || name.length > 31 || /[\\/?*[\]:]/.test(name) || /^'|'$/.test(name)) {
    throw invalidArgument();
  }
  const other = book.sheet(name);
  if (other && other !== own) {
    throw alreadyExists();
  }
}

function requireAnotherVisible(book: WorkbookModel, sheet: SheetModel): void {
  if (!book.sheets.some((each) => each !== sheet && each.visibility === "Visible")) {
    throw invalidOperation("A workbook must contain at least one visible worksheet.");
  }
}

function showAnother(book: WorkbookModel, sheet: SheetModel): void {
  const next = book.sheets.find((each) => each !== sheet && each.visibility === "Visible");
  if (!next) {
    throw itemNotFound();
  }
  book.active = next;
  book.selection = { sheet: next, r: 0, c: 0, rows: 1, cols: 1 };
  book.emit({ kind: "activated", sheet: next, old: sheet });
}
