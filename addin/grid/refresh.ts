import type { Sheet } from "../sheets/sheet.ts";
import { type Baseline, baselineText } from "./baseline.ts";
import { type GridSetting, idOf, type SheetRow } from "./compare.ts";
import type { SheetState } from "./diff.ts";
import { mergeRow, type RowMerge } from "./merge.ts";
import { runNow, type Steps } from "./slices.ts";

/** What a refresh will do, before anything is written: cancelling here leaves the sheet as it was. */
export interface RefreshPlan<Row> {
  merged: { row: SheetRow; merge: RowMerge<Row> }[];
  /** New on the server: written below the user's rows, in the server's order. */
  appended: Row[];
  /** Ours, but not in the server's answer: kept, and marked. Only the user removes rows. */
  gone: SheetRow[];
  /** The new baseline of every row, those that are gone included. */
  baselines: Baseline<Row>[];
}

/** Merges a complete answer of the server into a sheet, row by row and by key: no row is moved or removed. */
export const planRefresh = <Row>(
  sheet: Sheet<Row>,
  given: { state: SheetState<Row>; theirs: readonly Row[] },
  setting: GridSetting,
): RefreshPlan<Row> => runNow(planSteps(sheet, given, setting));

/** The same, row by row, so that it can pause. */
export function* planSteps<Row>(
  sheet: Sheet<Row>,
  { state, theirs }: { state: SheetState<Row>; theirs: readonly Row[] },
  setting: GridSetting,
): Steps<RefreshPlan<Row>> {
  const serverRows = new Map(theirs.map((row) => [sheet.id(row), row]));
  const merged: RefreshPlan<Row>["merged"] = [];
  const gone: SheetRow[] = [];
  const baselines = new Map<string, Baseline<Row>>();
  for (const row of state.rows) {
    yield;
    const id = idOf(row);
    const baseline = state.baselines.get(id) ?? null;
    const theirRow = serverRows.get(id);
    if (theirRow !== undefined) {
      const merge = mergeRow(sheet, { row, baseline, theirs: theirRow }, setting);
      merged.push({ row, merge });
      baselines.set(id, joined(baselines.get(id), merge.baseline));
    } else if (baseline !== null) {
      gone.push(row);
      baselines.set(id, baseline);
    }
  }
  const appended = theirs.filter((row) => !baselines.has(sheet.id(row)));
  return {
    merged,
    appended,
    gone,
    baselines: [...baselines.values(), ...appended.map((row) => ({ row, conflicts: {} }))],
  };
}

/** Of the new baselines those that say something else than the old ones, and the ids that have none any more. */
export function* changedSteps<Row>(
  sheet: Sheet<Row>,
  before: SheetState<Row>["baselines"],
  after: readonly Baseline<Row>[],
): Steps<{ changed: Baseline<Row>[]; removed: string[] }> {
  const changed: Baseline<Row>[] = [];
  const gone = new Set(before.keys());
  for (const baseline of after) {
    yield;
    const id = sheet.id(baseline.row);
    const known = before.get(id);
    gone.delete(id);
    if (known === undefined || baselineText(known) !== baselineText(baseline)) {
      changed.push(baseline);
    }
  }
  return { changed, removed: [...gone] };
}

/** A row that stands in the sheet twice has one baseline, with the conflicts of both. */
function joined<Row>(before: Baseline<Row> | undefined, after: Baseline<Row>): Baseline<Row> {
  if (before === undefined) return after;
  return { ...after, conflicts: { ...after.conflicts, ...before.conflicts } };
}
