import { describe, expect, test } from "vitest";
import { displayOf } from "../../../addin/grid/cell.ts";
import { fundsSheet } from "../../../addin/sheets/funds.ts";
import { promoLinesSheet } from "../../../addin/sheets/promo-lines.ts";
import { promotionsSheet } from "../../../addin/sheets/promotions.ts";
import { type Column, inputsOf, type Sheet } from "../../../addin/sheets/sheet.ts";
import { SHEETS, TABLE_NAMES } from "../../../addin/sheets/sheets.ts";
import { FundInputs, REQUIRED_FUND_FIELDS } from "../../../shared/planning/fund.ts";
import { PromotionLineInputs, REQUIRED_LINE_FIELDS } from "../../../shared/planning/line.ts";
import { PromotionInputs, REQUIRED_PROMOTION_FIELDS } from "../../../shared/planning/promotion.ts";
import { matching } from "../claims.ts";
import { aFund, aLine, aPromotion, PLAN_SETTING } from "../planning.ts";

const { lists, today } = PLAN_SETTING;

type Typed = Record<string, string | null>;

/** The problems of a row whose inputs were changed to these. */
function check<Row>(
  sheet: Sheet<Row>,
  row: Row,
  { typed, isTwice = false }: { typed: Typed; isTwice?: boolean },
) {
  const given = inputsOf(sheet).map((column) => [column.field, column.wire(row, today)] as const);
  const inputs = { ...Object.fromEntries(given), ...typed };
  return sheet.check({ row, inputs, changed: Object.keys(typed), lists, isTwice });
}

const markOf = ({ header }: Column<never>) => /[✎★ƒ]+$/.exec(header)?.[0] ?? "";

describe("the columns of planning", () => {
  test.each([
    [promotionsSheet, PromotionInputs, REQUIRED_PROMOTION_FIELDS],
    [promoLinesSheet, PromotionLineInputs, REQUIRED_LINE_FIELDS],
    [fundsSheet, FundInputs, REQUIRED_FUND_FIELDS],
  ] as const)(
    "say who fills them, and name only fields that the server takes: %#",
    (sheet, inputs, required) => {
      const columns: readonly Column<never>[] = sheet.columns;
      const filled = columns.slice(2, -2);
      const typed = filled.filter(({ source }) => source === "input").map(({ field }) => field);
      const markFor = ({ field, source }: Column<never>) => {
        if (source !== "input") return "ƒ";
        return required.some((each) => each === field) ? "✎★" : "✎";
      };

      expect(filled.map(markOf)).toStrictEqual(filled.map(markFor));
      expect(typed.filter((field) => !(field in inputs.shape))).toStrictEqual([]);
    },
  );

  test("start with State and Message and end with hidden keys, on every sheet", () => {
    for (const name of TABLE_NAMES) {
      const columns: readonly Column<never>[] = SHEETS[name].columns;
      const fields = columns.map(({ field }) => field);
      expect([fields.slice(0, 2), fields.slice(-2)]).toStrictEqual([
        ["state", "message"],
        ["_id", "_ver"],
      ]);
      expect(columns.filter(({ hidden }) => hidden).map(({ field }) => field)).toStrictEqual([
        "_id",
        "_ver",
      ]);
      for (const { description } of columns) expect(description.length).toBeLessThanOrEqual(255);
    }
  });

  test("show the server's spelling of units and percentages as one", () => {
    expect(shownOf("plannedUnits")).toBe("1,200");
    expect(shownOf("forecastUpliftPct")).toBe("12.50 %");
    expect(shownOf("status")).toBe("Draft");
  });
});

describe("the local rules of a promotion", () => {
  test("let a good change of its fields pass", () => {
    expect(promotionProblems({ name: "Better", customerErpId: "0010002" })).toStrictEqual([]);
  });

  test("refuse another customer's fund: a customer may use the funds of those above it", () => {
    expect(promotionProblems({ customerErpId: "0020001" })).toMatchObject([
      { field: "fundId", message: matching(/belongs to 0010001, not to 0020001/) },
    ]);
  });

  test("refuse a fund that does not cover the start, and a fixed cost below zero", () => {
    expect(promotionProblems({ sellInStart: "2025-12-01" })).toMatchObject([{ field: "fundId" }]);
    expect(promotionProblems({ fixedCost: "-1.0000" })).toMatchObject([{ field: "fixedCost" }]);
  });

  test("refuse a name of more than 255 characters in a sentence", () => {
    expect(promotionProblems({ name: "x".repeat(256) })).toMatchObject([
      { field: "name", message: matching(/^[A-Z].*\.$/) },
    ]);
  });

  test.each([
    ["LIVE", "It is live: its fields are fixed while it runs."],
    ["COMPLETED", "It is over and waits to be closed."],
    ["CLOSED", "It is closed. Reopen it first."],
    ["SETTLED", "It is settled."],
    ["CANCELLED", "It is cancelled. Reopen it first."],
    ["DRAFT", "Only Pat Planner, who owns it, may change it."],
  ])("say why one that is %s is read-only", (status, why) => {
    const promotion = aPromotion(1, { status, editable: false });

    expect(promotionsSheet.whyFixed(promotion)).toBe(why);
    expect(promotionsSheet.outcome(promotion)).toStrictEqual({
      state: "⊖ Read-only",
      message: why,
    });
  });

  test("show why it was rejected", () => {
    const rejected = aPromotion(1, { status: "REJECTED", lastWords: "Too dear." });

    expect(promotionsSheet.outcome(rejected).message).toBe("Rejected: Too dear.");
  });
});

describe("the local rules of a line", () => {
  test("let a good change of its units pass", () => {
    expect(lineProblems({ discountPerUnit: "0.0001" })).toStrictEqual([]);
  });

  test("refuse a discount below zero once, in the rule's words", () => {
    expect(lineProblems({ discountPerUnit: "-1.0000" })).toStrictEqual([
      {
        field: "discountPerUnit",
        message: "The discount per unit is below zero. Give 0.0000 or more.",
      },
    ]);
  });

  test("refuse a product that the promotion has already", () => {
    expect(lineProblems({ productErpId: "0002" }, true)).toMatchObject([{ field: "productErpId" }]);
  });

  test("refuse a discount on a promotion whose tactic is a lump sum", () => {
    const slotting = {
      ...lists,
      promotions: {
        entries: [{ code: "P-1001", name: "Summer 1", facts: { tactic: "Slotting" } }],
        isOpen: false,
      },
    };
    const inputs = Object.fromEntries(
      inputsOf(promoLinesSheet).map((column) => [column.field, column.wire(aLine(), today)]),
    );

    const found = promoLinesSheet.check({
      row: aLine(),
      inputs,
      changed: ["discountPerUnit"],
      lists: slotting,
      isTwice: false,
    });

    expect(found).toMatchObject([{ message: matching(/P-1001 is paid as a lump sum/) }]);
  });

  test("say why a line is read-only", () => {
    const live = aLine(1, { promotionStatus: "LIVE", editable: false });

    expect(promoLinesSheet.whyFixed(live)).toBe("P-1001 is live: its lines are fixed.");
    expect(promoLinesSheet.whyFixed(aLine(1, { editable: false }))).toMatch(/^Only the owner/);
  });
});

describe("the local rules of a fund", () => {
  test("refuse an end before the start, and half a cent", () => {
    expect(check(fundsSheet, aFund(), { typed: { to: "2025-12-31" } })).toMatchObject([
      { field: "to" },
    ]);
    expect(check(fundsSheet, aFund(), { typed: { budget: "1.0050" } })).toMatchObject([
      { field: "budget" },
    ]);
  });

  test("say who may change funds, and what of them the ERP refused", () => {
    expect(fundsSheet.outcome(aFund(1, { editable: false }))).toStrictEqual({
      state: "⊖ Read-only",
      message: "Only a controller may change funds.",
    });
    expect(fundsSheet.outcome(aFund(1, { failedAccruals: "12" })).message).toBe(
      "Of Committed, 12.00 has an accrual that the ERP refused.",
    );
  });
});

const promotionProblems = (typed: Typed) => check(promotionsSheet, aPromotion(), { typed });

const lineProblems = (typed: Typed, isTwice = false) =>
  check(promoLinesSheet, aLine(), { typed, isTwice });

/** A promotion's field as Review shows it. */
function shownOf(field: string): string | undefined {
  const column = promotionsSheet.columns.find((each) => each.field === field);
  return column && displayOf(column.wire(aPromotion(), today), column.kind);
}
