import { expect, test } from "vitest";
import { Money } from "../../../shared/money.ts";
import {
  budgetShortfall,
  type FundDraft,
  fundErrors,
  leastBudget,
} from "../../../shared/planning/fund-rules.ts";

const GOOD: FundDraft = {
  name: "Trade",
  from: "2026-01-01",
  to: "2026-12-31",
  budget: Money.of("100.00"),
};

test.each([
  [{}, []],
  [{ to: "2026-01-01" }, []],
  [{ name: null, budget: null }, ["/changes/name REQUIRED", "/changes/budget REQUIRED"]],
  [{ to: "2025-12-31" }, ["/changes/to OUT_OF_ORDER"]],
  [{ budget: Money.of("-0.01") }, ["/changes/budget NEGATIVE"]],
  [{ budget: Money.of("100000000000") }, ["/changes/budget TOO_LARGE"]],
  [{ from: "0001-01-01" }, ["/changes/from OUT_OF_RANGE"]],
  [{ to: "9999-12-31" }, ["/changes/to OUT_OF_RANGE"]],
])("the fund %j breaks %j", (draft, expected) => {
  const errors = fundErrors({ ...GOOD, ...draft });

  expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
});

test("the least budget is what is in use, less what came beside it", () => {
  const least = leastBudget({ budget: Money.of("100.00"), available: Money.of("30.00") });

  expect(least.toMinor()).toBe("70.00");
});

test.each([
  { left: "30.00", wanted: "70.00", isShort: false },
  { left: "30.00", wanted: "69.99", isShort: true },
  { left: "30.00", wanted: "250.00", isShort: false },
  { left: "-20.00", wanted: "110.00", isShort: false },
  { left: "-20.00", wanted: "99.00", isShort: true },
])("a budget of 100.00 with $left left becomes $wanted: short $isShort", (row) => {
  const fund = { number: "F-1", budget: Money.of("100.00"), available: Money.of(row.left) };

  expect(budgetShortfall(fund, Money.of(row.wanted)) !== null).toBe(row.isShort);
});
