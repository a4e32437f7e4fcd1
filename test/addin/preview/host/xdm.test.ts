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

test("a request above five megabytes is refused", async () => {
  const code = await failureOf(async (context) => {
    const note = "x".repeat(30_000);
    sheet1(context).getRange("A1:A200").values = Array.from({ length: 200 }, () => [note]);
    await context.sync();
  });

  expect(code).toBe("RequestPayloadSizeLimitExceeded");
});

test("an answer above five megabytes is refused", async () => {
  await Excel.run(async (context) => {
    sheet1(context).getRange("A1:A200").values = [["x".repeat(30_000)]]
      .flatMap((row) => Array.from({ length: 200 }, () => row))
      .slice(0, 100)
      .concat(Array.from({ length: 100 }, () => [""]));
    await context.sync();
    sheet1(context).getRange("A101:A200").values = Array.from({ length: 100 }, () => [
      "x".repeat(30_000),
    ]);
    await context.sync();
  });

  const code = await failureOf(async (context) => {
    sheet1(context).getRange("A1:A200").load("values");
    await context.sync();
  });

  expect(code).toBe("ResponsePayloadSizeLimitExceeded");
});
