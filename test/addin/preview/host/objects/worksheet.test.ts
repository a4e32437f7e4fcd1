// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { ExcelHost } from "../../../../../addin/preview/host/host.ts";
import { bootExcel, failureOf } from "../../../../support/excel.ts";
import { sheet1 } from "../deductions.ts";

let host: ExcelHost;
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => {
  host.reset();
});

test("a sheet is added, very hidden and found again by name", async () => {
  const read = await Excel.run(async (context) => {
    const added = context.workbook.worksheets.add("_TPM_Base");
    added.visibility = "VeryHidden";
    await context.sync();
    const found = context.workbook.worksheets.getItem("_tpm_base");
    found.load({ visibility: true, position: true });
    await context.sync();
    return [found.visibility, found.position];
  });

  expect(read).toEqual(["VeryHidden", 1]);
});

test("the last visible sheet cannot be hidden, nor two have one name", async () => {
  const hide = await failureOf(async (context) => {
    sheet1(context).visibility = "Hidden";
    await context.sync();
  });
  const twice = await failureOf(async (context) => {
    context.workbook.worksheets.add("SHEET1");
    await context.sync();
  });

  expect([hide, twice]).toEqual(["InvalidOperation", "ItemAlreadyExists"]);
});

test("panes freeze, gridlines go and tabs take colours", async () => {
  await Excel.run(async (context) => {
    const sheet = sheet1(context);
    sheet.freezePanes.freezeRows(4);
    sheet.showGridlines = false;
    sheet.tabColor = "#217346";
    await context.sync();
  });

  expect(host.model.active).toMatchObject({
    freeze: { rows: 4, cols: 0 },
    showGridlines: false,
    tabColor: "#217346",
  });
});

test("settings, properties and names stay with the workbook", async () => {
  const read = await Excel.run(async (context) => {
    const { workbook } = context;
    workbook.settings.add("tradebook.binding", { table: "tblDeductions" });
    workbook.properties.custom.add("tenant", "demo");
    workbook.names.add("Customers", sheet1(context).getRange("A2:A9"));
    const setting = workbook.settings.getItemOrNullObject("tradebook.binding");
    setting.load({ value: true });
    const name = workbook.names.getItem("Customers").load({ formula: true });
    const named = workbook.names.getItem("Customers").getRange().load({ address: true });
    await context.sync();
    return [setting.value as unknown, name.formula as unknown, named.address];
  });

  expect(read).toEqual([{ table: "tblDeductions" }, "=Sheet1!$A$2:$A$9", "Sheet1!A2:A9"]);
});
