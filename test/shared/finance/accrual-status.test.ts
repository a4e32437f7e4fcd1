import { expect, test } from "vitest";
import { type AccrualFacts, accrualStatusOf } from "../../../shared/finance/accrual-status.ts";

const facts = (changes: Partial<AccrualFacts>): AccrualFacts => ({
  current: "POSTED",
  accrualMoved: true,
  anyFailed: false,
  accruals: ["POSTED"],
  hasBalance: true,
  isReleased: false,
  isShort: false,
  ...changes,
});

test.each<[string, Partial<AccrualFacts>, string]>([
  ["one refused journal makes it FAILED", { anyFailed: true }, "FAILED"],
  ["its retry takes it back to POSTED", { current: "FAILED" }, "POSTED"],
  ["months still queued make it PARTIAL", { accruals: ["POSTED", "QUEUED"] }, "PARTIAL"],
  ["nothing posted yet is QUEUED", { accruals: ["SENT", "QUEUED"] }, "QUEUED"],
  ["a released one stays RELEASED", { current: "RELEASED" }, "RELEASED"],
  ["a settlement leaves it PARTIAL", { current: "PARTIAL", accrualMoved: false }, "PARTIAL"],
  ["a refused settlement makes it FAILED", { accrualMoved: false, anyFailed: true }, "FAILED"],
  ["a loaded accrual counts as POSTED", { accruals: [], current: "FAILED" }, "POSTED"],
  ["half a plan is PARTIAL again after a retry", { current: "FAILED", isShort: true }, "PARTIAL"],
  [
    "a loaded half is PARTIAL again after a retry",
    { current: "FAILED", accruals: [], isShort: true, accrualMoved: false },
    "PARTIAL",
  ],
  ["a released one is RELEASED again", { current: "FAILED", isReleased: true }, "RELEASED"],
  ["no accrual is NONE", { accruals: [], hasBalance: false, current: "FAILED" }, "NONE"],
])("%s", (_fact, changes, status) => {
  expect(accrualStatusOf(facts(changes))).toBe(status);
});
