import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Baseline } from "../../../addin/grid/baseline.ts";
import { type CellValue, cellOf } from "../../../addin/grid/cell.ts";
import type { SheetRow } from "../../../addin/grid/compare.ts";
import { diffSheet } from "../../../addin/grid/diff.ts";
import { deductionsSheet } from "../../../addin/sheets/deductions.ts";
import { inputsOf } from "../../../addin/sheets/sheet.ts";
import type { Claim } from "../../../shared/finance/claim.ts";
import { aClaim, claimId, matching, SETTING, sheetRow, TODAY } from "../claims.ts";
import { typedInputs } from "./typed-inputs.ts";

const claim = aClaim();

const baselinesOf = (claims: Claim[]): Map<string, Baseline<Claim>> =>
  new Map(claims.map((row) => [row.id, { row, conflicts: {} }]));

const diff = (rows: SheetRow[], claims: Claim[] = [claim], setting = SETTING) =>
  diffSheet(deductionsSheet, { rows, baselines: baselinesOf(claims) }, setting);

const changesOf = (typed: Record<string, CellValue>, row = claim, formulas: string[] = []) =>
  diff([sheetRow(row, typed, formulas)], [row]).edited[0];

describe("the exact diff", () => {
  test("of an untouched table is empty", () => {
    const found = diff([sheetRow(claim)]);

    expect(found).toStrictEqual({
      edited: [],
      missing: [],
      duplicated: [],
      unknown: 0,
      overtyped: [],
      formulas: [],
      rows: 1,
    });
  });

  test("of scenario A sends the promotion, 10,000 settled and 2,000 disputed, and nothing else", () => {
    const edited = changesOf({ promotionId: "P-1001", settle: 10_000, dispute: 2000 });

    expect(edited).toMatchObject({
      id: claim.id,
      version: 1,
      label: "D-1001 · Walmart",
      problems: [],
      changes: { promotionId: "P-1001", settle: "10000.0000", dispute: "2000.0000" },
    });
    expect(edited?.fields).toContainEqual({
      field: "dispute",
      header: "Dispute",
      before: "",
      after: "2,000.00",
      source: "typed",
    });
  });

  test("loses no edit and sends nothing that the server has already", () => {
    fc.assert(
      fc.property(typedInputs, typedInputs, (server, typed) => {
        const given = aClaim(server.wire);
        const edited = diff([sheetRow(given, typed.cells)], [given]).edited[0];

        for (const column of inputsOf(deductionsSheet)) {
          const before = column.wire(given, TODAY);
          const after = typed.inputs[column.field];
          const isEdit = after !== undefined && after !== before;
          expect(edited?.changes[column.field]).toBe(isEdit ? after : undefined);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("sees an edit of letter case only", () => {
    const noted = aClaim({ note: "call Anna" });

    expect(changesOf({ note: "call ANNA" }, noted)?.changes).toStrictEqual({ note: "call ANNA" });
  });

  test("sees that a blank became 0 and that 0 became blank", () => {
    const zero = aClaim({ dispute: "0.0000" });

    expect(changesOf({ dispute: 0 })?.changes).toStrictEqual({ dispute: "0.0000" });
    expect(changesOf({ dispute: "" }, zero)?.changes).toStrictEqual({ dispute: null });
  });

  test("tells a formula's value from a typed one and names a rounding", () => {
    const half = changesOf({ settle: 6000 }, claim, ["settle"]);
    const third = changesOf({ settle: 4000.005 }, claim, ["settle"]);

    expect(half?.fields[0]?.source).toBe("formula");
    expect(third?.fields[0]).toMatchObject({ source: "rounded", after: "4,000.01" });
  });

  test("follows the key when rows were sorted", () => {
    const other = aClaim({ id: claimId(2), number: "D-1002" });
    const rows = [sheetRow(other), sheetRow(claim, { note: "mine" })];

    expect(diff(rows, [claim, other]).edited.map(({ id }) => id)).toStrictEqual([claim.id]);
  });

  test("names rows that stand in the table twice and sends neither", () => {
    const copied = sheetRow(claim, { settle: 10_000, promotionId: "P-1001" });

    const found = diff([sheetRow(claim), copied]);

    expect(found.duplicated).toStrictEqual([{ id: claim.id, label: "D-1001 · Walmart" }]);
    expect(found.edited).toStrictEqual([]);
  });

  test("names rows that were deleted from the sheet", () => {
    expect(diff([]).missing).toStrictEqual([{ id: claim.id, label: "D-1001 · Walmart" }]);
  });

  test("counts rows that we did not write, but not empty ones", () => {
    const typed = { ...sheetRow(claim), values: { _id: "", number: "mine", left: "" } };
    const empty = { ...sheetRow(claim), values: { _id: "", number: "", left: 0 } };

    const found = diff([sheetRow(claim), typed, { ...empty, formulas: new Set(["left"]) }]);

    expect(found.unknown).toBe(1);
  });

  test("marks rows that a filter hides", () => {
    const row = { ...sheetRow(claim, { note: "hidden" }), hidden: true };

    expect(diff([row]).edited[0]?.hidden).toBe(true);
  });

  test("reports read-only cells that were typed over and never sends them", () => {
    const found = diff([sheetRow(claim, { amount: 1, customerName: "Kroger" })]);

    expect(found.edited).toStrictEqual([]);
    expect(found.overtyped).toStrictEqual([
      { id: claim.id, label: "D-1001 · Walmart", headers: ["Retailer", "Amount"] },
    ]);
  });

  test("leaves a user's formula in a read-only column alone", () => {
    expect(diff([sheetRow(claim, { amount: 1 }, ["amount"])]).overtyped).toStrictEqual([]);
  });

  test("reads a deleted column as untouched", () => {
    const { note: _deleted, ...values } = sheetRow(claim).values;

    expect(diff([{ ...sheetRow(claim), values }]).edited).toStrictEqual([]);
  });

  test("keeps an unreadable cell out of the changes and says what to do", () => {
    const edited = changesOf({ settle: "10.000,00", promotionId: 5 });

    expect(edited?.changes).toStrictEqual({});
    expect(edited?.problems).toMatchObject([
      { field: "promotionId", message: matching(/number 5/) },
      { field: "settle", header: "Settle", message: matching(/is not an amount/) },
    ]);
  });

  test("refuses amounts while Excel shows precision as displayed, and only those", () => {
    const row = sheetRow(claim, { settle: 10_000, promotionId: "P-1001", note: "ok" });

    const found = diff([row], [claim], { ...SETTING, precisionAsDisplayed: true });

    expect(found.edited[0]?.problems.map(({ header }) => header)).toStrictEqual(["Settle"]);
  });

  test("names the fields that somebody else changed too", () => {
    const baselines = new Map([
      [claim.id, { row: claim, conflicts: { dispute: "1.0000", note: null } }],
    ]);
    const rows = [sheetRow(claim, { dispute: 2000 })];

    const found = diffSheet(deductionsSheet, { rows, baselines }, SETTING);

    expect(found.edited[0]?.conflicts).toStrictEqual([
      { field: "dispute", header: "Dispute", base: "1.00", mine: "2,000.00", theirs: "" },
    ]);
  });

  test("does not see an amount too large for a cell as changed", () => {
    const large = aClaim({ settle: "100000000000.1234" });
    const cell = String(cellOf("100000000000.1234", "money")).slice(1);

    expect(changesOf({ settle: cell }, large)).toBeUndefined();
  });
});
