import { describe, expect, test } from "vitest";
import { ageOf, bucketOf } from "../../../addin/sheets/deduction-columns.ts";
import { deductionsSheet } from "../../../addin/sheets/deductions.ts";
import { inputsOf } from "../../../addin/sheets/sheet.ts";
import { cutMessage } from "../../../addin/sheets/states.ts";
import { ClaimInputs } from "../../../shared/finance/claim.ts";
import { aClaim, matching, SETTING, TODAY } from "../claims.ts";

const { columns } = deductionsSheet;

const check = (inputs: Record<string, string | null>, claim = aClaim()) =>
  deductionsSheet.check({
    row: claim,
    inputs,
    changed: Object.keys(inputs),
    lists: SETTING.lists,
    isTwice: false,
  });

describe("the Deductions table", () => {
  test("has State and Message first and the hidden keys last", () => {
    const headers = columns.map(({ header }) => header);

    expect(headers.slice(0, 3)).toStrictEqual(["State", "Message", "Deduction #"]);
    expect(headers.slice(-2)).toStrictEqual(["_id", "_ver"]);
    expect(columns.filter(({ hidden }) => hidden).map(({ header }) => header)).toStrictEqual([
      "_id",
      "_ver",
    ]);
  });

  test("marks the columns that may be edited, and only those", () => {
    const marked = columns.filter(({ header }) => header.endsWith("✎"));

    expect(marked).toStrictEqual(inputsOf(deductionsSheet));
  });

  test("offers exactly the inputs that the API takes", () => {
    const fields = inputsOf(deductionsSheet).map(({ field }) => field);

    expect(fields.toSorted()).toStrictEqual(Object.keys(ClaimInputs.shape).toSorted());
  });

  test("formats every text, code and choice as text", () => {
    const texts = columns.filter(({ kind }) => ["text", "code", "choice"].includes(kind));

    expect(new Set(texts.map(({ format }) => format))).toStrictEqual(new Set(["@"]));
  });

  test("names no field and no header twice", () => {
    expect(new Set(columns.map(({ field }) => field)).size).toBe(columns.length);
    expect(new Set(columns.map(({ header }) => header)).size).toBe(columns.length);
  });

  test.each([
    [0, "0–30"],
    [30, "0–30"],
    [31, "31–60"],
    [60, "31–60"],
    [61, "61–90"],
    [90, "61–90"],
    [91, "90+"],
  ])("puts an age of %d days into the bucket %s", (age, bucket) => {
    expect(bucketOf(age)).toBe(bucket);
  });

  test("counts the days since posting", () => {
    expect(ageOf(aClaim({ postingDate: "2026-11-02" }), TODAY)).toBe(21);
  });

  test("cuts a message that would not fit", () => {
    expect(cutMessage("x".repeat(900))).toHaveLength(500);
  });
});

describe("the local rules of a deduction", () => {
  test("let scenario A pass", () => {
    expect(
      check({ promotionId: "P-1001", settle: "10000.0000", dispute: "2000.0000" }),
    ).toStrictEqual([]);
  });

  test("refuse more than is open", () => {
    expect(check({ promotionId: "P-1001", settle: "12000.0100" })).toMatchObject([
      { field: "settle" },
    ]);
  });

  test("refuse to settle without a promotion", () => {
    expect(check({ settle: "10000.0000" })).toMatchObject([{ field: "promotionId" }]);
  });

  test("refuse a write-off without a code", () => {
    expect(check({ writeOff: "5.0000" })).toMatchObject([{ field: "writeOffReason" }]);
  });

  test("refuse a note of more than 2,000 characters", () => {
    expect(check({ note: "x".repeat(2001) })).toMatchObject([{ field: "note" }]);
  });

  test("refuse an amount below zero", () => {
    expect(check({ dispute: "-1.0000" })).toMatchObject([{ field: "dispute" }]);
  });

  test("refuse to change a deduction that is posted, and say why", () => {
    const posted = aClaim({ editable: false, status: "SETTLED", erpDocument: "4900000012" });

    expect(deductionsSheet.whyFixed(posted)).toBe(
      "This deduction cannot be changed now. Settled, ERP document 4900000012.",
    );
  });

  test.each([
    ["PENDING", /Your role/],
    ["PENDING_APPROVAL", /Waits for approval/],
    ["APPROVED_FOR_PAYMENT", /on the way to the ERP/],
    ["PARTIALLY_SETTLED", /Settled in part/],
    ["VOID", /took this record back/],
  ])("say why a claim that is %s is read-only", (status, words) => {
    const outcome = deductionsSheet.outcome(aClaim({ editable: false, status }));

    expect(outcome).toMatchObject({
      state: "⊖ Read-only",
      message: matching(words),
    });
  });
});
