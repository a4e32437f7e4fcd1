// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorkbook } from "../../../addin/excel/workbook.ts";
import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import { bootExcel } from "../../support/excel.ts";
import { matching } from "../claims.ts";
import { answer, claimNo, onSheet, twelveClaims } from "./deductions-sheet.ts";

let host: ExcelHost;
const workbook = createWorkbook();
const first = claimNo(1, { note: "call Anna" });

beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(async () => {
  host.reset();
  await workbook.write(answer([first, ...twelveClaims().slice(1)]));
});

const changes = async () => (await workbook.diff("deductions")).edited.map((row) => row.changes);

describe("what the user typed", () => {
  test("is found to the letter: a changed case, a blank that became 0, a number, a code", async () => {
    const sheet = onSheet(host);
    sheet.type("Note ✎", 1, "call ANNA");
    sheet.type("Dispute ✎", 2, 0);
    sheet.type("Settle ✎", 3, "10,000.00");
    sheet.type("WO code ✎", 4, "007");

    expect(await changes()).toStrictEqual([
      { note: "call ANNA" },
      { dispute: "0.0000" },
      { settle: "10000.0000" },
      { writeOffReason: "007" },
    ]);
  });

  test("is marked in State and Message by a review only, and unmarked when it is typed back", async () => {
    const sheet = onSheet(host);
    sheet.type("Promo ✎", 1, "P-1001");
    sheet.type("Settle ✎", 1, 10_000);
    sheet.type("Settle ✎", 2, 13_000);

    await workbook.diff("deductions");
    const counted = sheet.value("State", 1);
    await workbook.diff("deductions", { mark: true });
    const marked = [sheet.value("State", 1), sheet.value("Message", 1), sheet.value("State", 2)];
    sheet.type("Promo ✎", 1, "");
    sheet.type("Settle ✎", 1, "");
    await workbook.diff("deductions", { mark: true });

    expect(counted).toBe("");
    expect(marked).toStrictEqual(["✎ Edited", "Not published yet: Promo, Settle.", "⚠ Invalid"]);
    expect([sheet.value("State", 1), sheet.value("Message", 1)]).toStrictEqual(["", ""]);
  });

  test("that pasting turned into a number offers the codes it may have been", async () => {
    const sheet = onSheet(host);
    host.userDoes(({ worksheets }) => {
      worksheets.getItem("Deductions").getRange(sheet.address("Promo ✎", 1)).numberFormat = [
        ["General"],
      ];
    });
    sheet.type("Promo ✎", 1, "0017");

    const { edited } = await workbook.diff("deductions");

    expect(edited[0]).toMatchObject({
      changes: {},
      problems: [{ field: "promotionId", message: matching(/number 17/) }],
    });
  });

  test("in a row that stands there twice is named and not sent", async () => {
    const sheet = onSheet(host);
    sheet.type("_id", 2, first.id);

    const diff = await workbook.diff("deductions", { mark: true });

    expect(diff.duplicated).toStrictEqual([{ id: first.id, label: "D-1001 · Walmart" }]);
    expect(diff.missing).toMatchObject([{ label: "D-1002 · Walmart" }]);
    expect(sheet.value("Message", 2)).toMatch(/in the table twice/);
  });

  test("below the table belongs to it and counts as unknown", async () => {
    host.userEdits("Deductions", "C17", [["mine"]]);

    expect(await workbook.diff("deductions")).toMatchObject({ unknown: 1, edited: [], rows: 13 });
  });

  test("in a row that a filter hides says so", async () => {
    onSheet(host).type("Note ✎", 4, "x");
    host.userDoes(({ tables }) =>
      tables
        .getItem("tblDeductions")
        .columns.getItem("Deduction #")
        .filter.applyValuesFilter(["D-1001"]),
    );

    const { edited } = await workbook.diff("deductions");

    expect(edited.map(({ hidden }) => hidden)).toStrictEqual([true]);
  });

  test("is refused while Excel shows precision as displayed", async () => {
    onSheet(host).type("Settle ✎", 1, 10_000);
    host.userDoes((book) => {
      book.usePrecisionAsDisplayed = true;
    });

    const { edited } = await workbook.diff("deductions");

    expect(edited[0]?.problems).toMatchObject([
      { field: "settle", message: matching(/precision as displayed/) },
      { field: "promotionId" },
    ]);
  });

  test("as one formula counts in every row that Excel filled with it", async () => {
    onSheet(host).type("Settle ✎", 1, "=[@Open]-2000");
    await host.settled();

    const { edited } = await workbook.diff("deductions");

    expect(edited).toHaveLength(12);
    expect(edited[11]?.fields).toMatchObject([{ after: "10,011.00", source: "formula" }]);
  });

  test("is counted for the table's card", async () => {
    onSheet(host).type("Note ✎", 4, "x");

    expect((await workbook.tables())[0]).toMatchObject({ edited: 1 });
  });

  test("on a copy of the sheet is not ours", async () => {
    host.userDoes(({ worksheets, tables }) => {
      const copy = worksheets.add("Deductions (2)");
      copy.getRange("A1:B2").values = [
        ["_id", "Note ✎"],
        [first.id, "from the copy"],
      ];
      tables.add("'Deductions (2)'!A1:B2", true);
    });

    expect((await workbook.diff("deductions")).edited).toStrictEqual([]);
  });
});

describe("Accept suggestions", () => {
  const suggestion = {
    id: first.id,
    fields: { promotionId: "P-1001", settle: "10000.0000", dispute: "2000.0000" },
  };

  test("fills the inputs as the user would, and a review finds the edit", async () => {
    await workbook.fill("deductions", [suggestion]);

    const sheet = onSheet(host);
    expect(sheet.value("Left", 1)).toBe(0);
    expect(sheet.value("State", 1)).toBe("");
    expect(await changes()).toStrictEqual([
      { promotionId: "P-1001", settle: "10000.0000", dispute: "2000.0000" },
    ]);
  });

  test("leaves nothing to dispute blank", async () => {
    await workbook.fill("deductions", [
      { id: first.id, fields: { ...suggestion.fields, dispute: null } },
    ]);

    expect(onSheet(host).value("Dispute ✎", 1)).toBe("");
  });

  test("leaves a formula of the user alone", async () => {
    const sheet = onSheet(host);
    sheet.type("Settle ✎", 1, "=6000+4000");

    await workbook.fill("deductions", [suggestion]);

    expect(sheet.formula("Settle ✎", 1)).toBe("=6000+4000");
    expect(sheet.value("Promo ✎", 1)).toBe("P-1001");
  });
});

describe("discarding", () => {
  test("takes back what the server gave last, formulas too, and tells how many rows", async () => {
    const sheet = onSheet(host);
    sheet.type("Note ✎", 1, "mine");
    sheet.type("Dispute ✎", 3, 5);
    sheet.type("Dispute ✎", 2, "=1+1");
    sheet.type("Amount", 3, 7);
    await workbook.diff("deductions", { mark: true });

    const discarded = await workbook.discard("deductions", "all");

    expect(discarded).toBe(3);
    expect(sheet.value("Note ✎", 1)).toBe("call Anna");
    expect(sheet.formula("Dispute ✎", 2)).toBeUndefined();
    expect(sheet.value("Amount", 3)).toBe(12_002);
    expect(sheet.value("State", 1)).toBe("");
    expect(await changes()).toStrictEqual([]);
  });

  test("of some rows leaves the others as they are", async () => {
    const sheet = onSheet(host);
    sheet.type("Note ✎", 1, "mine");
    sheet.type("Note ✎", 2, "mine too");

    await workbook.discard("deductions", [first.id]);

    expect(await changes()).toStrictEqual([{ note: "mine too" }]);
  });
});
