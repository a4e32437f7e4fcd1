import { itemNotFound } from "../errors.ts";
import type { SheetModel } from "../sheet.ts";
import { defineEvents, EVENT, WHOLE_WORKBOOK } from "./event-source.ts";
import { SessionObject } from "./session.ts";
import { requireSheetName, Worksheet } from "./worksheet.ts";

export class WorksheetCollection extends SessionObject {
  readonly typeName = "WorksheetCollection";

  get eventSession() {
    return this.session;
  }
  get eventTarget() {
    return WHOLE_WORKBOOK;
  }
  get items() {
    return this.book.sheets.map((sheet) => this.wrap(sheet));
  }
  add(name?: string) {
    const wanted = name ?? this.freeName();
    requireSheetName(this.book, wanted);
    const sheet = this.book.newSheet(wanted);
    this.book.sheets.push(sheet);
    this.book.emit({ kind: "sheetAdded", sheet });
    return this.wrap(sheet);
  }
  getItemOrNullObject(key: string) {
    const sheet = this.book.sheet(key);
    return sheet ? this.wrap(sheet) : null;
  }
  getItem(key: string) {
    return this.required(this.book.sheet(key));
  }
  getActiveWorksheet() {
    return this.wrap(this.book.active);
  }
  getCount(visibleOnly = false) {
    return this.sheets(visibleOnly).length;
  }
  getFirst(visibleOnly = false) {
    return this.required(this.sheets(visibleOnly)[0]);
  }
  getLast(visibleOnly = false) {
    return this.required(this.sheets(visibleOnly).at(-1));
  }

  private sheets(visibleOnly: boolean): SheetModel[] {
    return this.book.sheets.filter((sheet) => !visibleOnly || sheet.visibility === "Visible");
  }
  private required(sheet: SheetModel | undefined) {
    if (!sheet) {
      throw itemNotFound();
    }
    return this.wrap(sheet);
  }
  private wrap(sheet: SheetModel) {
    return new Worksheet(this.session, sheet);
  }
  private freeName(): string {
    let n = 1;
    while (this.book.sheet(`Sheet${n}`)) {
      n++;
    }
    return `Sheet${n}`;
  }
}
defineEvents(WorksheetCollection.prototype, {
  DataChanged: EVENT.changed,
  Activated: EVENT.activated,
  Deactivated: EVENT.deactivated,
  Added: EVENT.added,
  Deleted: EVENT.deleted,
  SelectionChanged: EVENT.selectionChanged,
  Calculated: EVENT.calculated,
  FormatChanged: EVENT.formatChanged,
});
