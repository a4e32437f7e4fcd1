import { Money } from "../money.ts";
import type { ToleranceRule } from "../tenancy/identity.ts";
import { allowedVariance, spreadVariance } from "./tolerance.ts";

/** One promotion's share of a claim over several promotions. */
export interface SplitShare {
  promotionId: string;
  promo: Money;
  tolerance: Money;
}

/**
 * Divides one claim over several promotions in the order given: each takes up to its base (planned less settled, minor
 * units). An excess over all bases together passes when it is within the allowed variance of their sum and is spread in
 * proportion to the bases by largest remainder (golden case 7); otherwise the whole excess is disputed. Shares and
 * `disputed` add up to `amount`.
 */
export function splitOverPromotions({
  amount,
  promotions,
  rule,
}: {
  amount: Money;
  promotions: readonly { id: string; base: Money }[];
  rule: ToleranceRule;
}): { shares: SplitShare[]; disputed: Money } {
  const bases = promotions.map(({ base }) => base.atLeast(Money.zero));
  const whole = Money.sum(bases);
  const excess = amount.minus(whole).atLeast(Money.zero);
  const passes =
    promotions.length > 0 && !excess.isMoreThan(allowedVariance({ base: whole, rule }));
  const variances = passes ? spreadVariance({ variance: excess, bases }) : [];
  let left = amount.atMost(whole);
  const shares = promotions.map(({ id }, index) => {
    const promo = left.atMost(bases[index] ?? Money.zero);
    left = left.minus(promo);
    return { promotionId: id, promo, tolerance: variances[index] ?? Money.zero };
  });
  return { shares, disputed: passes ? Money.zero : excess };
}
