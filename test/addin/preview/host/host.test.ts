// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { ExcelHost } from "../../../../addin/preview/host/host.ts";
import { bootExcel } from "../../../support/excel.ts";

let host: ExcelHost;
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => {
  host.reset();
});

test("the library finds Excel on the web", async () => {
  const info = await Office.onReady();

  expect(info.host).toBe("Excel");
  expect(info.platform).toBe("OfficeOnline");
});

test("one batch writes, loads and answers", async () => {
  const read = await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem("Sheet1");
    sheet.getRange("A1:B2").values = [
      ["Deduction", "Amount"],
      ["D-1", 12000],
    ];
    const range = sheet.getRange("A1:B2").load({ values: true, address: true });
    await context.sync();
    return { values: range.values as unknown, address: range.address };
  });

  expect(read).toEqual({
    values: [
      ["Deduction", "Amount"],
      ["D-1", 12000],
    ],
    address: "Sheet1!A1:B2",
  });
});

test("a user's edit reaches the add-in's handler as one event", async () => {
  const heard = vi.fn<(event: Excel.WorksheetChangedEventArgs) => Promise<void>>();
  heard.mockResolvedValue();
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem("Sheet1").onChanged.add(heard);
    await context.sync();
  });

  host.userEdits("Sheet1", "B2", "10000");

  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
  expect(heard.mock.calls[0]?.[0]).toMatchObject({
    address: "B2",
    source: "Local",
    details: { valueBefore: "", valueAfter: 10000 },
  });
});
