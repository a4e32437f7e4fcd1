// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { ExcelHost } from "../../../../addin/preview/host/host.ts";
import { bootExcel } from "../../../support/excel.ts";
import { sheet1, valuesOf } from "./deductions.ts";

let host: ExcelHost;
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => {
  host.reset();
});

test("a code loses its zeros in General and keeps them in a Text cell", async () => {
  await Excel.run(async (context) => {
    const sheet = sheet1(context);
    sheet.getRange("A1").values = [["005"]];
    sheet.getRange("B1").numberFormat = [["@"]];
    sheet.getRange("B1").values = [["005"]];
    await context.sync();
  });

  expect(await valuesOf("A1:B1")).toEqual([[5, "005"]]);
});

test("text that starts with = becomes a formula unless the cell is Text", async () => {
  await Excel.run(async (context) => {
    const sheet = sheet1(context);
    sheet.getRange("B1").numberFormat = [["@"]];
    sheet.getRange("A1:B1").values = [["=1+1", "=1+1"]];
    await context.sync();
  });

  expect(await valuesOf("A1:B1")).toEqual([[2, "=1+1"]]);
});

test("null leaves a cell alone and empty text clears it", async () => {
  await Excel.run(async (context) => {
    const sheet = sheet1(context);
    sheet.getRange("A1:B1").values = [["kept", "cleared"]];
    sheet.getRange("A1:B1").values = [[null, ""]] as unknown[][];
    await context.sync();
  });

  expect(await valuesOf("A1:B1")).toEqual([["kept", ""]]);
});

test("a date is a serial with a date format", async () => {
  await Excel.run(async (context) => {
    sheet1(context).getRange("A1").values = [["2026-11-23"]];
    await context.sync();
  });

  const read = await Excel.run(async (context) => {
    const range = sheet1(context).getRange("A1");
    range.load({ values: true, text: true, numberFormat: true });
    await context.sync();
    return [range.values, range.text, range.numberFormat].flat(2) as unknown[];
  });

  expect(read).toEqual([46349, "11/23/2026", "m/d/yyyy"]);
});

test("a formula written in a batch is worked out when the same batch reads it", async () => {
  const read = await Excel.run(async (context) => {
    const range = sheet1(context).getRange("A1:A2");
    range.formulas = [[12000], ["=A1-2000"]];
    range.load({ values: true });
    await context.sync();
    return range.values as unknown;
  });

  expect(read).toEqual([[12000], [10000]]);
});
