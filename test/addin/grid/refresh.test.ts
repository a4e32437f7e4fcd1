import { describe, expect, test } from "vitest";
import type { SheetRow } from "../../../addin/grid/compare.ts";
import { planRefresh } from "../../../addin/grid/refresh.ts";
import { deductionsSheet } from "../../../addin/sheets/deductions.ts";
import type { Claim } from "../../../shared/finance/claim.ts";
import { aClaim, claimId, SETTING, sheetRow } from "../claims.ts";

const walmart = aClaim();
const kroger = aClaim({ id: claimId(2), number: "D-1002", customerName: "Kroger" });

const plan = (rows: SheetRow[], { known, theirs }: { known: Claim[]; theirs: Claim[] }) =>
  planRefresh(
    deductionsSheet,
    {
      state: { rows, baselines: new Map(known.map((row) => [row.id, { row, conflicts: {} }])) },
      theirs,
    },
    SETTING,
  );

describe("a refresh of the table", () => {
  test("appends what is new in the server's order", () => {
    const third = aClaim({ id: claimId(3) });

    const planned = plan([sheetRow(kroger)], {
      known: [kroger],
      theirs: [third, kroger, walmart],
    });

    expect(planned.appended.map(({ id }) => id)).toStrictEqual([third.id, walmart.id]);
    expect(planned.baselines.map(({ row }) => row.id)).toStrictEqual([
      kroger.id,
      third.id,
      walmart.id,
    ]);
  });

  test("keeps a row that the server no longer lists, with its baseline and its edits", () => {
    const row = sheetRow(walmart, { note: "mine" });

    const planned = plan([row], { known: [walmart], theirs: [] });

    expect(planned.gone).toStrictEqual([row]);
    expect(planned.baselines).toStrictEqual([{ row: walmart, conflicts: {} }]);
  });

  test("leaves rows alone that the user made", () => {
    const own = { ...sheetRow(walmart), values: { _id: "", number: "mine" } };

    const planned = plan([own], { known: [], theirs: [walmart] });

    expect(planned.merged).toStrictEqual([]);
    expect(planned.gone).toStrictEqual([]);
    expect(planned.appended).toStrictEqual([walmart]);
  });

  test("brings a row back that was deleted from the sheet", () => {
    const planned = plan([], { known: [walmart], theirs: [walmart] });

    expect(planned.appended).toStrictEqual([walmart]);
  });

  test("merges both copies of a row that stands in the table twice into one baseline", () => {
    const theirs = aClaim({ dispute: "1500.0000", version: 2 });

    const planned = plan([sheetRow(walmart, { dispute: 2000 }), sheetRow(walmart)], {
      known: [walmart],
      theirs: [theirs],
    });

    expect(planned.merged.map(({ merge }) => merge.kind)).toStrictEqual(["conflict", "clean"]);
    expect(planned.baselines).toStrictEqual([{ row: theirs, conflicts: { dispute: null } }]);
  });
});
