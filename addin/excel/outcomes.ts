import type { Claim } from "../../shared/finance/claim.ts";
import type { Baseline } from "../grid/baseline.ts";
import { type GridSetting, idOf, type SheetRow } from "../grid/compare.ts";
import { mergeRow, type RowMerge } from "../grid/merge.ts";
import { deductionsSheet } from "../sheets/deductions.ts";
import { STATES } from "../sheets/states.ts";
import type { RowOutcome } from "../taskpane/ports.ts";
import { updateBase } from "./base-sheet.ts";
import { readTable } from "./edits.ts";
import { withoutFilters } from "./filters.ts";
import { type RowChange, writeChanges } from "./rows.ts";
import type { ManagedTable } from "./table.ts";

/** What the outcomes of a publish or a posting change: rows of the table, and their baselines. */
interface OutcomeChanges {
  changes: RowChange[];
  baselines: Baseline<Claim>[];
}

/** Merges each outcome into its rows. Rows without an outcome are not touched. */
function changesOf(
  outcomes: readonly RowOutcome[],
  {
    rows,
    baselines,
  }: { rows: readonly SheetRow[]; baselines: ReadonlyMap<string, Baseline<Claim>> },
  { setting, now }: { setting: GridSetting; now: Date },
): OutcomeChanges {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const changes: RowChange[] = [];
  const written = new Map<string, Baseline<Claim>>();
  for (const row of rows) {
    const id = idOf(row);
    const outcome = byId.get(id);
    if (outcome === undefined) continue;
    const merge = mergeOutcome(outcome, { row, baseline: baselines.get(id) ?? null, setting });
    if (merge !== null) written.set(id, merge.baseline);
    changes.push({
      index: row.index,
      fields: merge?.writes ?? new Map(),
      mark: markOf(outcome, merge, now),
    });
  }
  return { changes, baselines: [...written.values()] };
}

function mergeOutcome(
  { state, row: theirs, sent }: RowOutcome,
  {
    row,
    baseline,
    setting,
  }: { row: SheetRow; baseline: Baseline<Claim> | null; setting: GridSetting },
): RowMerge<Claim> | null {
  if (theirs === null) return null;
  // After a refusal the user's values were not taken, so there the server's row is somebody else's.
  const answer = isTaken(state) ? { sent: sent ?? {} } : {};
  return mergeRow(deductionsSheet, { row, baseline, theirs, ...answer }, setting);
}

function markOf(
  { state, message }: RowOutcome,
  merge: RowMerge<Claim> | null,
  now: Date,
): { state: string; message: string } {
  if (merge !== null && isUndecided(state, merge)) {
    return { state: merge.state, message: [message, merge.message].filter(Boolean).join(" ") };
  }
  if (state === "conflict" && merge?.kind === "clean") {
    return { state: STATES.newer, message: `${message} The row shows Tradebook's values now.` };
  }
  return { state: wordOf(state, now), message };
}

/** The user has something to decide: both changed one field, or something was typed after the publish left. */
const isUndecided = (state: RowOutcome["state"], { kind }: RowMerge<Claim>) =>
  kind === "conflict" ||
  (kind === "newer" && state === "conflict") ||
  (kind !== "clean" && isTaken(state));

const isTaken = (state: RowOutcome["state"]) =>
  state === "saved" || state === "posting" || state === "posted";

function wordOf(state: RowOutcome["state"], now: Date): string {
  const words: Record<RowOutcome["state"], string> = {
    saved: `${STATES.saved} ${now.toISOString().slice(11, 16)}`,
    posting: STATES.posting,
    posted: STATES.posted,
    invalid: STATES.invalid,
    failed: STATES.failed,
    conflict: STATES.conflict,
    unknown: STATES.unknown,
  };
  return words[state];
}

/** Writes State, Message, the server's values and the new baseline of exactly the rows that have an outcome. */
export async function writeOutcomes(
  context: Excel.RequestContext,
  managed: ManagedTable,
  { outcomes, now }: { outcomes: readonly RowOutcome[]; now: Date },
): Promise<void> {
  const reading = await readTable(context, managed);
  const { setting, places } = reading;
  const { changes, baselines } = changesOf(outcomes, reading, { setting, now });
  await withoutFilters(context, managed, async () => {
    await writeChanges(context, deductionsSheet, { managed, changes, setting });
    await updateBase(context, deductionsSheet, { places, changed: baselines });
  });
}
