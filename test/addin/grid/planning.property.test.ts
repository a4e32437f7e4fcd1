import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellOf } from "../../../addin/grid/cell.ts";
import type { SheetRow } from "../../../addin/grid/compare.ts";
import { diffRow, diffSheet } from "../../../addin/grid/diff.ts";
import { mergeRow, type RowMerge } from "../../../addin/grid/merge.ts";
import { promotionsSheet } from "../../../addin/sheets/promotions.ts";
import { inputsOf } from "../../../addin/sheets/sheet.ts";
import { type Promotion, PromotionInputs } from "../../../shared/planning/promotion.ts";
import { aPromotion, PLAN_SETTING } from "../planning.ts";
import { plannedInputs, plannedRow, promotionRow } from "./planning-inputs.ts";

const RUNS = { numRuns: 1_000 };
const wireOf = (field: string, row: Promotion) =>
  inputsOf(promotionsSheet)
    .find((column) => column.field === field)
    ?.wire(row, PLAN_SETTING.today) ?? null;

/** The row after Excel took the writes. */
function written(row: SheetRow, { writes }: RowMerge<Promotion>): SheetRow {
  const kinds = new Map(promotionsSheet.columns.map(({ field, kind }) => [field, kind]));
  const cells = [...writes].map(
    ([field, wire]) => [field, cellOf(wire, kinds.get(field) ?? "text")] as const,
  );
  return { ...row, values: { ...row.values, ...Object.fromEntries(cells) } };
}

describe("any edits of a promotion", () => {
  test("are found exactly: nothing is lost, and nothing equals what the server has", () => {
    fc.assert(
      fc.property(plannedInputs, plannedInputs, (server, typed) => {
        const given = plannedRow(server);

        const edit = diffRow(
          promotionsSheet,
          { row: promotionRow(given, typed.cells), baseline: { row: given, conflicts: {} } },
          PLAN_SETTING,
        );

        for (const { field } of inputsOf(promotionsSheet)) {
          const isEdit = field in typed.inputs && typed.inputs[field] !== wireOf(field, given);
          expect(edit?.changes[field]).toBe(isEdit ? typed.inputs[field] : undefined);
        }
        const sent = Object.entries(edit?.changes ?? {}).filter(([, wire]) => wire !== null);
        expect(PromotionInputs.partial().safeParse(Object.fromEntries(sent)).success).toBe(true);
      }),
      RUNS,
    );
  });

  test("merge with any change of the server: mine stays, theirs comes, and conflicts remember the base", () => {
    fc.assert(
      fc.property(plannedInputs, plannedInputs, plannedInputs, (before, typed, after) => {
        const given = plannedRow(before);
        const theirs = plannedRow(
          { ...after, promotion: { ...before.promotion, ...after.promotion } },
          2,
        );
        const row = promotionRow(given, typed.cells);

        const merge = mergeRow(
          promotionsSheet,
          { row, baseline: { row: given, conflicts: {} }, theirs },
          PLAN_SETTING,
        );

        const now = written(row, merge);
        const left = diffRow(promotionsSheet, { row: now, baseline: merge.baseline }, PLAN_SETTING);
        for (const { field } of inputsOf(promotionsSheet)) {
          const [was, is] = [wireOf(field, given), wireOf(field, theirs)];
          const mine = field in typed.inputs ? typed.inputs[field] : was;
          const isMine = mine !== was && mine !== is;
          expect(left?.changes[field]).toBe(isMine ? mine : undefined);
          expect(merge.baseline.conflicts[field]).toBe(isMine && is !== was ? was : undefined);
        }
      }),
      RUNS,
    );
  });

  test("that were published and saved leave nothing, whatever the server made of the blanks", () => {
    fc.assert(
      fc.property(plannedInputs, plannedInputs, (typed, defaults) => {
        const blank = Object.fromEntries(promotionsSheet.columns.map(({ field }) => [field, ""]));
        const row: SheetRow = {
          index: 0,
          hidden: false,
          values: { ...blank, _id: aPromotion().id, ...typed.cells },
          formulas: new Set(),
        };
        const sent = diffRow(promotionsSheet, { row, baseline: null }, PLAN_SETTING)?.changes ?? {};
        const present = Object.entries(typed.promotion).filter(([, wire]) => wire !== null);
        const theirs = aPromotion(1, { ...defaults.promotion, ...Object.fromEntries(present) });

        const merge = mergeRow(
          promotionsSheet,
          { row, baseline: null, theirs, sent },
          PLAN_SETTING,
        );

        const now = written(row, merge);
        const left = diffRow(promotionsSheet, { row: now, baseline: merge.baseline }, PLAN_SETTING);
        expect(merge.kind).toBe("clean");
        expect(left).toBeNull();
      }),
      RUNS,
    );
  });
});

test("a formula that Excel filled down any number of rows is counted once, with its rows", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 60 }), fc.nat({ max: 500 }), (count, spare) => {
      const promotions = Array.from({ length: count }, (_, n) => aPromotion(n + 1));
      const rows = promotions.map((promotion, index) => ({
        ...promotionRow(promotion, { fixedCost: 100 + spare + index }, ["fixedCost"]),
        index,
      }));
      const baselines = new Map(promotions.map((row) => [row.id, { row, conflicts: {} }]));

      const diff = diffSheet(promotionsSheet, { rows, baselines }, PLAN_SETTING);

      expect(diff.edited).toHaveLength(count);
      expect(diff.formulas).toStrictEqual([
        { field: "fixedCost", header: "Fixed cost", rows: count },
      ]);
    }),
    { numRuns: 100 },
  );
});
