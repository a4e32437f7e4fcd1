// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorkbook } from "../../../addin/excel/workbook.ts";
import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import { bootExcel } from "../../support/excel.ts";
import { aFund, aLine, aPromotion, planData } from "../planning.ts";
import { answer, claimNo, onSheet, twelveClaims } from "./deductions-sheet.ts";

let host: ExcelHost;
const workbook = createWorkbook();

beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => host.reset());

const atCursor = { place: "selection" } as const;
const funds = (count: number) => Array.from({ length: count }, (_, n) => aFund(n + 1));
const value = (address: [number, number], sheet = "Sheet1") =>
  host.model.sheet(sheet)?.at(...address)?.v;

describe("a table where the cursor is", () => {
  test("starts with its header there, under its own line of when it was read", async () => {
    host.userSelects("Sheet1", "C5");

    await workbook.write(planData("funds", funds(3), atCursor));

    expect(value([4, 2])).toBe("State");
    expect(value([5, 4])).toBe("F-1001");
    expect(value([3, 2])).toBe("As of 2026-11-23 05:07 UTC · 3 rows · filter: all");
    expect(await workbook.tables()).toMatchObject([{ table: "funds", sheet: "Sheet1", rows: 3 }]);
    expect(host.model.sheets.map(({ name }) => name)).not.toContain("Funds");
  });

  test("never writes over a cell of the user: it is refused in a sentence", async () => {
    host.userEdits("Sheet1", "D7", [["mine"]]);
    host.userSelects("Sheet1", "C5");

    await expect(workbook.write(planData("funds", funds(3), atCursor))).rejects.toThrow(
      "The funds need the cells C5:U8, but D7 is filled. Select a cell with enough room below and to the right, or take a sheet of its own.",
    );
    expect(await workbook.tables()).toStrictEqual([]);
    expect(value([4, 2])).toBeUndefined();
  });

  test("is refused where another table is, though its cells are empty", async () => {
    host.userDoes(({ worksheets, tables }) => {
      worksheets.getItem("Sheet1").getRange("F6").values = [["H"]];
      tables.add("Sheet1!F6:G9", true).name = "Mine";
      worksheets.getItem("Sheet1").getRange("F6:G6").values = [["H", "I"]];
    });
    host.userSelects("Sheet1", "C7");

    await expect(workbook.write(planData("funds", funds(1), atCursor))).rejects.toThrow(
      /the table Mine is there/,
    );
  });

  test("leaves widths and visibility of columns that hold cells of the user", async () => {
    host.userEdits("Sheet1", "U40", [["my total"]]);
    host.userSelects("Sheet1", "C5");

    await workbook.write(planData("funds", funds(2), atCursor));

    const sheet = host.model.sheet("Sheet1");
    expect(value([4, 20])).toBe("_ver");
    expect(sheet?.isColumnHidden(20)).toBe(false);
    expect(sheet?.isColumnHidden(19)).toBe(true);
  });

  test("without a row above has no line, and everything else", async () => {
    host.userSelects("Sheet1", "A1");

    await workbook.write(planData("funds", funds(2), atCursor));
    await workbook.write(planData("funds", funds(3)));

    expect(value([0, 0])).toBe("State");
    expect(value([3, 2])).toBe("F-1003");
  });
});

describe("several tables on one sheet", () => {
  beforeEach(async () => {
    host.userSelects("Sheet1", "A3");
    await workbook.write(planData("funds", funds(2), atCursor));
    host.userSelects("Sheet1", "A20");
    await workbook.write(planData("promoLines", [aLine(1), aLine(2)], atCursor));
  });

  test("keep their rows and edits apart, and each its own line", async () => {
    const [ofFunds, ofLines] = [onSheet(host, "Sheet1", 2), onSheet(host, "Sheet1", 19)];
    ofFunds.type("Note ✎", 1, "about the fund");
    ofLines.type("Base units ✎★", 2, 5);

    const [fundsDiff, linesDiff] = [
      await workbook.diff("funds"),
      await workbook.diff("promoLines"),
    ];

    expect(fundsDiff.edited).toMatchObject([{ changes: { note: "about the fund" } }]);
    expect(linesDiff.edited).toMatchObject([{ changes: { forecastedBaseUnits: "5" } }]);
    expect(value([1, 0])).toMatch(/^As of .* 2 rows/);
    expect(value([18, 0])).toMatch(/^As of/);
  });

  test("make room for each other: the lower one moves down with its edits", async () => {
    onSheet(host, "Sheet1", 19).type("Base units ✎★", 2, 5);

    await workbook.write(planData("funds", funds(30)));

    expect(await workbook.tables()).toMatchObject([
      { table: "promoLines", rows: 2, edited: 1 },
      { table: "funds", rows: 30, edited: 0 },
    ]);
    expect((await workbook.diff("promoLines")).edited).toMatchObject([
      { changes: { forecastedBaseUnits: "5" } },
    ]);
  });

  test("tell before anything is written when a wider one below is in the way", async () => {
    host.userSelects("Sheet1", "C40");
    await workbook.write(planData("promotions", [aPromotion(1)], atCursor));

    await expect(workbook.write(planData("funds", funds(60)))).rejects.toThrow(
      /58 new funds need room below tblFunds, but the table tblPromotions is in the way/,
    );
    expect(await workbook.diff("funds")).toMatchObject({ rows: 2, edited: [] });
  });
});

describe("a workbook of the first version", () => {
  test("opens with its edits and conflicts, and the next refresh brings it up to date", async () => {
    await workbook.write(answer(twelveClaims()));
    onSheet(host).type("Note ✎", 1, "mine");
    onSheet(host).type("Settle ✎", 2, 10);
    makeOld();

    const before = await workbook.diff("deductions");
    const outcome = await workbook.write(answer([...twelveClaims(), claimNo(13)]));

    expect(before.edited).toMatchObject([
      { changes: { note: "mine" }, conflicts: [{ field: "note", mine: "mine" }] },
      { changes: { settle: "10.0000" } },
    ]);
    expect(outcome).toMatchObject({ added: 1, conflicts: 1, kept: 1 });
    expect(onSheet(host).sheet().at(1, 0)?.v).toMatch(/13 rows/);
    expect(host.model.sheets.filter(({ name }) => name.startsWith("Deductions"))).toHaveLength(1);
    const now = jsonIn(host.model.sheet("_TPM_Meta")?.at(1, 1)?.v);
    expect(now).toMatchObject({ schema: 2, query: { onlyOpen: true } });
  });
});

describe("what is the user's", () => {
  beforeEach(async () => {
    await workbook.write(planData("promotions", [aPromotion(1), aPromotion(2), aPromotion(3)]));
  });

  test("stays over a refresh: own columns, formulas, formats, order and filter", async () => {
    host.userDoes(({ tables }) => {
      const table = tables.getItem("tblPromotions");
      table.columns.add(table.columns.getItem("Name ✎★").index, null, "My check");
      table.sort.apply([{ key: table.columns.getItem("Promo # ƒ").index, ascending: false }]);
    });
    const sheet = onSheet(host, "Promotions");
    sheet.type("My check", 1, "=1+1");
    host.userDoes(({ worksheets }) => {
      const cell = worksheets.getItem("Promotions").getRange(sheet.address("Note ✎", 1));
      cell.format.fill.color = "#FF0000";
    });
    host.userDoes(({ tables }) =>
      tables
        .getItem("tblPromotions")
        .columns.getItem("Promo # ƒ")
        .filter.applyValuesFilter(["P-1002", "P-1003"]),
    );

    const changed = aPromotion(3, { note: "new", version: 2 });
    const outcome = await workbook.write(
      planData("promotions", [aPromotion(1), aPromotion(2), changed, aPromotion(4)]),
    );

    expect(outcome).toMatchObject({ written: 1, added: 1, filtersLost: [] });
    expect(sheet.value("Promo # ƒ", 1)).toBe("P-1003");
    expect(sheet.value("Note ✎", 1)).toBe("new");
    expect(sheet.formula("My check", 1)).toBe("=1+1");
    expect(sheet.sheet().getStyle(4, sheet.column("Note ✎"), "fill.color")).toBe("#FF0000");
    expect([1, 2, 3, 4].filter((row) => !sheet.isHidden(row))).toStrictEqual([1, 2]);
  });
});

/** What version 1 left in its hidden sheets: one binding of another schema, and conflicts by name only. */
function makeOld(): void {
  host.userDoes(({ worksheets }) => {
    const names = worksheets.getItem("Deductions").names;
    names.getItem("TPM_AsOf_tblDeductions").delete();
    names.add("TPM_AsOf", worksheets.getItem("Deductions").getRange("A2"));
    worksheets.getItem("_TPM_Lists").getRange("F:AB").clear("Contents");
  });
  const meta = host.model.sheet("_TPM_Meta");
  const base = host.model.sheet("_TPM_Base");
  const binding = { ...jsonIn(meta?.at(1, 1)?.v), schema: 1 };
  const baseline = { ...jsonIn(base?.at(1, 1)?.v), conflicts: ["note"] };
  host.userDoes(({ worksheets }) => {
    worksheets.getItem("_TPM_Meta").getRange("B2").values = [[JSON.stringify(binding)]];
    worksheets.getItem("_TPM_Base").getRange("B2").values = [[JSON.stringify(baseline)]];
  });
}

function jsonIn(text: unknown): object {
  const json: unknown = JSON.parse(String(text));
  return typeof json === "object" && json !== null ? json : {};
}
