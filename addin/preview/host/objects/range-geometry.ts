import {
  a1,
  bounding,
  fits,
  intersection,
  MAX_COLUMNS,
  MAX_ROWS,
  parseA1,
  quoteSheet,
  type Zone,
  zoneOf,
} from "../a1.ts";
import { invalidArgument, itemNotFound } from "../errors.ts";
import type { SheetModel } from "../sheet.ts";
import type { HostObject } from "./object.ts";
import { type Session, SessionObject } from "./session.ts";

/** Where a range lies and the ranges around it; what is in its cells is range.ts. */
export abstract class RangeGeometry extends SessionObject {
  readonly typeName = "Range";
  readonly sheet: SheetModel;
  z: Zone;

  constructor(session: Session, sheet: SheetModel, z: Zone) {
    super(session);
    if (!fits(z)) {
      throw invalidArgument();
    }
    this.sheet = sheet;
    this.z = zoneOf(z);
    session.book.anchor(this);
  }

  /** Another range of the same sheet. */
  protected abstract at(z: Zone): HostObject;

  get address() {
    return `${quoteSheet(this.sheet.name)}!${a1(this.z)}`;
  }
  get addressLocal() {
    return this.address;
  }
  get rowIndex() {
    return this.z.r;
  }
  get columnIndex() {
    return this.z.c;
  }
  get rowCount() {
    return this.z.rows;
  }
  get columnCount() {
    return this.z.cols;
  }
  get cellCount() {
    const count = this.z.rows * this.z.cols;
    return count > 2_147_483_647 ? -1 : count;
  }
  get isEntireColumn() {
    return this.z.rows === MAX_ROWS;
  }
  get isEntireRow() {
    return this.z.cols === MAX_COLUMNS;
  }
  get worksheet() {
    return this.session.make.worksheet(this.sheet);
  }

  getCell(row: number, column: number) {
    return this.at({ r: this.z.r + row, c: this.z.c + column, rows: 1, cols: 1 });
  }
  getRow(row: number) {
    return this.at({ ...this.z, r: this.z.r + row, rows: 1 });
  }
  getColumn(column: number) {
    return this.at({ ...this.z, c: this.z.c + column, cols: 1 });
  }
  getLastRow() {
    return this.getRow(this.z.rows - 1);
  }
  getLastColumn() {
    return this.getColumn(this.z.cols - 1);
  }
  getLastCell() {
    return this.getCell(this.z.rows - 1, this.z.cols - 1);
  }
  getOffsetRange(rows: number, columns: number) {
    return this.at({ ...this.z, r: this.z.r + rows, c: this.z.c + columns });
  }
  getResizedRange(rows: number, columns: number) {
    return this.at({ ...this.z, rows: this.z.rows + rows, cols: this.z.cols + columns });
  }
  getAbsoluteResizedRange(rows: number, columns: number) {
    return this.at({ ...this.z, rows, cols: columns });
  }
  getRowsAbove(count = 1) {
    return this.at({ ...this.z, r: this.z.r - count, rows: count });
  }
  getRowsBelow(count = 1) {
    return this.at({ ...this.z, r: this.z.r + this.z.rows, rows: count });
  }
  getColumnsBefore(count = 1) {
    return this.at({ ...this.z, c: this.z.c - count, cols: count });
  }
  getColumnsAfter(count = 1) {
    return this.at({ ...this.z, c: this.z.c + this.z.cols, cols: count });
  }
  getEntireRow() {
    return this.at({ ...this.z, c: 0, cols: MAX_COLUMNS });
  }
  getEntireColumn() {
    return this.at({ ...this.z, r: 0, rows: MAX_ROWS });
  }

  getIntersectionOrNullObject(other: unknown) {
    const { sheet, z } = this.placeOf(other);
    const shared = sheet === this.sheet ? intersection(this.z, z) : null;
    return shared && this.at(shared);
  }
  getIntersection(other: unknown) {
    const shared = this.getIntersectionOrNullObject(other);
    if (!shared) {
      throw itemNotFound();
    }
    return shared;
  }
  getBoundingRect(other: unknown) {
    return this.at(bounding(this.z, this.placeOf(other).z));
  }
  getUsedRangeOrNullObject(valuesOnly = false) {
    const used = this.sheet.used(valuesOnly, this.z);
    return used && this.at(used);
  }
  getUsedRange(valuesOnly = false) {
    return this.getUsedRangeOrNullObject(valuesOnly) ?? this.getCell(0, 0);
  }
  getTables() {
    return this.session.make.tables(this.book.tablesIn(this.sheet, this.z));
  }

  private placeOf(other: unknown): { sheet: SheetModel; z: Zone } {
    return other instanceof RangeGeometry ? other : placeAt(this.session, other, this.sheet);
  }
}

/** The cells an address argument names, on the sheet it names or on `home`. */
export function placeAt(
  session: Session,
  address: unknown,
  home: SheetModel,
): { sheet: SheetModel; z: Zone } {
  const parsed = typeof address === "string" ? parseA1(address) : null;
  if (!parsed) {
    throw invalidArgument();
  }
  const sheet = parsed.sheet === undefined ? home : session.book.sheet(parsed.sheet);
  if (!sheet) {
    throw itemNotFound();
  }
  return { sheet, z: zoneOf(parsed) };
}
