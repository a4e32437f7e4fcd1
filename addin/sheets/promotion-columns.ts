import type { AccrualStatus, Promotion } from "../../shared/planning/promotion.ts";
import {
  amount,
  booked,
  calculated,
  input,
  keyColumns,
  outcomeColumns,
  price,
  required,
  wireAmount,
  wirePercent,
  wireUnits,
} from "./column.ts";
import type { Column } from "./sheet.ts";

const ACCRUAL: Record<AccrualStatus, string> = {
  NONE: "—",
  QUEUED: "… Queued",
  PARTIAL: "… In part",
  POSTED: "✓ Posted",
  FAILED: "✖ Failed",
  RELEASED: "Released",
};

/** `PENDING_APPROVAL` as people read it: "Pending approval". */
export function statusWords(status: string): string {
  const words = status.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const day = { kind: "day" } as const;
const name = { width: 150 } as const;

const identity: readonly Column<Promotion>[] = [
  calculated("number", "Promo #", {
    kind: "code",
    width: 66,
    wire: (promotion) => promotion.number,
    description:
      "Tradebook's number. On a new row write new-1 here, and Promo Lines may name it before it is saved.",
  }),
  required("name", "Name", {
    ...name,
    wire: (promotion) => promotion.name,
    description: "What you call it.",
  }),
  required("customerErpId", "Customer", {
    kind: "lookup",
    list: "customers",
    wire: (promotion) => promotion.customerErpId,
    description: "Code or name; the code is kept. A customer above others plans for all of them.",
  }),
  required("fundId", "Fund", {
    kind: "lookup",
    list: "funds",
    wire: (promotion) => promotion.fundNumber,
    description: "Number or name of the fund that pays. It must cover the sell-in start.",
  }),
  required("tacticType", "Tactic", {
    kind: "lookup",
    list: "tactics",
    wire: (promotion) => promotion.tacticType,
    description: "How it is paid: it decides accounts, dates and accrual.",
  }),
];

const window: readonly Column<Promotion>[] = [
  required("sellInStart", "Sell-in start", {
    ...day,
    wire: (promotion) => promotion.sellInStart,
    description: "First day of shipments to the customer.",
  }),
  required("sellInEnd", "Sell-in end", {
    ...day,
    wire: (promotion) => promotion.sellInEnd,
    description: "Last day of shipments to the customer.",
  }),
  input("scanStart", "Scan start", {
    ...day,
    wire: (promotion) => promotion.scanStart,
    description: "First day on the shelf; not before sell-in starts.",
  }),
  input("scanEnd", "Scan end", {
    ...day,
    wire: (promotion) => promotion.scanEnd,
    description: "Last day on the shelf.",
  }),
  input("forecastUpliftPct", "Uplift %", {
    kind: "percent",
    wire: (promotion) => wirePercent(promotion.forecastUpliftPct),
    description: "Expected rise over base units, -100 % to 999.99 %.",
  }),
];

const money: readonly Column<Promotion>[] = [
  input("fixedCost", "Fixed cost", {
    ...booked,
    wire: (promotion) => wireAmount(promotion.fixedCost),
    description: "A fee that does not depend on units.",
  }),
  calculated("plannedSpend", "Planned spend", {
    ...amount,
    wire: (promotion) => wireAmount(promotion.plannedSpend),
    description: "Sum of its lines plus the fixed cost. Recalculated on publish.",
  }),
  calculated("spendPerUnit", "Spend/unit", {
    ...price,
    wire: (promotion) => wireAmount(promotion.spendPerUnit),
    description: "Planned spend for each planned unit.",
  }),
  calculated("plannedUnits", "Units", {
    kind: "units",
    wire: (promotion) => wireUnits(promotion.plannedUnits),
    description: "Base and uplift units of its lines.",
  }),
  calculated("plannedMargin", "Margin", {
    ...amount,
    wire: (promotion) => wireAmount(promotion.plannedMargin),
    description: "Forecast margin of its lines less the fixed cost.",
  }),
  calculated("accrued", "Accrued", {
    ...amount,
    wire: (promotion) => wireAmount(promotion.accrued),
    description: "What the books have put aside for it.",
  }),
  calculated("settled", "Settled", {
    ...amount,
    wire: (promotion) => wireAmount(promotion.settled),
    description: "What has been paid or deducted.",
  }),
  calculated("fundAvailable", "Fund left", {
    ...amount,
    wire: (promotion) => wireAmount(promotion.fundAvailable),
    description: "What is left in its fund now.",
  }),
];

const life: readonly Column<Promotion>[] = [
  calculated("status", "Status", {
    width: 94,
    wire: (promotion) => statusWords(promotion.status),
    description: "Changes by an act (Submit, Approve, ...), not by typing.",
  }),
  calculated("accrualStatus", "Accrual", {
    wire: (promotion) => ACCRUAL[promotion.accrualStatus],
    description: "Where its accrual is on the way to the ERP.",
  }),
  input("ownerId", "Owner", {
    kind: "lookup",
    list: "people",
    width: 100,
    wire: (promotion) => promotion.ownerName,
    description: "Who plans it: a name or an e-mail address.",
  }),
  input("note", "Note", {
    width: 220,
    wire: (promotion) => promotion.note,
    description: "For you and your colleagues.",
  }),
];

/** State and Message, what the planner fills and what the server makes of it, and the hidden keys last (excel.md 4.1). */
export const promotionColumns: readonly Column<Promotion>[] = [
  ...outcomeColumns<Promotion>(),
  ...identity,
  ...window,
  ...money,
  ...life,
  ...keyColumns<Promotion>(),
];
