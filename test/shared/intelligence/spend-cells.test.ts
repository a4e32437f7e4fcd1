import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../../shared/day.ts";
import {
  bookedCells,
  foldCells,
  type PlannedPromotion,
  partsOf,
  plannedCells,
  type SpendCell,
  sumOfCells,
} from "../../../shared/intelligence/spend-cells.ts";
import { Money } from "../../../shared/money.ts";

const YEAR = { from: "2026-01", to: "2026-12" };
const line = (productId: string, spend: string) => ({ productId, spend: Money.of(spend) });
const promotion = (given: Partial<PlannedPromotion> = {}): PlannedPromotion => ({
  customerPath: "us.walmart",
  isCommitted: true,
  fixedCost: Money.zero,
  window: { from: "2026-01-31", to: "2026-02-01" },
  lines: [line("oats", "100.01"), line("bran", "50.00")],
  ...given,
});
const shown = (cells: SpendCell[]) =>
  cells.map(({ figure, productId, month, amount }) =>
    [figure, productId, month, amount.toMinor()].join(" "),
  );

describe("planned spend", () => {
  test("goes by line and by the days of the window, once as planned and once as committed", () => {
    expect(shown(plannedCells(promotion()))).toEqual([
      "planned oats 2026-01 50.01",
      "committed oats 2026-01 50.01",
      "planned oats 2026-02 50.00",
      "committed oats 2026-02 50.00",
      "planned bran 2026-01 25.00",
      "committed bran 2026-01 25.00",
      "planned bran 2026-02 25.00",
      "committed bran 2026-02 25.00",
    ]);
  });

  test("spreads a lump sum over the lines by their spend, and leaves it without a product when there are none", () => {
    const oneDay = { from: "2026-01-31", to: "2026-01-31" };
    const mixed = promotion({ window: oneDay, isCommitted: false, fixedCost: Money.of("10.00") });
    const bare = promotion({ ...mixed, lines: [], fixedCost: Money.of("7.00") });

    expect(shown(plannedCells(mixed))).toEqual([
      "planned oats 2026-01 106.68",
      "planned bran 2026-01 53.33",
    ]);
    expect(shown(plannedCells({ ...bare, window: oneDay, isCommitted: false }))).toEqual([
      "planned  2026-01 7.00",
    ]);
  });

  test("adds up to lines and lump sum over whatever window", () => {
    const cents = fc.integer({ min: 0, max: 10_000_000 }).map((n) => (n / 100).toFixed(2));
    const cases = fc.record({
      spends: fc.array(cents, { maxLength: 6 }),
      fixed: cents,
      start: fc.integer({ min: 0, max: 600 }),
      days: fc.integer({ min: 0, max: 200 }),
    });
    fc.assert(
      fc.property(cases, ({ spends, fixed, start, days }) => {
        const from = addDays("2025-01-01", start);
        const lines = spends.map((spend, at) => line(`product ${at}`, spend));
        const whole = promotion({
          fixedCost: Money.of(fixed),
          lines,
          window: { from, to: addDays(from, days) },
        });
        const ever = { from: "2000-01", to: "2099-12" };

        const sum = sumOfCells(foldCells(plannedCells(whole)), {
          customerPath: null,
          products: null,
          parts: [{ figure: "planned", months: ever }],
        });

        const planned = Money.sum([Money.of(fixed), ...lines.map(({ spend }) => spend)]);
        expect(sum.toString()).toBe(planned.toString());
      }),
    );
  });
});

describe("booked spend", () => {
  const booked = {
    customerPath: "us.walmart.east",
    productId: null,
    month: "2026-03",
    accrued: Money.of("-0.01"),
    settled: Money.of("30.00"),
    lines: [line("oats", "2.00"), line("bran", "1.00")],
  };

  test("without a product in the books goes over the lines in proportion to their plan", () => {
    expect(shown(bookedCells(booked))).toEqual([
      "accrued oats 2026-03 -0.01",
      "accrued bran 2026-03 0.00",
      "settled oats 2026-03 20.00",
      "settled bran 2026-03 10.00",
    ]);
  });

  test("with a product stays with it", () => {
    expect(shown(bookedCells({ ...booked, productId: "rye" }))).toEqual([
      "accrued rye 2026-03 -0.01",
      "settled rye 2026-03 30.00",
    ]);
  });
});

describe("a call's sum", () => {
  const cells = plannedCells(promotion());
  const asked = {
    customerPath: null,
    products: null,
    parts: [{ figure: "planned" as const, months: YEAR }],
  };

  test("takes a customer with all below it, and none whose label only begins alike", () => {
    const sums = ["us", "us.walmart", "us.wal", "us.walmart.east"].map((customerPath) =>
      sumOfCells(cells, { ...asked, customerPath }).toMinor(),
    );

    expect(sums).toEqual(["150.01", "150.01", "0.00", "0.00"]);
  });

  test("takes the products and the months that were asked for", () => {
    const january = [{ figure: "planned" as const, months: { from: "2026-01", to: "2026-01" } }];

    expect(sumOfCells(cells, { ...asked, products: new Set(["bran"]) }).toMinor()).toBe("50.00");
    expect(sumOfCells(cells, { ...asked, parts: january }).toMinor()).toBe("75.01");
  });
});

const parts = (version: "plan" | "actual" | "latest", thisMonth: string) =>
  partsOf({ spend: "planned", version, months: YEAR }, thisMonth).map(
    ({ figure, months }) => `${figure} ${months.from}:${months.to}`,
  );

describe("the versions of planned spend", () => {
  test("meet at this month", () => {
    expect(parts("plan", "2026-05")).toEqual(["planned 2026-01:2026-12"]);
    expect(parts("actual", "2026-05")).toEqual(["accrued 2026-01:2026-05"]);
    expect(parts("latest", "2026-05")).toEqual([
      "accrued 2026-01:2026-04",
      "planned 2026-05:2026-12",
    ]);
    expect(parts("latest", "2026-01")).toEqual([
      "accrued 2026-01:2025-12",
      "planned 2026-01:2026-12",
    ]);
    expect(parts("latest", "2027-03")).toEqual([
      "accrued 2026-01:2026-12",
      "planned 2027-03:2026-12",
    ]);
  });

  test("are one for what the books hold", () => {
    const booked = partsOf({ spend: "settled", version: "actual", months: YEAR }, "2026-05");

    expect(booked).toEqual([{ figure: "settled", months: YEAR }]);
  });
});
