import { z } from "zod";
import type { Feed } from "../../shared/erp/batch.ts";
import { Id } from "../../shared/ids.ts";
import type { Tx } from "../db/pool.ts";
import * as queries from "./batch.queries.ts";
import { promoteDeductions } from "./promote-deductions.ts";
import { promoteInvoices } from "./promote-invoices.ts";
import {
  promoteAccounts,
  promoteCustomers,
  promotePeriods,
  promoteProducts,
} from "./promote-master.ts";

/** What a promotion needs of its job: transactions of its tenant. */
interface Tenant {
  asTenant<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
}

/** How a feed's records are taken into the books, and how many at a time. */
interface Promoter {
  recordsAtOnce: number;
  promote: (
    tx: Tx,
    batch: queries.BatchAtWork,
    raws: readonly queries.RawRecord[],
  ) => Promise<void>;
}

/** Deductions stand alone and go in chunks. Master records speak of each other, so a batch of them is taken whole. */
const DEDUCTIONS_AT_ONCE = 1_000;
/** A file of usual size in one go: its promotions then accrue once, not once for each chunk. */
const INVOICE_LINES_AT_ONCE = 10_000;
const MASTER_RECORDS_AT_ONCE = 200_000;

const PROMOTERS: Readonly<Record<Feed, Promoter>> = {
  customers: { recordsAtOnce: MASTER_RECORDS_AT_ONCE, promote: promoteCustomers },
  products: { recordsAtOnce: MASTER_RECORDS_AT_ONCE, promote: promoteProducts },
  accounts: { recordsAtOnce: MASTER_RECORDS_AT_ONCE, promote: promoteAccounts },
  periods: { recordsAtOnce: MASTER_RECORDS_AT_ONCE, promote: promotePeriods },
  deductions: { recordsAtOnce: DEDUCTIONS_AT_ONCE, promote: promoteDeductions },
  invoices: { recordsAtOnce: INVOICE_LINES_AT_ONCE, promote: promoteInvoices },
};

const Payload = z.strictObject({ batchId: Id });

/**
 * The job `promote-batch`: takes a landed batch into the books. Every chunk is one transaction that writes both the books
 * and what became of its records, so a worker that dies leaves whole chunks behind and the next one goes on from there.
 */
export async function promoteBatch({ asTenant }: Tenant, payload: unknown): Promise<void> {
  const { batchId } = Payload.parse(payload);
  const [batch] = await asTenant((tx) => queries.startBatch(tx, batchId));
  if (!batch) return;
  try {
    while (await asTenant((tx) => promoteChunk(tx, batchId))) continue;
  } catch (error) {
    const message =
      "The records could not be taken in because something failed on our side. They are kept and it is tried again by itself; retry the batch if this stays.";
    await asTenant((tx) => queries.failBatch(tx, batchId, message));
    throw error;
  }
}

/** Promotes the next chunk; false once nothing waits any more and the batch is done. */
async function promoteChunk(tx: Tx, batchId: string): Promise<boolean> {
  const [batch] = await queries.lockBatch(tx, batchId);
  if (!batch) return false;
  const { recordsAtOnce, promote } = PROMOTERS[batch.feed];
  const raws = await queries.waitingRecords(tx, batchId, recordsAtOnce);
  if (raws.length > 0) await promote(tx, batch, raws);
  if (raws.length === recordsAtOnce) return true;
  await queries.finishBatch(tx, batchId);
  return false;
}
