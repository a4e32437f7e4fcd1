// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { describe, expect, test, vi } from "vitest";
import type { TableName } from "../../../addin/taskpane/ports.ts";
import { matching } from "../claims.ts";
import { aPromotion, planData } from "../planning.ts";
import { planningBook } from "./planning-book.ts";

const book = planningBook();

describe("what a planner types", () => {
  test("may be a name or a code: both are sent as the code", async () => {
    book.promos.type("Customer ✎★", 1, "walmart east");
    book.promos.type("Owner ✎", 2, "pia@example.test");

    const { edited } = await book.workbook.diff("promotions");

    expect(edited.map(({ changes }) => changes)).toStrictEqual([
      { customerErpId: "0010002" },
      { ownerId: "Pia Planner" },
    ]);
  });

  test("that names nothing is asked back", async () => {
    book.promos.type("Customer ✎★", 1, "Wallmart");

    const { edited } = await book.review();

    expect(edited[0]).toMatchObject({
      changes: {},
      problems: [
        {
          header: "Customer",
          message: "There is no customer Wallmart. Did you mean 0010001 (Walmart)?",
        },
      ],
    });
    expect(book.promos.value("State", 1)).toBe("⚠ Invalid");
  });

  test("that became a number proposes the codes it may have been", async () => {
    book.host.userDoes(({ worksheets }) => {
      const cell = worksheets.getItem("Promotions").getRange(book.promos.address("Customer ✎★", 1));
      cell.numberFormat = [["General"]];
      cell.values = [[10_001]];
    });

    const { edited } = await book.workbook.diff("promotions");

    expect(edited[0]?.problems).toMatchObject([{ message: matching(/number 10001.*0010001/) }]);
  });

  test("as 12.5 into the percentage is told to be 1250 %", async () => {
    book.promos.type("Uplift % ✎", 1, 12.5);

    const { edited } = await book.workbook.diff("promotions");

    expect(edited[0]?.problems).toMatchObject([{ message: matching(/^1250 % is not between/) }]);
  });

  test("in a row that may not be changed is a problem with the reason", async () => {
    const live = aPromotion(1, { status: "LIVE", editable: false, version: 2 });
    await book.workbook.write(planData("promotions", [live, aPromotion(2)]));
    book.promos.type("Name ✎★", 1, "New name");

    const { edited } = await book.workbook.diff("promotions");

    expect(edited[0]?.problems).toStrictEqual([
      { field: "name", header: "Name", message: "It is live: its fields are fixed while it runs." },
    ]);
  });

  test("breaks the shared rules in their own words", async () => {
    book.promos.type("Sell-in end ✎★", 1, 46_300);
    book.promos.type("Fund ✎★", 2, "F-1002");
    book.lines.type("SKU ✎★", 2, "0001");

    const { edited } = await book.workbook.diff("promotions");
    const ofLines = await book.workbook.diff("promoLines");

    expect(edited[0]?.problems[0]?.message).toMatch(
      /^Sell-in ends on 2026-10-05, before it starts/,
    );
    expect(edited).toHaveLength(2);
    expect(ofLines.edited[0]?.problems).toMatchObject([
      { header: "SKU", message: matching(/^Promotion P-1001 has a line for 0001 already/) },
    ]);
  });

  test("as a formula that Excel filled down is one act of many rows", async () => {
    book.promos.type("Fixed cost ✎", 1, "=10*25");
    book.promos.type("Fixed cost ✎", 2, "=10*25");
    await book.host.settled();

    const { formulas } = await book.workbook.diff("promotions");

    expect(formulas).toStrictEqual([{ field: "fixedCost", header: "Fixed cost", rows: 2 }]);
  });

  test("is hinted at by the table it was typed into, and by no other", async () => {
    const told = vi.fn<(table: TableName) => void>();
    const stop = await book.workbook.onEdited(told);

    book.lines.type("Base units ✎★", 1, 5);
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1), 5_000);
    stop();

    expect(told.mock.calls).toStrictEqual([["promoLines"]]);
  });
});
