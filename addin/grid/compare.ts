import { type Column, type GridLists, LIST_NOUNS } from "../sheets/sheet.ts";
import {
  type CellCulture,
  type CellRule,
  type CellValue,
  cellOf,
  type WireText,
  wireOf,
} from "./cell.ts";

/** One row as it stands in the sheet. A column that the user deleted has no value. */
export interface SheetRow {
  /** Its place in the table's body, 0 first. */
  index: number;
  hidden: boolean;
  values: Readonly<Record<string, CellValue>>;
  /** The fields whose cell holds a formula. */
  formulas: ReadonlySet<string>;
}

/** What comparing needs to know besides the cells. */
export interface GridSetting {
  culture: CellCulture;
  lists: GridLists;
  /** The day of the refresh, for ages. */
  today: string;
  /** Excel's "Set precision as displayed" destroys amounts: while it is on, none is published. */
  precisionAsDisplayed: boolean;
}

/** A cell against the text it was given. */
export type CellDifference =
  | { kind: "same" }
  | { kind: "changed"; wire: WireText; rounded: boolean }
  | { kind: "unreadable"; message: string };

/** Compares exactly: letter case counts, and blank is not 0. An unchanged cell never counts, readable or not. */
export function compareCell<Row>(
  row: SheetRow,
  column: Column<Row>,
  { given, setting }: { given: WireText; setting: GridSetting },
): CellDifference {
  const value = row.values[column.field];
  if (value === undefined || isAsWritten(value, cellOf(given, column.kind, setting.culture))) {
    return { kind: "same" };
  }
  const reading = wireOf(value, ruleOf(column, setting), {
    computed: row.formulas.has(column.field),
    culture: setting.culture,
  });
  if (!reading.ok) return { kind: "unreadable", message: reading.message };
  if (reading.wire === given) return { kind: "same" };
  return { kind: "changed", wire: reading.wire, rounded: reading.rounded };
}

function ruleOf<Row>({ kind, decimals, list }: Column<Row>, { lists }: GridSetting): CellRule {
  return {
    kind,
    ...(decimals && { decimals }),
    ...(list && { list: lists[list], what: LIST_NOUNS[list] }),
  };
}

/** Excel takes a leading apostrophe for "this is text" and does not give it back. */
export const isAsWritten = (value: CellValue, written: CellValue): boolean =>
  value === written ||
  (typeof written === "string" && written.startsWith("'") && value === written.slice(1));

/** The row's key, or "" when the user made the row. */
export const idOf = (row: SheetRow): string => String(row.values["_id"] ?? "");

/** What the add-in writes about a row is no content of the row. */
const OUTCOMES: readonly string[] = ["state", "message"];

/** A row with nothing in it but formulas: the one row of a table without data, a deleted one, or a gap the user made. */
export const isBlank = (row: SheetRow): boolean =>
  Object.entries(row.values).every(
    ([field, value]) => value === "" || row.formulas.has(field) || OUTCOMES.includes(field),
  );

/** A row that the user made: without a version the server never gave it. */
export const isMadeByUser = (row: SheetRow): boolean =>
  (row.values["_ver"] ?? "") === "" && !isBlank(row);

/** What a new row is called before a review gives it its id. */
export const keyOf = (row: SheetRow): string => idOf(row) || `new row ${row.index + 1}`;
