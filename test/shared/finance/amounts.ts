import fc from "fast-check";
import type { DraftPromotion } from "../../../shared/finance/expected.ts";
import { Money } from "../../../shared/money.ts";

/** Writes an amount the way people say it: usd("12,000"). */
export const usd = (text: string) => Money.of(text.replaceAll(",", ""));

/** The demo company's rule: 2 %, at most 500.00, no floor. */
export const rule = { percent: "2", cap: usd("500"), floor: usd("0") };

/** Amounts in cents, from zero to ten million. */
export const anyAmount = fc.integer({ min: 0, max: 10 ** 9 }).map(cents);

/** The same without zero. */
export const positiveAmount = fc.integer({ min: 1, max: 10 ** 9 }).map(cents);

/** The promotion of the over-claimed deduction: 10,000 planned, nothing settled yet. */
export const scanBack = (changes: Partial<DraftPromotion> = {}): DraftPromotion => ({
  id: "0190d000-0000-7000-8000-000000000001",
  number: "PR-1001",
  status: "LIVE",
  planned: usd("10,000"),
  settled: usd("0"),
  tolerated: usd("0"),
  ...changes,
});

function cents(count: number): Money {
  return Money.of(`${Math.trunc(count / 100)}.${String(count % 100).padStart(2, "0")}`);
}
