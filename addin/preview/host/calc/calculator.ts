import type { CellValue, Change, Sheet } from "../model.ts";
import type { WorkbookModel } from "../workbook.ts";

export class Calculator {
  constructor(_book: WorkbookModel) {}
  note(_change: Change): void {}
  recalculate(_full: boolean): void {}
  evaluate(_formula: string, _at: { sheet: Sheet; r: number; c: number }): CellValue {
    return 0;
  }
}
