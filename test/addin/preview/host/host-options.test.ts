// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, expect, test } from "vitest";
import { bootExcel } from "../../../support/excel.ts";

beforeAll(async () => {
  await bootExcel({ apiLevel: "1.7", latencyMs: 80 });
});

test("the add-in can ask which level it has", () => {
  const { requirements } = Office.context;

  expect(requirements.isSetSupported("ExcelApi", "1.7")).toBe(true);
  expect(requirements.isSetSupported("ExcelApi", "1.8")).toBe(false);
});

test("a member of a newer level is not found", async () => {
  const older = Excel.run(async (context) => {
    context.workbook.worksheets.getItem("Sheet1").freezePanes.freezeRows(1);
    await context.sync();
  });
  const newer = Excel.run(async (context) => {
    context.workbook.worksheets.getItem("Sheet1").getRange("A1").dataValidation.clear();
    await context.sync();
  });

  await expect(older).resolves.toBeUndefined();
  await expect(newer).rejects.toMatchObject({ code: "ApiNotFound" });
});

test("a slow connection delays the answer to every batch", async () => {
  const start = performance.now();

  await Excel.run((context) => context.sync());

  expect(performance.now() - start).toBeGreaterThanOrEqual(79);
});
