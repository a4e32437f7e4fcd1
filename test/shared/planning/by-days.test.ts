import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysBetween, monthOf } from "../../../shared/day.ts";
import { Money } from "../../../shared/money.ts";
import { byDays } from "../../../shared/planning/by-days.ts";

const split = (amount: string, from: string, to: string) =>
  byDays(Money.of(amount), { from, to }).map(({ month, amount: part }) => [month, part.toMinor()]);

test("a window over three months splits by its days in each", () => {
  expect(split("6000", "2026-01-31", "2026-03-01")).toEqual([
    ["2026-01", "200.00"],
    ["2026-02", "5600.00"],
    ["2026-03", "200.00"],
  ]);
});

test("the cent that is left over goes to the largest remainder, the earliest on a tie", () => {
  expect(split("0.01", "2026-01-31", "2026-02-01")).toEqual([
    ["2026-01", "0.01"],
    ["2026-02", "0.00"],
  ]);
  expect(split("100.00", "2026-02-27", "2026-03-01")).toEqual([
    ["2026-02", "66.67"],
    ["2026-03", "33.33"],
  ]);
});

test("a window within one month, and one day of it, is that month", () => {
  expect(split("12.34", "2026-02-10", "2026-02-28")).toEqual([["2026-02", "12.34"]]);
  expect(split("12.34", "2024-02-29", "2024-02-29")).toEqual([["2024-02", "12.34"]]);
});

test("the last month of the calendar ends a window", () => {
  expect(split("30.00", "9999-12-02", "9999-12-31")).toEqual([["9999-12", "30.00"]]);
});

test("the months always add up to the amount, follow one another, and hold each day of the window", () => {
  const windows = fc.record({
    cents: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
    start: fc.integer({ min: 0, max: 3_000 }),
    days: fc.integer({ min: 0, max: 800 }),
  });
  fc.assert(
    fc.property(windows, ({ cents, start, days }) => {
      const from = addDays("2020-01-01", start);
      const to = addDays(from, days);
      const amount = Money.of((cents / 100).toFixed(2));

      const parts = byDays(amount, { from, to });

      const months = new Set(
        Array.from({ length: daysBetween({ from, to }) + 1 }, (_, at) =>
          monthOf(addDays(from, at)),
        ),
      );
      expect(Money.sum(parts.map((part) => part.amount)).equals(amount)).toBe(true);
      expect(parts.map(({ month }) => month)).toEqual([...months]);
    }),
  );
});
