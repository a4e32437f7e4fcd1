import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accrualMovements,
  type Chart,
  journalEntries,
  type PostingPart,
  type SettledPromotion,
} from "../../../shared/finance/journal-entries.ts";
import type { PartKind } from "../../../shared/finance/parts.ts";
import { Money } from "../../../shared/money.ts";
import { anyAmount, positiveAmount, usd } from "./amounts.ts";

const chart: Chart = {
  accounts: {
    DEDUCTION_CLEARING: "1150",
    DISPUTED_AR: "1160",
    ACCRUED_TRADE: "2150",
    TRADE_SPEND: "4100",
    SLOTTING: "5510",
    WRITE_OFF: "6900",
  },
  deductionAccount: null,
};
const promotion = (changes: Partial<SettledPromotion> = {}): SettledPromotion => ({
  id: "promotion",
  accrued: usd("10,000"),
  accrues: true,
  spendRole: "TRADE_SPEND",
  ...changes,
});
const part = (
  kind: PartKind,
  amount: string | Money,
  changes: Partial<PostingPart> = {},
): PostingPart => ({
  kind,
  amount: typeof amount === "string" ? usd(amount) : amount,
  promotion: kind === "PROMO" || kind === "TOLERANCE" ? promotion() : null,
  accountCode: null,
  ...changes,
});
const shown = (parts: PostingPart[], given = chart) =>
  journalEntries(parts, given).map(({ n, tag, debitAccount, creditAccount, amount }) => [
    n,
    tag,
    debitAccount,
    creditAccount,
    amount.toMinor(),
  ]);

describe("the journal of a settlement", () => {
  test("the over-claimed 12,000 has three rows", () => {
    expect(shown([part("PROMO", "10,000"), part("DISPUTE", "2,000")])).toEqual([
      [1, "ACCRUAL_REVERSAL", "2150", "4100", "10000.00"],
      [2, "ACTUAL", "4100", "1150", "10000.00"],
      [3, "DEBIT_MEMO", "1160", "1150", "2000.00"],
    ]);
  });

  test("the rows come in their order, however the parts are given", () => {
    const parts = [part("DISPUTE", "2,000"), part("PROMO", "10,000")];

    expect(shown(parts).map(([n, tag]) => [n, tag])).toEqual([
      [1, "ACCRUAL_REVERSAL"],
      [2, "ACTUAL"],
      [3, "DEBIT_MEMO"],
    ]);
  });

  test("10,200.00 within tolerance books 200 to the promotion's own account", () => {
    expect(shown([part("PROMO", "10,000"), part("TOLERANCE", "200")])).toEqual([
      [1, "ACCRUAL_REVERSAL", "2150", "4100", "10000.00"],
      [2, "ACTUAL", "4100", "1150", "10000.00"],
      [3, "TOLERANCE", "4100", "1150", "200.00"],
    ]);
  });

  test("a half accrued promotion is trued up first", () => {
    const half = promotion({ accrued: usd("5,000") });

    expect(shown([part("PROMO", "10,000", { promotion: half })])).toEqual([
      [1, "TRUE_UP", "4100", "2150", "5000.00"],
      [2, "ACCRUAL_REVERSAL", "2150", "4100", "10000.00"],
      [3, "ACTUAL", "4100", "1150", "10000.00"],
    ]);
  });

  test("a promotion that does not accrue has only the actual leg", () => {
    const unaccrued = promotion({ accrues: false, accrued: usd("0") });

    expect(shown([part("PROMO", "400", { promotion: unaccrued })])).toEqual([
      [1, "ACTUAL", "4100", "1150", "400.00"],
    ]);
  });

  test("slotting spends on its own account", () => {
    const slotting = promotion({ spendRole: "SLOTTING" });

    expect(shown([part("PROMO", "20", { promotion: slotting })])).toEqual([
      [1, "ACCRUAL_REVERSAL", "2150", "5510", "20.00"],
      [2, "ACTUAL", "5510", "1150", "20.00"],
    ]);
  });

  test("a write-off and a shortage clear the deduction by their accounts", () => {
    const parts = [part("WRITE_OFF", "12.50"), part("NON_TRADE", "80", { accountCode: "5000" })];

    expect(shown(parts)).toEqual([
      [1, "WRITE_OFF", "6900", "1150", "12.50"],
      [2, "NON_TRADE", "5000", "1150", "80.00"],
    ]);
  });

  test("the deduction's own account replaces clearing", () => {
    const own = { ...chart, deductionAccount: "1100" };

    expect(shown([part("DISPUTE", "2,000")], own)).toEqual([
      [1, "DEBIT_MEMO", "1160", "1100", "2000.00"],
    ]);
  });

  test("a short-pay booked to revenue leaves no pair on one account", () => {
    const revenue = { ...chart, deductionAccount: "4100" };

    expect(shown([part("PROMO", "10,000"), part("DISPUTE", "2,000")], revenue)).toEqual([
      [1, "ACCRUAL_REVERSAL", "2150", "4100", "10000.00"],
      [2, "DEBIT_MEMO", "1160", "4100", "2000.00"],
    ]);
  });

  test("ACCOUNT_ROLE_MISSING: a role without an account is named", () => {
    const bare: Chart = { accounts: { DEDUCTION_CLEARING: "1150" }, deductionAccount: null };

    expect(() => journalEntries([part("DISPUTE", "1")], bare)).toThrow(
      "No account has the role DISPUTED_AR.",
    );
  });

  test("ACCOUNT_ROLE_MISSING: a non-trade part without an account is refused", () => {
    expect(() => journalEntries([part("NON_TRADE", "1")], chart)).toThrow(
      expect.objectContaining({ code: "ACCOUNT_ROLE_MISSING" }),
    );
  });
});

describe("for any parts", () => {
  const anyParts = fc.record({
    promo: positiveAmount,
    tolerance: positiveAmount,
    dispute: positiveAmount,
    accrued: anyAmount,
  });

  test("clearing is credited by exactly the parts", () => {
    fc.assert(
      fc.property(anyParts, ({ promo, tolerance, dispute, accrued }) => {
        const parts = [
          part("PROMO", promo, { promotion: promotion({ accrued }) }),
          part("TOLERANCE", tolerance),
          part("DISPUTE", dispute),
        ];

        const cleared = journalEntries(parts, chart).filter((row) => row.creditAccount === "1150");

        expect(Money.sum(cleared.map(({ amount }) => amount))).toEqual(
          Money.sum([promo, tolerance, dispute]),
        );
      }),
    );
  });

  test("the accrual moves alike in journal and sub-ledger and never goes below zero", () => {
    fc.assert(
      fc.property(positiveAmount, anyAmount, (promo, accrued) => {
        const parts = [part("PROMO", promo, { promotion: promotion({ accrued }) })];

        const moved = Money.sum(accrualMovements(parts).map(({ amount }) => amount));
        const booked = Money.sum(
          journalEntries(parts, chart).map((row) => {
            if (row.creditAccount === "2150") return row.amount;
            return row.debitAccount === "2150" ? row.amount.negated() : Money.zero;
          }),
        );

        expect(moved).toEqual(booked);
        expect(accrued.plus(moved).isNegative()).toBe(false);
      }),
    );
  });
});

describe("the accrual sub-ledger", () => {
  test("two parts on one promotion true up once", () => {
    const half = promotion({ accrued: usd("5,000") });
    const parts = [
      part("PROMO", "4,000", { promotion: half }),
      part("PROMO", "2,000", { promotion: half }),
    ];

    const movements = accrualMovements(parts).map(({ entry, amount }) => [entry, amount.toMinor()]);

    expect(movements).toEqual([
      ["TRUE_UP", "1000.00"],
      ["SETTLE", "-6000.00"],
    ]);
  });

  test("tolerance and disputes leave it alone", () => {
    expect(accrualMovements([part("TOLERANCE", "200"), part("DISPUTE", "2,000")])).toEqual([]);
  });
});
