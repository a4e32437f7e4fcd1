import type { Baseline } from "../grid/baseline.ts";
import { type GridSetting, idOf, type SheetRow } from "../grid/compare.ts";
import { mergeRow, type RowMerge } from "../grid/merge.ts";
import { runInSlices, type Steps } from "../grid/slices.ts";
import type { Sheet } from "../sheets/sheet.ts";
import { STATES } from "../sheets/states.ts";
import type { RowOutcome } from "../taskpane/ports.ts";
import { updateBase } from "./base-sheet.ts";
import { emptied } from "./discard.ts";
import { withoutFilters } from "./filters.ts";
import { writeNumbers } from "./local-references.ts";
import { readTable } from "./read-table.ts";
import { type RowChange, writeChanges } from "./rows.ts";
import type { ManagedTable } from "./table.ts";

/** What the outcomes of a publish or a posting change: rows of the table, and their baselines. */
interface OutcomeChanges<Row> {
  changes: RowChange[];
  baselines: Map<string, Baseline<Row>>;
  removed: string[];
}

interface OutcomeInput<Row> {
  outcomes: readonly RowOutcome<Row>[];
  rows: readonly SheetRow[];
  baselines: ReadonlyMap<string, Baseline<Row>>;
  setting: GridSetting;
  now: Date;
}

/** Writes State, Message, the server's values and the new baseline of exactly the rows that have an outcome. */
export async function writeOutcomes<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  { outcomes, now }: { outcomes: readonly RowOutcome<Row>[]; now: Date },
): Promise<void> {
  const reading = await readTable(context, managed);
  const { setting, places, rows } = reading;
  const steps = outcomeSteps(managed.sheet, { ...reading, outcomes, now });
  const { changes, baselines, removed } = await runInSlices(steps);
  await withoutFilters(context, managed, async () => {
    await writeChanges(context, managed, { changes, setting });
    const changed = [...baselines.values()];
    await updateBase(context, managed.sheet, { places, changed, removed });
  });
  await writeNumbers(context, managed, { rows, saved: outcomes.flatMap(({ row }) => row ?? []) });
}

/** Merges each outcome into its rows. Rows without an outcome are not touched. */
function* outcomeSteps<Row>(
  sheet: Sheet<Row>,
  { outcomes, rows, baselines, setting, now }: OutcomeInput<Row>,
): Steps<OutcomeChanges<Row>> {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const found: OutcomeChanges<Row> = { changes: [], baselines: new Map(), removed: [] };
  for (const row of rows) {
    yield;
    const id = idOf(row);
    const outcome = byId.get(id);
    if (outcome?.state === "deleted") {
      found.changes.push(deletedRow(sheet, row, outcome.message));
      found.removed.push(id);
    } else if (outcome !== undefined) {
      const baseline = baselines.get(id) ?? null;
      const merge = mergeOutcome(sheet, { outcome, row, baseline, setting });
      if (merge !== null) found.baselines.set(id, merge.baseline);
      found.changes.push(changeOf(outcome, { row, merge, now }));
    }
  }
  return found;
}

const deletedRow = <Row>(sheet: Sheet<Row>, row: SheetRow, message: string): RowChange =>
  emptied(sheet, row, {
    state: STATES.deleted,
    message: message || "Deleted in Tradebook. The empty row can be removed.",
  });

function changeOf<Row>(
  outcome: RowOutcome<Row>,
  { row, merge, now }: { row: SheetRow; merge: RowMerge<Row> | null; now: Date },
): RowChange {
  const fields = merge?.writes ?? new Map<string, string | null>();
  if (outcome.state === "current" && merge?.kind !== "conflict") {
    const mark = statusMark(row, merge);
    return { index: row.index, fields, ...(mark && { mark }) };
  }
  return { index: row.index, fields, mark: markOf(outcome, merge, now) };
}

/** What a row says of its own status, such as that it is over, follows the status; that it was saved stays to be read. */
function statusMark<Row>(
  row: SheetRow,
  merge: RowMerge<Row> | null,
): { state: string; message: string } | null {
  if (merge?.kind !== "clean") return null;
  const { state, message } = merge;
  const isSaved = String(row.values["state"] ?? "").startsWith(STATES.saved);
  return isSaved && state === STATES.clean ? null : { state, message };
}

function mergeOutcome<Row>(
  sheet: Sheet<Row>,
  {
    outcome: { state, row: theirs, sent },
    row,
    baseline,
    setting,
  }: {
    outcome: RowOutcome<Row>;
    row: SheetRow;
    baseline: Baseline<Row> | null;
    setting: GridSetting;
  },
): RowMerge<Row> | null {
  if (theirs === null) return null;
  // After a refusal the user's values were not taken, so there the server's row is somebody else's.
  const answer = isTaken(state) ? { sent: sent ?? {} } : {};
  return mergeRow(sheet, { row, baseline, theirs, ...answer }, setting);
}

function markOf<Row>(
  outcome: RowOutcome<Row>,
  merge: RowMerge<Row> | null,
  now: Date,
): { state: string; message: string } {
  const { state, message } = outcome;
  if (merge === null) return { state: wordOf(state, now), message };
  if (isUndecided(state, merge)) return undecidedMark(outcome, merge);
  if (merge.kind !== "clean") return { state: wordOf(state, now), message };
  if (state === "conflict") {
    return { state: STATES.newer, message: `${message} The row shows Tradebook's values now.` };
  }
  // What a saved row has to say of itself: that its fund is short, for one.
  const own = state === "saved" ? merge.message : "";
  return { state: wordOf(state, now), message: message || own };
}

function undecidedMark<Row>(
  { state, message }: RowOutcome<Row>,
  merge: RowMerge<Row>,
): { state: string; message: string } {
  // Nothing is left to decide when other fields were changed, but the row was not saved: it still needs sending.
  const word = state === "conflict" && merge.kind === "newer" ? STATES.failed : merge.state;
  return { state: word, message: [message, merge.message].filter(Boolean).join(" ") };
}

/** The user has something to decide: both changed one field, or something was typed after the publish left. */
const isUndecided = <Row>(state: RowOutcome<Row>["state"], merge: RowMerge<Row>) =>
  merge.kind === "conflict" ||
  (merge.kind === "newer" && state === "conflict") ||
  (merge.state === STATES.delete && state === "conflict") ||
  (merge.kind !== "clean" && isTaken(state));

const isTaken = <Row>(state: RowOutcome<Row>["state"]) =>
  state === "saved" || state === "posting" || state === "posted";

function wordOf(state: RowOutcome<unknown>["state"], now: Date): string {
  const words: Record<RowOutcome<unknown>["state"], string> = {
    saved: `${STATES.saved} ${now.toISOString().slice(11, 16)}`,
    deleted: STATES.deleted,
    posting: STATES.posting,
    posted: STATES.posted,
    invalid: STATES.invalid,
    failed: STATES.failed,
    conflict: STATES.conflict,
    unknown: STATES.unknown,
    current: STATES.clean,
  };
  return words[state];
}
