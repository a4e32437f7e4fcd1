import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween } from "../../../shared/day.ts";
import { isoWeekOf, mondayOf, mondaysOf } from "../../../shared/planning/week.ts";

const days = fc.integer({ min: 0, max: 80_000 }).map((count) => addDays("1950-01-01", count));

describe("ISO weeks", () => {
  test.each([
    ["2026-11-23", 2026, 48],
    ["2026-12-31", 2026, 53],
    ["2027-01-01", 2026, 53],
    ["2027-01-03", 2026, 53],
    ["2027-01-04", 2027, 1],
    ["2024-12-30", 2025, 1],
    ["2021-01-03", 2020, 53],
    ["2023-01-01", 2022, 52],
  ])("%s lies in week %i-%i", (day, year, week) => {
    expect(isoWeekOf(day)).toEqual({ year, week });
  });

  test("a week begins on the Monday at or before the day", () => {
    expect(["2026-11-23", "2026-11-29", "2027-01-01"].map(mondayOf)).toEqual([
      "2026-11-23",
      "2026-11-23",
      "2026-12-28",
    ]);
  });

  test("all seven days of a week have the same number, and the next week has another", () => {
    fc.assert(
      fc.property(days, (day) => {
        const monday = mondayOf(day);
        const numbers = Array.from({ length: 7 }, (_, n) => isoWeekOf(addDays(monday, n)));

        expect(new Set(numbers.map(({ year, week }) => `${year}-${week}`)).size).toBe(1);
        expect(isoWeekOf(addDays(monday, 7))).not.toEqual(numbers[0]);
        expect(daysBetween({ from: monday, to: day })).toBeLessThan(7);
      }),
    );
  });
});

describe("the Mondays of a span", () => {
  test("touch its first and its last day, over the turn of a year with 53 weeks", () => {
    const mondays = mondaysOf({ from: "2026-12-27", to: "2027-01-04" });

    expect(mondays).toEqual(["2026-12-21", "2026-12-28", "2027-01-04"]);
  });

  test("are none when it ends before it begins, even within one week", () => {
    expect(mondaysOf({ from: "2026-11-25", to: "2026-11-24" })).toEqual([]);
  });
});
