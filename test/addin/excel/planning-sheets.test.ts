// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { describe, expect, test } from "vitest";
import { aFund, aLine, aPromotion, planData, planId } from "../planning.ts";
import { onSheet } from "./deductions-sheet.ts";
import { planningBook } from "./planning-book.ts";

const book = planningBook();

describe("the three sheets of planning", () => {
  test("have the columns of the specification, in its order, with their marks", () => {
    expect(headersOf("Promotions").join(" · ")).toBe(
      "State · Message · Promo # ƒ · Name ✎★ · Customer ✎★ · Fund ✎★ · Tactic ✎★ · Sell-in start ✎★ · Sell-in end ✎★ · Scan start ✎ · Scan end ✎ · Uplift % ✎ · Fixed cost ✎ · Planned spend ƒ · Spend/unit ƒ · Units ƒ · Margin ƒ · Accrued ƒ · Settled ƒ · Fund left ƒ · Status ƒ · Accrual ƒ · Owner ✎ · Note ✎ · _id · _ver",
    );
    expect(headersOf("Promo Lines").join(" · ")).toBe(
      "State · Message · Promo # ✎★ · SKU ✎★ · Product ƒ · List price ƒ · COGS ƒ · Discount/unit ✎★ · Base units ✎★ · Uplift units ✎ · Line spend ƒ · Margin/unit ƒ · Landed cost ƒ · Forecast margin ƒ · _id · _ver",
    );
    expect(headersOf("Funds").join(" · ")).toBe(
      "State · Message · Fund # ƒ · Name ✎★ · Customer ✎ · Brand ✎ · From ✎★ · To ✎★ · Budget ✎★ · Transfers ƒ · Adjustments ƒ · Reserved ƒ · Committed ƒ · Actual ƒ · Available ƒ · Owner ✎ · Note ✎ · _id · _ver",
    );
    expect([...book.host.unimplemented]).toStrictEqual([]);
  });

  test("hold codes as text, the percentage as a fraction, units whole and prices to four decimals", () => {
    expect(book.promos.value("Customer ✎★", 1)).toBe("0010001");
    expect(book.promos.value("Uplift % ✎", 1)).toBe(0.125);
    expect(book.promos.format("Uplift % ✎", 1)).toBe("0.00%");
    expect(book.promos.value("Units ƒ", 1)).toBe(1200);
    expect(book.lines.value("SKU ✎★", 1)).toBe("0001");
    expect(book.lines.value("Discount/unit ✎★", 1)).toBe(1.25);
    expect(book.lines.format("Discount/unit ✎★", 1)).toMatch(/^#,##0\.0000/);
  });

  test("stand side by side in that order, whichever was made first", async () => {
    const names = () =>
      book.host.model.sheets
        .filter(({ visibility }) => visibility === "Visible")
        .map(({ name }) => name);
    const made = names();
    book.host.reset();

    await book.workbook.write(planData("funds", [aFund(1)]));
    await book.workbook.write(planData("promoLines", [aLine(1)]));
    await book.workbook.write(planData("promotions", [aPromotion(1)]));

    expect(made).toEqual(["Sheet1", "Promotions", "Promo Lines", "Funds"]);
    expect(names()).toEqual(made);
  });

  test("are told in their order, each with its own rows", async () => {
    expect(await book.workbook.tables()).toMatchObject([
      { table: "promotions", name: "tblPromotions", sheet: "Promotions", rows: 2, edited: 0 },
      { table: "promoLines", name: "tblPromoLines", sheet: "Promo Lines", rows: 2, edited: 0 },
      { table: "funds", name: "tblFunds", sheet: "Funds", rows: 2, edited: 0 },
    ]);
  });

  test("offer the lists of the workbook, and follow them when they grow", async () => {
    const before = ruleOf("Fund ✎★");

    await book.workbook.write(planData("funds", [aFund(1), aFund(2), aFund(3)]));

    expect(before).toMatchObject({ list: { source: "=_TPM_Lists!$R$2:$R$3" } });
    expect(ruleOf("Fund ✎★")).toMatchObject({ list: { source: "=_TPM_Lists!$R$2:$R$4" } });
    expect(ruleOf("Customer ✎★")).toMatchObject({ list: { source: "=_TPM_Lists!$F$2:$F$4" } });
  });

  test("know which one the cursor is in", async () => {
    book.host.userSelects("Promo Lines", "D5");
    const inLines = await book.workbook.activeTable();
    book.host.userSelects("Promo Lines", "A1");
    const above = await book.workbook.activeTable();
    book.host.userSelects("Sheet1", "D5");

    expect([inLines, above, await book.workbook.activeTable()]).toStrictEqual([
      "promoLines",
      null,
      null,
    ]);
  });

  test("warn that a draft needs more than its fund has", async () => {
    const dear = aPromotion(1, { plannedSpend: "6000", version: 2 });

    await book.workbook.write(planData("promotions", [dear, aPromotion(2)]));

    expect(book.promos.value("State", 1)).toBe("");
    expect(book.promos.value("Message", 1)).toBe(
      "Fund F-1001 has 5,000.00 left; this promotion needs 6,000.00.",
    );
  });

  test("say the ERP's words of a failed accrual, and why a live promotion is read-only", async () => {
    const failed = aPromotion(1, {
      accrualStatus: "FAILED",
      accrualMessage: "Period 2026-10 is closed.",
    });
    const live = aPromotion(2, { status: "LIVE", editable: false });

    await book.workbook.write(planData("promotions", [failed, live]));

    expect(book.promos.value("Message", 1)).toBe(
      "The accrual is not posted. Period 2026-10 is closed.",
    );
    expect([book.promos.value("State", 1), book.promos.value("State", 2)]).toStrictEqual([
      "✖ Failed",
      "⊖ Read-only",
    ]);
  });
});

describe("the row that a publish changed without being part of it", () => {
  test("follows, and keeps what State said", async () => {
    book.promos.type("Note ✎", 1, "mine");
    await book.review();

    await book.workbook.showOutcomes("promotions", [
      {
        id: aPromotion(1).id,
        state: "current",
        message: "",
        row: aPromotion(1, { plannedSpend: "2500", version: 2 }),
      },
    ]);

    expect(book.promos.value("Planned spend ƒ", 1)).toBe(2500);
    expect(book.promos.value("State", 1)).toBe("✎ Edited");
    expect((await book.workbook.diff("promotions")).edited).toMatchObject([
      { version: 2, changes: { note: "mine" } },
    ]);
  });

  test("says what its new status means, in State and Message", async () => {
    await book.workbook.write(
      planData("promotions", [aPromotion(1, { status: "COMPLETED", editable: false })]),
    );
    const over = book.promos.value("Message", 1);
    const closed = aPromotion(1, { status: "CLOSED", editable: false, version: 2 });

    await book.workbook.showOutcomes("promotions", [
      { id: closed.id, state: "current", message: "", row: closed },
    ]);

    expect([over, book.promos.value("Message", 1)]).toStrictEqual([
      "It is over and waits to be closed.",
      "It is closed. Reopen it first.",
    ]);
    const again = aPromotion(1, { version: 3 });
    await book.workbook.showOutcomes("promotions", [
      { id: again.id, state: "current", message: "", row: again },
    ]);
    expect(book.promos.value("State", 1)).toBe("");
  });

  test("and the rows of some ids are given in the sheet's order", async () => {
    const known = await book.workbook.known("promotions", [
      aPromotion(2).id,
      planId("p", 99),
      aPromotion(1).id,
    ]);

    expect(known.map(({ number }) => number)).toStrictEqual(["P-1001", "P-1002"]);
  });
});

/** The dropdown of a column of Promotions. */
function ruleOf(header: string): unknown {
  const { sheet, column } = book.promos;
  return sheet().validations.find(({ z }) => z.r === 4 && z.c === column(header))?.rule;
}

const headersOf = (name: string) =>
  Array.from({ length: 40 }, (_, c) => onSheet(book.host, name).sheet().at(3, c)?.v).filter(
    Boolean,
  );
