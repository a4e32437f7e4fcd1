import { Money } from "../money.ts";
import type { ToleranceRule } from "../tenancy/identity.ts";

/**
 * How far a claim may exceed what is expected before the excess is disputed: max(floor, min(percent × base, cap)).
 * `base` is the planned spend of the matched promotion less what was settled on it so far, whatever has been accrued or
 * released; a base below zero counts as zero. Half-up to the minor unit. Equal passes, strictly greater does not
 * (decisions.md 2).
 */
export function allowedVariance({ base, rule }: { base: Money; rule: ToleranceRule }): Money {
  const proportional = base.atLeast(Money.zero).percent(rule.percent).atMost(rule.cap);
  return rule.floor.atLeast(proportional);
}

/** A promotion's whole life of tolerance: what was planned, and the variances already let pass on it. */
export interface ToleranceHistory {
  planned: Money;
  tolerated: Money;
}

/**
 * What is left of a promotion's tolerance: all its variances together stay within percent × planned, or within the floor
 * where that is more (decisions.md 2). Never below zero.
 */
export function varianceLeft({ planned, tolerated }: ToleranceHistory, rule: ToleranceRule): Money {
  const whole = planned.percent(rule.percent).atLeast(rule.floor);
  return whole.minus(tolerated).atLeast(Money.zero);
}

/**
 * Spreads a variance over several promotions in proportion to their bases, in whole minor units, by largest remainder,
 * earliest first on a tie. The shares add up to the variance (golden case 7: 50.00 over 4,000 / 3,000 / 2,000 gives
 * 22.22 / 16.67 / 11.11).
 */
export function spreadVariance({
  variance,
  bases,
}: {
  variance: Money;
  bases: readonly Money[];
}): Money[] {
  return variance.split(bases.map((base) => base.atLeast(Money.zero)));
}
