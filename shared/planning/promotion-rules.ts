import type { Day } from "../day.ts";
import type { Money } from "../money.ts";
import type { FieldError } from "../refusal.ts";
import { type PromotionInputs, REQUIRED_PROMOTION_FIELDS } from "./promotion.ts";

/** A promotion as it would be after the change: names are resolved; null is empty. */
export interface PromotionDraft {
  name: string | null;
  customerErpId: string | null;
  tacticType: string | null;
  fundId: string | null;
  sellInStart: Day | null;
  sellInEnd: Day | null;
  scanStart: Day | null;
  scanEnd: Day | null;
  fixedCost: Money | null;
}

/** A fund as the rules see it. */
export interface FundOfPromotion {
  number: string;
  name: string;
  customerErpId: string | null;
  from: Day;
  to: Day;
}

/** What else a rule needs. A fact that is left out is not known here, and its rule is left to the server. */
export interface PromotionFacts {
  /** ERP ids of the customer and of everybody above it. */
  customerChain?: readonly string[] | undefined;
  fund?: FundOfPromotion | undefined;
  costBasis?: "PER_UNIT" | "PERCENT" | "FIXED" | undefined;
  /** Whether one of its lines carries a discount. */
  hasDiscounts?: boolean | undefined;
}

type Field = keyof PromotionInputs;

/** What the sheet calls the fields that must be filled (excel.md 4.1). */
const LABELS: Readonly<Record<(typeof REQUIRED_PROMOTION_FIELDS)[number], string>> = {
  name: "Name",
  customerErpId: "Customer",
  fundId: "Fund",
  tacticType: "Tactic",
  sellInStart: "Sell-in start",
  sellInEnd: "Sell-in end",
};

/** Everything that keeps a promotion from being saved, each at its field and with the fix; none when all is well. */
export function promotionErrors(draft: PromotionDraft, facts: PromotionFacts): FieldError[] {
  return [
    ...missing(draft),
    ...sellInErrors(draft),
    ...scanErrors(draft),
    ...costErrors(draft, facts),
    ...fundErrors(draft, facts),
  ];
}

/** The error of one field, as every rule of planning writes it. */
export const fieldError = (field: string, code: string, message: string): FieldError => ({
  pointer: `/changes/${field}`,
  code,
  message,
});

const wrong = (field: Field, code: string, message: string) => [fieldError(field, code, message)];

const missing = (draft: PromotionDraft): FieldError[] =>
  REQUIRED_PROMOTION_FIELDS.filter((field) => draft[field] === null || draft[field] === "").map(
    (field) => fieldError(field, "REQUIRED", `${LABELS[field]} is missing. Fill it in.`),
  );

function sellInErrors({ sellInStart, sellInEnd }: PromotionDraft): FieldError[] {
  if (!sellInStart || !sellInEnd || sellInStart <= sellInEnd) return [];
  return wrong(
    "sellInEnd",
    "OUT_OF_ORDER",
    `Sell-in ends on ${sellInEnd}, before it starts on ${sellInStart}. Choose a later end or an earlier start.`,
  );
}

function scanErrors({ scanStart, scanEnd, sellInStart }: PromotionDraft): FieldError[] {
  if (!scanStart && !scanEnd) return [];
  if (!scanStart || !scanEnd) {
    const empty = scanStart ? "scanEnd" : "scanStart";
    const [given, other] = scanStart ? ["start", "end"] : ["end", "start"];
    const message = `The scan window has a ${given} but no ${other}. Give both dates, or neither.`;
    return wrong(empty, "WINDOW_INCOMPLETE", message);
  }
  if (scanStart > scanEnd) {
    const message = `Scan ends on ${scanEnd}, before it starts on ${scanStart}. Choose a later end or an earlier start.`;
    return wrong("scanEnd", "OUT_OF_ORDER", message);
  }
  if (!sellInStart || scanStart >= sellInStart) return [];
  const message = `Scan starts on ${scanStart}, before sell-in starts on ${sellInStart}: nothing is on the shelf yet. Choose ${sellInStart} or later.`;
  return wrong("scanStart", "BEFORE_SELL_IN", message);
}

function costErrors({ fixedCost }: PromotionDraft, facts: PromotionFacts): FieldError[] {
  if (fixedCost?.isNegative()) {
    return wrong("fixedCost", "NEGATIVE", "The fixed cost is below zero. Give 0.00 or more.");
  }
  if (facts.costBasis === "FIXED" && facts.hasDiscounts) {
    const message =
      "This tactic is paid as a lump sum, and lines of the promotion have a discount per unit. Set those discounts to 0 first, or choose another tactic.";
    return wrong("tacticType", "LUMP_SUM", message);
  }
  return [];
}

function fundErrors(draft: PromotionDraft, { fund, customerChain }: PromotionFacts): FieldError[] {
  if (!fund) return [];
  const called = `Fund ${fund.number} (${fund.name})`;
  if (fund.customerErpId !== null && customerChain && !customerChain.includes(fund.customerErpId)) {
    const message = `${called} belongs to ${fund.customerErpId}, not to ${draft.customerErpId ?? "this customer"} or one above it. Choose a fund of this customer.`;
    return wrong("fundId", "FUND_OF_ANOTHER", message);
  }
  const { sellInStart } = draft;
  if (!sellInStart || (fund.from <= sellInStart && sellInStart <= fund.to)) return [];
  const message = `${called} runs from ${fund.from} to ${fund.to} and does not cover the sell-in start ${sellInStart}. Choose another fund or another date.`;
  return wrong("fundId", "FUND_NOT_COVERING", message);
}
