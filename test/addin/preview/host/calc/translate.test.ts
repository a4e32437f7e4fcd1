import { expect, test } from "vitest";
import { moveReferences, offsetFormula } from "../../../../../addin/preview/host/calc/translate.ts";
import { shiftZone } from "../../../../../addin/preview/host/shift.ts";

test.each([
  ["=A1+$B$2+C$3+$D4", "=B3+$B$2+D$3+$D6"],
  ["=IF(A1=\"A1\",'Q1 2026'!B2,Data!B2)", "=IF(B3=\"A1\",'Q1 2026'!C4,Data!C4)"],
  ["=[@Amount]*tblA1[B2]", "=[@Amount]*tblA1[B2]"],
  ["=LOG10(A1)", "=LOG10(B3)"],
  ["=SUM(A1:B2)", "=SUM(B3:C4)"],
])("%s filled two rows down and one column right is %s", (formula, filled) => {
  expect(offsetFormula(formula, 2, 1)).toBe(filled);
});

test("a reference that is pushed off the sheet is lost", () => {
  expect(offsetFormula("=A1", -1, 0)).toBe("=#REF!");
});

const insertRowTwo = (sheet: string, zone: Parameters<typeof shiftZone>[0]) =>
  sheet === "Sheet1" ? shiftZone(zone, { r: 1, c: 0, rows: 1, cols: 16_384 }, "Down") : zone;
const deleteRowTwo = (sheet: string, zone: Parameters<typeof shiftZone>[0]) =>
  sheet === "Sheet1" ? shiftZone(zone, { r: 1, c: 0, rows: 1, cols: 16_384 }, "Up") : zone;

test.each([
  ["=A1+A2+$A$3", "=A1+A3+$A$4"],
  ["=SUM(A1:A2)", "=SUM(A1:A3)"],
  ["=Data!A5+Sheet1!A5", "=Data!A5+Sheet1!A6"],
  ['="A5"&tbl[A5]', '="A5"&tbl[A5]'],
  ["=SUM(A:A)", "=SUM(A:A)"],
])("with a row inserted above row 2, %s becomes %s", (formula, moved) => {
  expect(moveReferences(formula, "Sheet1", insertRowTwo)).toBe(moved);
});

test.each([
  ["=A1+A3", "=A1+A2"],
  ["=A2*2", "=#REF!*2"],
  ["=SUM(A1:A3)", "=SUM(A1:A2)"],
])("with row 2 deleted, %s becomes %s", (formula, moved) => {
  expect(moveReferences(formula, "Sheet1", deleteRowTwo)).toBe(moved);
});
