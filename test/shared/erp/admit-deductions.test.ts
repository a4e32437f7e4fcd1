import { describe, expect, test } from "vitest";
import {
  admitDeductions,
  type DeductionBooks,
  type KnownDeduction,
} from "../../../shared/erp/admit-deductions.ts";
import { DeductionRecord } from "../../../shared/erp/deduction.ts";

const books = (known: [string, KnownDeduction][] = []): DeductionBooks => ({
  currency: "USD",
  clearingAccount: "1150",
  customers: new Map([["WALMART", { id: "w", retailer: "Walmart" }]]),
  accounts: new Set(["1150", "1151"]),
  known: new Map(known),
});
const record = (changes: Record<string, unknown> = {}) =>
  DeductionRecord.parse({
    erpRef: "1400012345",
    customerErpId: "WALMART",
    amount: "12000.00",
    postingDate: "2026-11-16",
    ...changes,
  });
const numbered = (...records: ReturnType<typeof record>[]) =>
  records.map((each, at) => ({ n: at + 1, record: each }));
const known = (changes: Record<string, unknown> = {}): KnownDeduction => ({
  record: { ...record(), currency: "USD", glAccountCode: null, checkDate: null, ...changes },
  claimId: "c-1",
  isOfThisBatch: false,
});

describe("of two deductions with one reference", () => {
  test("the second is a duplicate when it says the same in other words", () => {
    const verdict = admitDeductions(
      numbered(record(), record({ amount: "12000", currency: "USD", glAccountCode: "1150" })),
      books(),
    );

    expect(verdict.fresh.map(({ n }) => n)).toEqual([1]);
    expect(verdict.duplicates).toEqual([{ n: 2, entityId: null }]);
  });

  test("the second is rejected when it says something else", () => {
    const verdict = admitDeductions(numbered(record(), record({ amount: "10000.00" })), books());

    expect(verdict.fresh.map(({ n }) => n)).toEqual([1]);
    expect(verdict.rejected).toMatchObject([
      { n: 2, faults: [{ pointer: "/erpRef", code: "REFERENCE_TAKEN" }] },
    ]);
  });

  test("the second is taken when the first was rejected", () => {
    const verdict = admitDeductions(
      numbered(record({ customerErpId: "TARGET" }), record({ amount: "10000.00" })),
      books(),
    );

    expect(verdict.fresh.map(({ n }) => n)).toEqual([2]);
    expect(verdict.rejected.map(({ n }) => n)).toEqual([1]);
  });
});

describe("a deduction that was received before", () => {
  test("is a duplicate of its claim when it says the same", () => {
    const verdict = admitDeductions(numbered(record()), books([["1400012345", known()]]));

    expect(verdict).toEqual({ fresh: [], rejected: [], duplicates: [{ n: 1, entityId: "c-1" }] });
  });

  test("is told every field that differs", () => {
    const verdict = admitDeductions(
      numbered(record({ checkDate: "2026-11-15", glAccountCode: "1151" })),
      books([["1400012345", known()]]),
    );

    expect(verdict.rejected[0]?.faults[0]?.message).toMatch(
      /glAccountCode is 1150 there and 1151 here, checkDate is empty there and 2026-11-15 here/,
    );
  });
});

test("a deduction is told at once that its customer, account and currency are unknown", () => {
  const verdict = admitDeductions(
    numbered(record({ customerErpId: "TARGET", glAccountCode: "9", currency: "CAD" })),
    books(),
  );

  expect(verdict.rejected[0]?.faults.map(({ code }) => code)).toEqual([
    "CUSTOMER_UNKNOWN",
    "ACCOUNT_UNKNOWN",
    "CURRENCY_NOT_OF_BOOKS",
  ]);
});

test("a deduction carries its customer and the currency of the books", () => {
  const verdict = admitDeductions(numbered(record()), books());

  expect(verdict.fresh).toMatchObject([{ customerId: "w", retailer: "Walmart", currency: "USD" }]);
});
