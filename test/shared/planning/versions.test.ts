import { expect, test } from "vitest";
import { differences, type PromotionSnapshot } from "../../../shared/planning/versions.ts";

const line = (discountPerUnit: string) => ({ discountPerUnit, lineSpend: "10.0000" });
const before: PromotionSnapshot = {
  promotion: { plannedSpend: "20.0000", name: "Fall", sellInStart: "2026-09-01", note: null },
  lines: { "HE-2": line("0.5000"), "HE-1": line("0.4000") },
};

test("nothing differs from itself", () => {
  expect(differences(before, before)).toEqual([]);
});

test("inputs come in the order of the sheet, then the spend they make, then lines by SKU", () => {
  const after: PromotionSnapshot = {
    promotion: {
      ...before.promotion,
      plannedSpend: "30.0000",
      sellInStart: "2026-09-08",
      note: "x",
    },
    lines: { "HE-2": line("0.6000"), "HE-1": line("0.3000") },
  };

  expect(differences(before, after).map(({ line: sku, field }) => [sku, field])).toEqual([
    [null, "sellInStart"],
    [null, "note"],
    [null, "plannedSpend"],
    ["HE-1", "discountPerUnit"],
    ["HE-2", "discountPerUnit"],
  ]);
});

test("a line that was added has nothing before, one that was removed nothing after", () => {
  const after: PromotionSnapshot = {
    ...before,
    lines: { "HE-3": line("1.0000"), "HE-1": line("0.4000") },
  };

  expect(differences(before, after)).toEqual([
    { line: "HE-2", field: "discountPerUnit", before: "0.5000", after: null },
    { line: "HE-2", field: "lineSpend", before: "10.0000", after: null },
    { line: "HE-3", field: "discountPerUnit", before: null, after: "1.0000" },
    { line: "HE-3", field: "lineSpend", before: null, after: "10.0000" },
  ]);
});
