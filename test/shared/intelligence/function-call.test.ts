import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCall } from "../../../shared/intelligence/function-call.ts";

const read = (name: string, ...args: (string | null)[]) =>
  readCall({ name, args }, { fiscalYearStart: 1 });
const refusal = (name: string, ...args: (string | null)[]) => {
  const call = read(name, ...args);
  return "result" in call && "error" in call.result ? call.result.error : null;
};

describe("a call of a cell", () => {
  test("is understood with its defaults", () => {
    expect(read("FUND", "F-1")).toEqual({
      query: { kind: "FUND", fund: "F-1", measure: "remaining", asOf: null },
    });
    expect(read("accrual", " P-1 ", "Settled", "2026-03-31")).toEqual({
      query: { kind: "ACCRUAL", promotion: "P-1", measure: "settled", asOf: "2026-03-31" },
    });
    expect(read("SPEND", "*", "Cereal", "2026-Q1")).toEqual({
      query: {
        kind: "SPEND",
        customer: null,
        product: "Cereal",
        months: { from: "2026-01", to: "2026-03" },
        spend: "planned",
        version: "plan",
      },
    });
    expect(read("OPENDEDUCTIONS", "WALMART", null, "005", "30")).toEqual({
      query: {
        kind: "OPENDEDUCTIONS",
        customer: "WALMART",
        measure: "amount",
        reason: "005",
        minAge: 30,
      },
    });
    expect(read("ASOF")).toEqual({ query: { kind: "ASOF", source: "tpm" } });
    expect(read("PROMO", "P-1", "Accrual Status")).toEqual({
      query: { kind: "PROMO", promotion: "P-1", field: "accrual status" },
    });
  });

  test("without a required argument is an empty cell", () => {
    const empty = { result: { value: { kind: "text", text: "" } } };

    expect(read("FUND")).toEqual(empty);
    expect(read("FUND", "  ", "nonsense")).toEqual(empty);
    expect(read("SPEND", "*", null, "2026")).toEqual(empty);
  });

  test.each([
    [["FUND", "F-1", "all"], '"all" is not allowed here. Use remaining, budget'],
    [["FUND", "F-1", "actual", "31.3.2026"], '"31.3.2026" is not a day.'],
    [["SPEND", "*", "*", "spring"], '"spring" is not a period of whole months.'],
    [["SPEND", "*", "*", "2026", "accrued", "plan"], 'Only "planned" has a version "plan"'],
    [["OPENDEDUCTIONS", "*", "amount", null, "-1"], '"-1" is not an age in days.'],
    [["PROMO", "P-1", "colour"], '"colour" is no field of a promotion. Use number, name, customer'],
    [["ASOF", "erp"], '"erp" is not allowed here. Use tpm, gl, shipments, pos.'],
    [["ASOF", "tpm", "x"], "TPM.ASOF takes at most 1 arguments."],
    [["MARGIN", "x"], "There is no function TPM.MARGIN."],
  ] as const)("%j is refused with a sentence", ([name, ...args], words) => {
    expect(refusal(name, ...args)).toMatchObject({ code: "VALUE" });
    expect(refusal(name, ...args)?.message).toContain(words);
  });

  test("of whatever texts never fails otherwise", () => {
    const names = fc.constantFrom("FUND", "SPEND", "ACCRUAL", "PROMO", "OPENDEDUCTIONS", "ASOF");
    const args = fc.array(fc.option(fc.string({ maxLength: 20 })), { maxLength: 8 });
    fc.assert(
      fc.property(names, args, (name, given) => {
        expect(() => read(name, ...given)).not.toThrow();
      }),
    );
  });
});
