import { beforeAll, beforeEach } from "vitest";
import { createWorkbook } from "../../../addin/excel/workbook.ts";
import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import type { Diff, TableName, Workbook } from "../../../addin/taskpane/ports.ts";
import { bootExcel } from "../../support/excel.ts";
import { aFund, aLine, aPromotion, planData, planId } from "../planning.ts";
import { onSheet } from "./deductions-sheet.ts";

/** A workbook with two promotions, two lines of the first, and two funds; new before each test of the file. */
export interface PlanningBook {
  host: ExcelHost;
  workbook: Workbook;
  promos: ReturnType<typeof onSheet>;
  lines: ReturnType<typeof onSheet>;
  /** What Review does, on Promotions unless another table is named. */
  review(table?: TableName): Promise<Diff>;
  /** Types a new promotion into a row of Promotions, as a planner does. */
  typePromotion(row: number, given?: Record<string, string | number>): void;
}

/** The n-th id that Review mints in a test. */
export const mintedId = (n: number): string => planId("c", 900 + n);

export function planningBook(): PlanningBook {
  let minted = 0;
  const workbook = createWorkbook(
    () => new Date("2026-11-23T05:12:30Z"),
    () => mintedId(++minted),
  );
  const book: { host?: ExcelHost } = {};
  const host = (): ExcelHost => {
    if (book.host === undefined) throw new Error("Excel is not there before beforeAll");
    return book.host;
  };
  beforeAll(async () => {
    book.host = await bootExcel();
  });
  beforeEach(async () => {
    host().reset();
    minted = 0;
    await workbook.write(planData("promotions", [aPromotion(1), aPromotion(2)]));
    await workbook.write(planData("promoLines", [aLine(1), aLine(2)]));
    await workbook.write(planData("funds", [aFund(1), aFund(2)]));
  });
  return {
    workbook,
    get host() {
      return host();
    },
    get promos() {
      return onSheet(host(), "Promotions");
    },
    get lines() {
      return onSheet(host(), "Promo Lines");
    },
    review: (table = "promotions") => workbook.diff(table, { mark: true }),
    typePromotion: (row, given = {}) => {
      const cells = { ...WINTER, ...given };
      const sheet = onSheet(host(), "Promotions");
      for (const [header, value] of Object.entries(cells)) sheet.type(header, row, value);
    },
  };
}

const WINTER: Record<string, string | number> = {
  "Name ✎★": "Winter",
  "Customer ✎★": "Walmart",
  "Fund ✎★": "Walmart 2026",
  "Tactic ✎★": "Scan-back",
  "Sell-in start ✎★": 46_357,
  "Sell-in end ✎★": 46_384,
};
