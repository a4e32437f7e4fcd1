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
}

/**
 * A promotion's accrual status after one of its journals moved. FAILED as long as any journal of it is refused: such a
 * budget is not active (domain.md 4.5). A settlement that went through changes nothing else; RELEASED stays. Without
 * accrual journals of our own (an accrual that was loaded) a balance counts as posted.
 */
export function accrualStatusOf({
  current,
  accrualMoved,
  anyFailed,
  accruals,
  hasBalance,
}: AccrualFacts): AccrualStatus {
  if (anyFailed) return "FAILED";
  if (current === "RELEASED" || (current !== "FAILED" && !accrualMoved)) return current;
  if (accruals.length === 0) return hasBalance || current === "POSTED" ? "POSTED" : "NONE";
  const posted = accruals.filter((status) => status === "POSTED").length;
  if (posted === accruals.length) return "POSTED";
  return posted > 0 ? "PARTIAL" : "QUEUED";
}
