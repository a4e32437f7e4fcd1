// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorkbook } from "../../../addin/excel/workbook.ts";
import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import { bootExcel } from "../../support/excel.ts";
import { answer, claimNo, onSheet, twelveClaims } from "./deductions-sheet.ts";

let host: ExcelHost;
const workbook = createWorkbook();

beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(async () => {
  host.reset();
  await workbook.write(answer(twelveClaims()));
});

const later = { asOf: "2026-11-23T09:00:00.000Z" };

/** The twelve again, some of them as the server changed them. */
const changed = (...claims: ReturnType<typeof claimNo>[]) =>
  twelveClaims().map((claim) => claims.find(({ id }) => id === claim.id) ?? claim);

describe("a refresh", () => {
  test("of an unchanged table writes no row", async () => {
    const outcome = await workbook.write(answer(twelveClaims(), later));

    expect(outcome).toStrictEqual({
      written: 0,
      added: 0,
      kept: 0,
      newer: 0,
      conflicts: 0,
      gone: [],
      asOf: later.asOf,
      filtersLost: [],
    });
    expect(onSheet(host).sheet().at(1, 0)?.v).toMatch(/^As of 2026-11-23 09:00 UTC/);
  });

  test("takes what the server changed and keeps what the user typed", async () => {
    const sheet = onSheet(host);
    sheet.type("Settle ✎", 1, 10_000);
    const theirs = claimNo(1, { assignedTo: "Ben", open: "11000.0000", version: 2 });

    const outcome = await workbook.write(answer(changed(theirs), later));

    expect(outcome).toMatchObject({ written: 1, newer: 1, conflicts: 0 });
    expect(sheet.value("Settle ✎", 1)).toBe(10_000);
    expect(sheet.value("Analyst ✎", 1)).toBe("Ben");
    expect(sheet.value("Open", 1)).toBe(11_000);
    expect(sheet.value("State", 1)).toBe("⟳ Newer");
  });

  test("keeps mine in a conflict, and discarding takes theirs", async () => {
    const sheet = onSheet(host);
    sheet.type("Dispute ✎", 1, 2000);
    const theirs = claimNo(1, { dispute: "1500.0000", version: 2 });

    const outcome = await workbook.write(answer(changed(theirs), later));
    const shown = [sheet.value("State", 1), sheet.value("Dispute ✎", 1)];
    const { edited } = await workbook.diff("deductions");
    const discarded = await workbook.discard("deductions", [theirs.id]);

    expect(outcome.conflicts).toBe(1);
    expect(shown).toStrictEqual(["⇄ Conflict", 2000]);
    expect(edited[0]).toMatchObject({
      version: 2,
      conflicts: [{ field: "dispute", base: "", mine: "2,000.00", theirs: "1,500.00" }],
    });
    expect(discarded).toBe(1);
    expect(sheet.value("Dispute ✎", 1)).toBe(1500);
    expect(sheet.value("State", 1)).toBe("");
    expect((await workbook.diff("deductions")).edited).toStrictEqual([]);
  });

  test("never overwrites a formula of the user", async () => {
    const sheet = onSheet(host);
    sheet.type("Settle ✎", 1, "=[@Open]-2000");
    await host.settled();

    await workbook.write(answer(changed(claimNo(1, { settle: "9000.0000", version: 2 })), later));

    expect(sheet.formula("Settle ✎", 1)).toBe("=[@Open]-2000");
    expect(sheet.value("State", 1)).toBe("⟳ Newer");
    expect(sheet.value("Message", 1)).toMatch(/yours 10,000\.00, Tradebook 9,000\.00/);
  });

  test("finds our columns beside a column the user put between them, and leaves it alone", async () => {
    host.userDoes(({ tables }) => {
      const columns = tables.getItem("tblDeductions").columns;
      columns.add(columns.getItem("Open").index, null, "My view");
    });
    const sheet = onSheet(host);
    sheet.type("My view", 3, "mine");

    const outcome = await workbook.write(
      answer([...changed(claimNo(3, { open: "1.0000", version: 2 })), claimNo(13)], later),
    );

    expect(outcome).toMatchObject({ written: 1, added: 1 });
    expect(sheet.value("My view", 3)).toBe("mine");
    expect(sheet.value("Open", 3)).toBe(1);
    expect(sheet.value("My view", 13)).toBe("");
    expect(sheet.value("Deduction #", 13)).toBe("D-1013");
    expect(sheet.value("Reason (ERP)", 13)).toBe("005");
  });

  test("finds a column by its id when the user renamed it", async () => {
    const sheet = onSheet(host);
    host.userEdits("Deductions", "C4", [["Claim no."]]);

    await workbook.write(answer(changed(claimNo(2, { number: "D-X", version: 2 })), later));

    expect(sheet.value("Claim no.", 2)).toBe("D-X");
    expect((await workbook.tables())[0]?.missingColumns).toStrictEqual([]);
  });

  test("goes on without a column the user deleted, and names it", async () => {
    host.userDoes(({ tables }) =>
      tables.getItem("tblDeductions").columns.getItem("Analyst ✎").delete(),
    );
    const sheet = onSheet(host);
    sheet.type("Note ✎", 1, "still here");

    const state = (await workbook.tables())[0];
    const { edited } = await workbook.diff("deductions");

    expect(state?.missingColumns).toStrictEqual(["Analyst"]);
    expect(edited.map(({ changes }) => changes)).toStrictEqual([{ note: "still here" }]);
  });

  test("keeps the user's order and follows the rows", async () => {
    host.userDoes(({ tables }) => {
      const table = tables.getItem("tblDeductions");
      table.sort.apply([{ key: table.columns.getItem("Amount").index, ascending: false }]);
    });
    const sheet = onSheet(host);

    await workbook.write(answer(changed(claimNo(12, { note: "last", version: 2 })), later));

    expect(sheet.value("Deduction #", 1)).toBe("D-1012");
    expect(sheet.value("Note ✎", 1)).toBe("last");
  });

  test("keeps a filter, and writes rows that it hides", async () => {
    host.userDoes(({ tables }) =>
      tables
        .getItem("tblDeductions")
        .columns.getItem("Deduction #")
        .filter.applyValuesFilter(["D-1002", "D-1005"]),
    );
    const sheet = onSheet(host);

    const outcome = await workbook.write(
      answer([...changed(claimNo(7, { note: "hidden", version: 2 })), claimNo(13)], later),
    );

    expect(outcome.filtersLost).toStrictEqual([]);
    expect(sheet.value("Note ✎", 7)).toBe("hidden");
    const shown = [1, 2, 5, 7, 13].filter((row) => !sheet.isHidden(row));
    expect(shown).toStrictEqual([2, 5]);
  });

  test("appends below, in the formats of the rows above, and moves what the user has there", async () => {
    const sheet = onSheet(host);
    host.userEdits("Deductions", "C20", [["my notes"]]);

    const more = Array.from({ length: 5 }, (_, n) => claimNo(13 + n));
    const outcome = await workbook.write(answer([...twelveClaims(), ...more], later));

    expect(outcome.added).toBe(5);
    expect(sheet.rows()).toBe(17);
    expect(sheet.sheet().getStyle(20, sheet.column("Settle ✎"), "style")).toBe("TPM Input");
    expect(sheet.format("Amount", 17)).toBe(sheet.format("Amount", 1));
    expect(sheet.value("Left", 17)).toBe(12_016);
    expect(sheet.sheet().at(24, 2)?.v).toBe("my notes");
  });

  test("keeps a total row below the rows it appends", async () => {
    host.userDoes(({ tables }) => {
      tables.getItem("tblDeductions").showTotals = true;
    });
    const sheet = onSheet(host);

    await workbook.write(answer([...twelveClaims(), claimNo(13)], later));

    expect(host.model.table("tblDeductions")?.showTotals).toBe(true);
    expect(sheet.value("Deduction #", 13)).toBe("D-1013");
    expect((await workbook.tables())[0]).toMatchObject({ rows: 13 });
  });

  test("marks rows that the server no longer lists and removes none", async () => {
    const [, ...eleven] = twelveClaims();

    const outcome = await workbook.write(answer(eleven, later));

    expect(outcome.gone).toHaveLength(1);
    expect(onSheet(host).rows()).toBe(12);
    expect(onSheet(host).value("State", 1)).toBe("⊘ Not listed");
  });

  test("puts read-only cells right that were typed over", async () => {
    const sheet = onSheet(host);
    sheet.type("Amount", 4, 1);
    const { overtyped } = await workbook.diff("deductions");

    await workbook.write(answer(twelveClaims(), later));

    expect(overtyped).toMatchObject([{ headers: ["Amount"] }]);
    expect(sheet.value("Amount", 4)).toBe(12_003);
  });

  test("forgets the baselines of rows that came and went, and keeps those that are there", async () => {
    const rounds = Array.from({ length: 30 }, (_, n) => claimNo(100 + n));
    for (const claim of rounds) {
      // One refresh after another, as a user who changes a filter.
      await workbook.write(answer([...twelveClaims(), claim], later));
      host.userDoes(({ worksheets }) =>
        worksheets.getItem("Deductions").getRange("17:17").delete("Up"),
      );
    }

    await workbook.write(answer(twelveClaims(), later));

    const base = host.model.sheet("_TPM_Base");
    const ids = Array.from({ length: 200 }, (_, row) => base?.at(1 + row, 0)?.v).filter(Boolean);
    expect(ids).toHaveLength(12);
    expect(await workbook.diff("deductions")).toMatchObject({ edited: [], missing: [], rows: 12 });
  });

  test("of another company's data is refused and leaves the sheet as it was", async () => {
    const other = { tenantId: "22222222-2222-4222-8222-222222222222", userName: "Sam" };

    await expect(workbook.write(answer([claimNo(99)], { owner: other }))).rejects.toThrow(
      "This workbook holds another company's deductions, fetched by Fiona.",
    );
    expect(onSheet(host).rows()).toBe(12);
  });

  test("after the baseline was lost sends nothing, and then keeps what was typed as the user's", async () => {
    const sheet = onSheet(host);
    sheet.type("Note ✎", 2, "mine");
    host.userDoes(({ worksheets }) => worksheets.getItem("_TPM_Base").getRange("A:B").clear());
    const lost = await workbook.diff("deductions");

    const outcome = await workbook.write(answer(twelveClaims(), later));

    expect(lost).toMatchObject({ edited: [], unknown: 12 });
    expect(outcome).toMatchObject({ kept: 1, added: 0 });
    expect((await workbook.diff("deductions")).edited).toMatchObject([
      { id: claimNo(2).id, changes: { note: "mine" } },
    ]);
  });

  test("brings a row back below that the user deleted from the sheet", async () => {
    host.userDoes(({ worksheets }) =>
      worksheets.getItem("Deductions").getRange("6:6").delete("Up"),
    );
    const { missing } = await workbook.diff("deductions");

    const outcome = await workbook.write(answer(twelveClaims(), later));

    expect(missing).toMatchObject([{ label: "D-1002 · Walmart" }]);
    expect(outcome.added).toBe(1);
    expect(onSheet(host).value("Deduction #", 12)).toBe("D-1002");
  });

  test("without the column of keys is refused: every row would be doubled", async () => {
    host.userDoes(({ tables }) => tables.getItem("tblDeductions").columns.getItem("_id").delete());

    await expect(workbook.write(answer(twelveClaims(), later))).rejects.toThrow(
      "The hidden column _id of Deductions was deleted.",
    );
    expect(onSheet(host).rows()).toBe(12);
  });

  test("counts days from 1904 where the workbook does", async () => {
    host.userDoes(({ worksheets }) => {
      worksheets.getItem("_TPM_Lists").getRange("D2").values = [[0]];
    });

    await workbook.write(answer([...twelveClaims(), claimNo(13)], later));

    expect(onSheet(host).value("Posted", 13)).toBe(46_328 - 1_462);
  });

  test("makes the table anew when the user deleted its sheet", async () => {
    host.userDoes(({ worksheets }) => worksheets.getItem("Deductions").delete());
    const gone = (await workbook.tables())[0];

    await workbook.write(answer(twelveClaims(), later));

    expect(gone).toBeUndefined();
    expect((await workbook.tables())[0]).toMatchObject({ sheet: "Deductions", rows: 12 });
  });
});
