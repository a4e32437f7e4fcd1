// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createWorkbook } from "../../../addin/excel/workbook.ts";
import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import { bootExcel } from "../../support/excel.ts";
import { claimId } from "../claims.ts";
import { answer, onSheet, twelveClaims } from "./deductions-sheet.ts";

let host: ExcelHost;
const workbook = createWorkbook();

beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(async () => {
  host.reset();
  await workbook.write(answer(twelveClaims()));
});

const selectedNumbers = async () =>
  (await workbook.selected("deductions")).map((claim) => claim.number);

describe("the selected deductions", () => {
  test("are those of the selected rows, in the sheet's order", async () => {
    host.userSelects("Deductions", "E6:F8");

    expect(await selectedNumbers()).toStrictEqual(["D-1002", "D-1003", "D-1004"]);
  });

  test("follow the rows when the user sorted them", async () => {
    host.userDoes(({ tables }) => {
      const table = tables.getItem("tblDeductions");
      table.sort.apply([{ key: table.columns.getItem("Amount").index, ascending: false }]);
    });

    host.userSelects("Deductions", "C5");

    expect(await selectedNumbers()).toStrictEqual(["D-1012"]);
  });

  test("leave out rows that a filter hides", async () => {
    host.userDoes(({ tables }) =>
      tables
        .getItem("tblDeductions")
        .columns.getItem("Deduction #")
        .filter.applyValuesFilter(["D-1002", "D-1004"]),
    );

    host.userSelects("Deductions", "A:A");

    expect(await selectedNumbers()).toStrictEqual(["D-1002", "D-1004"]);
  });

  test.each(["A1:B3", "A4:C4", "AZ5:AZ9", "A40"])("are none for %s", async (address) => {
    host.userSelects("Deductions", address);

    expect(await selectedNumbers()).toStrictEqual([]);
  });

  test("are none on another sheet", async () => {
    host.userSelects("Sheet1", "A5:C8");

    expect(await selectedNumbers()).toStrictEqual([]);
  });
});

describe("going to a cell", () => {
  test("selects it on its sheet", async () => {
    host.userSelects("Sheet1", "A1");

    await workbook.selectCell("deductions", { id: claimId(3), field: "dispute" });

    const { selection } = host.model;
    expect(selection.sheet.name).toBe("Deductions");
    expect([selection.r, selection.c]).toStrictEqual([6, onSheet(host).column("Dispute ✎")]);
  });

  test("brings a row into sight that a filter hides", async () => {
    host.userDoes(({ tables }) =>
      tables
        .getItem("tblDeductions")
        .columns.getItem("Deduction #")
        .filter.applyValuesFilter(["D-1002"]),
    );

    await workbook.selectCell("deductions", { id: claimId(3), field: "settle" });

    expect(onSheet(host).isHidden(3)).toBe(false);
  });
});

describe("hints", () => {
  test("tell once that the user typed, never that we wrote, and stop when asked", async () => {
    const edited = vi.fn<() => void>();
    const stop = await workbook.onEdited(edited);

    await workbook.write(answer(twelveClaims().slice(0, 3)));
    await pause(600);
    const afterOurs = edited.mock.calls.length;
    host.userEdits("Sheet1", "A1", [["elsewhere"]]);
    await pause(600);
    const afterElsewhere = edited.mock.calls.length;
    onSheet(host).type("Note ✎", 1, "a");
    onSheet(host).type("Note ✎", 2, "b");
    await vi.waitFor(() => expect(edited).toHaveBeenCalledTimes(1));
    stop();
    await pause(100);
    onSheet(host).type("Note ✎", 3, "c");
    await pause(600);

    expect([afterOurs, afterElsewhere]).toStrictEqual([0, 0]);
    expect(edited).toHaveBeenCalledTimes(1);
  });

  test("tell that another cell was selected", async () => {
    const selected = vi.fn<() => void>();
    const stop = await workbook.onSelected(selected);

    host.userSelects("Deductions", "C6");

    await vi.waitFor(() => expect(selected).toHaveBeenCalledTimes(1));
    stop();
  });
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
