import { compareAll, isAmong, type RowsByTable } from "./compare.ts";
import type { Desk } from "./desk.ts";
import {
  type LostRows,
  type PublishOrder,
  type PublishOutcome,
  publishAll,
  showResults,
} from "./publish.ts";
import type { RowTrouble } from "./row-ends.ts";

/** The rows of these troubles, by table. */
export function rowsOf(troubles: readonly RowTrouble[]): RowsByTable {
  const rows: RowsByTable = {};
  for (const { table, id } of troubles) (rows[table] ??= []).push(id);
  return rows;
}

/**
 * Sends only the rows that need attention, as they stand in the sheet now. Rows whose answer was lost are first asked
 * about: what the server saved of them is saved, and is not sent again.
 */
export async function retryTroubles(
  desk: Desk,
  { lost, troubles }: Pick<PublishOutcome, "lost" | "troubles">,
  order: Omit<PublishOrder, "edits">,
): Promise<PublishOutcome> {
  const settled = await settleLost(desk, lost);
  const only = rowsOf(troubles);
  const compared = await compareAll(desk, { mark: true });
  const outcome = await publishAll(desk, {
    ...order,
    edits: compared.map(({ table, diff: { edited } }) => ({
      table,
      edited,
      chosen: edited.filter(({ id }) => isAmong(only, table, id)),
    })),
  });
  return { ...outcome, saved: outcome.saved + settled };
}

/** Asks what arrived of the rows without an answer, and shows it. How many of them were saved. */
async function settleLost(desk: Desk, lost: readonly LostRows[]): Promise<number> {
  let saved = 0;
  for (const { table, batchId, rows } of lost) {
    const results = await desk.api.published(table, batchId);
    const known = new Set(results.map(({ key }) => key));
    const answered = rows.filter(({ id }) => known.has(id));
    if (answered.length === 0) continue;
    const ends = await showResults(desk, { table, rows: answered, results });
    saved += ends.filter(({ trouble }) => trouble === null).length;
  }
  return saved;
}
