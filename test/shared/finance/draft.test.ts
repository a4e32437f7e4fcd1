import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AllocationLine,
  allocationDrafts,
  type DraftInputs,
  draftsOf,
  statusWithDrafts,
} from "../../../shared/finance/draft.ts";
import { totalsOf } from "../../../shared/finance/parts.ts";
import { suggestInputs } from "../../../shared/finance/settlement.ts";
import { Refusal } from "../../../shared/refusal.ts";
import { anyAmount, positiveAmount, rule, scanBack, usd } from "./amounts.ts";

const open = usd("12,000");
const inputs = (changes: Partial<DraftInputs> = {}): DraftInputs => ({
  promotion: scanBack(),
  settle: null,
  dispute: null,
  writeOff: null,
  writeOffReason: null,
  ...changes,
});
const kinds = (drafts: ReturnType<typeof draftsOf>) =>
  drafts.map(({ kind, amount }) => [kind, amount.toMinor()]);

describe("drafts of a row", () => {
  test("settle 10,000 and dispute 2,000 become PROMO and DISPUTE", () => {
    const drafts = draftsOf(inputs({ settle: usd("10,000"), dispute: usd("2,000") }), {
      open,
      rule,
    });

    expect(kinds(drafts)).toEqual([
      ["PROMO", "10000.00"],
      ["DISPUTE", "2000.00"],
    ]);
    expect(drafts[0]?.promotionId).toBe(scanBack().id);
    expect(statusWithDrafts({ open, drafts })).toBe("MATCHED");
  });

  test("settle 10,200.00 becomes PROMO 10,000 and TOLERANCE 200", () => {
    const drafts = draftsOf(inputs({ settle: usd("10,200") }), { open: usd("10,200"), rule });

    expect(kinds(drafts)).toEqual([
      ["PROMO", "10000.00"],
      ["TOLERANCE", "200.00"],
    ]);
  });

  test("a part of the open amount leaves the claim in review", () => {
    const drafts = draftsOf(inputs({ settle: usd("4,000") }), { open, rule });

    expect(statusWithDrafts({ open, drafts })).toBe("IN_REVIEW");
  });

  test("a promotion without an amount drafts nothing", () => {
    expect(draftsOf(inputs(), { open, rule })).toEqual([]);
  });

  test("a write-off carries its reason", () => {
    const drafts = draftsOf(inputs({ writeOff: usd("12.50"), writeOffReason: "SMALL_BALANCE" }), {
      open,
      rule,
    });

    expect(drafts).toMatchObject([{ kind: "WRITE_OFF", reason: "SMALL_BALANCE" }]);
  });

  test("the suggestion for any claim is accepted and covers it", () => {
    fc.assert(
      fc.property(positiveAmount, anyAmount, (deducted, planned) => {
        const promotion = scanBack({ planned });
        const suggested = suggestInputs({ deducted, base: planned, rule });

        const drafts = draftsOf(inputs({ promotion, ...suggested }), { open: deducted, rule });

        expect(totalsOf(drafts).total).toEqual(deducted);
      }),
    );
  });
});

describe("what is refused", () => {
  test("OVER_TOLERANCE: 10,200.01 names the limit and the fix", () => {
    const refusal = refused(inputs({ settle: usd("10,200.01") }));

    expect(refusal.code).toBe("OVER_TOLERANCE");
    expect(refusal.message).toBe(
      "Settle 10,200.01 is 200.01 more than PR-1001 still expects (10,000.00); the tolerance of 2 %, " +
        "at most 500.00, lets 200.00 pass. Settle 10,000.00 and dispute 200.01.",
    );
  });

  test("OVER_TOLERANCE: the excess of a disputed claim is disputed whole, not 1,800 of it", () => {
    const refusal = refused(inputs({ settle: usd("10,200"), dispute: usd("1,800") }));

    expect(refusal.code).toBe("OVER_TOLERANCE");
    expect(refusal.message).toContain("Settle 10,000.00 and dispute 2,000.00.");
  });

  test("OVER_TOLERANCE: a promotion's tolerance is not granted twice", () => {
    const promotion = scanBack({ settled: usd("10,000"), tolerated: usd("200") });
    const withFloor = { ...rule, floor: usd("100") };

    expect(() =>
      draftsOf(inputs({ promotion, settle: usd("1") }), { open, rule: withFloor }),
    ).toThrow("lets 0.00 pass");
  });

  test("OVER_TOLERANCE: a cancelled promotion pays nothing", () => {
    const promotion = scanBack({ status: "CANCELLED" });

    expect(refused(inputs({ promotion, settle: usd("0.01") })).code).toBe("OVER_TOLERANCE");
  });

  test("DRAFT_EXCEEDS_OPEN: one cent too much is named", () => {
    const refusal = refused(inputs({ settle: usd("10,000"), dispute: usd("2,000.01") }));

    expect(refusal.code).toBe("DRAFT_EXCEEDS_OPEN");
    expect(refusal.message).toContain("Take 0.01 off.");
  });

  test.each(["DRAFT", "PENDING_APPROVAL", "REJECTED"] as const)(
    "PROMOTION_NOT_MATCHABLE: a promotion in %s pays no claim",
    (status) => {
      const refusal = refused(inputs({ promotion: scanBack({ status }), settle: usd("1") }));

      expect(refusal.code).toBe("PROMOTION_NOT_MATCHABLE");
      expect(refusal.errors[0]).toMatchObject({ pointer: "/changes/promotionId" });
    },
  );

  test("PROMOTION_NOT_MATCHABLE: settle without a promotion", () => {
    expect(refused(inputs({ promotion: null, settle: usd("1") })).code).toBe(
      "PROMOTION_NOT_MATCHABLE",
    );
  });

  test("WRITE_OFF_REASON_MISSING: blanks are no reason", () => {
    const refusal = refused(inputs({ writeOff: usd("1"), writeOffReason: " " }));

    expect(refusal.code).toBe("WRITE_OFF_REASON_MISSING");
  });

  test("INVALID: an amount below zero", () => {
    expect(refused(inputs({ dispute: usd("-1") })).errors).toMatchObject([
      { code: "INVALID", pointer: "/changes/dispute" },
    ]);
  });

  test("several mistakes are reported together", () => {
    const refusal = refused(inputs({ settle: usd("13,000"), writeOff: usd("1") }));

    expect(refusal.errors.map(({ code }) => code)).toEqual([
      "DRAFT_EXCEEDS_OPEN",
      "OVER_TOLERANCE",
      "WRITE_OFF_REASON_MISSING",
    ]);
  });
});

describe("drafts of a split", () => {
  const second = scanBack({ id: "0190d000-0000-7000-8000-000000000002", number: "PR-1002" });
  const lines: AllocationLine[] = [
    { kind: "PROMO", amount: usd("10,100"), promotion: scanBack() },
    { kind: "PROMO", amount: usd("900"), promotion: second },
    { kind: "NON_TRADE", amount: usd("1,000"), accountCode: "6100" },
  ];

  test("each promotion has its own tolerance", () => {
    expect(kinds(allocationDrafts(lines, { open, rule }))).toEqual([
      ["PROMO", "10000.00"],
      ["TOLERANCE", "100.00"],
      ["PROMO", "900.00"],
      ["NON_TRADE", "1000.00"],
    ]);
  });

  test("a line points at itself when it is refused", () => {
    const writeOff: AllocationLine = { kind: "WRITE_OFF", amount: usd("1"), reason: null };

    expect(() => allocationDrafts([writeOff], { open, rule })).toThrow(
      expect.objectContaining({
        code: "WRITE_OFF_REASON_MISSING",
        errors: [expect.objectContaining({ pointer: "/lines/0/reason" })],
      }),
    );
  });

  test("lines above the open amount are refused", () => {
    const dispute: AllocationLine = { kind: "DISPUTE", amount: usd("1"), reason: null };

    expect(() => allocationDrafts([...lines, dispute], { open, rule })).toThrow("Take 1.00 off.");
  });

  test("a promotion named twice is refused", () => {
    const twice = [...lines.slice(0, 1), ...lines.slice(0, 1)];

    expect(() => allocationDrafts(twice, { open: usd("30,000"), rule })).toThrow("named twice");
  });

  test("a line of zero is refused", () => {
    const nothing: AllocationLine = { kind: "DISPUTE", amount: usd("0"), reason: null };

    expect(() => allocationDrafts([nothing], { open, rule })).toThrow("enter an amount above zero");
  });
});

function refused(given: DraftInputs): Refusal {
  try {
    draftsOf(given, { open, rule });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
