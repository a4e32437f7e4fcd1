// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { ExcelHost } from "../../../../addin/preview/host/host.ts";
import { bootExcel, failureOf } from "../../../support/excel.ts";
import { sheet1 } from "./deductions.ts";

let host: ExcelHost;
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => {
  host.reset();
});

test("a property that was not loaded cannot be read", async () => {
  const code = await failureOf(async (context) => {
    const range = sheet1(context).getRange("A1");
    await context.sync();
    return range.values;
  });

  expect(code).toBe("PropertyNotLoaded");
});

test("a sheet that is missing is an error, or a null object whose parts are null too", async () => {
  const code = await failureOf(async (context) => {
    context.workbook.worksheets.getItem("Nowhere").load("name");
    await context.sync();
  });
  const isNull = await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject("Nowhere");
    const range = sheet.getRange("A1").load({ address: true });
    await context.sync();
    return [sheet.isNullObject, range.isNullObject];
  });

  expect(code).toBe("ItemNotFound");
  expect(isNull).toEqual([true, true]);
});

test("a block of another size is refused", async () => {
  const code = await failureOf(async (context) => {
    sheet1(context).getRange("A1:B2").values = [[1]];
    await context.sync();
  });

  expect(code).toBe("InvalidArgument");
});

test("a range that is kept moves with its cells", async () => {
  const addresses = await Excel.run(async (context) => {
    const sheet = sheet1(context);
    const range = sheet.getRange("B2:C3");
    context.trackedObjects.add(range);
    await context.sync();
    sheet.getRange("1:2").insert("Down");
    range.load({ address: true });
    await context.sync();
    return range.address;
  });

  expect(addresses).toBe("Sheet1!B4:C5");
});

test("collections answer with their items", async () => {
  host.reset(["Home", "Deductions"]);

  const names = await Excel.run(async (context) => {
    const sheets = context.workbook.worksheets.load({ name: true, visibility: true });
    await context.sync();
    return sheets.items.map(({ name, visibility }) => `${name} ${visibility}`);
  });

  expect(names).toEqual(["Home Visible", "Deductions Visible"]);
});

test("a member that the host lacks fails loudly and is counted", async () => {
  const code = await failureOf(async (context) => {
    context.workbook.pivotTables.load("items/name");
    await context.sync();
  });

  expect(code).toBe("NotImplementedByFakeHost");
  expect([...host.unimplemented.keys()]).toEqual(["Workbook.pivotTables"]);
});
