import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, monthOf } from "../../../shared/day.ts";
import { Money } from "../../../shared/money.ts";
import {
  type AccrualPart,
  type AccrualTerms,
  type BookedAccrual,
  planAccrual,
  planDifference,
} from "../../../shared/planning/accrual-plan.ts";
import { anyAmount, positiveAmount, usd } from "../finance/amounts.ts";

const terms = (changes: Partial<AccrualTerms> = {}): AccrualTerms => ({
  method: "PLAN_AT_APPROVAL",
  planned: usd("1,000"),
  window: { from: "2026-01-16", to: "2026-02-28" },
  accounts: { spend: "4100", liability: "2150", distinct: null },
  approvedOn: "2026-01-20",
  ...changes,
});
const told = (parts: readonly AccrualPart[]) =>
  parts.map(
    ({ key, performancePeriod, postingDate, entries }) =>
      `${key} ${performancePeriod} ${postingDate} ${entries
        .map((entry) => `${entry.debitAccount}>${entry.creditAccount} ${entry.amount.toMinor()}`)
        .join(", ")}`,
  );
const owed = (parts: readonly AccrualPart[]) =>
  Money.sum(
    parts.flatMap(({ entries }) =>
      entries.map(({ creditAccount, amount }) =>
        creditAccount === "2150" ? amount : amount.negated(),
      ),
    ),
  );
const bookedOf = (parts: readonly AccrualPart[]): BookedAccrual[] =>
  parts.flatMap(({ key, performancePeriod, entries }) =>
    entries.map(({ debitAccount, creditAccount, amount }) => ({
      key,
      performancePeriod,
      account: creditAccount === "2150" ? debitAccount : creditAccount,
      amount: creditAccount === "2150" ? amount : amount.negated(),
    })),
  );
const monthsBetween = (from: string, to: string) => {
  const months = new Set<string>();
  for (let day = from; day <= to; day = addDays(day, 1)) months.add(monthOf(day));
  return [...months];
};

test.each([
  ["PLAN_AT_APPROVAL", 2],
  ["SPREAD_TIME", 9],
] as const)("%s ends with the last day of the calendar, after %i journals", (method, count) => {
  const window = { from: "9999-11-01", to: "9999-12-31" };

  expect(planAccrual(terms({ method, window }))).toHaveLength(count);
});

const anyWindow = fc
  .record({ start: fc.integer({ min: 0, max: 900 }), days: fc.integer({ min: 0, max: 500 }) })
  .map(({ start, days }) => {
    const from = addDays("2025-06-01", start);
    return { from, to: addDays(from, days) };
  });
const anyTerms = fc
  .record({
    method: fc.constantFrom("PLAN_AT_APPROVAL", "SPREAD_TIME", "ON_DATE"),
    planned: positiveAmount,
    window: anyWindow,
    fairValue: fc.option(anyAmount),
    approval: fc.integer({ min: 0, max: 1000 }),
  })
  .map(({ method, planned, window, fairValue, approval }) =>
    terms({
      method,
      planned,
      window,
      accounts: {
        spend: "5510",
        liability: "2150",
        distinct: fairValue ? { account: "6100", fairValue } : null,
      },
      approvedOn: addDays("2025-06-01", approval),
    }),
  );

describe("an accrual at approval", () => {
  test("spreads over the months by days, to the cent, and posts later months on their first day", () => {
    expect(told(planAccrual(terms()))).toEqual([
      "2026-01 2026-01 2026-01-20 4100>2150 363.64",
      "2026-02 2026-02 2026-02-01 4100>2150 636.36",
    ]);
  });

  test("12,000 over 12 weeks are 1,000 each", () => {
    const window = { from: "2026-01-05", to: "2026-03-29" };

    const parts = planAccrual(terms({ method: "SPREAD_TIME", planned: usd("12,000"), window }));

    expect(parts).toHaveLength(12);
    expect(new Set(parts.map(({ entries }) => entries[0]?.amount.toMinor()))).toEqual(
      new Set(["1000.00"]),
    );
    expect(parts[11]).toMatchObject({ key: "2026-03-23", postingDate: "2026-03-23" });
  });

  test("a window of one day is one part", () => {
    const window = { from: "2026-03-31", to: "2026-03-31" };

    expect(told(planAccrual(terms({ window })))).toEqual([
      "2026-03 2026-03 2026-03-01 4100>2150 1000.00",
    ]);
  });

  test.each(["PER_SHIPMENT", "NONE"] as const)("%s books nothing", (method) => {
    expect(planAccrual(terms({ method }))).toEqual([]);
  });

  test("the parts add up to the plan exactly, service and excess to theirs", () => {
    fc.assert(
      fc.property(anyTerms, (given) => {
        const parts = planAccrual(given);
        const { distinct } = given.accounts;
        const service = parts.flatMap(({ entries }) =>
          entries.filter(({ debitAccount }) => debitAccount === "6100"),
        );

        expect(owed(parts)).toEqual(given.planned);
        expect(Money.sum(service.map(({ amount }) => amount))).toEqual(
          distinct ? given.planned.atMost(distinct.fairValue) : Money.zero,
        );
      }),
    );
  });

  test("every month of the window has its part, on its own day or on that of the approval", () => {
    fc.assert(
      fc.property(anyTerms, ({ planned, ...given }) => {
        const all = {
          ...given,
          planned: planned.plus(usd("100")),
          method: "PLAN_AT_APPROVAL",
        } as const;

        const parts = planAccrual(all);

        expect(parts.map(({ key }) => key)).toEqual(monthsBetween(all.window.from, all.window.to));
        for (const { key, postingDate } of parts) {
          expect([all.approvedOn, `${key}-01`]).toContain(postingDate);
          expect(postingDate >= all.approvedOn).toBe(true);
        }
      }),
    );
  });
});

describe("an accrual that is approved again", () => {
  test("books what differs by period: a later window takes one month back and adds to another", () => {
    const booked = bookedOf(planAccrual(terms()));
    const moved = terms({ window: { from: "2026-02-01", to: "2026-03-31" }, planned: usd("590") });

    const parts = planDifference(moved, { booked, balance: usd("1,000") });

    expect(told(parts)).toEqual([
      "2026-01 2026-01 2026-01-20 2150>4100 363.64",
      "2026-02 2026-02 2026-02-01 2150>4100 356.36",
      "2026-03 2026-03 2026-03-01 4100>2150 310.00",
    ]);
  });

  test("with nothing booked is the plan", () => {
    expect(planDifference(terms(), { booked: [], balance: usd("0") })).toEqual(
      planAccrual(terms()),
    );
  });

  test("once booked says nothing more, whatever was booked before and in whatever order", () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (first, second) => {
        const before = planAccrual(first);
        const booked = bookedOf(before);
        const changed = planDifference(second, { booked, balance: owed(before) });
        const reversed = booked.toReversed();

        const total = owed([...before, ...changed]);
        const again = planDifference(second, {
          booked: netted(bookedOf([...before, ...changed])),
          balance: total,
        });

        expect(total).toEqual(second.planned);
        expect(again).toEqual([]);
        expect(planDifference(second, { booked: reversed, balance: owed(before) })).toEqual(
          changed,
        );
      }),
    );
  });

  test("never takes back what settlements have used", () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, anyAmount, (first, second, settled) => {
        const before = planAccrual(first);
        const balance = owed(before).minus(settled).atLeast(Money.zero);

        const changed = planDifference(second, { booked: bookedOf(before), balance });

        expect(balance.plus(owed(changed)).isNegative()).toBe(false);
        for (const { entries } of changed)
          for (const { amount } of entries) expect(amount.isPositive()).toBe(true);
      }),
    );
  });
});

function netted(cells: readonly BookedAccrual[]): BookedAccrual[] {
  const sums = new Map<string, BookedAccrual>();
  for (const cell of cells) {
    const at = `${cell.key} ${cell.account}`;
    const amount = cell.amount.plus(sums.get(at)?.amount ?? Money.zero);
    sums.set(at, { ...cell, amount });
  }
  return [...sums.values()].filter(({ amount }) => !amount.isZero());
}
