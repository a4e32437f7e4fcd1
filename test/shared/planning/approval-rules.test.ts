import { expect, test } from "vitest";
import { Money } from "../../../shared/money.ts";
import { type RuleInForce, rolesNeeded } from "../../../shared/planning/approval-rules.ts";

const rule = (change: Partial<RuleInForce> = {}): RuleInForce => ({
  minAmount: Money.of("25000"),
  customerPath: null,
  tacticType: null,
  role: "FinanceApprover",
  ...change,
});
const promotion = { plannedSpend: Money.of("25000"), customerPath: "a.b.c", tacticType: "TPR" };

test.each([
  ["no rule", [], false],
  ["exactly its amount", [rule()], true],
  ["a cent more than the amount", [rule({ minAmount: Money.of("25000.01") })], false],
  ["its customer", [rule({ customerPath: "a.b.c" })], true],
  ["a customer above it", [rule({ customerPath: "a.b" })], true],
  ["a customer below it", [rule({ customerPath: "a.b.c.d" })], false],
  ["a customer whose label only begins alike", [rule({ customerPath: "a.b.cc" })], false],
  ["a neighbour whose label is the beginning of its own", [rule({ customerPath: "a.bb" })], false],
  ["its tactic", [rule({ tacticType: "TPR" })], true],
  ["another tactic", [rule({ tacticType: "DISPLAY" })], false],
])("a rule of %s", (_, rules, fits) => {
  const roles = rolesNeeded(promotion, rules);

  expect(roles).toEqual(fits ? ["SalesApprover", "FinanceApprover"] : ["SalesApprover"]);
});

test("each role is asked once, however many rules name it", () => {
  const rules = [rule(), rule({ tacticType: "TPR" }), rule({ role: "SalesApprover" })];

  expect(rolesNeeded(promotion, rules)).toEqual(["SalesApprover", "FinanceApprover"]);
});
