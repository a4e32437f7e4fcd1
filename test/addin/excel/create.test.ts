// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorkbook } from "../../../addin/excel/workbook.ts";
import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import { bootExcel } from "../../support/excel.ts";
import { answer, claimNo, onSheet, twelveClaims } from "./deductions-sheet.ts";

let host: ExcelHost;
const workbook = createWorkbook();

beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => host.reset());

describe("Get deductions into a workbook without the table", () => {
  test("makes the table with its twelve rows and says so above it", async () => {
    const outcome = await workbook.write(answer(twelveClaims()));

    const sheet = onSheet(host);
    expect(outcome).toMatchObject({ added: 12, written: 0, conflicts: 0, filtersLost: [] });
    expect(sheet.rows()).toBe(12);
    expect(sheet.value("Deduction #", 1)).toBe("D-1001");
    expect(sheet.value("Amount", 12)).toBe(12_011);
    expect(sheet.value("Posted", 1)).toBe(46_328);
    expect(sheet.sheet().at(0, 0)?.v).toBe("Deductions");
    expect(sheet.sheet().at(1, 0)?.v).toBe("As of 2026-11-23 05:07 UTC · 12 rows · filter: open");
    expect((await workbook.tables())[0]).toStrictEqual({
      table: "deductions",
      name: "tblDeductions",
      sheet: "Deductions",
      rows: 12,
      edited: 0,
      problems: 0,
      conflicts: 0,
      newer: 0,
      asOf: "2026-11-23T05:07:00.000Z",
      query: { onlyOpen: true },
      missingColumns: [],
    });
    expect([...host.unimplemented]).toStrictEqual([]);
  });

  test("keeps 005 and every other code as text", async () => {
    await workbook.write(answer([claimNo(1), claimNo(2, { reasonCodeErp: "05" })]));

    const sheet = onSheet(host);
    expect(sheet.value("Reason (ERP)", 1)).toBe("005");
    expect(sheet.value("Reason (ERP)", 2)).toBe("05");
    expect(sheet.value("Customer #", 1)).toBe("0010001");
    expect(sheet.value("Check/EFT #", 2)).toBe("000778812");
    expect(sheet.format("Reason (ERP)", 2)).toBe("@");
  });

  test("keeps a note that starts with = as text", async () => {
    await workbook.write(answer([claimNo(1, { note: "=1+1" }), claimNo(2)]));

    const sheet = onSheet(host);
    expect(sheet.value("Note ✎", 1)).toBe("=1+1");
    expect(sheet.formula("Note ✎", 1)).toBeUndefined();
    expect((await workbook.diff("deductions")).edited).toStrictEqual([]);
  });

  test("calculates what is left of each deduction in the sheet", async () => {
    await workbook.write(answer(twelveClaims()));
    const sheet = onSheet(host);

    sheet.type("Settle ✎", 1, 10_000);
    sheet.type("Dispute ✎", 1, 1500);
    await host.settled();

    expect(sheet.value("Left", 1)).toBe(500);
    expect(sheet.value("Left", 12)).toBe(12_011);
  });

  test("hides the keys, freezes the header and leaves sheets behind that users do not see", async () => {
    await workbook.write(answer(twelveClaims()));

    const sheet = onSheet(host);
    expect(sheet.sheet().isColumnHidden(sheet.column("_id"))).toBe(true);
    expect(sheet.sheet().isColumnHidden(sheet.column("_ver"))).toBe(true);
    expect(sheet.sheet().freeze).toStrictEqual({ rows: 4, cols: 1 });
    expect(host.model.sheets.map(({ name, visibility }) => [name, visibility])).toStrictEqual([
      ["Sheet1", "Visible"],
      ["_TPM_Lists", "Hidden"],
      ["Deductions", "Visible"],
      ["_TPM_Meta", "VeryHidden"],
      ["_TPM_Base", "VeryHidden"],
    ]);
    expect(host.model.active.name).toBe("Deductions");
  });

  test("marks what may be edited in blue and aligns money to the right", async () => {
    await workbook.write(answer(twelveClaims()));

    const { sheet, column } = onSheet(host);
    const settle = column("Settle ✎");
    expect(sheet().getStyle(9, settle, "style")).toBe("TPM Input");
    expect(sheet().getStyle(9, settle, "font.color")).toBe("#0B57B0");
    expect(sheet().getStyle(9, settle, "horizontalAlignment")).toBe("Right");
    expect(sheet().getStyle(9, column("Amount"), "style")).toBe("TPM Read-only");
    expect(onSheet(host).format("Settle ✎", 12)).toBe(onSheet(host).format("Amount", 1));
  });

  test("offers the reasons as a dropdown on every row", async () => {
    await workbook.write(answer(twelveClaims()));

    const { sheet, column } = onSheet(host);
    const reasons = sheet().validations.find(({ z }) => z.c === column("Reason ✎"));
    expect(reasons?.z).toMatchObject({ r: 4, rows: 12 });
    expect(reasons?.rule).toMatchObject({ list: { source: "=_TPM_Lists!$A$2:$A$16" } });
  });

  test("explains every column when its header is selected", async () => {
    await workbook.write(answer(twelveClaims()));

    const { sheet, column } = onSheet(host);
    const settle = sheet().validations.find(({ z }) => z.r === 3 && z.c === column("Settle ✎"));
    expect(settle?.prompt).toMatchObject({
      title: "Settle",
      message: "Everything you accept, tolerance included.",
    });
  });

  test("without a single deduction makes an empty table that the next answer fills", async () => {
    await workbook.write(answer([]));
    const empty = (await workbook.tables())[0];

    await workbook.write(answer(twelveClaims()));

    expect(empty).toMatchObject({ rows: 0, edited: 0 });
    expect(onSheet(host).rows()).toBe(12);
    expect(onSheet(host).value("Deduction #", 1)).toBe("D-1001");
  });

  test("takes another name when the user has a sheet called Deductions", async () => {
    host.reset(["Deductions"]);

    await workbook.write(answer(twelveClaims()));

    expect((await workbook.tables())[0]).toMatchObject({ sheet: "Deductions 2", rows: 12 });
  });

  test("shows a posted row as read-only", async () => {
    const posted = { editable: false, status: "SETTLED", erpDocument: "4900000012" };

    await workbook.write(answer([claimNo(1, posted)]));

    expect(onSheet(host).value("State", 1)).toBe("⊖ Read-only");
    expect(onSheet(host).value("Message", 1)).toBe("Settled, ERP document 4900000012.");
  });
});

describe("a workbook without the table", () => {
  test("answers every question with nothing", async () => {
    expect(await workbook.tables()).toStrictEqual([]);
    expect(await workbook.selected("deductions")).toStrictEqual([]);
    expect(await workbook.diff("deductions")).toMatchObject({ edited: [], rows: 0 });
    expect(await workbook.discard("deductions", "all")).toBe(0);
    expect(await workbook.filterToProblems("deductions")).toBe(0);
  });
});
