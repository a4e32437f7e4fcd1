import { z } from "zod";
import { todayIn } from "../../shared/day.ts";
import { Id } from "../../shared/ids.ts";
import type { Tx } from "../db/pool.ts";
import type { ErpFinding, ErpJournal, ErpOutcome } from "../erp/gateway.ts";
import type { TaskContext } from "../jobs/task.ts";
import * as queries from "./journal.queries.ts";
import { recordOutcome } from "./record-outcome.ts";
import { companyRules } from "./rules.ts";

const Payload = z.object({ journalId: Id });

/** A journal on its way, and whether an earlier try may have reached the ERP. */
interface Delivery {
  journal: ErpJournal;
  sentBefore: boolean;
}

/**
 * The job `deliver-journal`: tells the ERP a journal, once. SENT is committed before the ERP hears of it, so that a
 * try that was cut off is looked up first and never posted twice. Whatever the ERP says is recorded; an answer that is
 * missing keeps the journal SENT and asks again later. A journal whose day has not come stays QUEUED: the chore
 * `deliver-due-journals` asks again. A fault is thrown, and the queue repeats the job.
 */
export async function deliverJournalJob(context: TaskContext, payload: unknown): Promise<void> {
  const { journalId } = Payload.parse(payload);
  const now = context.now();
  const delivery = await context.asTenant((tx) => markSent(tx, { journalId, now }));
  if (!delivery) return;
  const outcome = await tell(context, delivery);
  const seen = { journalId, outcome, now: context.now() };
  await context.asTenant((tx) => recordOutcome(tx, seen));
  if (outcome.kind === "LOST") {
    const { reference } = delivery.journal;
    context.log.error({ journalId, reference }, "the ERP's answer was lost; it is looked up again");
  }
}

async function tell({ erp }: TaskContext, { journal, sentBefore }: Delivery): Promise<ErpOutcome> {
  const found: ErpFinding = sentBefore ? await erp.lookup(journal) : { kind: "ABSENT" };
  return found.kind === "ABSENT" ? erp.post(journal) : found;
}

async function markSent(
  tx: Tx,
  { journalId, now }: { journalId: string; now: Date },
): Promise<Delivery | null> {
  const [journal] = await queries.lockJournal(tx, journalId);
  if (journal?.status !== "QUEUED" && journal?.status !== "SENT") return null;
  const sentBefore = journal.status === "SENT";
  if (!sentBefore) {
    const { timeZone } = await companyRules(tx);
    if (journal.postingDate > todayIn(timeZone, now)) return null;
    await queries.moveJournal(tx, { id: journalId, status: "SENT", failure: null, document: null });
  }
  const entries = await queries.entriesOf(tx, [journalId]);
  return { journal: erpJournal(journal, entries), sentBefore };
}

function erpJournal(
  journal: queries.JournalToMove,
  entries: readonly queries.EntryRow[],
): ErpJournal {
  const promotions = new Map(
    entries.flatMap(({ promotionId, promotionNumber }) =>
      promotionId && promotionNumber ? [[promotionId, promotionNumber] as const] : [],
    ),
  );
  return {
    tenantId: journal.tenantId,
    reference: journal.reference,
    journalId: journal.id,
    version: journal.redates + 1,
    kind: journal.kind,
    postingDate: journal.postingDate,
    accountingPeriod: journal.accountingPeriod,
    performancePeriod: journal.performancePeriod,
    currency: journal.currency,
    customerErpId: journal.customerErpId,
    claimNumber: journal.claimNumber,
    deductionRef: journal.deductionRef,
    promotions: [...promotions].map(([id, number]) => ({ id, number })),
    entries: entries.map(({ n, tag, debitAccount, creditAccount, amount, promotionNumber }) => ({
      n,
      tag,
      debitAccount,
      creditAccount,
      amount: amount.toMinor(),
      promotionNumber,
    })),
  };
}
