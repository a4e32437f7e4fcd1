import { expect, test } from "vitest";
import { Money } from "../../../shared/money.ts";
import { type PromotionDraft, promotionErrors } from "../../../shared/planning/promotion-rules.ts";

const GOOD: PromotionDraft = {
  name: "Spring",
  customerErpId: "WALMART-EAST",
  tacticType: "TPR",
  fundId: "F-1",
  sellInStart: "2026-12-01",
  sellInEnd: "2026-12-31",
  scanStart: null,
  scanEnd: null,
  fixedCost: null,
};
const FACTS = {
  customerChain: ["WALMART", "WALMART-EAST"],
  fund: {
    number: "F-1",
    name: "Trade",
    customerErpId: "WALMART",
    from: "2026-01-01",
    to: "2026-12-31",
  },
  costBasis: "PER_UNIT",
} as const;

const codes = (draft: Partial<PromotionDraft>, facts: Parameters<typeof promotionErrors>[1] = {}) =>
  promotionErrors({ ...GOOD, ...draft }, { ...FACTS, ...facts }).map(
    ({ pointer, code }) => `${pointer.replace("/changes/", "")} ${code}`,
  );

test("a promotion that keeps every rule has no errors, on the borders too", () => {
  expect(codes({})).toEqual([]);
  expect(codes({ sellInEnd: "2026-12-01" })).toEqual([]);
  expect(codes({ scanStart: "2026-12-01", scanEnd: "2026-12-01" })).toEqual([]);
  expect(codes({ sellInStart: "2026-12-31" })).toEqual([]);
  expect(codes({ fixedCost: Money.zero })).toEqual([]);
  expect(codes({ sellInEnd: "2031-12-01" })).toEqual([]);
  expect(codes({ fixedCost: Money.of("99999999999.99") })).toEqual([]);
});

test.each([
  [{ name: null, fundId: null }, ["name REQUIRED", "fundId REQUIRED"]],
  [{ name: "" }, ["name REQUIRED"]],
  [{ sellInEnd: "2026-11-30" }, ["sellInEnd OUT_OF_ORDER"]],
  [{ scanStart: "2026-12-02" }, ["scanEnd WINDOW_INCOMPLETE"]],
  [{ scanEnd: "2026-12-02" }, ["scanStart WINDOW_INCOMPLETE"]],
  [{ scanStart: "2026-12-03", scanEnd: "2026-12-02" }, ["scanEnd OUT_OF_ORDER"]],
  [{ scanStart: "2026-11-30", scanEnd: "2026-12-02" }, ["scanStart BEFORE_SELL_IN"]],
  [{ fixedCost: Money.of("-0.01") }, ["fixedCost NEGATIVE"]],
  [{ sellInStart: "2025-12-31" }, ["fundId FUND_NOT_COVERING"]],
  [{ sellInEnd: "9999-12-31" }, ["sellInEnd OUT_OF_RANGE", "sellInEnd TOO_LONG"]],
  [{ sellInEnd: "2031-12-02" }, ["sellInEnd TOO_LONG"]],
  [{ scanStart: "2026-12-01", scanEnd: "2062-12-31" }, ["scanEnd TOO_LONG"]],
  [{ fixedCost: Money.of("100000000000") }, ["fixedCost TOO_LARGE"]],
])("%j breaks %j", (draft, expected) => {
  expect(codes(draft)).toEqual(expected);
});

test("a fund of another customer is named with the fix; one of nobody is everybody's", () => {
  const fund = { ...FACTS.fund, customerErpId: "KROGER" };

  const [error] = promotionErrors(GOOD, { ...FACTS, fund });

  expect(error?.message).toBe(
    "Fund F-1 (Trade) belongs to KROGER, not to WALMART-EAST or one above it. Choose a fund of this customer.",
  );
  expect(codes({}, { fund: { ...fund, customerErpId: null } })).toEqual([]);
});

test("a lump sum and discounts exclude each other", () => {
  expect(codes({}, { costBasis: "FIXED", hasDiscounts: true })).toEqual(["tacticType LUMP_SUM"]);
  expect(codes({}, { costBasis: "FIXED", hasDiscounts: false })).toEqual([]);
});

test("a fact that is not known here is left to the server", () => {
  expect(promotionErrors(GOOD, {})).toEqual([]);
});
