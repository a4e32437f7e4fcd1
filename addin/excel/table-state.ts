import type { SheetRow } from "../grid/compare.ts";
import { diffSteps } from "../grid/diff.ts";
import { runInSlices } from "../grid/slices.ts";
import { PROBLEM_STATES, STATES } from "../sheets/states.ts";
import type { TableName, TableState } from "../taskpane/ports.ts";
import { readTable } from "./read-table.ts";
import type { ManagedTable } from "./table.ts";

/** What a table's card in the pane shows: how much of it differs, and what State says of its rows. */
export async function stateOf<Row>(
  context: Excel.RequestContext,
  table: TableName,
  managed: ManagedTable<Row> | undefined,
): Promise<TableState[]> {
  if (managed === undefined) return [];
  const { sheet, name, sheetName, binding, missing } = managed;
  const hasKeys = managed.columns.has("_id");
  const reading = await readTable(context, managed);
  const diff = await runInSlices(diffSteps(sheet, reading, reading.setting));
  const count = (states: readonly string[]) => reading.rows.filter(isIn(states)).length;
  const shown: TableState = {
    table,
    name,
    sheet: sheetName,
    rows: diff.rows,
    edited: hasKeys ? diff.edited.length : 0,
    problems: count(PROBLEM_STATES.filter((each) => each !== STATES.conflict)),
    conflicts: count([STATES.conflict]),
    newer: count([STATES.newer]),
    asOf: binding.asOf,
    query: binding.query,
    missingColumns: missing,
  };
  return [shown];
}

const isIn =
  (states: readonly string[]) =>
  ({ values }: SheetRow): boolean =>
    states.includes(String(values["state"] ?? ""));
