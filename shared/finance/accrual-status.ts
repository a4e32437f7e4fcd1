import type { AccrualStatus } from "../planning/promotion.ts";
import type { JournalStatus } from "./journal.ts";

/** What the ERP said about a promotion: its accrual journals, and whether any journal that touches it was refused. */
export interface AccrualFacts {
  current: AccrualStatus;
  /** Whether the journal that moved is an accrual of this promotion; a settlement only tells of failures. */
  accrualMoved: boolean;
  anyFailed: boolean;
  accruals: readonly JournalStatus[];
  hasBalance: boolean;
  /** What was left of it has been given back. */
  isReleased: boolean;
  /** It accrues, and less than its plan so far: what follows shipments grows with them. */
  isShort: boolean;
}

/**
 * A promotion's accrual status after one of its journals moved. FAILED as long as any journal of it is refused: such a
 * budget is not active (domain.md 4.5). A settlement that went through changes nothing else; RELEASED stays. Without
 * accrual journals of our own (an accrual that was loaded) a balance counts as posted. An accrual that is posted and holds
 * less than the plan is PARTIAL, so that is what it is again once a refused journal went through.
 */
export function accrualStatusOf(facts: AccrualFacts): AccrualStatus {
  const { current, accrualMoved, anyFailed, isReleased } = facts;
  if (anyFailed) return "FAILED";
  if (current === "RELEASED" || (current !== "FAILED" && !accrualMoved)) return current;
  return isReleased ? "RELEASED" : statusOfJournals(facts);
}

function statusOfJournals({ current, accruals, hasBalance, isShort }: AccrualFacts): AccrualStatus {
  const posted = accruals.filter((status) => status === "POSTED").length;
  if (accruals.length === 0 && !hasBalance && current !== "POSTED") return "NONE";
  if (posted === accruals.length) return isShort ? "PARTIAL" : "POSTED";
  return posted > 0 ? "PARTIAL" : "QUEUED";
}
