import { describe, expect, test } from "vitest";
import type { CellValue } from "../../../addin/grid/cell.ts";
import { diffSheet } from "../../../addin/grid/diff.ts";
import { reviewMarks } from "../../../addin/grid/marks.ts";
import { deductionsSheet } from "../../../addin/sheets/deductions.ts";
import { aClaim, matching, SETTING, sheetRow } from "../claims.ts";

const claim = aClaim();

function marks(typed: Record<string, CellValue>, conflicts: Record<string, string | null> = {}) {
  const baselines = new Map([[claim.id, { row: claim, conflicts }]]);
  const state = { rows: [sheetRow(claim, typed)], baselines };
  return reviewMarks(deductionsSheet, state, diffSheet(deductionsSheet, state, SETTING));
}

describe("the marks of a review", () => {
  test("name what differs", () => {
    expect(marks({ promotionId: "P-1001", settle: 10_000 })).toStrictEqual([
      { index: 0, state: "✎ Edited", message: "Not published yet: Promo, Settle." },
    ]);
  });

  test("say what is wrong with a row", () => {
    expect(marks({ promotionId: "P-1001", settle: 13_000 })).toMatchObject([
      { state: "⚠ Invalid", message: matching(/^Settle: .*1,000\.00/) },
    ]);
  });

  test("are taken away when nothing differs any more", () => {
    expect(marks({ state: "✎ Edited", message: "Not published yet: Note." })).toStrictEqual([
      { index: 0, state: "", message: "" },
    ]);
  });

  test("do not touch a row that is clean", () => {
    expect(marks({ state: "✓ Saved 05:07" })).toStrictEqual([]);
  });

  test("leave the server's refusal in sight while the row differs", () => {
    const refused = { state: "✖ Failed", message: "The fund is short." };

    expect(marks({ ...refused, note: "still" })).toStrictEqual([]);
    expect(marks(refused)).toStrictEqual([{ index: 0, state: "", message: "" }]);
  });

  test("keep a conflict a conflict", () => {
    expect(marks({ dispute: 2000 }, { dispute: null })).toMatchObject([
      { state: "⇄ Conflict", message: matching(/somebody else too: Dispute/) },
    ]);
  });

  test("call a copied row what it is", () => {
    const baselines = new Map([[claim.id, { row: claim, conflicts: {} }]]);
    const state = { rows: [sheetRow(claim), { ...sheetRow(claim), index: 1 }], baselines };

    const found = reviewMarks(deductionsSheet, state, diffSheet(deductionsSheet, state, SETTING));

    expect(found.map(({ index, state: word }) => [index, word])).toStrictEqual([
      [0, "⚠ Invalid"],
      [1, "⚠ Invalid"],
    ]);
  });
});
