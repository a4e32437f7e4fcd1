import { describe, expect, test } from "vitest";
import { DeductionRecord } from "../../../shared/erp/deduction.ts";
import { readRecord } from "../../../shared/erp/record.ts";

const walmart = {
  erpRef: "1400012345",
  customerErpId: "C-1000",
  amount: "12000.00",
  postingDate: "2026-11-16",
};

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const faultsOf = (changes: Record<string, unknown>) => {
  const reading = readRecord(DeductionRecord, { ...walmart, ...changes });
  return reading.kind === "FAULTY" ? reading.faults : [];
};
const recordOf = (changes: Record<string, unknown>) => {
  const reading = readRecord(DeductionRecord, { ...walmart, ...changes });
  if (reading.kind === "FAULTY") throw new Error(JSON.stringify(reading.faults));
  return reading.record;
};

describe("a deduction's record", () => {
  test("needs a reference, a customer, an amount and a posting date, and nothing else", () => {
    const record = recordOf({});

    expect(record.amount.toMinor()).toBe("12000.00");
    expect(record).toMatchObject({ erpRef: "1400012345", postingDate: "2026-11-16" });
  });

  test("keeps a reason code as it was written", () => {
    expect(recordOf({ reasonCodeErp: "005" }).reasonCodeErp).toBe("005");
  });

  test("keeps text that starts with = as text", () => {
    const formula = '=HYPERLINK("https://x.example")';

    expect(recordOf({ invoiceNumber: formula }).invoiceNumber).toBe(formula);
  });

  test("may be negative, which is a repayment", () => {
    expect(recordOf({ amount: "-2000.00" }).amount.isNegative()).toBe(true);
  });

  test("takes a field that is null as left out", () => {
    expect(recordOf({ checkNumber: null }).checkNumber).toBeUndefined();
  });

  test.each([
    ["five decimals", "12000.12345", ["TOO_MANY_DECIMALS", /5 decimals.*at most 2/]],
    ["three decimals", "12000.005", ["TOO_MANY_DECIMALS", /at most 2/]],
    ["five decimals that are zero", "1.00000", ["TOO_MANY_DECIMALS", /5 decimals/]],
    ["a thousands separator", "12,000.00", ["NOT_AN_AMOUNT", /such as 12000.00/]],
    ["words for an amount", "twelve", ["NOT_AN_AMOUNT", /Write digits/]],
    ["sixteen digits", "1234567890123456", ["AMOUNT_TOO_LARGE", /15 digits/]],
    ["nothing to book", "0.00", ["AMOUNT_ZERO", /leave the record out/]],
    ["a number for text", 12000, ["WRONG_TYPE", /in quotes/]],
  ] as const)("is refused with %s", (_, amount, [code, message]) => {
    const faults = faultsOf({ amount });

    expect(faults).toEqual([{ pointer: "/amount", code, message: matching(message) }]);
  });

  test.each([
    ["a day written the German way", "16.11.2026", /such as 2026-11-23/],
    ["the 30th of February", "2026-02-30", /not in the calendar/],
    ["the year zero", "0000-01-01", /not in the calendar/],
    ["a time of day", "2026-11-16T00:00:00Z", /Write year-month-day/],
  ])("is refused with %s", (_, postingDate, message) => {
    const faults = faultsOf({ postingDate });

    expect(faults).toEqual([
      { pointer: "/postingDate", code: "NOT_A_DAY", message: matching(message) },
    ]);
  });

  test.each([
    ["no amount", { amount: undefined }, ["REQUIRED", /missing: fill it in/]],
    ["a null amount", { amount: null }, ["REQUIRED", /missing/]],
    ["an empty reference", { erpRef: " " }, ["EMPTY", /leave the field out/]],
    ["a reason of 51", { reasonCodeErp: "x".repeat(51) }, ["TOO_LONG", /at most 50/]],
    ["a field nobody knows", { note: "=1+1" }, ["UNKNOWN_FIELD", /known are erpRef/]],
    ["a currency of two letters", { currency: "US" }, ["NOT_A_CURRENCY", /USD/]],
    ["a document by http", { backupDocUrl: "http://x" }, ["NOT_HTTPS", /https/]],
    ["a script for a document", { backupDocUrl: "javascript:1" }, ["NOT_HTTPS", /https/]],
    ["a NUL in its reference", { erpRef: "a\u0000b" }, ["CONTROL_CHARACTER", /remove it/]],
    ["half a surrogate pair", { erpRef: "a\ud800" }, ["CONTROL_CHARACTER", /remove it/]],
  ] as const)("is refused with %s", (_, changes, [code, message]) => {
    const faults = faultsOf(changes);

    const pointer = `/${Object.keys(changes)[0] ?? ""}`;
    expect(faults).toEqual([{ pointer, code, message: matching(message) }]);
  });

  test("is told everything that is wrong with it at once", () => {
    const faults = faultsOf({ amount: "x", postingDate: "y", "a/b": 1 });

    expect(faults.map(({ pointer }) => pointer)).toEqual(["/amount", "/postingDate", "/a~1b"]);
  });

  test("counts 50 emoji as 50 characters", () => {
    expect(recordOf({ invoiceNumber: "🧾".repeat(50) }).invoiceNumber).toHaveLength(100);
  });

  test.each([
    ["a list", []],
    ["a word", "12000.00"],
    ["nothing", null],
  ])("is not %s", (_, raw) => {
    const reading = readRecord(DeductionRecord, raw);

    expect(reading).toMatchObject({ kind: "FAULTY", faults: [{ code: "NOT_A_RECORD" }] });
  });
});
