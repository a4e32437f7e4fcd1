import type { EditedRow } from "../../../addin/taskpane/ports.ts";
import { Money } from "../../../shared/money.ts";
import type { Fund } from "../../../shared/planning/fund.ts";
import type { PromotionLine } from "../../../shared/planning/line.ts";
import type { Promotion } from "../../../shared/planning/promotion.ts";
import { anEditedRow } from "./samples.ts";

const money = (text: string) => Money.of(text);

/** The n-th id of a kind, so that a test can name rows by numbers. */
export const promotionId = (n: number): string =>
  `0190d000-0000-7000-8000-${String(500 + n).padStart(12, "0")}`;
export const lineId = (n: number): string =>
  `0190d000-0000-7000-8000-${String(600 + n).padStart(12, "0")}`;
export const FUND_ID = "0190d000-0000-7000-8000-000000000701";

/** A draft of a planner, 750.00 from a fund with 1,200.00 left. */
export const aPromotion = (given: Partial<Promotion> = {}): Promotion => ({
  id: promotionId(1),
  number: "P-1101",
  name: "Spring TPR",
  customerErpId: "WALMART",
  customerName: "Walmart",
  billThroughErpId: null,
  tacticType: "TPR",
  tacticName: "Temporary price reduction",
  fundId: FUND_ID,
  fundNumber: "F-1001",
  fundName: "Walmart trade fund",
  fundAvailable: money("1200"),
  sellInStart: "2027-03-20",
  sellInEnd: "2027-04-19",
  scanStart: null,
  scanEnd: null,
  forecastMode: "MANUAL",
  forecastUpliftPct: null,
  fixedCost: money("0"),
  accrualMethod: "PLAN_AT_APPROVAL",
  status: "DRAFT",
  accrualStatus: "NONE",
  accrualMessage: null,
  fundStatus: "NONE",
  plannedSpend: money("750"),
  plannedUnits: "1500",
  plannedMargin: money("1935"),
  spendPerUnit: money("0.5"),
  shippedUnits: "0",
  accrued: money("0"),
  settled: money("0"),
  remaining: money("750"),
  ownerId: null,
  ownerName: "Paula Reyes",
  createdByName: "Paula Reyes",
  lastWords: null,
  note: null,
  editable: true,
  version: 1,
  ...given,
});

export const aLine = (given: Partial<PromotionLine> = {}): PromotionLine => ({
  id: lineId(1),
  promotionId: promotionId(1),
  promotionNumber: "P-1101",
  promotionName: "Spring TPR",
  promotionStatus: "DRAFT",
  productErpId: "000100",
  sku: "PG-OAT-12",
  productName: "Oat Rings 12 oz",
  listPrice: money("3.2"),
  cogs: money("1.41"),
  discountPerUnit: money("0.5"),
  forecastedBaseUnits: "1000",
  forecastedUpliftUnits: "500",
  lineSpend: money("750"),
  marginPerUnit: money("1.29"),
  landedCost: money("1.91"),
  forecastMargin: money("1935"),
  editable: true,
  version: 1,
  ...given,
});

export const aFund = (given: Partial<Fund> = {}): Fund => ({
  id: FUND_ID,
  number: "F-1001",
  name: "Walmart trade fund",
  customerErpId: "WALMART",
  customerName: "Walmart",
  brand: null,
  from: "2027-01-01",
  to: "2027-12-31",
  budget: money("5000"),
  earned: money("0"),
  transfers: money("200"),
  adjustments: money("0"),
  drawbacks: money("0"),
  reserved: money("1000"),
  committed: money("2000"),
  actual: money("1000"),
  available: money("1200"),
  failedAccruals: money("0"),
  ownerId: null,
  ownerName: null,
  note: null,
  editable: false,
  version: 1,
  ...given,
});

/** A promotion whose name was typed over. */
export const anEditedPromotion = (given: Partial<EditedRow> = {}): EditedRow =>
  anEditedRow({
    id: promotionId(1),
    label: "P-1101 · Spring TPR",
    fields: [
      { field: "name", header: "Name", before: "Spring", after: "Spring TPR", source: "typed" },
    ],
    changes: { name: "Spring TPR" },
    ...given,
  });

/** A new line of the promotion with this id. */
export const aNewLine = (promotion: string, given: Partial<EditedRow> = {}): EditedRow =>
  anEditedRow({
    id: lineId(9),
    op: "create",
    version: null,
    label: "New line · PG-OAT-12",
    fields: [
      { field: "promotionId", header: "Promo #", before: "", after: promotion, source: "typed" },
    ],
    changes: { promotionId: promotion, productErpId: "000100" },
    ...given,
  });
