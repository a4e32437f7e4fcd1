import { statusWithDrafts } from "../../shared/finance/draft.ts";
import type { JournalApproval } from "../../shared/finance/journal.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import type { Tx } from "../db/pool.ts";
import { reverseMovements } from "./accrual.queries.ts";
import * as queries from "./approval.queries.ts";
import { claimsById, moveClaims } from "./claim.queries.ts";
import {
  type JournalToMove,
  lockJournal,
  moveJournal,
  moveParts,
  raiseVersion,
  redateJournal,
  touchedBy,
} from "./journal.queries.ts";
import { refuseIfClosed } from "./open-period.ts";
import { partsOfClaims } from "./posting.queries.ts";
import { openDisputes } from "./posting-writes.queries.ts";
import { enqueueDelivery, recordAct } from "./record.queries.ts";
import { lockTouched, markAccruals } from "./record-outcome.ts";

export interface Decision {
  approvalId: string;
  verdict: "APPROVED" | "REJECTED";
  reason: string | null;
}

interface Decided {
  approval: queries.ApprovalToDecide;
  journal: JournalToMove;
  promotionIds: readonly string[];
  by: string;
  reason: string | null;
}

/**
 * Decides what waits for a second person. A posting above the limit is sent or handed back as drafts; a re-dated journal
 * goes to the ERP again, with the same id. Refused: ROLE_MISSING, NOT_FOUND, APPROVAL_NOT_OPEN (decided, or the journal changed since),
 * APPROVAL_BY_MAKER (who asked, posted or drafted it), PERIOD_CLOSED.
 */
export async function decideApproval(
  tx: Tx,
  { approvalId, verdict, reason }: Decision,
  caller: Caller,
): Promise<queries.ApprovalRow> {
  refuseOthers(caller);
  const decided = await readApproval(tx, approvalId, { by: caller.userId, reason });
  refuseUnlessOpen(decided);
  await queries.decideApproval(tx, { id: approvalId, status: verdict, by: caller.userId, reason });
  if (verdict === "APPROVED") await ACTS[decided.approval.kind].approve(tx, decided);
  else await ACTS[decided.approval.kind].reject(tx, decided);
  const [row] = await queries.approvalById(tx, approvalId);
  if (!row) throw new Error(`approval ${approvalId} went away while it was decided`);
  await recordAct(tx, [
    {
      act: verdict === "APPROVED" ? "approval.approved" : "approval.rejected",
      entity: "journal",
      entityId: decided.journal.id,
      before: { status: decided.journal.status, postingDate: decided.journal.postingDate },
      after: { approvalId, kind: row.kind, ...decided.approval.payload },
      reason,
    },
  ]);
  return row;
}

async function readApproval(
  tx: Tx,
  approvalId: string,
  { by, reason }: { by: string; reason: string | null },
): Promise<Decided> {
  const [about] = await queries.journalOfApproval(tx, approvalId);
  const [touched] = about ? await touchedBy(tx, about.journalId) : [];
  if (!about || !touched) throw new Refusal("NOT_FOUND", "There is no such approval.");
  await lockTouched(tx, touched);
  const [journal] = await lockJournal(tx, about.journalId);
  const [approval] = await queries.lockApproval(tx, approvalId);
  if (!journal || !approval) throw new Refusal("NOT_FOUND", "There is no such approval.");
  return { approval, journal, promotionIds: touched.promotionIds, by, reason };
}

/** Sales approves promotions; journals are finance's. */
function refuseOthers({ name, roles }: Caller): void {
  if (roles.includes("FinanceApprover")) return;
  throw new Refusal(
    "ROLE_MISSING",
    `${name} may not decide about journals: it needs the role FinanceApprover. An administrator can grant it.`,
  );
}

function refuseUnlessOpen({ approval, journal, by }: Decided): void {
  if (approval.status !== "OPEN") {
    const said = approval.status.toLowerCase();
    throw new Refusal("APPROVAL_NOT_OPEN", `This is ${said} already. Refresh to see it.`);
  }
  if (approval.requestedBy === by || approval.makers.includes(by)) {
    throw new Refusal(
      "APPROVAL_BY_MAKER",
      "You made this, so somebody else with the role FinanceApprover decides it.",
    );
  }
  if (approval.entityVersion !== journal.version) {
    throw new Refusal(
      "APPROVAL_NOT_OPEN",
      `The journal ${journal.reference} changed since this was asked for (version ${journal.version}, not ${approval.entityVersion}). Ask again.`,
    );
  }
}

type Act = (tx: Tx, decided: Decided) => Promise<void>;

const ACTS: Record<JournalApproval, { approve: Act; reject: Act }> = {
  SETTLEMENT: { approve: sendPosting, reject: handBack },
  WRITE_OFF: { approve: sendPosting, reject: handBack },
  REDATE: { approve: sendRedated, reject: leaveFailed },
};

/** The last approval a posting waits for sends it. */
async function sendPosting(tx: Tx, { approval, journal, by }: Decided): Promise<void> {
  if (approval.othersWait) return;
  const journalId = journal.id;
  await moveJournal(tx, { id: journalId, status: "QUEUED", failure: null, document: null });
  await moveParts(tx, { journalId, status: "QUEUED", approvedBy: by });
  await openDisputes(tx, { journalId, by });
  if (journal.claimId)
    await moveClaims(tx, [{ id: journal.claimId, status: "APPROVED_FOR_PAYMENT" }]);
  await enqueueDelivery(tx, { journalId, at: null });
}

/** A refused posting was never in the ERP: its accrual movements are taken back and its parts are drafts again. */
async function handBack(tx: Tx, { approval, journal, by, reason }: Decided): Promise<void> {
  const journalId = journal.id;
  await reverseMovements(tx, { journalIds: [journalId], by, again: false });
  await queries.returnDrafts(tx, { journalId, by });
  await queries.outdateOthers(tx, { journalId, except: approval.id });
  const message = reason ? `Approval was refused: ${reason}` : "Approval was refused.";
  await queries.closeDraftJournal(tx, { journalId, message });
  const { claimId } = journal;
  if (!claimId) return;
  await queries.returnInputs(tx, claimId);
  const [claim] = await claimsById(tx, [claimId]);
  const parts = await partsOfClaims(tx, [claimId]);
  const drafts = parts.filter(({ isDraft }) => isDraft);
  if (!claim) return;
  const status = statusWithDrafts({ open: claim.open, drafts });
  await moveClaims(tx, [{ id: claimId, status }]);
}

/** A refused re-dating leaves the journal as it was, in a new version, so that another day may be asked for. */
async function leaveFailed(tx: Tx, { journal }: Decided): Promise<void> {
  await raiseVersion(tx, journal.id);
}

/** The same journal on another day: its sub-ledger movements change their period, its performance period stays. */
async function sendRedated(tx: Tx, { approval, journal, promotionIds, by }: Decided) {
  const { postingDate } = approval.payload;
  if (!postingDate) throw new Error(`approval ${approval.id} names no day`);
  const accountingPeriod = await refuseIfClosed(tx, postingDate);
  const journalId = journal.id;
  const changesPeriod = accountingPeriod !== journal.accountingPeriod;
  await redateJournal(tx, { journalId, postingDate, accountingPeriod });
  if (changesPeriod) await reverseMovements(tx, { journalIds: [journalId], by, again: true });
  await moveJournal(tx, { id: journalId, status: "QUEUED", failure: null, document: null });
  await moveParts(tx, { journalId, status: "QUEUED", approvedBy: by });
  await markAccruals(tx, promotionIds, journal.kind);
  await enqueueDelivery(tx, { journalId, at: null });
}
