import { Money } from "../money.ts";
import type { ToleranceRule } from "../tenancy/identity.ts";
import { allowedVariance } from "./tolerance.ts";

/** What a deduction comes to against what its promotion still expects. The amounts of each case add up to the deduction. */
export type Settlement =
  | { kind: "IN_FULL"; settled: Money }
  | { kind: "WITHIN_TOLERANCE"; settled: Money; tolerance: Money }
  | { kind: "OVER_CLAIMED"; settled: Money; disputed: Money };

/** `deducted` is the claim's open amount; `base` is planned spend less what was settled so far. Minor units, not negative. */
export interface Deduction {
  deducted: Money;
  base: Money;
  rule: ToleranceRule;
}

/**
 * Decides a deduction against its promotion (domain.md Q7, decisions.md 2): up to the base it settles in full; an excess
 * within the allowed variance settles as tolerance; above it the whole excess is disputed, not only the part above.
 */
export function settle({ deducted, base, rule }: Deduction): Settlement {
  const expected = base.atLeast(Money.zero);
  const excess = deducted.minus(expected);
  if (!excess.isPositive()) return { kind: "IN_FULL", settled: deducted };

  // Chasing a retailer for less than the tolerance costs more than it recovers.
  return excess.isMoreThan(allowedVariance({ base: expected, rule }))
    ? { kind: "OVER_CLAIMED", settled: expected, disputed: excess }
    : { kind: "WITHIN_TOLERANCE", settled: expected, tolerance: excess };
}

/**
 * The same decision as the sheet's inputs: `settle` is everything accepted, tolerance included, `dispute` the rest.
 * The server splits `settle` into its two parts again when the row is published.
 */
export function suggestInputs(deduction: Deduction): { settle: Money; dispute: Money } {
  const settlement = settle(deduction);
  switch (settlement.kind) {
    case "IN_FULL":
      return { settle: settlement.settled, dispute: Money.zero };
    case "WITHIN_TOLERANCE":
      return { settle: settlement.settled.plus(settlement.tolerance), dispute: Money.zero };
    case "OVER_CLAIMED":
      return { settle: settlement.settled, dispute: settlement.disputed };
  }
}
