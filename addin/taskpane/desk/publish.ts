import { publishableRows } from "../../grid/publish-plan.ts";
import type { EditedRow, OnProgress, RowResult, TableName, TableRows } from "../ports.ts";
import { inOrder } from "../table-words.ts";
import { isSendable, type SavedRows, type TableEdits } from "./compare.ts";
import type { Desk } from "./desk.ts";
import { showParents } from "./follow-parents.ts";
import { waitingLines } from "./new-promotions.ts";
import { endOf, type RowEnd, type RowTrouble, undecided } from "./row-ends.ts";

/** What was saved of one table, under which batch. */
export interface SavedOfTable {
  table: TableName;
  batchId: string;
  saved: number;
  deleted: number;
}

/** Rows whose answer never came: the server is asked what it saved of them before they go out again. */
export interface LostRows {
  table: TableName;
  batchId: string;
  rows: EditedRow[];
}

/** What became of one press of Publish. `saved` counts deleted rows too. */
export interface PublishOutcome {
  saved: number;
  tables: SavedOfTable[];
  troubles: RowTrouble[];
  lost: LostRows[];
  stopped: string | null;
}

export interface PublishOrder {
  edits: TableEdits[];
  message: string;
  newId: () => string;
  onProgress?: OnProgress;
}

/**
 * Publishes the chosen rows, parents before children, each table under a batch of its own; shows every row's outcome in
 * the sheet, and what follows from it in the rows of their promotions and funds.
 */
export async function publishAll(
  desk: Desk,
  { edits, message, newId, onProgress }: PublishOrder,
): Promise<PublishOutcome> {
  const total = edits.reduce((sum, { chosen }) => sum + chosen.length, 0);
  const outcome: PublishOutcome = { saved: 0, tables: [], troubles: [], lost: [], stopped: null };
  const savedRows: SavedRows = {};
  let before = 0;
  for (const table of inOrder(edits.map((each) => each.table))) {
    const mine = edits.find((each) => each.table === table);
    if (mine === undefined) continue;
    outcome.troubles.push(...notSent(mine));
    const { ready, waiting } = waitingLines(mine, edits, savedRows);
    await showWaiting(desk, table, waiting);
    outcome.troubles.push(...waiting.flatMap(({ trouble }) => trouble ?? []));
    // A server that is out of reach would only let every further table wait in vain.
    if (outcome.stopped !== null) continue;
    const done = before;
    const published = await publishRows(desk, {
      table,
      rows: ready,
      batchId: newId(),
      message,
      onProgress: (step) => onProgress?.({ done: done + step.done, total }),
    });
    before += mine.chosen.length;
    take(outcome, published);
    savedRows[table] = published.savedIds;
  }
  await showParents(desk, { edits, savedRows });
  return outcome;
}

const notSent = ({ table, chosen }: TableEdits): RowTrouble[] =>
  chosen.filter((row) => !isSendable(row)).map((row) => undecided(table, row));

async function showWaiting(
  { workbook }: Desk,
  table: TableName,
  waiting: RowEnd<never>[],
): Promise<void> {
  if (waiting.length > 0)
    await workbook.showOutcomes(
      table,
      waiting.map(({ outcome }) => outcome),
    );
}

interface Published extends SavedOfTable {
  savedIds: ReadonlySet<string>;
  troubles: RowTrouble[];
  lost: EditedRow[];
  stopped: string | null;
}

function take(outcome: PublishOutcome, published: Published): void {
  const { table, batchId, saved, deleted, troubles, lost, stopped } = published;
  outcome.saved += saved + deleted;
  if (saved + deleted > 0) outcome.tables.push({ table, batchId, saved, deleted });
  outcome.troubles.push(...troubles);
  if (lost.length > 0) outcome.lost.push({ table, batchId, rows: lost });
  outcome.stopped ??= stopped;
}

interface RowsOrder<Name extends TableName> {
  table: Name;
  rows: EditedRow[];
  batchId: string;
  message: string;
  onProgress?: OnProgress;
}

/** Sends rows of one table, shows each row's outcome in the sheet, and says what needs the user. */
async function publishRows<Name extends TableName>(
  desk: Desk,
  { table, rows, batchId, message, onProgress }: RowsOrder<Name>,
): Promise<Published> {
  const none = { table, batchId, saved: 0, deleted: 0, troubles: [], lost: [], stopped: null };
  if (rows.length === 0) return { ...none, savedIds: new Set() };
  const answer = await desk.api.publish(table, {
    batchId,
    ...(message === "" ? {} : { message }),
    rows: publishableRows(rows),
    ...(onProgress ? { onProgress } : {}),
  });
  const ends = await showResults(desk, { table, rows, results: answer.results });
  const saved = ends.filter(({ trouble }) => trouble === null);
  const lostIds = new Set(
    ends.filter(({ outcome }) => outcome.state === "unknown").map(({ outcome }) => outcome.id),
  );
  const deleted = saved.filter(({ outcome }) => outcome.state === "deleted").length;
  return {
    table,
    batchId,
    saved: saved.length - deleted,
    deleted,
    savedIds: new Set(saved.map(({ outcome }) => outcome.id)),
    troubles: ends.flatMap(({ trouble }) => trouble ?? []),
    lost: rows.filter(({ id }) => lostIds.has(id)),
    stopped: answer.stopped,
  };
}

/** Shows in the sheet what the server said of the rows. */
export async function showResults<Name extends TableName>(
  { workbook }: Desk,
  {
    table,
    rows,
    results,
  }: { table: Name; rows: EditedRow[]; results: RowResult<TableRows[Name]>[] },
): Promise<RowEnd<TableRows[Name]>[]> {
  const byKey = new Map(results.map((result) => [result.key, result]));
  const ends = rows.map((row) => endOf(table, row, byKey.get(row.id)));
  await workbook.showOutcomes(
    table,
    ends.map(({ outcome }) => outcome),
  );
  return ends;
}
