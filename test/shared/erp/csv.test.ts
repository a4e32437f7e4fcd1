import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  csvLine,
  fromCells,
  guarded,
  ignoredColumnsWarning,
  readHeader,
  recordOfCells,
  unguarded,
} from "../../../shared/erp/csv.ts";

describe("the header of a CSV", () => {
  test("names what is ignored, what is missing and what is there twice", () => {
    const header = readHeader("deductions", ["erpRef", "note", "amount", "amount", "error_row"]);

    expect(header).toMatchObject({
      ignored: ["note"],
      missing: ["customerErpId", "postingDate"],
      doubled: ["amount"],
    });
  });

  test("is warned about once, with the names that are known", () => {
    expect(ignoredColumnsWarning("accounts", ["note", "Code"])).toBe(
      'The columns "note", "Code" were ignored: accounts know code, name, kind, role',
    );
  });
});

describe("the cells of a CSV", () => {
  test("an empty cell is a field left out", () => {
    expect(recordOfCells(["erpRef", "checkNumber"], ["1400012345", ""])).toEqual({
      erpRef: "1400012345",
    });
  });

  test("a foreign column is no part of the record", () => {
    expect(fromCells("deductions", { erpRef: "1", note: "=1+1" })).toEqual({
      kind: "READ",
      record: { erpRef: "1" },
    });
  });

  test("attributes are read as JSON", () => {
    expect(fromCells("customers", { attributes: '{"route":"12"}' })).toMatchObject({
      record: { attributes: { route: "12" } },
    });
  });

  test("attributes that are no JSON are refused with an example", () => {
    expect(fromCells("customers", { attributes: "route 12" })).toMatchObject({
      kind: "FAULTY",
      faults: [{ pointer: "/attributes", code: "NOT_JSON" }],
    });
  });
});

describe("the guard against formulas", () => {
  test.each([
    ["=1+1", "'=1+1"],
    ["+49 30 1234", "'+49 30 1234"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["-2+3", "'-2+3"],
    ["-500.00", "-500.00"],
    ["005", "005"],
    ["O'Hare", "O'Hare"],
    ["'=x", "''=x"],
  ])("%s is written %s", (text, cell) => {
    expect(guarded(text)).toBe(cell);
  });

  test("whatever is guarded comes back as it was", () => {
    const risky = fc.string({
      unit: fc.constantFrom("'", "=", "-", "+", "@", "1", ".", "a", "\t"),
    });

    fc.assert(
      fc.property(risky, (text) => {
        expect(unguarded(guarded(text))).toBe(text);
      }),
    );
  });

  test("nothing that is written runs as a formula", () => {
    const risky = fc.string({ unit: fc.constantFrom("'", "=", "-", "+", "@", "1", ".", "a") });

    fc.assert(
      fc.property(risky, (text) => {
        const cell = guarded(text);
        expect(cell).toMatch(/^(?![=+@-])|^-\d+(\.\d+)?$/);
      }),
    );
  });
});

test("a line quotes what a CSV could misread", () => {
  expect(csvLine(['say "hi"', "a,b", "two\nlines", " padded", "plain"])).toBe(
    '"say ""hi""","a,b","two\nlines"," padded",plain',
  );
});
