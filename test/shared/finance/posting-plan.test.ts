import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocationDrafts, type Draft } from "../../../shared/finance/draft.ts";
import { expectedOf } from "../../../shared/finance/expected.ts";
import { totalsOf } from "../../../shared/finance/parts.ts";
import {
  afterPosting,
  type BookedPromotion,
  type Books,
  type ClaimToPost,
  planPosting,
} from "../../../shared/finance/posting-plan.ts";
import { suggestInputs } from "../../../shared/finance/settlement.ts";
import { Money } from "../../../shared/money.ts";
import { Refusal } from "../../../shared/refusal.ts";
import { rule, scanBack, usd } from "./amounts.ts";

const booked = (changes: Partial<BookedPromotion> = {}): BookedPromotion => ({
  ...scanBack(),
  accrued: usd("10,000"),
  accrues: true,
  spendRole: "TRADE_SPEND",
  ...changes,
});
const books = (promotions: BookedPromotion[] = [booked()]): Books => ({
  rule,
  limits: { settlement: usd("25,000"), writeOff: usd("1,000") },
  accounts: {
    DEDUCTION_CLEARING: "1150",
    DISPUTED_AR: "1160",
    ACCRUED_TRADE: "2150",
    TRADE_SPEND: "4100",
    WRITE_OFF: "6900",
  },
  codes: new Set(["1150", "1160", "2150", "4100", "6900"]),
  promotions: new Map(promotions.map((promotion) => [promotion.id, promotion])),
});
const draft = (kind: Draft["kind"], amount: Money, promotionId: string | null = null): Draft => ({
  kind,
  amount,
  promotionId,
  accountCode: null,
  reason: kind === "WRITE_OFF" ? "OLD" : null,
});
const claim = (changes: Partial<ClaimToPost> = {}): ClaimToPost => ({
  id: "claim",
  number: "D-1001",
  version: 3,
  status: "MATCHED",
  open: usd("12,000"),
  frozen: [],
  drafts: [draft("PROMO", usd("10,000"), booked().id), draft("DISPUTE", usd("2,000"))],
  deductionAccount: null,
  lastPosting: null,
  ...changes,
});
const plan = (given: ClaimToPost, with_: Books = books()) =>
  planPosting(given, { version: 3, books: with_ });

describe("the plan of the over-claimed deduction", () => {
  test("has three rows, takes the accrual to zero and leaves nothing open", () => {
    const { entries, movements, openAfter, approvals } = plan(claim());

    expect(entries.map(({ tag, amount }) => `${tag} ${amount.toMinor()}`)).toEqual([
      "ACCRUAL_REVERSAL 10000.00",
      "ACTUAL 10000.00",
      "DEBIT_MEMO 2000.00",
    ]);
    expect(movements).toMatchObject([{ entry: "SETTLE", amount: usd("-10,000") }]);
    expect(openAfter).toEqual(usd("0"));
    expect(approvals).toEqual([]);
  });

  test("leaves books in which the promotion expects nothing more", () => {
    const after = afterPosting(books(), plan(claim())).promotions.get(booked().id)!;

    expect([expectedOf(after), after.accrued]).toEqual([usd("0"), usd("0")]);
  });
});

describe("what is refused", () => {
  const lastPosting = { claimVersion: 3, by: "Alice Berg", at: "09:14 UTC", reference: "7H5K" };

  test.each<[string, Partial<ClaimToPost>]>([
    ["CLAIM_ALREADY_POSTED", { lastPosting, version: 5, status: "SETTLED" }],
    ["VERSION_STALE", { version: 4 }],
    ["CLAIM_NOT_OPEN", { status: "VOID" }],
    ["CLAIM_HAS_NO_DRAFT", { drafts: [] }],
    ["DRAFT_EXCEEDS_OPEN", { open: usd("11,999.99") }],
    ["ACCOUNT_ROLE_MISSING", { deductionAccount: "9999" }],
  ])("%s", (code, changes) => {
    expect(() => plan(claim(changes))).toThrow(expect.objectContaining({ code }));
  });

  test("the loser of two is told who posted it, when and as what", () => {
    expect(() => plan(claim({ lastPosting, version: 5 }))).toThrow(
      "D-1001 was posted by Alice Berg at 09:14 UTC as 7H5K. Refresh to see it.",
    );
  });

  test("OVER_TOLERANCE: the promotion was used up by another claim since", () => {
    expect(() => plan(claim(), books([booked({ settled: usd("10,000") })]))).toThrow(
      expect.objectContaining({ code: "OVER_TOLERANCE" }),
    );
  });

  test("VERSION_STALE: it would still pass, but with other parts than were previewed", () => {
    const drafts = [draft("PROMO", usd("10,000"), booked().id)];
    const used = books([booked({ settled: usd("100") })]);

    expect(() => plan(claim({ drafts, open: usd("10,000") }), used)).toThrow(
      expect.objectContaining({ code: "VERSION_STALE" }),
    );
  });

  test("INVALID: a posting that would move nothing", () => {
    const unaccrued = books([booked({ accrues: false })]);
    const drafts = [draft("PROMO", usd("100"), booked().id)];

    expect(() => plan(claim({ drafts, deductionAccount: "4100" }), unaccrued)).toThrow(
      expect.objectContaining({ code: "INVALID" }),
    );
  });
});

const cents = (max: number) =>
  fc
    .integer({ min: 1, max })
    .map((count) => Money.of(`${Math.trunc(count / 100)}.${String(count % 100).padStart(2, "0")}`));

test("through 1,000 random histories the books hold", () => {
  const history = fc.record({
    planned: cents(2_000_000),
    accruedPercent: fc.integer({ min: 0, max: 100 }).map(String),
    accrues: fc.boolean(),
    deductions: fc.array(
      fc.record({ deducted: cents(1_500_000), halfOnly: fc.boolean(), writesOff: fc.boolean() }),
      { minLength: 1, maxLength: 8 },
    ),
  });

  fc.assert(
    fc.property(history, ({ planned, accruedPercent, accrues, deductions }) => {
      const start = booked({ planned, accrues, accrued: planned.percent(accruedPercent) });
      let now = books([start]);
      let entriesNow = Money.zero;
      for (const deduction of deductions) {
        const current = now.promotions.get(start.id)!;
        const posting = postingOf(deduction, current);
        if (!posting) continue;
        const made = plan(posting, now);
        const parts = Money.sum(made.parts.map(({ amount }) => amount));
        const cleared = made.entries.filter(({ creditAccount }) => creditAccount === "1150");
        expect(Money.sum(cleared.map(({ amount }) => amount))).toEqual(parts);
        expect(made.openBefore.minus(parts)).toEqual(made.openAfter);
        expect(made.openAfter.isNegative()).toBe(false);
        now = afterPosting(now, made);
        entriesNow = entriesNow.plus(accrualOf(made.entries));
      }
      const end = now.promotions.get(start.id)!;
      expect(end.tolerated.isMoreThan(planned.percent(rule.percent))).toBe(false);
      expect(end.settled.isMoreThan(planned)).toBe(false);
      expect(end.accrued.isNegative()).toBe(false);
      expect(start.accrued.plus(entriesNow)).toEqual(end.accrued);
    }),
    { numRuns: 1000 },
  );
});

interface RandomDeduction {
  deducted: Money;
  halfOnly: boolean;
  writesOff: boolean;
}

/** What a user would draft for it: the suggestion, half of it, or the excess written off instead of disputed. */
function postingOf(
  { deducted, halfOnly, writesOff }: RandomDeduction,
  promotion: BookedPromotion,
): ClaimToPost | null {
  const suggested = suggestInputs({ deducted, base: expectedOf(promotion), rule });
  const dispute = writesOff ? Money.zero : suggested.dispute;
  const writeOff = writesOff ? suggested.dispute : Money.zero;
  const settle = halfOnly ? suggested.settle.percent("50") : suggested.settle;
  try {
    const drafts = allocationDrafts(
      [
        { kind: "PROMO" as const, amount: settle, promotion },
        { kind: "DISPUTE" as const, amount: dispute, reason: null },
        { kind: "WRITE_OFF" as const, amount: writeOff, reason: "OLD" },
      ].filter(({ amount }) => amount.isPositive()),
      { open: deducted, rule },
    );
    return drafts.length > 0 && totalsOf(drafts).total.isPositive()
      ? claim({ open: deducted, drafts })
      : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function accrualOf(entries: ReturnType<typeof plan>["entries"]): Money {
  return Money.sum(
    entries.map(({ debitAccount, creditAccount, amount }) => {
      if (creditAccount === "2150") return amount;
      return debitAccount === "2150" ? amount.negated() : Money.zero;
    }),
  );
}
