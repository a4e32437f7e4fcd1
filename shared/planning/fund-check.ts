import type { Money } from "../money.ts";
import { Refusal } from "../refusal.ts";

/**
 * How much a fund lacks for a promotion whose planned spend goes from `before` (what it holds already, zero when nothing) to
 * `after`; null when there is enough. `available` is what is left now, with `before` taken off. A promotion that needs less
 * than before is never short, even when the fund is overdrawn.
 */
export function fundShortfall({
  available,
  before,
  after,
}: {
  available: Money;
  before: Money;
  after: Money;
}): Money | null {
  const rise = after.minus(before);
  if (!rise.isPositive() || !rise.isMoreThan(available)) return null;
  return rise.minus(available);
}

/** The refusal of a promotion that its fund cannot pay: what is left, what is needed, and what to do. */
export function fundShort(
  fund: { number: string; name: string; available: Money },
  { before, after }: { before: Money; after: Money },
): Refusal {
  const left = `Fund ${fund.number} (${fund.name}) has ${fund.available.toDisplay()} left`;
  const needs = before.isZero()
    ? `this promotion needs ${after.toDisplay()} (Planned spend)`
    : `this promotion needs ${after.minus(before).toDisplay()} more (Planned spend ${after.toDisplay()}, before ${before.toDisplay()})`;
  const message = `${left}; ${needs}. Plan less, choose another fund, or have the fund raised.`;
  return new Refusal("FUND_SHORT", message, [{ pointer: "/fundId", code: "fund_short", message }]);
}
