import { accrualStatusOf } from "../../shared/finance/accrual-status.ts";
import { journalMayMove } from "../../shared/finance/states.ts";
import type { Tx } from "../db/pool.ts";
import type { ErpOutcome } from "../erp/gateway.ts";
import * as accruals from "./accrual.queries.ts";
import { claimsById, lockClaims, lockPromotions, moveClaims } from "./claim.queries.ts";
import * as queries from "./journal.queries.ts";
import { enqueueDelivery, recordAct } from "./record.queries.ts";

const SECOND = 1000;
const SOONEST = 5 * SECOND;
const LATEST = 15 * 60 * SECOND;

/**
 * Writes what the ERP said. POSTED moves the parts, the claim and the promotions; FAILED leaves the claim where it is and
 * says on its promotions why; without an answer the journal stays SENT and is looked up again. Repeating it changes
 * nothing: only a SENT journal moves.
 */
export async function recordOutcome(
  tx: Tx,
  { journalId, outcome, now }: { journalId: string; outcome: ErpOutcome; now: Date },
): Promise<void> {
  const [touched] = await queries.touchedBy(tx, journalId);
  if (!touched) return;
  await lockTouched(tx, touched);
  const [journal] = await queries.lockJournal(tx, journalId);
  if (!journal) return;
  if (outcome.kind === "SENT" || outcome.kind === "LOST") {
    return keepWaiting(tx, journal, { outcome, now });
  }
  if (journalMayMove({ from: journal.status, to: outcome.kind }))
    await recordAnswer(tx, { journal, outcome, touched });
}

interface Answered {
  journal: queries.JournalToMove;
  outcome: Extract<ErpOutcome, { kind: "POSTED" | "FAILED" }>;
  touched: { claimId: string | null; promotionIds: readonly string[] };
}

async function recordAnswer(tx: Tx, { journal, outcome, touched }: Answered): Promise<void> {
  const { id: journalId } = journal;
  const posted = outcome.kind === "POSTED";
  const failure = posted ? null : { code: outcome.code, message: outcome.message };
  const document = posted ? outcome.document : null;
  await queries.moveJournal(tx, { id: journalId, status: outcome.kind, failure, document });
  await queries.moveParts(tx, { journalId, status: outcome.kind });
  if (document) {
    await queries.nameDebitMemos(tx, { journalId, document });
    if (touched.claimId) await settleClaim(tx, touched.claimId);
  }
  await markAccruals(tx, touched.promotionIds, journal.kind);
  await recordAct(tx, [
    {
      act: posted ? "journal.posted" : "journal.failed",
      entity: "journal",
      entityId: journalId,
      before: { status: journal.status },
      after: { status: outcome.kind, document, failure },
    },
  ]);
}

/** Claims before promotions, each by id: the one order of all acts. */
export async function lockTouched(
  tx: Tx,
  { claimId, promotionIds }: { claimId: string | null; promotionIds: readonly string[] },
): Promise<void> {
  if (claimId) await lockClaims(tx, [claimId]);
  await lockPromotions(tx, promotionIds);
}

/** Says on promotions what their journals came to, after one of this kind moved. */
export async function markAccruals(
  tx: Tx,
  promotionIds: readonly string[],
  kind: queries.JournalToMove["kind"],
): Promise<void> {
  if (promotionIds.length === 0) return;
  const states = await accruals.accrualStates(tx, promotionIds);
  const accrualMoved = kind === "ACCRUAL" || kind === "TRUE_UP";
  await accruals.markAccruals(
    tx,
    states.map((state) => ({
      id: state.id,
      status: accrualStatusOf({ ...state, accrualMoved }),
      code: state.failure?.code ?? null,
      message: state.failure?.message ?? null,
    })),
  );
}

async function settleClaim(tx: Tx, claimId: string): Promise<void> {
  const [claim] = await claimsById(tx, [claimId]);
  if (claim?.status !== "APPROVED_FOR_PAYMENT") return;
  const status = claim.open.isZero() ? "SETTLED" : "PARTIALLY_SETTLED";
  await moveClaims(tx, [{ id: claimId, status }]);
}

async function keepWaiting(
  tx: Tx,
  journal: queries.JournalToMove,
  { outcome, now }: { outcome: { kind: "SENT" } | { kind: "LOST"; message: string }; now: Date },
): Promise<void> {
  if (journal.status !== "SENT") return;
  if (outcome.kind === "LOST") {
    const failure = { code: "ANSWER_LOST", message: outcome.message };
    await queries.moveJournal(tx, { id: journal.id, status: "SENT", failure, document: null });
  }
  // The longer an answer is out, the rarer it is asked for.
  const age = now.getTime() - (journal.sentAt?.getTime() ?? now.getTime());
  const pause = Math.min(Math.max(age, SOONEST), LATEST);
  await enqueueDelivery(tx, { journalId: journal.id, at: new Date(now.getTime() + pause) });
}
