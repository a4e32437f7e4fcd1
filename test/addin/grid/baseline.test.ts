import { expect, test } from "vitest";
import { baselineText, readBaseline } from "../../../addin/grid/baseline.ts";
import { deductionsSheet } from "../../../addin/sheets/deductions.ts";
import { aClaim } from "../claims.ts";

test("a baseline comes back to the last decimal", () => {
  const row = aClaim({ settle: "99999999999999.9999", note: '=1+1 "quoted"' });

  const back = readBaseline(baselineText({ row, conflicts: { note: "before" } }), deductionsSheet);

  expect(back?.row.settle?.toString()).toBe("99999999999999.9999");
  expect(back?.row.note).toBe('=1+1 "quoted"');
  expect(back?.conflicts).toStrictEqual({ note: "before" });
});

test("a baseline of the first version, which kept names of fields only, is still read", () => {
  const text = JSON.stringify({ row: aClaim({ note: "theirs" }), conflicts: ["note"] });

  expect(readBaseline(text, deductionsSheet)?.conflicts).toStrictEqual({ note: "theirs" });
});

test("a mark for deletion is kept with the baseline", () => {
  const text = baselineText({ row: aClaim(), conflicts: {}, deleted: true });

  expect(readBaseline(text, deductionsSheet)).toMatchObject({ deleted: true, conflicts: {} });
});

test.each(["", "not json", "null", "[]", '{"row":{"id":"1"}}'])(
  "the text %j is no baseline of ours",
  (text) => {
    expect(readBaseline(text, deductionsSheet)).toBeNull();
  },
);
