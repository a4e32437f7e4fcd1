import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isReferenced,
  rankMatches,
  SUGGESTION_SCORE,
  suggestionOf,
  WEIGHTS,
} from "../../../shared/finance/match.ts";
import type { MatchClaim, MatchPromotion } from "../../../shared/finance/match-facts.ts";
import { anyAmount, usd } from "./amounts.ts";

const [WALMART, EAST, STORE, KROGER, BROKER] = ["walmart", "east", "store", "kroger", "broker"];
const claim = (changes: Partial<MatchClaim> = {}): MatchClaim => ({
  kind: "DEDUCTION",
  open: usd("12,000"),
  customerId: WALMART,
  customerPath: [WALMART],
  promotionRef: null,
  postingDate: "2026-11-18",
  reason: null,
  reasonCodeErp: "005",
  ...changes,
});
const promotion = (changes: Partial<MatchPromotion> = {}): MatchPromotion => ({
  id: "0190d000-0000-7000-8000-000000000001",
  number: "PR-1001",
  references: ["7H5K2M9QX3WTB8EN"],
  customerId: WALMART,
  customerName: "Walmart",
  customerPath: [WALMART],
  billThroughCustomerId: null,
  tacticType: "SCAN_BACK",
  costBasis: "PER_UNIT",
  offInvoice: false,
  sellIn: { start: "2026-10-01", end: "2026-10-31" },
  scan: { start: "2026-10-05", end: "2026-11-06" },
  expected: usd("10,000"),
  ...changes,
});
const scoreOf = (given: Partial<MatchClaim>, against: Partial<MatchPromotion> = {}) =>
  rankMatches(claim(given), [promotion(against)])[0]?.score ?? -1;

describe("the over-claimed deduction", () => {
  test("suggests the scan-back without any reference", () => {
    const [best] = rankMatches(claim(), [promotion()]);

    expect(best?.score).toBeGreaterThan(0.8);
    expect(suggestionOf(best ? [best] : [])?.promotionId).toBe(promotion().id);
  });

  test("says in words why", () => {
    const [best] = rankMatches(claim(), [promotion()]);

    expect(best?.reasons.map(({ feature, text }) => `${feature}: ${text}`)).toEqual([
      "customer: same customer, Walmart",
      "dates: posted 12 days after the scan window",
      "amount: 12,000.00 against 10,000.00 expected (+20.0 %)",
      "reason: the code 005 has no meaning yet",
      "tactic: scan back is usually deducted",
    ]);
  });
});

describe("a reference in the claim", () => {
  const elsewhere = promotion({
    customerId: KROGER,
    customerPath: [KROGER],
    expected: usd("1"),
    sellIn: null,
    scan: null,
  });

  test.each([
    ["number", " pr-1001 "],
    ["GUID", "0190D000-0000-7000-8000-000000000001"],
    ["16-character reference", "7H5K2M9QX3WTB8EN"],
  ])("the %s beats everything else", (_kind, promotionRef) => {
    const other = promotion({ id: "other", number: "PR-2", references: [] });

    const ranked = rankMatches(claim({ promotionRef }), [other, elsewhere]);

    expect(ranked.map(({ promotionId }) => promotionId)).toEqual([elsewhere.id, "other"]);
    expect(ranked[0]?.score).toBeGreaterThanOrEqual(0.9);
  });

  test("an empty reference names nothing", () => {
    expect(isReferenced("  ", promotion({ number: "" }))).toBe(false);
  });
});

describe("each feature", () => {
  test("the same customer counts more than its parent, and that more than a sister", () => {
    const below = { customerId: STORE, customerPath: [WALMART, EAST, STORE] };

    const same = scoreOf(below, { customerId: STORE, customerPath: [WALMART, EAST, STORE] });
    const parent = scoreOf(below);
    const sister = scoreOf(below, { customerId: "west", customerPath: [WALMART, "west"] });
    const stranger = scoreOf(below, { customerId: KROGER, customerPath: [KROGER] });

    expect([same > parent, parent > sister, sister > stranger]).toEqual([true, true, true]);
  });

  test("a distributor's deduction finds the retailer's promotion billed through it", () => {
    const byBroker = { customerId: BROKER, customerPath: [BROKER] };

    const billed = rankMatches(claim(byBroker), [promotion({ billThroughCustomerId: BROKER })]);

    expect(billed[0]?.reasons[0]?.text).toBe("billed through this customer for Walmart");
    expect(suggestionOf(billed)).not.toBeNull();
  });

  test("a deduction before the start or long after the end counts less", () => {
    const inside = scoreOf({ postingDate: "2026-10-20" });

    expect(scoreOf({ postingDate: "2026-09-25" })).toBeLessThan(inside);
    expect(scoreOf({ postingDate: "2026-08-01" })).toBeLessThan(
      scoreOf({ postingDate: "2026-09-25" }),
    );
    expect(scoreOf({ postingDate: "2027-06-01" })).toBeLessThan(inside);
  });

  test("a nearer amount counts more, and a used-up promotion nothing", () => {
    const exact = scoreOf({ open: usd("10,000") });

    expect(exact).toBeGreaterThan(scoreOf({ open: usd("12,000") }));
    expect(scoreOf({}, { expected: usd("0") })).toBeLessThan(scoreOf({ open: usd("90,000") }));
  });

  test("a reason about promotions counts, a shortage does not", () => {
    const scores = (["PROMO", null, "SHORTAGE"] as const).map((reason) => scoreOf({ reason }));

    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(3);
  });

  test("an off-invoice allowance was given already", () => {
    expect(scoreOf({}, { offInvoice: true })).toBeLessThan(scoreOf({}));
  });
});

describe("ranking", () => {
  test("a tie goes to the promotion that ended first", () => {
    const late = promotion({
      id: "late",
      number: "PR-1",
      scan: null,
      sellIn: window("2026-10-30"),
    });
    const early = promotion({
      id: "early",
      number: "PR-9",
      scan: null,
      sellIn: window("2026-10-29"),
    });

    expect(rankMatches(claim(), [late, early]).map(({ promotionId }) => promotionId)).toEqual([
      "early",
      "late",
    ]);
  });

  test("a shortage of just what a promotion expects is not suggested, unless it names the promotion", () => {
    const shortage = { reason: "SHORTAGE", open: usd("10,000") } as const;
    const suggested = (ref: string | null) =>
      suggestionOf(rankMatches(claim({ ...shortage, promotionRef: ref }), [promotion()]));

    expect(suggested(null)).toBeNull();
    expect(suggested("PR-1001")?.promotionId).toBe(promotion().id);
  });

  test("a poor best candidate is kept and not suggested", () => {
    const ranked = rankMatches(claim({ customerId: KROGER, customerPath: [KROGER] }), [
      promotion(),
    ]);

    expect(ranked).toHaveLength(1);
    expect(ranked[0]?.score).toBeLessThan(SUGGESTION_SCORE);
    expect(suggestionOf(ranked)).toBeNull();
  });

  test("no candidates, no suggestion", () => {
    expect(suggestionOf(rankMatches(claim(), []))).toBeNull();
  });

  test("the reasons of any candidate add up to its score, between 0 and 1", () => {
    fc.assert(
      fc.property(anyAmount, anyAmount, fc.boolean(), (open, expected, named) => {
        const promotionRef = named ? "PR-1001" : null;

        const [best] = rankMatches(claim({ open, promotionRef }), [promotion({ expected })]);

        const sum = (best?.reasons ?? []).reduce((total, { weight }) => total + weight, 0);
        expect(best?.score).toBeCloseTo(sum, 4);
        expect(best?.score).toBeGreaterThanOrEqual(0);
        expect(best?.score).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("the weights of both tables stay within one", () => {
    for (const weights of Object.values(WEIGHTS)) {
      expect(
        Object.values<number>(weights).reduce((sum, each) => sum + each, 0),
      ).toBeLessThanOrEqual(1.000001);
    }
  });
});

function window(end: string) {
  return { start: "2026-10-01", end };
}
