// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { ExcelHost } from "../../../../../addin/preview/host/host.ts";
import { bootExcel, failureOf } from "../../../../support/excel.ts";
import { deductionsTable, sheet1, writeDeductions } from "../deductions.ts";

let host: ExcelHost;
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => {
  host.reset();
});

test("a named style stands behind what a cell sets itself", async () => {
  await Excel.run(async (context) => {
    context.workbook.styles.add("TPM Input");
    const style = context.workbook.styles.getItem("TPM Input");
    style.font.color = "#0000FF";
    style.fill.color = "#FFFFCC";
    const range = sheet1(context).getRange("A1:B2");
    range.style = "TPM Input";
    sheet1(context).getRange("A1").format.fill.color = "yellow";
    await context.sync();
  });

  const { active } = host.model;
  expect(active.getStyle(0, 0, "fill.color")).toBe("#FFFF00");
  expect(active.getStyle(1, 1, "fill.color")).toBe("#FFFFCC");
  expect(active.getStyle(1, 1, "font.color")).toBe("#0000FF");
});

test("widths, hidden columns, wrapping and borders are kept", async () => {
  await Excel.run(async (context) => {
    const range = sheet1(context).getRange("B:C");
    range.format.columnWidth = 90;
    range.format.wrapText = true;
    range.columnHidden = true;
    const bottom = sheet1(context).getRange("A1").format.borders.getItem("EdgeBottom");
    bottom.style = "Continuous";
    bottom.color = "#217346";
    await context.sync();
  });

  const { active } = host.model;
  expect(active.colProps.get(2)).toMatchObject({ w: 90, hidden: true });
  expect(active.getStyle(9, 1, "wrapText")).toBe(true);
  expect(active.getStyle(0, 0, "border.EdgeBottom.color")).toBe("#217346");
});

test("conditional formats follow their cells", async () => {
  await writeDeductions();
  await Excel.run(async (context) => {
    const amounts = deductionsTable(context).columns.getItem("Amount").getDataBodyRange();
    const large = amounts.conditionalFormats.add(Excel.ConditionalFormatType.cellValue);
    large.cellValue.format.font.color = "#C00000";
    large.cellValue.rule = { formula1: "=10000", operator: "GreaterThan" };
    const walmart = amounts.conditionalFormats.add(Excel.ConditionalFormatType.custom);
    walmart.custom.rule.formula = '=$B2="Walmart"';
    walmart.custom.format.fill.color = "#FFF2CC";
    await context.sync();
  });

  const styles = [1, 2, 3].map((row) => host.conditionalStyle(host.model.active, row, 2));
  expect(styles).toEqual([
    { "font.color": "#C00000", "fill.color": "#FFF2CC" },
    { "font.color": "#C00000" },
    { "fill.color": "#FFF2CC" },
  ]);
});

test("a dropdown points at a range; a literal list has at most 255 characters", async () => {
  await Excel.run(async (context) => {
    const { dataValidation } = sheet1(context).getRange("B2:B9");
    dataValidation.rule = { list: { inCellDropDown: true, source: "=Customers" } };
    await context.sync();
  });
  const tooLong = await failureOf(async (context) => {
    const { dataValidation } = sheet1(context).getRange("C2");
    dataValidation.rule = { list: { inCellDropDown: true, source: "Walmart,".repeat(40) } };
    await context.sync();
  });

  expect(host.model.active.validations).toMatchObject([
    { rule: { list: { source: "=Customers" } } },
  ]);
  expect(tooLong).toBe("InvalidArgument");
});
