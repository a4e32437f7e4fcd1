import fc from "fast-check";
import { expect, test } from "vitest";
import { Money } from "../../../shared/money.ts";
import type { BookedAccrual } from "../../../shared/planning/accrual-plan.ts";
import { planRelease, withdrawable } from "../../../shared/planning/release-plan.ts";
import { anyAmount, positiveAmount, usd } from "../finance/amounts.ts";

const accounts = { spend: "5510", liability: "2150", distinct: null };
const cell = (performancePeriod: string, account: string, amount: string): BookedAccrual => ({
  key: performancePeriod,
  performancePeriod,
  account,
  amount: usd(amount),
});
const told = (parts: ReturnType<typeof planRelease>) =>
  parts.map(
    ({ performancePeriod, entries }) =>
      `${performancePeriod} ${entries.map((entry) => `${entry.debitAccount}>${entry.creditAccount} ${entry.amount.toMinor()}`).join(", ")}`,
  );

test("settlements use up the oldest month first, so the latest are released", () => {
  const booked = [cell("2026-01", "5510", "600"), cell("2026-02", "5510", "400")];

  const parts = planRelease({ booked, balance: usd("450"), accounts, lastPeriod: "2026-02" });

  expect(told(parts)).toEqual(["2026-01 2150>5510 50.00", "2026-02 2150>5510 400.00"]);
});

test("the excess over a fair value is released before the service", () => {
  const booked = [cell("2026-01", "6100", "15,000"), cell("2026-01", "5510", "5,000")];

  const parts = planRelease({ booked, balance: usd("6,000"), accounts, lastPeriod: "2026-01" });

  expect(told(parts)).toEqual(["2026-01 2150>6100 1000.00, 2150>5510 5000.00"]);
});

test("an accrual that came without journals is released to the spend account", () => {
  const parts = planRelease({ booked: [], balance: usd("70"), accounts, lastPeriod: "2026-03" });

  expect(told(parts)).toEqual(["2026-03 2150>5510 70.00"]);
});

test("what is released adds up to the balance, and nothing is when there is none", () => {
  const anyCell = fc
    .record({
      period: fc.constantFrom("2026-01", "2026-02", "2026-03"),
      account: fc.constantFrom("5510", "6100"),
      amount: positiveAmount,
      isBack: fc.boolean(),
    })
    .map(({ period, account, amount, isBack }) => ({
      ...cell(period, account, "0"),
      amount: isBack ? amount.negated() : amount,
    }));
  fc.assert(
    fc.property(fc.array(anyCell, { maxLength: 12 }), anyAmount, (booked, balance) => {
      const parts = planRelease({ booked, balance, accounts, lastPeriod: "2026-03" });

      const released = parts.flatMap(({ entries }) => entries.map(({ amount }) => amount));
      expect(Money.sum(released)).toEqual(balance);
    }),
  );
});

test("journals are withdrawn from the latest on, as long as the balance holds them", () => {
  const unsent = [
    { id: "a", postingDate: "2026-02-01", amount: usd("300") },
    { id: "b", postingDate: "2026-03-01", amount: usd("500") },
    { id: "c", postingDate: "2026-02-01", amount: usd("-100") },
  ];

  expect(withdrawable(unsent, usd("400"))).toEqual(["c", "b"]);
  expect(withdrawable(unsent, usd("700"))).toEqual(["c", "b", "a"]);
});
