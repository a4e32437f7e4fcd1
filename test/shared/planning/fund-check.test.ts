import fc from "fast-check";
import { expect, test } from "vitest";
import { Money } from "../../../shared/money.ts";
import { fundShort, fundShortfall } from "../../../shared/planning/fund-check.ts";

const cents = fc.integer({ min: 0, max: 1_000_000 }).map((n) => Money.of((n / 100).toFixed(2)));
const signedCents = fc
  .integer({ min: -1_000_000, max: 1_000_000 })
  .map((n) => Money.of((n / 100).toFixed(2)));

test("what is granted row by row never overspends a fund, in whatever order the rows come", () => {
  fc.assert(
    fc.property(cents, fc.array(cents, { maxLength: 50 }), (budget, rows) => {
      let available = budget;
      for (const after of rows) {
        if (fundShortfall({ available, before: Money.zero, after }) === null) {
          available = available.minus(after);
        }
      }

      expect(available.isNegative()).toBe(false);
    }),
  );
});

test("a promotion that needs no more than before is never short, even on an overdrawn fund", () => {
  fc.assert(
    fc.property(signedCents, cents, cents, (available, before, less) => {
      const after = before.minus(less).atLeast(Money.zero);

      expect(fundShortfall({ available, before, after })).toBeNull();
    }),
  );
});

test("what is lacking is exactly what the fund would have to be raised by", () => {
  fc.assert(
    fc.property(signedCents, cents, cents, (available, before, after) => {
      const lacking = fundShortfall({ available, before, after });

      if (lacking === null) return;
      const raised = available.plus(lacking);
      expect(lacking.isPositive()).toBe(true);
      expect(fundShortfall({ available: raised, before, after })).toBeNull();
    }),
  );
});

test("a raise says how much more it needs", () => {
  const fund = { number: "F-1", name: "Q1-Innov", available: Money.of("100") };

  const { message, errors } = fundShort(fund, {
    before: Money.of("1200"),
    after: Money.of("1850"),
  });

  expect(message).toContain(
    "has 100.00 left; this promotion needs 650.00 more (Planned spend 1,850.00, before 1,200.00)",
  );
  expect(errors[0]?.pointer).toBe("/fundId");
});
