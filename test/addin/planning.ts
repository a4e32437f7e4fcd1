import { EN_US } from "../../addin/grid/cell.ts";
import type { GridSetting } from "../../addin/grid/compare.ts";
import { fundEntry, listsFrom, promotionEntry } from "../../addin/sheets/entries.ts";
import type { TableData, TableName, TableRows } from "../../addin/taskpane/ports.ts";
import { Customer, Person, Product, Tactic } from "../../shared/master/lists.ts";
import { Fund } from "../../shared/planning/fund.ts";
import { PromotionLine } from "../../shared/planning/line.ts";
import { Promotion } from "../../shared/planning/promotion.ts";

/** The n-th id of a kind: p for promotions, l for lines, f for funds, c for the rest. */
export const planId = (kind: "p" | "l" | "f" | "c", n: number): string =>
  `0190d000-000${"plfc".indexOf(kind)}-7000-8000-${String(n).padStart(12, "0")}`;

/** A scan-back of Walmart's, in draft; a test names what matters to it, in wire form. */
export function aPromotion(n = 1, given: Record<string, unknown> = {}): Promotion {
  return Promotion.parse({
    id: planId("p", n),
    number: `P-${1000 + n}`,
    name: `Summer ${n}`,
    customerErpId: "0010001",
    customerName: "Walmart",
    billThroughErpId: null,
    tacticType: "SCAN_BACK",
    tacticName: "Scan-back",
    fundId: planId("f", 1),
    fundNumber: "F-1001",
    fundName: "Walmart 2026",
    fundAvailable: "5000.0000",
    sellInStart: "2026-12-01",
    sellInEnd: "2026-12-28",
    scanStart: "2026-12-07",
    scanEnd: "2026-12-28",
    forecastMode: "MANUAL",
    forecastUpliftPct: "12.5",
    fixedCost: "0.0000",
    accrualMethod: "PLAN_AT_APPROVAL",
    status: "DRAFT",
    accrualStatus: "NONE",
    accrualMessage: null,
    fundStatus: "NONE",
    plannedSpend: "1800.0000",
    plannedUnits: "1200.0000",
    plannedMargin: "2400.0000",
    spendPerUnit: "1.5000",
    shippedUnits: "0",
    accrued: "0.0000",
    settled: "0.0000",
    remaining: "0.0000",
    ownerId: planId("c", 1),
    ownerName: "Pat Planner",
    createdByName: "Pat Planner",
    lastWords: null,
    note: null,
    editable: true,
    version: 1,
    ...given,
  });
}

/** A line of the first promotion. */
export function aLine(n = 1, given: Record<string, unknown> = {}): PromotionLine {
  return PromotionLine.parse({
    id: planId("l", n),
    promotionId: planId("p", 1),
    promotionNumber: "P-1001",
    promotionName: "Summer 1",
    promotionStatus: "DRAFT",
    productErpId: `MAT-${n}`,
    sku: `000${n}`,
    productName: `Crackers ${n}`,
    listPrice: "4.0000",
    cogs: "1.7500",
    discountPerUnit: "1.2500",
    forecastedBaseUnits: "1000.0000",
    forecastedUpliftUnits: "200",
    lineSpend: "1500.0000",
    marginPerUnit: "1.0000",
    landedCost: "3.0000",
    forecastMargin: "1200.0000",
    editable: true,
    version: 1,
    ...given,
  });
}

/** Walmart's fund of the year. */
export function aFund(n = 1, given: Record<string, unknown> = {}): Fund {
  return Fund.parse({
    id: planId("f", n),
    number: `F-${1000 + n}`,
    name: n === 1 ? "Walmart 2026" : `Fund ${n}`,
    customerErpId: "0010001",
    customerName: "Walmart",
    brand: null,
    from: "2026-01-01",
    to: "2027-12-31",
    budget: "20000.0000",
    earned: "0",
    transfers: "0",
    adjustments: "0",
    drawbacks: "0",
    reserved: "5000",
    committed: "10000",
    actual: "0",
    available: "5000",
    failedAccruals: "0",
    ownerId: null,
    ownerName: null,
    note: null,
    editable: true,
    version: 1,
    ...given,
  });
}

const customer = (erpId: string, name: string, parentErpId: string | null) =>
  Customer.parse({
    id: planId("c", Number(erpId)),
    erpId,
    name,
    retailer: name,
    type: "HQ",
    parentErpId,
    paymentTerms: null,
  });

const tactic = (code: string, name: string, costBasis: string) =>
  Tactic.parse({
    code,
    name,
    costBasis,
    windowBasis: "SCAN",
    accrualMethod: "PLAN_AT_APPROVAL",
    presentation: "CONTRA_REVENUE",
    spendRole: "TRADE_SPEND",
    spendAccount: "4100",
    description: "",
  });

/** Two customers, one of them below the other, three products, two tactics and two people. */
export const LISTS: TableData<TableName>["lists"] = {
  customers: [
    customer("0010001", "Walmart", null),
    customer("0010002", "Walmart East", "0010001"),
    customer("0020001", "Kroger", null),
  ],
  products: [1, 2, 3].map((n) =>
    Product.parse({
      id: planId("c", 200 + n),
      erpId: `MAT-${n}`,
      sku: `000${n}`,
      name: `Crackers ${n}`,
      brand: "Crisp",
      category: "Snacks",
      listPrice: "4",
      cogsStandard: "1.75",
    }),
  ),
  tactics: [tactic("SCAN_BACK", "Scan-back", "PER_UNIT"), tactic("SLOTTING", "Slotting", "FIXED")],
  people: [
    Person.parse({ id: planId("c", 1), name: "Pat Planner", email: "pat@example.test" }),
    Person.parse({ id: planId("c", 2), name: "Pia Planner", email: "pia@example.test" }),
  ],
};

/** Lists as the grid has them when all of this was fetched. */
export const PLAN_SETTING: GridSetting = {
  culture: EN_US,
  today: "2026-11-23",
  precisionAsDisplayed: false,
  lists: {
    ...listsFrom(LISTS),
    funds: { entries: [fundEntry(aFund())], isOpen: false },
    promotions: { entries: [promotionEntry(aPromotion())], isOpen: false },
  },
};

/** A complete answer of the server for one table. */
export const planData = <Name extends TableName>(
  table: Name,
  rows: TableRows[Name][],
  given: Partial<TableData<Name>> = {},
): TableData<Name> => ({
  table,
  rows,
  asOf: "2026-11-23T05:07:00.000Z",
  query: {},
  lists: LISTS,
  owner: { tenantId: "11111111-1111-4111-8111-111111111111", userName: "Pat" },
  ...given,
});
