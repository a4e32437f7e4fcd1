import type { Money } from "../money.ts";
import { Refusal } from "../refusal.ts";
import type { MovementRequest } from "./fund.ts";
import { amountErrors } from "./promotion-rules.ts";

interface FundWithRest {
  id: string;
  number: string;
  name: string;
  available: Money;
}

/**
 * Refuses money that a fund cannot give: INVALID for an amount that is not positive or a transfer to itself, FUND_SHORT when
 * less is left than it would give.
 */
export function checkTransfer(
  { from, to }: { from: FundWithRest; to: FundWithRest },
  amount: Money,
): void {
  refuseUnlessPositive(amount);
  if (from.id === to.id) {
    throw invalid(
      "/toFund",
      `Fund ${from.number} cannot give money to itself: choose another fund.`,
    );
  }
  refuseShort(from, amount);
}

/** The same for a movement: a drawback, and an adjustment downwards, take no more than is left. */
export function checkMovement(
  fund: FundWithRest,
  { kind, amount }: Pick<MovementRequest, "kind" | "amount">,
): void {
  if (kind !== "ADJUSTMENT") refuseUnlessPositive(amount);
  if (amount.isZero()) throw invalid("/amount", "An adjustment of 0.00 changes nothing.");
  const [tooLarge] = amountErrors("amount", amount);
  if (tooLarge) throw invalid("/amount", tooLarge.message);
  if (kind === "DRAWBACK") refuseShort(fund, amount);
  if (kind === "ADJUSTMENT" && amount.isNegative()) refuseShort(fund, amount.negated());
}

function refuseUnlessPositive(amount: Money): void {
  if (!amount.isPositive()) throw invalid("/amount", "Write an amount above 0.00.");
}

function refuseShort({ number, name, available }: FundWithRest, amount: Money): void {
  if (!amount.isMoreThan(available)) return;
  const message = `Fund ${number} (${name}) has ${available.toDisplay()} left, so it cannot give ${amount.toDisplay()}.`;
  throw new Refusal("FUND_SHORT", message, [{ pointer: "/amount", code: "fund_short", message }]);
}

const invalid = (pointer: string, message: string) =>
  new Refusal("INVALID", message, [{ pointer, code: "not_allowed", message }]);
