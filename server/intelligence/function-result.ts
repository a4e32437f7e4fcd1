import type { FunctionResult } from "../../shared/intelligence/functions.ts";
import { Money } from "../../shared/money.ts";

/** From here on a double no longer holds every cent. */
const TOO_LARGE = Money.of("100000000000");

/** There is nothing to show, and the sentence says why. */
export const notAvailable = (message: string): FunctionResult => ({
  error: { code: "NOT_AVAILABLE", message },
});

export const text = (value: string): FunctionResult => ({ value: { kind: "text", text: value } });

export const instant = (value: string): FunctionResult => ({
  value: { kind: "instant", text: new Date(value).toISOString() },
});

export const count = (value: number): FunctionResult => ({
  value: { kind: "number", text: String(value) },
});

/** An amount as decimal text with at most four decimals; one that a cell cannot hold exactly is not shown at all. */
export function amount(value: Money): FunctionResult {
  const size = value.isNegative() ? value.negated() : value;
  return size.isLessThan(TOO_LARGE)
    ? { value: { kind: "number", text: value.toString() } }
    : notAvailable(`${value.toDisplay()} is too large for a cell to hold every cent of it.`);
}
