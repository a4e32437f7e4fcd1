import { Money } from "../money.ts";
import type { PromotionStatus } from "../planning/promotion.ts";
import type { ToleranceRule } from "../tenancy/identity.ts";
import { allowedVariance, varianceLeft } from "./tolerance.ts";

/** What drafting needs to know of a promotion. `settled` is against the plan, `tolerated` above it; frozen parts only. */
export interface DraftPromotion {
  id: string;
  number: string;
  status: PromotionStatus;
  planned: Money;
  settled: Money;
  tolerated: Money;
}

/** A promotion in one of these may pay a claim: late claims after its close and claims on a cancelled one included. */
export const MATCHABLE: readonly PromotionStatus[] = [
  "APPROVED",
  "LIVE",
  "COMPLETED",
  "CLOSED",
  "SETTLED",
  "CANCELLED",
];

/**
 * What a promotion still expects: the tolerance's base. Planned spend less what was settled so far, zero when it was
 * cancelled, never below zero (decisions.md 2).
 */
export function expectedOf({
  status,
  planned,
  settled,
}: Pick<DraftPromotion, "status" | "planned" | "settled">): Money {
  return status === "CANCELLED" ? Money.zero : planned.minus(settled).atLeast(Money.zero);
}

/** What one promotion still lets pass: the allowed variance of its base, within its whole life's tolerance. */
export function tolerable(promotion: DraftPromotion, rule: ToleranceRule): Money {
  return allowedVariance({ base: expectedOf(promotion), rule }).atMost(
    varianceLeft(promotion, rule),
  );
}
