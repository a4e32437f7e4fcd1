import type { Diff, TableName, TableState } from "../../../addin/taskpane/ports.ts";
import { MemoryWorkbook } from "./memory-workbook.ts";
import { aPromotion } from "./planning-samples.ts";
import { aDiff } from "./samples.ts";

/** A managed table as the workbook describes it. */
export const stateOf = (table: TableName, given: Partial<TableState> = {}): TableState => ({
  table,
  name: table,
  sheet: table,
  rows: 500,
  edited: 2,
  problems: 1,
  conflicts: 1,
  newer: 3,
  asOf: "2026-11-23T09:14:07.000Z",
  query: {},
  missingColumns: [],
  ...given,
});

/** A workbook whose tables differ as given. */
export function planningBook(diffs: Partial<Record<TableName, Partial<Diff>>>) {
  const workbook = new MemoryWorkbook();
  workbook.promotions = [aPromotion()];
  for (const table of ["promotions", "promoLines", "funds"] as const) {
    const diff = diffs[table];
    if (diff === undefined) continue;
    workbook.states.set(table, stateOf(table));
    workbook.diffs.set(table, aDiff(diff));
  }
  return workbook;
}
