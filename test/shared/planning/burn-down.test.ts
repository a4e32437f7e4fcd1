import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../../shared/day.ts";
import { Money } from "../../../shared/money.ts";
import { type BurnDownFacts, burnDown, type FundUse } from "../../../shared/planning/burn-down.ts";

const money = Money.of;

const facts = (changes: Partial<BurnDownFacts> = {}): BurnDownFacts => ({
  from: "2026-11-02",
  to: "2026-12-13",
  today: "2026-11-23",
  budget: money("20000"),
  movements: [],
  uses: [],
  drafts: [],
  accrued: [],
  settled: [],
  ...changes,
});

const use = (changes: Partial<FundUse> = {}): FundUse => ({
  planned: money("10000"),
  heldFrom: "2026-11-09",
  releasedOn: null,
  settled: [],
  onTop: [],
  ...changes,
});

const committed = (given: BurnDownFacts) =>
  burnDown(given).weeks.map((week) => week.committed.toMinor());

const sum = (of: readonly { amount: Money }[]) => Money.sum(of.map(({ amount }) => amount));

describe("a fund's burn-down", () => {
  test("has a week for each from the first to the last, this one being history", () => {
    const { weeks } = burnDown(facts());

    expect(weeks.map(({ week, isForecast }) => [week, isForecast])).toEqual([
      ["2026-11-02", false],
      ["2026-11-09", false],
      ["2026-11-16", false],
      ["2026-11-23", false],
      ["2026-11-30", true],
      ["2026-12-07", true],
    ]);
  });

  test("has the budget that it had in each week, movements from before its first day included", () => {
    const { weeks } = burnDown(
      facts({
        movements: [
          { day: "2026-10-01", amount: money("500") },
          { day: "2026-11-18", amount: money("-2000") },
        ],
      }),
    );

    expect(weeks.map(({ budget }) => budget.toMinor())).toEqual([
      "20500.00",
      "20500.00",
      "18500.00",
      "18500.00",
      "18500.00",
      "18500.00",
    ]);
  });

  test("holds a promotion from its submission; what is settled of it moves nothing until it exceeds the plan", () => {
    const settled = [
      { day: "2026-11-16", amount: money("9000") },
      { day: "2026-11-24", amount: money("1500") },
    ];

    expect(committed(facts({ uses: [use({ settled })], today: "2026-11-24" })).slice(0, 4)).toEqual(
      ["0.00", "10000.00", "10000.00", "10500.00"],
    );
  });

  test("gets back what a closed promotion did not need, in the week of its close", () => {
    const closed = use({
      settled: [{ day: "2026-11-10", amount: money("6000") }],
      releasedOn: "2026-11-17",
    });

    expect(committed(facts({ uses: [closed] })).slice(0, 4)).toEqual([
      "0.00",
      "10000.00",
      "6000.00",
      "6000.00",
    ]);
  });

  test("forecasts a draft by the days of its window, and adds up to its plan", () => {
    const drafts = [{ planned: money("1000.01"), from: "2026-12-05", to: "2026-12-09" }];

    expect(committed(facts({ drafts })).slice(3)).toEqual(["0.00", "400.00", "1000.01"]);
  });

  test("forecasts nothing of a draft whose window has passed, and only its share within the fund", () => {
    const drafts = [
      { planned: money("700"), from: "2026-11-01", to: "2026-11-22" },
      { planned: money("1400"), from: "2026-12-07", to: "2026-12-20" },
    ];

    expect(committed(facts({ drafts })).slice(3)).toEqual(["0.00", "0.00", "700.00"]);
  });

  test("runs out in the first week whose use is more than its budget, not in one that just reaches it", () => {
    const full = use({ planned: money("20000") });
    const over = facts({
      uses: [full],
      drafts: [{ planned: money("0.01"), from: "2026-12-07", to: "2026-12-07" }],
    });

    expect(burnDown(facts({ uses: [full] })).outOfMoney).toBeNull();
    expect(burnDown(over).outOfMoney).toBe("2026-12-07");
  });

  test("goes on after its last day while deductions are settled", () => {
    const late = use({ settled: [{ day: "2026-11-20", amount: money("100") }] });

    const { weeks } = burnDown(facts({ to: "2026-11-12", uses: [late] }));

    expect(weeks.map(({ week }) => week)).toEqual(["2026-11-02", "2026-11-09", "2026-11-16"]);
  });
});

const amounts = fc
  .integer({ min: 0, max: 2_000_000 })
  .map((cents) => money((cents / 100).toFixed(2)));
const days = fc.integer({ min: -30, max: 80 }).map((count) => addDays("2026-11-02", count));
const dated = fc.array(fc.record({ day: days, amount: amounts }), { maxLength: 5 });
const uses = fc.array(
  fc.record({
    planned: amounts,
    heldFrom: fc.option(days),
    releasedOn: fc.option(days),
    settled: dated,
    onTop: dated,
  }),
  { maxLength: 6 },
);

test("the last week of history says exactly what is held and paid now, whatever happened on the way", () => {
  fc.assert(
    fc.property(uses, dated, (all, movements) => {
      const today = "2026-11-23";
      const { weeks } = burnDown(facts({ uses: all, movements, today }));

      const last = weeks.findLast(({ isForecast }) => !isForecast);
      const held = all.map(({ planned, heldFrom, releasedOn, settled }) =>
        heldFrom === null || releasedOn !== null
          ? Money.zero
          : planned.minus(sum(settled)).atLeast(Money.zero),
      );
      const paid = all.flatMap(({ settled, onTop }) => [...settled, ...onTop]);
      expect(last?.committed).toEqual(Money.sum(held).plus(sum(paid)));
      expect(last?.budget).toEqual(money("20000").plus(sum(movements)));
    }),
  );
});
