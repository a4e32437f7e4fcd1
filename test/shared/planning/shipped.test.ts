import fc from "fast-check";
import { expect, test } from "vitest";
import { Money } from "../../../shared/money.ts";
import {
  type ShippedAccrual,
  shippedAbovePlan,
  shippedDifference,
  shippedLiability,
} from "../../../shared/planning/shipped.ts";
import { usd } from "../finance/amounts.ts";

const owed = (
  performancePeriod: string,
  productId: string | null,
  amount: string,
): ShippedAccrual => ({
  performancePeriod,
  productId,
  amount: usd(amount),
});
const total = (cells: readonly ShippedAccrual[]) => Money.sum(cells.map(({ amount }) => amount));

test("the months of a product add up to its units at their rate, rounded once", () => {
  const day = { productId: "a", rate: Money.of("0.3333"), units: "10" };

  const liability = shippedLiability([
    { ...day, day: "2026-01-01" },
    { ...day, day: "2026-01-02" },
    { ...day, day: "2026-02-01", units: "-1.5" },
  ]);

  expect(liability).toEqual([owed("2026-01", "a", "6.67"), owed("2026-02", "a", "-0.50")]);
});

test("a unit a day at less than half a cent is owed in the end", () => {
  const days = Array.from({ length: 25 }, (_, n) => ({
    productId: "a",
    day: `2026-01-${String(n + 1).padStart(2, "0")}`,
    units: "1",
    rate: Money.of("0.0040"),
  }));

  expect(shippedLiability(days)).toEqual([owed("2026-01", "a", "0.10")]);
});

test("what was booked without a product counts against all of them", () => {
  const cells = [owed("2026-01", "a", "300"), owed("2026-02", "b", "300")];

  const differences = shippedDifference({
    owed: cells,
    booked: [owed("2026-01", null, "450")],
    balance: usd("450"),
  });

  expect(differences).toEqual([owed("2026-02", "b", "150")]);
});

test("1,000 planned at a dollar and 1,100 shipped is 100 more; 900 shipped is nothing", () => {
  const booked = usd("1,000");
  const shipped = (amount: string) => [owed("2026-01", "a", amount)];

  const above = shippedAbovePlan({ owed: shipped("1,100"), fixedCost: usd("0"), booked });
  const below = shippedAbovePlan({ owed: shipped("900"), fixedCost: usd("0"), booked });
  const fixed = shippedAbovePlan({ owed: shipped("900"), fixedCost: usd("250"), booked });

  expect(above).toEqual(owed("2026-01", null, "100"));
  expect(below).toBeNull();
  expect(fixed?.amount).toEqual(usd("150"));
});

const anyCell = fc.record({
  performancePeriod: fc.constantFrom("2026-01", "2026-02", "2026-03"),
  productId: fc.constantFrom("a", "b", null),
  amount: fc
    .integer({ min: -100_000, max: 200_000 })
    .map((cents) => usd("0.01").times(String(cents))),
});
const anyOwed = fc.array(
  anyCell.map((each) => ({ ...each, productId: each.productId ?? "a" })),
  { maxLength: 8 },
);

test("once booked, the books hold what was shipped, never below nothing, and nothing more is to do", () => {
  fc.assert(
    fc.property(anyOwed, anyOwed, fc.array(anyCell, { maxLength: 4 }), (cells, later, loaded) => {
      const start = loaded.map((each) => ({ ...each, amount: each.amount.atLeast(Money.zero) }));
      const first = [
        ...start,
        ...shippedDifference({ owed: cells, booked: start, balance: total(start) }),
      ];
      const second = shippedDifference({ owed: later, booked: first, balance: total(first) });
      const books = [...first, ...second];

      expect(total(books)).toEqual(total(later).atLeast(Money.zero));
      expect(shippedDifference({ owed: later, booked: books, balance: total(books) })).toEqual([]);
    }),
  );
});

test("the order in which shipments come says nothing", () => {
  fc.assert(
    fc.property(anyOwed, (cells) => {
      const days = cells.map((each) => ({
        productId: each.productId,
        day: `${each.performancePeriod}-15`,
        units: "1",
        rate: each.amount,
      }));

      expect(shippedLiability(days.toReversed())).toEqual(shippedLiability(days));
    }),
  );
});
