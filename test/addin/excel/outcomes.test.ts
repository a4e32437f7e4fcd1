// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorkbook } from "../../../addin/excel/workbook.ts";
import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import { bootExcel } from "../../support/excel.ts";
import { claimId } from "../claims.ts";
import { answer, claimNo, onSheet, twelveClaims } from "./deductions-sheet.ts";

let host: ExcelHost;
const workbook = createWorkbook(() => new Date("2026-11-23T05:12:30Z"));

beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(async () => {
  host.reset();
  await workbook.write(answer(twelveClaims()));
});

const drafted = claimNo(1, {
  promotionNumber: "P-1001",
  settle: "10000.0000",
  dispute: "2000.0000",
  status: "MATCHED",
  version: 2,
});

describe("the outcome of a publish", () => {
  test("writes exactly its row: saved, the server's spelling, a new baseline", async () => {
    const sheet = onSheet(host);
    sheet.type("Promo ✎", 1, "p-1001");
    sheet.type("Settle ✎", 1, 10_000);
    sheet.type("Dispute ✎", 1, 2000);
    sheet.type("Note ✎", 2, "not published");
    const sent = (await workbook.diff("deductions")).edited[0]?.changes ?? {};

    await workbook.showOutcomes("deductions", [
      { id: drafted.id, state: "saved", message: "", row: drafted, sent },
    ]);

    expect([sheet.value("State", 1), sheet.value("Promo ✎", 1)]).toStrictEqual([
      "✓ Saved 05:12",
      "P-1001",
    ]);
    expect(sheet.value("_ver", 1)).toBe(2);
    expect(sheet.value("State", 2)).toBe("");
    expect((await workbook.diff("deductions")).edited).toMatchObject([
      { id: claimId(2), changes: { note: "not published" } },
    ]);
  });

  test("keeps what was typed after the publish left", async () => {
    const sheet = onSheet(host);
    sheet.type("Promo ✎", 1, "P-1001");
    sheet.type("Settle ✎", 1, 11_000);
    sheet.type("Dispute ✎", 1, 2000);

    await workbook.showOutcomes("deductions", [
      {
        id: drafted.id,
        state: "saved",
        message: "",
        row: drafted,
        sent: { promotionId: "P-1001", settle: "10000.0000", dispute: "2000.0000" },
      },
    ]);

    expect(sheet.value("Settle ✎", 1)).toBe(11_000);
    expect(sheet.value("State", 1)).toBe("✎ Edited");
    expect((await workbook.diff("deductions")).edited).toMatchObject([
      { version: 2, changes: { settle: "11000.0000" } },
    ]);
  });

  test("that refuses a row leaves the user's values and says why", async () => {
    const sheet = onSheet(host);
    sheet.type("Settle ✎", 1, 12_000);

    await workbook.showOutcomes("deductions", [
      { id: claimId(1), state: "invalid", message: "Settle 12,000.00 is over.", row: null },
      { id: claimId(2), state: "unknown", message: "The connection was lost.", row: null },
    ]);

    expect([sheet.value("State", 1), sheet.value("Message", 1)]).toStrictEqual([
      "⚠ Invalid",
      "Settle 12,000.00 is over.",
    ]);
    expect(sheet.value("State", 2)).toBe("? Unknown");
    expect(sheet.value("Settle ✎", 1)).toBe(12_000);
    expect((await workbook.diff("deductions")).edited).toHaveLength(1);
  });

  test("that finds a conflict keeps mine and takes the other fields", async () => {
    const sheet = onSheet(host);
    sheet.type("Dispute ✎", 1, 1000);
    const theirs = claimNo(1, { dispute: "2000.0000", assignedTo: "Ben", version: 5 });

    await workbook.showOutcomes("deductions", [
      { id: theirs.id, state: "conflict", message: "Ben changed this row.", row: theirs },
    ]);

    expect(sheet.value("Dispute ✎", 1)).toBe(1000);
    expect(sheet.value("Analyst ✎", 1)).toBe("Ben");
    expect(sheet.value("State", 1)).toBe("⇄ Conflict");
    expect(sheet.value("Message", 1)).toMatch(/^Ben changed this row\. Dispute: yours 1,000\.00/);
    expect((await workbook.diff("deductions")).edited).toMatchObject([
      { version: 5, conflicts: [{ base: "", mine: "1,000.00", theirs: "2,000.00" }] },
    ]);
  });

  test("that finds other fields changed leaves nothing to decide, and the row still to be sent", async () => {
    onSheet(host).type("Dispute ✎", 1, 1000);
    const theirs = claimNo(1, { assignedTo: "Ben", version: 5 });

    await workbook.showOutcomes("deductions", [
      { id: theirs.id, state: "conflict", message: "Ben changed this row.", row: theirs },
    ]);

    expect(onSheet(host).value("State", 1)).toBe("✖ Failed");
    expect(await workbook.filterToProblems("deductions")).toBe(1);
    expect((await workbook.diff("deductions")).edited).toMatchObject([
      { version: 5, conflicts: [], changes: { dispute: "1000.0000" } },
    ]);
  });

  test("that finds a newer row, where mine is nothing new, shows the server's", async () => {
    const theirs = claimNo(1, { dispute: "2000.0000", version: 5 });
    onSheet(host).type("Dispute ✎", 1, 2000);

    await workbook.showOutcomes("deductions", [
      { id: theirs.id, state: "conflict", message: "Ben changed this row.", row: theirs },
    ]);

    expect(onSheet(host).value("State", 1)).toBe("⟳ Newer");
    expect((await workbook.diff("deductions")).edited).toStrictEqual([]);
  });

  test("writes a long message short", async () => {
    await workbook.showOutcomes("deductions", [
      { id: claimId(1), state: "failed", message: "x".repeat(900), row: null },
    ]);

    expect(onSheet(host).value("Message", 1)).toHaveLength(500);
  });

  test("reaches a row that a filter hides, and the filter stays", async () => {
    const sheet = onSheet(host);
    host.userDoes(({ tables }) =>
      tables
        .getItem("tblDeductions")
        .columns.getItem("Deduction #")
        .filter.applyValuesFilter(["D-1001"]),
    );

    await workbook.showOutcomes("deductions", [
      { id: claimId(9), state: "failed", message: "refused", row: null },
    ]);

    expect(sheet.value("State", 9)).toBe("✖ Failed");
    expect([sheet.isHidden(1), sheet.isHidden(9)]).toStrictEqual([false, true]);
  });
});

describe("the outcome of a posting", () => {
  const posted = claimNo(1, {
    settled: "10000.0000",
    disputed: "2000.0000",
    open: "0.0000",
    status: "SETTLED",
    journalStatus: "POSTED",
    erpDocument: "4900000012",
    editable: false,
    version: 3,
  });

  test("empties the inputs and shows what was settled and disputed, without a refresh", async () => {
    const sheet = onSheet(host);
    await workbook.showOutcomes("deductions", [
      { id: drafted.id, state: "saved", message: "", row: drafted },
    ]);

    await workbook.showOutcomes("deductions", [
      { id: posted.id, state: "posting", message: "On its way.", row: null },
    ]);
    const underWay = sheet.value("State", 1);
    await workbook.showOutcomes("deductions", [
      { id: posted.id, state: "posted", message: "Posted as 4900000012.", row: posted },
    ]);

    expect(underWay).toBe("… Posting");
    expect(sheet.value("State", 1)).toBe("✓ Posted");
    expect(sheet.value("Settle ✎", 1)).toBe("");
    expect(sheet.value("Settled ƒ", 1)).toBe(10_000);
    expect(sheet.value("Disputed ƒ", 1)).toBe(2000);
    expect(sheet.value("Journal ƒ", 1)).toBe("POSTED");
    expect((await workbook.diff("deductions")).edited).toStrictEqual([]);
  });

  test("that the ERP refused says so in its words", async () => {
    const words = "Period 2026-10 is closed. (ERP: PERIOD_CLOSED)";

    await workbook.showOutcomes("deductions", [
      { id: posted.id, state: "failed", message: words, row: claimNo(1, { version: 3 }) },
    ]);

    expect(onSheet(host).value("State", 1)).toBe("✖ Failed");
    expect(onSheet(host).value("Message", 1)).toBe(words);
  });
});

describe("Show only these", () => {
  test("filters to the rows that need somebody, and lifts again", async () => {
    const sheet = onSheet(host);
    await workbook.showOutcomes("deductions", [
      { id: claimId(3), state: "failed", message: "refused", row: null },
      { id: claimId(5), state: "invalid", message: "wrong", row: null },
      { id: claimId(6), state: "saved", message: "", row: claimNo(6, { version: 2 }) },
    ]);

    const count = await workbook.filterToProblems("deductions");
    const shown = [1, 2, 3, 4, 5, 6].filter((row) => !sheet.isHidden(row));
    await workbook.clearFilter("deductions");

    expect(count).toBe(2);
    expect(shown).toStrictEqual([3, 5]);
    expect(sheet.isHidden(1)).toBe(false);
  });

  test("filters nothing when nothing is wrong", async () => {
    expect(await workbook.filterToProblems("deductions")).toBe(0);
    expect(onSheet(host).isHidden(1)).toBe(false);
  });
});
