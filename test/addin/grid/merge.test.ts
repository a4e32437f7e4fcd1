import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CellValue, cellOf } from "../../../addin/grid/cell.ts";
import type { SheetRow } from "../../../addin/grid/compare.ts";
import { diffRow } from "../../../addin/grid/diff.ts";
import { type MergeInput, mergeRow, type RowMerge } from "../../../addin/grid/merge.ts";
import { deductionsSheet } from "../../../addin/sheets/deductions.ts";
import { inputsOf } from "../../../addin/sheets/sheet.ts";
import type { Claim } from "../../../shared/finance/claim.ts";
import { aClaim, SETTING, sheetRow, TODAY } from "../claims.ts";
import { typedInputs } from "./typed-inputs.ts";

const base = aClaim();

const merge = (input: Partial<MergeInput<Claim>> & { typed?: Record<string, CellValue> }) =>
  mergeRow(
    deductionsSheet,
    {
      row: sheetRow(base, input.typed),
      baseline: { row: base, conflicts: {} },
      theirs: base,
      ...input,
    },
    SETTING,
  );

/** The row after Excel took the writes. */
function written(row: SheetRow, { writes }: RowMerge<Claim>): SheetRow {
  const cells = [...writes].map(([field, wire]) => {
    const kind = deductionsSheet.columns.find((column) => column.field === field)?.kind ?? "text";
    return [field, cellOf(wire, kind)] as const;
  });
  return { ...row, values: { ...row.values, ...Object.fromEntries(cells) } };
}

describe("a refresh of one row", () => {
  test("loses no edit, takes everything else from the server, and the next diff is exactly what is left", () => {
    fc.assert(
      fc.property(typedInputs, typedInputs, typedInputs, (before, typed, after) => {
        const given = aClaim(before.wire);
        const theirs = aClaim({ ...before.wire, ...after.wire, version: 2, open: "500.0000" });
        const row = sheetRow(given, typed.cells);

        const merged = merge({ row, baseline: { row: given, conflicts: {} }, theirs });

        const now = written(row, merged);
        const left = diffRow(deductionsSheet, { row: now, baseline: merged.baseline }, SETTING);
        for (const column of inputsOf(deductionsSheet)) {
          const [was, is] = [column.wire(given, TODAY), column.wire(theirs, TODAY)];
          const mine = typed.inputs[column.field] ?? (column.field in typed.inputs ? null : was);
          const isMine = mine !== was && mine !== is;
          expect(left?.changes[column.field]).toBe(isMine ? mine : undefined);
          const kept = isMine ? mine : is;
          expect(now.values[column.field]).toBe(cellOf(kept, column.kind));
        }
        expect(now.values).toMatchObject({ open: 500, _ver: 2 });
      }),
      { numRuns: 1_000 },
    );
  });

  test("that nobody touched writes nothing and stays without a word", () => {
    expect(merge({})).toMatchObject({ kind: "clean", state: "", message: "", writes: new Map() });
  });

  test("that only the server changed takes the server's values", () => {
    const theirs = aClaim({ settle: "10000.0000", version: 2 });

    const merged = merge({ theirs });

    expect(merged.kind).toBe("clean");
    expect(Object.fromEntries(merged.writes)).toStrictEqual({ settle: "10000.0000", _ver: "2" });
  });

  test("that only the user changed keeps the user's values", () => {
    const merged = merge({ typed: { settle: 10_000 } });

    expect(merged).toMatchObject({
      kind: "kept",
      state: "✎ Edited",
      message: "Not published yet: Settle.",
      writes: new Map(),
    });
  });

  test("that both changed in different fields merges them and says so", () => {
    const theirs = aClaim({ assignedTo: "Ben", version: 2 });

    const merged = merge({ typed: { settle: 10_000 }, theirs });

    expect(merged).toMatchObject({
      kind: "newer",
      state: "⟳ Newer",
      message: "Updated by Tradebook: Analyst. Yours, not published yet: Settle.",
    });
    expect(merged.writes.get("assignedTo")).toBe("Ben");
  });

  test("that both changed in one field keeps mine, remembers theirs and asks", () => {
    const theirs = aClaim({ dispute: "1500.0000", version: 2 });

    const merged = merge({ typed: { dispute: 2000 }, theirs });

    expect(merged).toMatchObject({
      kind: "conflict",
      state: "⇄ Conflict",
      message:
        "Dispute: yours 2,000.00, Tradebook 1,500.00. Publish keeps yours, Discard takes Tradebook's.",
      baseline: { conflicts: { dispute: null } },
    });
    expect(merged.writes.has("dispute")).toBe(false);
  });

  test("stays in conflict while the user has not decided", () => {
    const theirs = aClaim({ dispute: "1500.0000", version: 2 });
    const row = sheetRow(theirs, { dispute: 2000 });

    const merged = merge({ row, baseline: { row: theirs, conflicts: { dispute: null } }, theirs });

    expect(merged.kind).toBe("conflict");
  });

  test("that both changed to the same value is clean", () => {
    const theirs = aClaim({ dispute: "2000.0000", version: 2 });

    expect(merge({ typed: { dispute: 2000 }, theirs }).kind).toBe("clean");
  });

  test("never writes a cell with the user's formula, and says when the server differs", () => {
    const theirs = aClaim({ settle: "9000.0000", open: "1.0000", version: 2 });
    const row = sheetRow(base, { settle: 10_000, open: 12_000 }, ["settle", "open"]);

    const merged = merge({ row, theirs });

    expect([...merged.writes.keys()]).toStrictEqual(["_ver"]);
    expect(merged).toMatchObject({
      kind: "newer",
      message:
        "Settle: yours 10,000.00, Tradebook 9,000.00. Your formula stays; publish it, or clear it to take Tradebook's.",
    });
  });

  test("puts read-only cells right that were typed over", () => {
    const merged = merge({ typed: { amount: 1, _ver: 9 } });

    expect(Object.fromEntries(merged.writes)).toStrictEqual({ amount: "12000.0000", _ver: "1" });
  });

  test("keeps differences as the user's when the baseline is lost", () => {
    const merged = merge({ typed: { note: "mine" }, baseline: null });

    expect(merged).toMatchObject({ kind: "kept", message: "Not published yet: Note." });
  });

  test("keeps a cell that cannot be read, and calls the row invalid", () => {
    const merged = merge({ typed: { settle: "ten" } });

    expect(merged).toMatchObject({ kind: "kept", state: "⚠ Invalid" });
    expect(merged.writes.size).toBe(0);
  });

  test("shows a failed journal in the ERP's words", () => {
    const theirs = aClaim({
      journalStatus: "FAILED",
      journalFailure: { code: "PERIOD_CLOSED", message: "Period 2026-10 is closed." },
    });

    expect(merge({ theirs })).toMatchObject({
      state: "✖ Failed",
      message: "Period 2026-10 is closed. (ERP: PERIOD_CLOSED)",
    });
  });
});

describe("the answer to a publish", () => {
  const sent = { promotionId: "p-1001", settle: "10000.0000" };
  const saved = aClaim({ promotionNumber: "P-1001", settle: "10000.0000", version: 2 });

  test("takes the server's spelling of what was sent", () => {
    const merged = merge({ typed: { promotionId: "p-1001", settle: 10_000 }, theirs: saved, sent });

    expect(merged.kind).toBe("clean");
    expect(Object.fromEntries(merged.writes)).toStrictEqual({ promotionId: "P-1001", _ver: "2" });
  });

  test("keeps what was typed while it was on its way, as an edit and not a conflict", () => {
    const merged = merge({ typed: { promotionId: "p-1001", settle: 9000 }, theirs: saved, sent });

    expect(merged).toMatchObject({ kind: "kept", message: "Not published yet: Settle." });
  });

  test("empties the inputs that a posting froze", () => {
    const drafted = aClaim({ settle: "10000.0000", dispute: "2000.0000" });
    const posted = aClaim({ settled: "10000.0000", disputed: "2000.0000", open: "0.0000" });

    const merged = merge({
      row: sheetRow(drafted),
      baseline: { row: drafted, conflicts: {} },
      theirs: posted,
      sent: {},
    });

    expect(merged.writes.get("settle")).toBeNull();
    expect(merged.writes.get("settled")).toBe("10000.0000");
  });
});
