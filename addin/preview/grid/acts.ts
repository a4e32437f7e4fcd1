import type { Zone } from "../host/a1.ts";
import type { CellStyle, Sheet, Table } from "../host/model.ts";
import type { Spot } from "./zone.ts";

/** What a person can do to the workbook by hand. The grid draws the model; every change goes through here. */
export interface BookActs {
  select(sheet: Sheet, zone: Zone): void;
  activate(sheet: Sheet): void;
  /** Types values into a zone; refused with the words to show the person. */
  edit(sheet: Sheet, zone: Zone, values: readonly (readonly string[])[]): Promise<void>;
  clear(sheet: Sheet, zone: Zone): Promise<void>;
  /** Inserts as many whole rows above a zone as it has. */
  insertRows(sheet: Sheet, zone: Zone): void;
  deleteRows(sheet: Sheet, zone: Zone): void;
  hideColumns(sheet: Sheet, zone: Zone, isHidden: boolean): void;
  setColumnWidth(sheet: Sheet, column: number, points: number): void;
  /** Shows only rows whose column holds one of the values; null shows all again. */
  filter(table: Table, column: number, values: readonly string[] | null): void;
  sort(table: Table, column: number, isAscending: boolean): void;
  /** What conditional formats add to a cell, which takes the workbook's formulas to know. */
  readonly conditionalStyle: ConditionalStyle;
}

export type ConditionalStyle = (sheet: Sheet, spot: Spot) => CellStyle | null;
