import type { Money } from "../money.ts";
import type { PromotionStatus } from "./promotion.ts";

/** One approval of a promotion: open, or decided. */
export interface ApprovalFact {
  id: string;
  kind: "PROMOTION" | "CLOSE" | "REOPEN";
  role: "SalesApprover" | "FinanceApprover";
  status: "OPEN" | "APPROVED" | "REJECTED";
  /** The version of the promotion that it was asked for. */
  promotionVersion: number;
  /** Planned spend, or what closing releases. */
  amount: Money;
  requestedBy: string;
  requestedByName: string;
  decidedByName: string | null;
  /** In UTC, as a sentence shows it: 2026-11-23 12:05. */
  decidedAt: string | null;
}

/** What a promotion is, for deciding a move of it. Amounts are in cents. */
export interface PromotionFacts {
  number: string;
  status: PromotionStatus;
  version: number;
  createdBy: string | null;
  createdByName: string | null;
  ownerId: string | null;
  ownerName: string | null;
  /** Who asked for approval last, by submitting it or by changing it. */
  submittedBy: string | null;
  lines: number;
  fixedCost: Money;
  plannedSpend: Money;
  /** Planned spend that was not settled; never below zero. */
  unsettled: Money;
  /** What is accrued for it and neither settled nor released. */
  accrued: Money;
  /** From the company's settings: what a Controller may release alone. */
  releaseLimit: Money;
  /** The fund that pays for it, with what is left of it now. */
  fund: { id: string; number: string; name: string; available: Money } | null;
  /** False when what is paid changed since it was submitted, by whatever way. */
  saysWhatWasSubmitted: boolean;
  /** Those that are open, and those that were decided for the newest version asked for. */
  approvals: readonly ApprovalFact[];
}
