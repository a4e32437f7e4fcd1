import type { ClaimStatus } from "./claim.ts";
import type { JournalStatus } from "./journal.ts";

/**
 * Where a claim may go from each status (decisions.md 1). A failed journal never moves a claim, and VOID is only for an
 * error in the ERP's own record. A rejected approval hands the claim back to review.
 */
export const CLAIM_MOVES: Readonly<Record<ClaimStatus, readonly ClaimStatus[]>> = {
  PENDING: ["IN_REVIEW", "MATCHED", "VOID"],
  IN_REVIEW: ["MATCHED", "PENDING_APPROVAL", "APPROVED_FOR_PAYMENT", "VOID"],
  MATCHED: ["IN_REVIEW", "PENDING_APPROVAL", "APPROVED_FOR_PAYMENT", "VOID"],
  PENDING_APPROVAL: ["APPROVED_FOR_PAYMENT", "IN_REVIEW", "MATCHED"],
  APPROVED_FOR_PAYMENT: ["SETTLED", "PARTIALLY_SETTLED"],
  PARTIALLY_SETTLED: ["IN_REVIEW", "MATCHED", "VOID"],
  SETTLED: [],
  VOID: [],
};

/**
 * Where a journal may go from each status. SENT goes back to nothing: its reference is looked up first. A DRAFT whose
 * approval was refused stays one, with the words of the refusal. An accrual that has not reached the ERP is withdrawn to
 * DRAFT when its promotion ends.
 */
export const JOURNAL_MOVES: Readonly<Record<JournalStatus, readonly JournalStatus[]>> = {
  DRAFT: ["QUEUED"],
  QUEUED: ["SENT", "DRAFT"],
  SENT: ["POSTED", "FAILED"],
  FAILED: ["QUEUED", "DRAFT"],
  POSTED: ["REVERSED"],
  REVERSED: [],
};

/** Statuses in which finance may change a claim's inputs. */
export const EDITABLE_CLAIMS: readonly ClaimStatus[] = [
  "PENDING",
  "IN_REVIEW",
  "MATCHED",
  "PARTIALLY_SETTLED",
];

/** Whether a claim may move from one status to another; staying where it is is always allowed. */
export function claimMayMove({ from, to }: { from: ClaimStatus; to: ClaimStatus }): boolean {
  return from === to || CLAIM_MOVES[from].includes(to);
}

/** Whether a journal may move from one status to another. */
export function journalMayMove({ from, to }: { from: JournalStatus; to: JournalStatus }): boolean {
  return JOURNAL_MOVES[from].includes(to);
}
