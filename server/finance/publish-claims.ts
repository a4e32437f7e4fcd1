import type { ClaimBatch, ClaimBatchResult } from "../../shared/finance/claim.ts";
import { PublishedRow } from "../../shared/finance/publish.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import * as queries from "./publish.queries.ts";
import { keepable, notKept, type Publisher, type Result, requestHash } from "./publish-row.ts";
import { saveClaims } from "./save-claims.ts";
import { takingBack, Undo } from "./undo.ts";

/**
 * Publishes rows of the Deductions grid. Every row stands for itself in its own savepoint; in mode "all" one bad row
 * takes the others back. A row that was answered before under its batch and key is answered the same; with other content
 * it is refused. With `validateOnly` the answer is the same and nothing stays.
 */
export async function publishClaims(
  tx: Tx,
  batch: ClaimBatch,
  publisher: Publisher,
): Promise<ClaimBatchResult> {
  const results = await takingBack(tx, async (inner) => {
    const published = await publishRows(inner, batch, publisher);
    if (publisher.validateOnly) throw new Undo(published);
    return published;
  });
  return { batchId: batch.batchId, summary: summaryOf(results), results };
}

/** What a publish was answered with: for a client that lost the answer. */
export async function publishedRows(tx: Tx, batchId: string) {
  const [publish] = await queries.publishById(tx, batchId);
  if (!publish) throw new Refusal("NOT_FOUND", `Nothing was published as ${batchId}.`);
  const answers = await queries.publishAnswers(tx, batchId);
  return { batchId, results: answers.map(({ answer }) => PublishedRow.parse(answer)) };
}

async function publishRows(tx: Tx, batch: ClaimBatch, publisher: Publisher): Promise<Result[]> {
  const { batchId, rows } = batch;
  await queries.lockPublish(tx, batchId);
  const keys = rows.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) {
    throw new Refusal("INVALID", `Two rows have the key ${twice}; each row needs its own.`);
  }
  const answered = await queries.answeredRows(tx, { batchId, keys });
  const before = new Map(answered.map((row) => [row.rowKey, row]));
  const fresh = rows.filter(({ key }) => !before.has(key));

  const saved = fresh.length > 0 ? await saveFresh(tx, { ...batch, rows: fresh }, publisher) : [];
  const results = new Map(saved.map((result) => [result.key, result]));
  return rows.map((row) => {
    const known = before.get(row.key);
    if (known?.requestHash === requestHash(row)) return PublishedRow.parse(known.answer);
    return results.get(row.key) ?? notKept(row, publisher);
  });
}

async function saveFresh(tx: Tx, batch: ClaimBatch, publisher: Publisher): Promise<Result[]> {
  const { batchId, message = null, context = null } = batch;
  const by = publisher.caller.userId;
  await queries.openPublish(tx, { batchId, message, context, by });
  const results = await saveClaims(tx, batch, publisher);
  await queries.keepAnswers(tx, { batchId, rows: keepable(batch.rows, results) });
  return results;
}

function summaryOf(results: readonly Result[]): Record<string, number> {
  const summary = { saved: 0, invalid: 0, conflict: 0, forbidden: 0, gone: 0 };
  for (const { outcome } of results) summary[outcome] += 1;
  return summary;
}
