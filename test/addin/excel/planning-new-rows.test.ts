// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { describe, expect, test } from "vitest";
import { aPromotion, planData } from "../planning.ts";
import { onSheet } from "./deductions-sheet.ts";
import { mintedId, planningBook } from "./planning-book.ts";

const book = planningBook();

describe("a new row", () => {
  test("below the table is New, gets its id once, and is saved as that", async () => {
    book.typePromotion(3);

    const counted = await book.workbook.diff("promotions");
    const first = await book.review();
    const second = await book.review();

    expect(counted.edited).toMatchObject([{ op: "create", id: "new row 3" }]);
    expect(first.edited).toStrictEqual(second.edited);
    expect(first.edited).toMatchObject([
      {
        id: mintedId(1),
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
    expect(book.promos.value("State", 3)).toBe("＋ New");

    const saved = aPromotion(3, { id: mintedId(1), name: "Winter" });
    await book.workbook.showOutcomes("promotions", [
      {
        id: saved.id,
        state: "saved",
        message: "",
        row: saved,
        sent: first.edited[0]?.changes ?? {},
      },
    ]);

    expect(book.promos.value("State", 3)).toBe("✓ Saved 05:12");
    expect(book.promos.value("Promo # ƒ", 3)).toBe("P-1003");
    expect(book.promos.value("Customer ✎★", 3)).toBe("0010001");
    expect((await book.workbook.diff("promotions")).edited).toStrictEqual([]);
  });

  test("without what is required lists each missing field", async () => {
    book.promos.type("Name ✎★", 3, "Only a name");

    const { edited } = await book.review();

    expect(edited[0]?.problems.map(({ header }) => header).toSorted()).toStrictEqual([
      "Customer",
      "Fund",
      "Sell-in end",
      "Sell-in start",
      "Tactic",
    ]);
    expect(edited[0]?.problems[0]?.message).toBe("Customer is missing. Fill it in.");
    expect(book.promos.value("State", 3)).toBe("⚠ Invalid");
  });

  test("may be named by its lines before it has a number, and then both tables have the number", async () => {
    book.typePromotion(3, { "Promo # ƒ": "new-1" });
    for (const [header, value] of Object.entries({
      "Promo # ✎★": "new-1",
      "SKU ✎★": "Crackers 3",
      "Discount/unit ✎★": 0.25,
      "Base units ✎★": 100,
    })) {
      book.lines.type(header, 3, value);
    }

    const promotion = (await book.review()).edited[0];
    const line = (await book.review("promoLines")).edited[0];

    expect(line?.fields).toContainEqual({
      field: "promotionId",
      header: "Promo #",
      before: "",
      after: "new-1",
      source: "typed",
    });
    expect(line).toMatchObject({
      op: "create",
      problems: [],
      changes: { promotionId: promotion?.id, productErpId: "0003", discountPerUnit: "0.2500" },
    });

    const saved = aPromotion(9, { id: promotion?.id ?? "", name: "Winter" });
    await book.workbook.showOutcomes("promotions", [
      { id: saved.id, state: "saved", message: "", row: saved, sent: promotion?.changes ?? {} },
    ]);

    expect(book.promos.value("Promo # ƒ", 3)).toBe("P-1009");
    expect(book.lines.value("Promo # ✎★", 3)).toBe("P-1009");
    expect((await book.review("promoLines")).edited).toMatchObject([
      { op: "create", problems: [], changes: { promotionId: "P-1009" } },
    ]);
  });

  test("that names one of two new promotions of the same reference is asked which", async () => {
    book.typePromotion(3, { "Promo # ƒ": "new-1" });
    book.typePromotion(4, { "Promo # ƒ": "NEW-1", "Name ✎★": "Spring" });
    book.lines.type("Promo # ✎★", 3, "new-1");
    await book.review();

    const { edited } = await book.review("promoLines");

    expect(edited[0]?.problems[0]?.message).toMatch(/^Two new promotions are called new-1/i);
  });

  test("gives its parent an id too when its table is reviewed first", async () => {
    book.typePromotion(3, { "Promo # ƒ": "new-1" });
    book.lines.type("Promo # ✎★", 3, "new-1");

    const { edited } = await book.review("promoLines");

    expect(edited[0]?.changes["promotionId"]).toBe(book.promos.value("_id", 3));
  });

  test("whose answer was lost becomes an ordinary row by the next refresh, and nothing of it an edit", async () => {
    book.typePromotion(3);
    const id = (await book.review()).edited[0]?.id ?? "";
    const saved = aPromotion(3, { id, name: "Winter", scanStart: null, scanEnd: null });

    await book.workbook.write(planData("promotions", [aPromotion(1), aPromotion(2), saved]));

    expect(book.promos.value("Promo # ƒ", 3)).toBe("P-1003");
    expect(book.promos.value("Owner ✎", 3)).toBe("Pat Planner");
    expect(await book.workbook.diff("promotions")).toMatchObject({ edited: [], rows: 3 });
  });

  test("that was copied before it was published is named, and its copy made a row of its own", async () => {
    book.typePromotion(3);
    await book.review();
    book.host.userDoes(({ worksheets }) => {
      const sheet = worksheets.getItem("Promotions");
      sheet.getRange("A8:Z8").copyFrom("A7:Z7");
    });

    const { duplicated } = await book.review();
    await book.workbook.makeNew("promotions", [mintedId(1)]);
    const { edited } = await book.review();

    expect(duplicated).toStrictEqual([{ id: mintedId(1), label: "New promotion" }]);
    expect(edited.map(({ id, op }) => [id, op])).toStrictEqual([
      [mintedId(1), "create"],
      [mintedId(2), "create"],
    ]);
  });

  test("that is discarded is emptied", async () => {
    book.typePromotion(3);
    const id = (await book.review()).edited[0]?.id ?? "";

    const discarded = await book.workbook.discard("promotions", [id]);

    expect(discarded).toBe(1);
    expect([book.promos.value("Name ✎★", 3), book.promos.value("_id", 3)]).toStrictEqual(["", ""]);
    expect(await book.workbook.diff("promotions")).toMatchObject({ edited: [], rows: 2 });
  });

  test("of Deductions is none: they come from the ERP", async () => {
    const funds = onSheet(book.host, "Funds");
    funds.type("Name ✎★", 3, "Fund of mine");

    expect((await book.workbook.diff("funds")).edited).toMatchObject([{ op: "create" }]);
  });
});

describe("a copied row", () => {
  test("is named with what to do, and made a new row when the user says so", async () => {
    copyFirst();
    const twice = await book.review();
    const message = book.promos.value("Message", 3);

    const made = await book.workbook.makeNew("promotions", [aPromotion(1).id]);
    const { edited, duplicated } = await book.review();

    expect(twice.duplicated).toMatchObject([{ label: "P-1001 · Summer 1" }]);
    expect(message).toMatch(/in the table twice/);
    expect(made).toBe(1);
    expect(duplicated).toStrictEqual([]);
    expect(edited).toMatchObject([{ op: "create", changes: { name: "Copied" }, problems: [] }]);
    expect(book.promos.value("_id", 1)).toBe(aPromotion(1).id);
    expect(book.promos.value("Promo # ƒ", 3)).toBe("");
  });
});

/** Copies the first row below the table, hidden keys and all, and renames the copy. */
function copyFirst(): void {
  book.host.userDoes(({ worksheets }) => {
    const sheet = worksheets.getItem("Promotions");
    sheet.getRange("A7:Z7").copyFrom("A5:Z5");
  });
  book.promos.type("Name ✎★", 3, "Copied");
}
