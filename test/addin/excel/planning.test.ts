// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorkbook } from "../../../addin/excel/workbook.ts";
import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import { bootExcel } from "../../support/excel.ts";
import { matching } from "../claims.ts";
import { aFund, aLine, aPromotion, planData, planId } from "../planning.ts";
import { onSheet } from "./deductions-sheet.ts";

let host: ExcelHost;
let minted = 0;
const mintId = () => planId("c", 900 + ++minted);
const workbook = createWorkbook(() => new Date("2026-11-23T05:12:30Z"), mintId);

const promos = () => onSheet(host, "Promotions");
const lines = () => onSheet(host, "Promo Lines");
const review = (table: "promotions" | "promoLines" | "funds" = "promotions") =>
  workbook.diff(table, { mark: true });

beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(async () => {
  host.reset();
  minted = 0;
  await workbook.write(planData("promotions", [aPromotion(1), aPromotion(2)]));
  await workbook.write(planData("promoLines", [aLine(1), aLine(2)]));
  await workbook.write(planData("funds", [aFund(1), aFund(2)]));
});

/** Types a new promotion below the table, as a planner does. */
function typePromotion(row: number, given: Record<string, string | number> = {}): void {
  const cells: Record<string, string | number> = {
    "Name ✎★": "Winter",
    "Customer ✎★": "Walmart",
    "Fund ✎★": "Walmart 2026",
    "Tactic ✎★": "Scan-back",
    "Sell-in start ✎★": 46_357,
    "Sell-in end ✎★": 46_384,
    ...given,
  };
  for (const [header, value] of Object.entries(cells)) promos().type(header, row, value);
}

describe("the three sheets of planning", () => {
  test("have the columns of the specification, in its order, with their marks", () => {
    const headers = (name: string) =>
      Array.from({ length: 40 }, (_, c) => onSheet(host, name).sheet().at(3, c)?.v).filter(Boolean);

    expect(headers("Promotions").join(" · ")).toBe(
      "State · Message · Promo # ƒ · Name ✎★ · Customer ✎★ · Fund ✎★ · Tactic ✎★ · Sell-in start ✎★ · Sell-in end ✎★ · Scan start ✎ · Scan end ✎ · Uplift % ✎ · Fixed cost ✎ · Planned spend ƒ · Spend/unit ƒ · Units ƒ · Margin ƒ · Accrued ƒ · Settled ƒ · Fund left ƒ · Status ƒ · Accrual ƒ · Owner ✎ · Note ✎ · _id · _ver",
    );
    expect(headers("Promo Lines").join(" · ")).toBe(
      "State · Message · Promo # ✎★ · SKU ✎★ · Product ƒ · List price ƒ · COGS ƒ · Discount/unit ✎★ · Base units ✎★ · Uplift units ✎ · Line spend ƒ · Margin/unit ƒ · Landed cost ƒ · Forecast margin ƒ · _id · _ver",
    );
    expect(headers("Funds").join(" · ")).toBe(
      "State · Message · Fund # ƒ · Name ✎★ · Customer ✎ · Brand ✎ · From ✎★ · To ✎★ · Budget ✎★ · Transfers ƒ · Adjustments ƒ · Reserved ƒ · Committed ƒ · Actual ƒ · Available ƒ · Owner ✎ · Note ✎ · _id · _ver",
    );
    expect([...host.unimplemented]).toStrictEqual([]);
  });

  test("hold codes as text, the percentage as a fraction, units whole and prices to four decimals", () => {
    expect(promos().value("Customer ✎★", 1)).toBe("0010001");
    expect(promos().value("Uplift % ✎", 1)).toBe(0.125);
    expect(promos().format("Uplift % ✎", 1)).toBe("0.00%");
    expect(promos().value("Units ƒ", 1)).toBe(1200);
    expect(lines().value("SKU ✎★", 1)).toBe("0001");
    expect(lines().value("Discount/unit ✎★", 1)).toBe(1.25);
    expect(lines().format("Discount/unit ✎★", 1)).toMatch(/^#,##0\.0000/);
  });

  test("are told in their order, each with its own rows", async () => {
    expect(await workbook.tables()).toMatchObject([
      { table: "promotions", name: "tblPromotions", sheet: "Promotions", rows: 2, edited: 0 },
      { table: "promoLines", name: "tblPromoLines", sheet: "Promo Lines", rows: 2, edited: 0 },
      { table: "funds", name: "tblFunds", sheet: "Funds", rows: 2, edited: 0 },
    ]);
  });

  test("offer the lists of the workbook, and follow them when they grow", async () => {
    const rule = (header: string) => {
      const { sheet, column } = promos();
      return sheet().validations.find(({ z }) => z.r === 4 && z.c === column(header))?.rule;
    };
    const before = rule("Fund ✎★");

    await workbook.write(planData("funds", [aFund(1), aFund(2), aFund(3)]));

    expect(before).toMatchObject({ list: { source: "=_TPM_Lists!$R$2:$R$3" } });
    expect(rule("Fund ✎★")).toMatchObject({ list: { source: "=_TPM_Lists!$R$2:$R$4" } });
    expect(rule("Customer ✎★")).toMatchObject({ list: { source: "=_TPM_Lists!$F$2:$F$4" } });
  });

  test("know which one the cursor is in", async () => {
    host.userSelects("Promo Lines", "D5");
    const inLines = await workbook.activeTable();
    host.userSelects("Promo Lines", "A1");
    const above = await workbook.activeTable();
    host.userSelects("Sheet1", "D5");

    expect([inLines, above, await workbook.activeTable()]).toStrictEqual([
      "promoLines",
      null,
      null,
    ]);
  });

  test("warn that a draft needs more than its fund has", async () => {
    const dear = aPromotion(1, { plannedSpend: "6000", version: 2 });

    await workbook.write(planData("promotions", [dear, aPromotion(2)]));

    expect(promos().value("State", 1)).toBe("");
    expect(promos().value("Message", 1)).toBe(
      "Fund F-1001 has 5,000.00 left; this promotion needs 6,000.00.",
    );
  });

  test("say the ERP's words of a failed accrual, and why a live promotion is read-only", async () => {
    const failed = aPromotion(1, {
      accrualStatus: "FAILED",
      accrualMessage: "Period 2026-10 is closed.",
    });
    const live = aPromotion(2, { status: "LIVE", editable: false });

    await workbook.write(planData("promotions", [failed, live]));

    expect(promos().value("Message", 1)).toBe(
      "The accrual is not posted. Period 2026-10 is closed.",
    );
    expect([promos().value("State", 1), promos().value("State", 2)]).toStrictEqual([
      "✖ Failed",
      "⊖ Read-only",
    ]);
  });
});

describe("what a planner types", () => {
  test("may be a name or a code: both are sent as the code", async () => {
    promos().type("Customer ✎★", 1, "walmart east");
    promos().type("Owner ✎", 2, "pia@example.test");

    const { edited } = await workbook.diff("promotions");

    expect(edited.map(({ changes }) => changes)).toStrictEqual([
      { customerErpId: "0010002" },
      { ownerId: "Pia Planner" },
    ]);
  });

  test("that names nothing is asked back", async () => {
    promos().type("Customer ✎★", 1, "Wallmart");

    const { edited } = await review();

    expect(edited[0]).toMatchObject({
      changes: {},
      problems: [
        {
          header: "Customer",
          message: "There is no customer Wallmart. Did you mean 0010001 (Walmart)?",
        },
      ],
    });
    expect(promos().value("State", 1)).toBe("⚠ Invalid");
  });

  test("that became a number proposes the codes it may have been", async () => {
    host.userDoes(({ worksheets }) => {
      const cell = worksheets.getItem("Promotions").getRange(promos().address("Customer ✎★", 1));
      cell.numberFormat = [["General"]];
      cell.values = [[10_001]];
    });

    const { edited } = await workbook.diff("promotions");

    expect(edited[0]?.problems).toMatchObject([{ message: matching(/number 10001.*0010001/) }]);
  });

  test("as 12.5 into the percentage is told to be 1250 %", async () => {
    promos().type("Uplift % ✎", 1, 12.5);

    const { edited } = await workbook.diff("promotions");

    expect(edited[0]?.problems).toMatchObject([{ message: matching(/^1250 % is not between/) }]);
  });

  test("in a row that may not be changed is a problem with the reason", async () => {
    const live = aPromotion(1, { status: "LIVE", editable: false, version: 2 });
    await workbook.write(planData("promotions", [live, aPromotion(2)]));
    promos().type("Name ✎★", 1, "New name");

    const { edited } = await workbook.diff("promotions");

    expect(edited[0]?.problems).toStrictEqual([
      { field: "name", header: "Name", message: "It is live: its fields are fixed while it runs." },
    ]);
  });

  test("breaks the shared rules in their own words", async () => {
    promos().type("Sell-in end ✎★", 1, 46_300);
    promos().type("Fund ✎★", 2, "F-1002");
    lines().type("SKU ✎★", 2, "0001");

    const { edited } = await workbook.diff("promotions");
    const ofLines = await workbook.diff("promoLines");

    expect(edited[0]?.problems[0]?.message).toMatch(
      /^Sell-in ends on 2026-10-05, before it starts/,
    );
    expect(edited).toHaveLength(2);
    expect(ofLines.edited[0]?.problems).toMatchObject([
      { header: "SKU", message: matching(/^Promotion P-1001 has a line for 0001 already/) },
    ]);
  });

  test("as a formula that Excel filled down is one act of many rows", async () => {
    promos().type("Fixed cost ✎", 1, "=10*25");
    promos().type("Fixed cost ✎", 2, "=10*25");
    await host.settled();

    const { formulas } = await workbook.diff("promotions");

    expect(formulas).toStrictEqual([{ field: "fixedCost", header: "Fixed cost", rows: 2 }]);
  });
});

describe("a new row", () => {
  test("below the table is New, gets its id once, and is saved as that", async () => {
    typePromotion(3);

    const counted = await workbook.diff("promotions");
    const first = await review();
    const second = await review();

    expect(counted.edited).toMatchObject([{ op: "create", id: "new row 3" }]);
    expect(first.edited).toStrictEqual(second.edited);
    expect(first.edited).toMatchObject([
      {
        id: planId("c", 901),
        op: "create",
        version: null,
        label: "New promotion · Winter",
        problems: [],
        changes: {
          name: "Winter",
          customerErpId: "0010001",
          fundId: "F-1001",
          tacticType: "SCAN_BACK",
          sellInStart: "2026-12-01",
          sellInEnd: "2026-12-28",
        },
      },
    ]);
    expect(promos().value("State", 3)).toBe("＋ New");

    const saved = aPromotion(3, { id: planId("c", 901), name: "Winter" });
    await workbook.showOutcomes("promotions", [
      {
        id: saved.id,
        state: "saved",
        message: "",
        row: saved,
        sent: first.edited[0]?.changes ?? {},
      },
    ]);

    expect(promos().value("State", 3)).toBe("✓ Saved 05:12");
    expect(promos().value("Promo # ƒ", 3)).toBe("P-1003");
    expect(promos().value("Customer ✎★", 3)).toBe("0010001");
    expect((await workbook.diff("promotions")).edited).toStrictEqual([]);
  });

  test("without what is required lists each missing field", async () => {
    promos().type("Name ✎★", 3, "Only a name");

    const { edited } = await review();

    expect(edited[0]?.problems.map(({ header }) => header).toSorted()).toStrictEqual([
      "Customer",
      "Fund",
      "Sell-in end",
      "Sell-in start",
      "Tactic",
    ]);
    expect(edited[0]?.problems[0]?.message).toBe("Customer is missing. Fill it in.");
    expect(promos().value("State", 3)).toBe("⚠ Invalid");
  });

  test("may be named by its lines before it has a number, and then both tables have the number", async () => {
    typePromotion(3, { "Promo # ƒ": "new-1" });
    for (const [header, value] of Object.entries({
      "Promo # ✎★": "new-1",
      "SKU ✎★": "Crackers 3",
      "Discount/unit ✎★": 0.25,
      "Base units ✎★": 100,
    })) {
      lines().type(header, 3, value);
    }

    const promotion = (await review()).edited[0];
    const line = (await review("promoLines")).edited[0];

    expect(line).toMatchObject({
      op: "create",
      problems: [],
      changes: { promotionId: promotion?.id, productErpId: "0003", discountPerUnit: "0.2500" },
    });

    const saved = aPromotion(9, { id: promotion?.id ?? "", name: "Winter" });
    await workbook.showOutcomes("promotions", [
      { id: saved.id, state: "saved", message: "", row: saved, sent: promotion?.changes ?? {} },
    ]);

    expect(promos().value("Promo # ƒ", 3)).toBe("P-1009");
    expect(lines().value("Promo # ✎★", 3)).toBe("P-1009");
    expect((await review("promoLines")).edited).toMatchObject([
      { op: "create", problems: [], changes: { promotionId: "P-1009" } },
    ]);
  });

  test("gives its parent an id too when its table is reviewed first", async () => {
    typePromotion(3, { "Promo # ƒ": "new-1" });
    lines().type("Promo # ✎★", 3, "new-1");

    const { edited } = await review("promoLines");

    expect(edited[0]?.changes["promotionId"]).toBe(promos().value("_id", 3));
  });

  test("that is discarded is emptied", async () => {
    typePromotion(3);
    const id = (await review()).edited[0]?.id ?? "";

    const discarded = await workbook.discard("promotions", [id]);

    expect(discarded).toBe(1);
    expect([promos().value("Name ✎★", 3), promos().value("_id", 3)]).toStrictEqual(["", ""]);
    expect(await workbook.diff("promotions")).toMatchObject({ edited: [], rows: 2 });
  });

  test("of Deductions is none: they come from the ERP", async () => {
    const funds = onSheet(host, "Funds");
    funds.type("Name ✎★", 3, "Fund of mine");

    expect((await workbook.diff("funds")).edited).toMatchObject([{ op: "create" }]);
  });
});

describe("a copied row", () => {
  const copy = () => {
    host.userDoes(({ worksheets }) => {
      const sheet = worksheets.getItem("Promotions");
      sheet.getRange("A7:Z7").copyFrom("A5:Z5");
    });
    promos().type("Name ✎★", 3, "Copied");
  };

  test("is named with what to do, and made a new row when the user says so", async () => {
    copy();
    const twice = await review();
    const message = promos().value("Message", 3);

    const made = await workbook.makeNew("promotions", [aPromotion(1).id]);
    const { edited, duplicated } = await review();

    expect(twice.duplicated).toMatchObject([{ label: "P-1001 · Summer 1" }]);
    expect(message).toMatch(/in the table twice/);
    expect(made).toBe(1);
    expect(duplicated).toStrictEqual([]);
    expect(edited).toMatchObject([{ op: "create", changes: { name: "Copied" }, problems: [] }]);
    expect(promos().value("_id", 1)).toBe(aPromotion(1).id);
    expect(promos().value("Promo # ƒ", 3)).toBe("");
  });
});

describe("deleting", () => {
  test("marks and strikes the row, publishes as a deletion, and empties the row afterwards", async () => {
    await workbook.markDeleted("promotions", [aPromotion(2).id], true);
    const state = promos().value("State", 2);
    const { edited } = await review();

    await workbook.showOutcomes("promotions", [
      { id: aPromotion(2).id, state: "deleted", message: "", row: null },
    ]);

    expect(state).toBe("⌫ Delete");
    expect(edited).toMatchObject([
      { op: "delete", id: aPromotion(2).id, version: 1, changes: {}, problems: [] },
    ]);
    expect(promos().value("State", 2)).toBe("✓ Deleted");
    expect(promos().value("Name ✎★", 2)).toBe("");
    expect(await workbook.diff("promotions")).toMatchObject({ edited: [], missing: [], rows: 1 });
  });

  test("is taken back, by itself or by a discard", async () => {
    await workbook.markDeleted("promotions", [aPromotion(1).id, aPromotion(2).id], true);

    await workbook.markDeleted("promotions", [aPromotion(1).id], false);
    await workbook.discard("promotions", "all");

    expect([promos().value("State", 1), promos().value("State", 2)]).toStrictEqual(["", ""]);
    expect((await workbook.diff("promotions")).edited).toStrictEqual([]);
  });

  test("stays marked over a refresh, which tells what changed since", async () => {
    await workbook.markDeleted("promotions", [aPromotion(1).id], true);

    await workbook.write(
      planData("promotions", [aPromotion(1, { name: "Renamed", version: 2 }), aPromotion(2)]),
    );

    expect(promos().value("State", 1)).toBe("⌫ Delete");
    expect(promos().value("Message", 1)).toMatch(/^Changed in Tradebook since: Name/);
    expect((await workbook.diff("promotions")).edited).toMatchObject([
      { op: "delete", version: 2 },
    ]);
  });

  test("of a row in the sheet only is told as missing, and deletes nothing", async () => {
    host.userDoes(({ worksheets }) =>
      worksheets.getItem("Promotions").getRange("6:6").delete("Up"),
    );

    expect(await review()).toMatchObject({ edited: [], missing: [{ label: "P-1002 · Summer 2" }] });
  });

  test("of a row that only the sheet knows empties it", async () => {
    typePromotion(3);
    const id = (await review()).edited[0]?.id ?? "";

    await workbook.markDeleted("promotions", [id], true);

    expect(await workbook.diff("promotions")).toMatchObject({ edited: [], rows: 2 });
  });
});

describe("a conflict", () => {
  const both = async () => {
    promos().type("Name ✎★", 1, "Mine");
    promos().type("Note ✎", 1, "my note");
    const theirs = aPromotion(1, { name: "Theirs", note: "their note", version: 2 });
    await workbook.write(planData("promotions", [theirs, aPromotion(2)]));
  };

  test("keeps what the field was before both, over any number of refreshes", async () => {
    await both();
    const again = aPromotion(1, { name: "Theirs too", note: "their note", version: 3 });
    await workbook.write(planData("promotions", [again, aPromotion(2)]));

    expect((await workbook.diff("promotions")).edited[0]?.conflicts).toStrictEqual([
      { field: "name", header: "Name", base: "Summer 1", mine: "Mine", theirs: "Theirs too" },
      { field: "note", header: "Note", base: "", mine: "my note", theirs: "their note" },
    ]);
  });

  test("is decided field by field, and State follows", async () => {
    await both();
    const { id } = aPromotion(1);

    await workbook.resolve("promotions", [{ id, field: "name", take: "theirs" }]);
    const half = [promos().value("State", 1), promos().value("Name ✎★", 1)];
    await workbook.resolve("promotions", [{ id, field: "note", take: "mine" }]);

    expect(half).toStrictEqual(["⇄ Conflict", "Theirs"]);
    expect(promos().value("State", 1)).toBe("✎ Edited");
    expect((await workbook.diff("promotions")).edited).toMatchObject([
      { version: 2, conflicts: [], changes: { note: "my note" } },
    ]);
  });

  test("whose every field takes theirs leaves a clean row", async () => {
    await both();
    const { id } = aPromotion(1);

    await workbook.resolve("promotions", [
      { id, field: "name", take: "theirs" },
      { id, field: "note", take: "theirs" },
    ]);

    expect([promos().value("State", 1), promos().value("Message", 1)]).toStrictEqual(["", ""]);
    expect((await workbook.diff("promotions")).edited).toStrictEqual([]);
  });
});

describe("the row that a publish changed without being part of it", () => {
  test("follows, and keeps what State said", async () => {
    promos().type("Note ✎", 1, "mine");
    await review();

    await workbook.showOutcomes("promotions", [
      {
        id: aPromotion(1).id,
        state: "current",
        message: "",
        row: aPromotion(1, { plannedSpend: "2500", version: 2 }),
      },
    ]);

    expect(promos().value("Planned spend ƒ", 1)).toBe(2500);
    expect(promos().value("State", 1)).toBe("✎ Edited");
    expect((await workbook.diff("promotions")).edited).toMatchObject([
      { version: 2, changes: { note: "mine" } },
    ]);
  });

  test("and the rows of some ids are given in the sheet's order", async () => {
    const known = await workbook.known("promotions", [
      aPromotion(2).id,
      planId("p", 99),
      aPromotion(1).id,
    ]);

    expect(known.map(({ number }) => number)).toStrictEqual(["P-1001", "P-1002"]);
  });
});
