import type { FeedBatch } from "../../shared/erp/batch.ts";
import { ignoredColumnsWarning } from "../../shared/erp/csv.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import * as queries from "./batch.queries.ts";

const ERRORS_INLINE = 100;
const LATEST_BATCHES = 50;

/** A batch with the first hundred of its errors. Another company's batch is not there at all. */
export async function batchReport(tx: Tx, batchId: string): Promise<FeedBatch> {
  const [found] = await queries.batch(tx, batchId);
  if (!found) throw noBatch(batchId);
  return reportOf(found, await queries.batchErrors(tx, batchId, ERRORS_INLINE));
}

/** The newest batches, without their errors. */
export async function latestBatches(tx: Tx): Promise<FeedBatch[]> {
  const rows = await queries.latestBatches(tx, LATEST_BATCHES);
  return rows.map((row) => reportOf(row, []));
}

/** Sends the rejected records of a finished batch round again, after what they lacked has been put right. */
export async function retryBatch(tx: Tx, batchId: string): Promise<FeedBatch> {
  const [locked] = await queries.lockBatch(tx, batchId);
  if (!locked) throw noBatch(batchId);
  const before = await batchReport(tx, batchId);
  if (before.status === "LANDED" || before.status === "PROMOTING") {
    throw new Refusal(
      "BATCH_NOT_DONE",
      "This batch is still being taken in. Ask for it again when it is DONE, then retry what was rejected.",
    );
  }
  const reopened = await queries.reopenRejected(tx, batchId);
  if (reopened.length === 0 && before.status === "DONE") return before;
  await queries.reopenBatch(tx, batchId, reopened.length);
  await queries.enqueuePromotion(tx, batchId);
  return batchReport(tx, batchId);
}

/** What a batch that is not there is called. */
export function noBatch(batchId: string): Refusal {
  return new Refusal("NOT_FOUND", `There is no batch ${batchId} here.`);
}

function reportOf(
  { ignored, failure, ...counts }: queries.BatchRow,
  errors: FeedBatch["errors"],
): FeedBatch {
  const warnings = ignored.length > 0 ? [ignoredColumnsWarning(counts.feed, ignored)] : [];
  return { ...counts, errors, warnings: failure === null ? warnings : [failure, ...warnings] };
}
