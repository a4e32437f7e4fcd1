// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { ExcelHost } from "../../../../../addin/preview/host/host.ts";
import { bootExcel, failureOf } from "../../../../support/excel.ts";
import { deductionsTable, sheet1, valuesOf, writeDeductions } from "../deductions.ts";

let host: ExcelHost;
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => {
  host.reset();
});

const addressOf = (navigate: (sheet: Excel.Worksheet) => Excel.Range) =>
  Excel.run(async (context) => {
    const range = navigate(sheet1(context)).load({ address: true });
    await context.sync();
    return range.address.replace("Sheet1!", "");
  });

test.each<[string, (sheet: Excel.Worksheet) => Excel.Range, string]>([
  ["a cell of a range", (s) => s.getRange("B2:D9").getCell(1, 2), "D3"],
  ["a range by its numbers", (s) => s.getRangeByIndexes(4, 1, 3, 2), "B5:C7"],
  ["the rows below", (s) => s.getRange("A1:C4").getRowsBelow(2), "A5:C6"],
  ["the row above", (s) => s.getRange("B2:C3").getRowsAbove(1), "B1:C1"],
  ["a row, a column", (s) => s.getRange("B2:D9").getRow(1).getColumn(0), "B3"],
  ["a shifted range", (s) => s.getRange("B2:C3").getOffsetRange(1, -1), "A3:B4"],
  ["a resized range", (s) => s.getRange("B2:C3").getResizedRange(2, 1), "B2:D5"],
  ["whole columns", (s) => s.getRange("B2:C3").getEntireColumn(), "B:C"],
  ["whole rows", (s) => s.getRange("B2:C3").getEntireRow(), "2:3"],
  ["what holds both", (s) => s.getRange("B2").getBoundingRect("D5"), "B2:D5"],
  ["what both hold", (s) => s.getRange("A1:C3").getIntersection("B2:D9"), "B2:C3"],
  ["the last cell", (s) => s.getRange("A1:C3").getLastCell(), "C3"],
])("%s is found from another range", async (_, navigate, address) => {
  expect(await addressOf(navigate)).toBe(address);
});

test("ranges that do not meet have a null object in common, and leaving the sheet is refused", async () => {
  const meets = await Excel.run(async (context) => {
    const shared = sheet1(context).getRange("A1").getIntersectionOrNullObject("B2");
    await context.sync();
    return !shared.isNullObject;
  });
  const outside = await failureOf(async (context) => {
    sheet1(context).getRange("A1").getOffsetRange(-1, 0).load("address");
    await context.sync();
  });

  expect(meets).toBe(false);
  expect(outside).toBe("InvalidArgument");
});

test("the used range holds what has a value, or a format unless only values are asked for", async () => {
  const used = await Excel.run(async (context) => {
    const sheet = sheet1(context);
    sheet.getRange("B2").values = [[12000]];
    sheet.getRange("D9").format.fill.color = "#FFF2CC";
    const all = sheet.getUsedRange().load({ address: true });
    const valued = sheet.getUsedRange(true).load({ address: true });
    await context.sync();
    return [all.address, valued.address];
  });

  expect(used).toEqual(["Sheet1!B2:D9", "Sheet1!B2"]);
});

test("each row says whether a filter hides it", async () => {
  await writeDeductions();

  const rows = await Excel.run(async (context) => {
    deductionsTable(context).columns.getItem("Customer").filter.applyValuesFilter(["Kroger"]);
    const body = deductionsTable(context).getDataBodyRange();
    const hidden = body.getRowProperties({ rowHidden: true, rowIndex: true });
    await context.sync();
    return hidden.value;
  });

  expect(rows).toEqual([
    { rowHidden: true, rowIndex: 1 },
    { rowHidden: false, rowIndex: 2 },
    { rowHidden: true, rowIndex: 3 },
  ]);
});

test("the selection is one of possibly several areas", async () => {
  host.userSelects("Sheet1", "B2:C3");

  const areas = await Excel.run(async (context) => {
    const selected = context.workbook.getSelectedRanges().load({ address: true, areaCount: true });
    const ranges = selected.areas.load({ rowIndex: true, rowCount: true });
    await context.sync();
    const rows = ranges.items.map(({ rowIndex, rowCount }) => [rowIndex, rowCount]);
    return { address: selected.address, count: selected.areaCount, rows };
  });

  expect(areas).toEqual({ address: "Sheet1!B2:C3", count: 1, rows: [[1, 2]] });
});

test("a copy takes formulas along, values alone or formats alone", async () => {
  await Excel.run(async (context) => {
    const sheet = sheet1(context);
    sheet.getRange("A1:B1").formulas = [[12000, "=A1/2"]];
    sheet.getRange("A1").numberFormat = [["0.00"]];
    sheet.getRange("A2").values = [[500]];
    sheet.getRange("B2").copyFrom("B1");
    sheet.getRange("C2").copyFrom("B1", "Values");
    sheet.getRange("D1:E2").copyFrom("A1", "Formats");
    await context.sync();
  });

  expect(await valuesOf("B2:D2")).toEqual([[250, 6000, ""]]);
  expect(host.model.active.numberFormat(1, 4)).toBe("0.00");
});

test("clearing takes contents, formats or both", async () => {
  await Excel.run(async (context) => {
    const range = sheet1(context).getRange("A1:B1");
    range.values = [[12000, 500]];
    range.format.font.bold = true;
    sheet1(context).getRange("A1").clear("Contents");
    sheet1(context).getRange("B1").clear("Formats");
    await context.sync();
  });

  const { active } = host.model;
  expect(await valuesOf("A1:B1")).toEqual([["", 500]]);
  expect([active.getStyle(0, 0, "font.bold"), active.getStyle(0, 1, "font.bold")]).toEqual([
    true,
    undefined,
  ]);
});

test("deleting a row pulls up what is below and rewrites formulas", async () => {
  await Excel.run(async (context) => {
    const sheet = sheet1(context);
    sheet.getRange("A1:A4").formulas = [[1], [2], [3], ["=SUM(A1:A3)"]];
    sheet.getRange("2:2").delete("Up");
    await context.sync();
  });

  const read = await Excel.run(async (context) => {
    const range = sheet1(context).getRange("A3").load({ values: true, formulas: true });
    await context.sync();
    return [range.formulas, range.values].flat(2) as unknown[];
  });
  expect(read).toEqual(["=SUM(A1:A2)", 4]);
});
