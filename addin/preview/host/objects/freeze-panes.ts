import { itemNotFound } from "../errors.ts";
import type { SheetModel } from "../sheet.ts";
import { Range } from "./range.ts";
import { placeAt } from "./range-geometry.ts";
import { type Session, SessionObject } from "./session.ts";

export class FreezePanes extends SessionObject {
  readonly typeName = "WorksheetFreezePanes";
  private readonly sheet: SheetModel;

  constructor(session: Session, sheet: SheetModel) {
    super(session);
    this.sheet = sheet;
  }

  freezeRows(rows = 0) {
    this.freeze({ rows, cols: 0 });
  }
  freezeColumns(cols = 0) {
    this.freeze({ rows: 0, cols });
  }
  freezeAt(corner: unknown) {
    const { z } = corner instanceof Range ? corner : placeAt(this.session, corner, this.sheet);
    this.freeze({ rows: z.r + z.rows, cols: z.c + z.cols });
  }
  unfreeze() {
    this.freeze({ rows: 0, cols: 0 });
  }
  getLocationOrNullObject() {
    const { rows, cols } = this.sheet.freeze;
    if (rows === 0 && cols === 0) {
      return null;
    }
    const place = new Range(this.session, this.sheet, {
      r: 0,
      c: 0,
      rows: rows || 1,
      cols: cols || 1,
    });
    return rows === 0 ? place.getEntireColumn() : cols === 0 ? place.getEntireRow() : place;
  }
  getLocation() {
    const location = this.getLocationOrNullObject();
    if (!location) {
      throw itemNotFound();
    }
    return location;
  }

  private freeze(freeze: SheetModel["freeze"]): void {
    this.sheet.freeze = freeze;
    this.book.emit({ kind: "sheetChanged", sheet: this.sheet });
  }
}
