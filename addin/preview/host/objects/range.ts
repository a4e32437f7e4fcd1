import { MAX_COLUMNS, MAX_ROWS, type Zone } from "../a1.ts";
import { offsetFormula } from "../calc/translate.ts";
import { type ClearKind, clearBlock, writeBlock } from "../edit.ts";
import { HostError, invalidArgument, wrongDimensions } from "../errors.ts";
import type { Cell, CellValue } from "../model.ts";
import { formatText, isError } from "../number-format.ts";
import { eachPosition } from "../sheet.ts";
import type { ShiftDirection } from "../shift.ts";
import { sortZone } from "../sort.ts";
import { ConditionalFormatCollection } from "./conditional-format.ts";
import { DataValidation } from "./data-validation.ts";
import { columnProperties, rowProperties } from "./line-properties.ts";
import { RangeFormat } from "./range-format.ts";
import { placeAt, RangeGeometry } from "./range-geometry.ts";
import { RangeSort } from "./range-sort.ts";

/** Excel itself returns null or fails above five million cells. */
const CELL_LIMIT = 5_000_000;

export class Range extends RangeGeometry {
  protected at(z: Zone): Range {
    return new Range(this.session, this.sheet, z);
  }

  get values(): CellValue[][] {
    return this.grid((cell) => cell?.v ?? "");
  }
  set values(input: unknown) {
    writeBlock(this.book, this, input);
  }
  get formulas(): CellValue[][] {
    return this.grid((cell) => cell?.f ?? cell?.v ?? "");
  }
  set formulas(input: unknown) {
    writeBlock(this.book, this, input);
  }
  get formulasLocal(): CellValue[][] {
    return this.formulas;
  }
  set formulasLocal(input: unknown) {
    this.formulas = input;
  }
  get text() {
    return this.grid((cell, r, c) => formatText(cell?.v ?? "", this.sheet.numberFormat(r, c)));
  }
  get valueTypes() {
    return this.grid((cell) => valueType(cell?.v ?? ""));
  }
  get numberFormat(): string[][] {
    return this.grid((_, r, c) => this.sheet.numberFormat(r, c));
  }
  set numberFormat(input: unknown) {
    this.writeFormats(input);
    this.formatChanged();
  }
  get numberFormatLocal(): string[][] {
    return this.numberFormat;
  }
  set numberFormatLocal(input: unknown) {
    this.numberFormat = input;
  }

  getRowProperties(wanted: Readonly<Record<string, unknown>>) {
    return rowProperties(this, wanted);
  }
  getColumnProperties(wanted: Readonly<Record<string, unknown>>) {
    return columnProperties(this, wanted);
  }
  get rowHidden() {
    return this.uniformRows((r) => this.sheet.isRowHidden(r));
  }
  set rowHidden(hidden: boolean | null) {
    this.sheet.patchRows(this.z, (row) => ({ ...row, hidden: hidden === true }));
    this.formatChanged();
  }
  get columnHidden() {
    const columns = Array.from({ length: this.z.cols }, (_, i) =>
      this.sheet.isColumnHidden(this.z.c + i),
    );
    return columns.every((each) => each === columns[0]) ? (columns[0] ?? false) : null;
  }
  set columnHidden(hidden: boolean | null) {
    this.sheet.patchColumns(this.z, (column) => ({ ...column, hidden: hidden === true }));
    this.formatChanged();
  }
  get hidden() {
    return this.rowHidden === true || this.columnHidden === true;
  }

  get style() {
    return this.sheet.getStyle(this.z.r, this.z.c, "style") ?? "Normal";
  }
  set style(name: string) {
    const known = this.book.styles.get(name.toLowerCase());
    if (!known && !BUILT_IN_STYLES.has(name)) {
      throw invalidArgument(`There is no style named ${name}.`);
    }
    this.sheet.setStyle(this.z, { style: known?.name ?? name });
    this.formatChanged();
  }
  get format() {
    return new RangeFormat(this.session, this);
  }
  get dataValidation() {
    return new DataValidation(this.session, this);
  }
  get conditionalFormats() {
    return new ConditionalFormatCollection(this.session, this);
  }
  get sort() {
    return new RangeSort((fields, hasHeaders) => {
      this.session.calculate(false);
      const z = hasHeaders ? { ...this.z, r: this.z.r + 1, rows: this.z.rows - 1 } : this.z;
      sortZone(this.book, this.sheet, { z, fields });
    });
  }

  clear(what: ClearKind = "All") {
    clearBlock(this.book, this, what);
  }
  insert(direction: string) {
    const right = direction === "Right";
    this.shift(right ? "Right" : "Down", "Inserted");
    return this.at(this.z);
  }
  delete(direction: string) {
    this.shift(direction === "Left" ? "Left" : "Up", "Deleted");
  }
  select() {
    this.book.active = this.sheet;
    this.book.selection = { sheet: this.sheet, ...this.z };
    this.book.emit({ kind: "selection", selection: this.book.selection });
  }
  copyFrom(source: unknown, kind = "All") {
    const from = source instanceof Range ? source : placeAt(this.session, source, this.sheet);
    const copied = new Range(this.session, from.sheet, from.z);
    this.session.calculate(false);
    if (kind === "All" || kind === "Formats") {
      this.copyFormats(copied);
    }
    if (kind !== "Formats") {
      writeBlock(this.book, this, this.copied(copied, kind === "Values"));
    }
  }
  calculate() {
    this.session.calculate(false);
  }
  /** The client announces the size of a large array before sending it. */
  _ValidateArraySize(rows: number, columns: number) {
    if (rows !== this.z.rows || columns !== this.z.cols) {
      throw wrongDimensions();
    }
  }

  private grid<T>(read: (cell: Cell | undefined, r: number, c: number) => T): T[][] {
    const { r, c, rows, cols } = this.z;
    if (rows * cols > CELL_LIMIT) {
      throw new HostError(
        "ResponsePayloadSizeLimitExceeded",
        "The response payload size has exceeded the limit.",
      );
    }
    return Array.from({ length: rows }, (_, i) =>
      Array.from({ length: cols }, (__, j) => read(this.sheet.at(r + i, c + j), r + i, c + j)),
    );
  }

  private uniformRows(read: (r: number) => boolean): boolean | null {
    const first = read(this.z.r);
    const checked = Math.min(this.z.rows, 20_000);
    for (let i = 1; i < checked; i++) {
      if (read(this.z.r + i) !== first) {
        return null;
      }
    }
    return first;
  }

  private writeFormats(input: unknown): void {
    const formatAt = formatReader(this.z, input);
    if (this.z.rows === MAX_ROWS) {
      this.sheet.patchColumns(this.z, (column) => ({ ...column, nf: formatAt(0, 0) ?? "General" }));
      for (const [, , cell] of this.sheet.each(this.z)) {
        delete cell.nf;
      }
      return;
    }
    eachPosition(this.z, (r, c) => {
      const format = formatAt(r - this.z.r, c - this.z.c);
      if (format !== null) {
        this.sheet.ensure(r, c).nf = format;
      }
    });
  }

  private copyFormats(from: Range): void {
    eachPosition(this.z, (r, c) => {
      const source = this.sourceCell(from, r, c);
      const cell = this.sheet.ensure(r, c);
      cell.nf = source?.nf ?? "General";
      cell.s = source?.s ?? {};
    });
    this.formatChanged();
  }

  /** What each cell takes from a source that may be smaller and is repeated; formulas move along. */
  private copied(from: Range, valuesOnly: boolean): CellValue[][] {
    return this.grid((_, r, c) => {
      const cell = this.sourceCell(from, r, c);
      const [row, column] = this.sourceOf(from, r, c);
      return cell?.f === undefined || valuesOnly
        ? (cell?.v ?? "")
        : offsetFormula(cell.f, r - row, c - column);
    });
  }

  private sourceCell(from: Range, r: number, c: number): Cell | undefined {
    return from.sheet.at(...this.sourceOf(from, r, c));
  }

  private sourceOf({ z }: Range, r: number, c: number): [r: number, c: number] {
    return [z.r + ((r - this.z.r) % z.rows), z.c + ((c - this.z.c) % z.cols)];
  }

  private shift(direction: ShiftDirection, verb: "Inserted" | "Deleted"): void {
    const z = { ...this.z };
    this.book.shift(this.sheet, z, direction);
    this.z = z;
    const what = z.cols === MAX_COLUMNS ? "Row" : z.rows === MAX_ROWS ? "Column" : "Cell";
    this.book.emit({
      kind: "cells",
      sheet: this.sheet,
      z,
      changeType: what + verb,
      shift: `ShiftCell${direction}`,
    });
  }

  private formatChanged(): void {
    this.book.emit({ kind: "format", sheet: this.sheet, z: this.z });
  }
}

const BUILT_IN_STYLES = new Set(["Normal", "Good", "Bad", "Neutral", "Input", "Note", "Title"]);

function valueType(value: CellValue): string {
  if (value === "") {
    return "Empty";
  }
  if (isError(value)) {
    return "Error";
  }
  return typeof value === "number" ? "Double" : typeof value === "boolean" ? "Boolean" : "String";
}

function formatReader(z: Zone, input: unknown): (i: number, j: number) => string | null {
  if (typeof input === "string") {
    return () => input;
  }
  const rows: unknown[] = Array.isArray(input) ? input : [];
  const grid = rows.filter((row): row is unknown[] => Array.isArray(row));
  const single = grid.length === 1 && grid[0]?.length === 1;
  const exact = grid.length === z.rows && grid.every((row) => row.length === z.cols);
  if (grid.length !== rows.length || (!single && !exact)) {
    throw wrongDimensions();
  }
  return (i, j) => {
    const format = single ? grid[0]?.[0] : grid[i]?.[j];
    return typeof format === "string" ? format : null;
  };
}
