import { type Day, daysBetween } from "../day.ts";
import { Money } from "../money.ts";
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
    ...dayErrors(draft, PROMOTION_DAYS),
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

/** From here on an amount is refused: a cell would lose cents of it, and sums of it would not fit NUMERIC(19,4). */
const TOO_MUCH = Money.of("100000000000");

/** The error of an amount that no budget has; none below a hundred billion. */
export const amountErrors = (field: string, amount: Money | null): FieldError[] => {
  if (!amount || amount.isLessThan(TOO_MUCH)) return [];
  const message = `${amount.toDisplay()} is too large. Give less than ${TOO_MUCH.toDisplay()}.`;
  return [fieldError(field, "TOO_LARGE", message)];
};

const FIRST_DAY: Day = "2000-01-01";
const LAST_DAY: Day = "2099-12-31";

/** The days among these fields that are a slip of the pen: what is planned lies in this century. */
export const dayErrors = <Name extends string>(
  draft: Readonly<Record<Name, Day | null>>,
  fields: readonly Name[],
): FieldError[] =>
  fields.flatMap((field) => {
    const day = draft[field];
    if (day === null || (day >= FIRST_DAY && day <= LAST_DAY)) return [];
    const message = `${day} does not lie between ${FIRST_DAY} and ${LAST_DAY}. Check the year.`;
    return [fieldError(field, "OUT_OF_RANGE", message)];
  });

/** The days of a promotion. */
export const PROMOTION_DAYS = ["sellInStart", "sellInEnd", "scanStart", "scanEnd"] as const;
/** Five years: an accrual has a journal for each month, or each week, of its window. */
const MOST_DAYS = 1_827;

const wrong = (field: Field, code: string, message: string) => [fieldError(field, code, message)];

const missing = (draft: PromotionDraft): FieldError[] =>
  REQUIRED_PROMOTION_FIELDS.filter((field) => draft[field] === null || draft[field] === "").map(
    (field) => fieldError(field, "REQUIRED", `${LABELS[field]} is missing. Fill it in.`),
  );

function sellInErrors({ sellInStart, sellInEnd }: PromotionDraft): FieldError[] {
  if (!sellInStart || !sellInEnd) return [];
  if (sellInStart <= sellInEnd) return lengthErrors("sellInEnd", sellInStart, sellInEnd);
  return wrong(
    "sellInEnd",
    "OUT_OF_ORDER",
    `Sell-in ends on ${sellInEnd}, before it starts on ${sellInStart}. Choose a later end or an earlier start.`,
  );
}

function lengthErrors(field: Field, from: Day, to: Day): FieldError[] {
  if (daysBetween({ from, to }) < MOST_DAYS) return [];
  const message = `${from} to ${to} is more than five years. Check the years.`;
  return wrong(field, "TOO_LONG", message);
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
  if (!sellInStart || scanStart >= sellInStart) return lengthErrors("scanEnd", scanStart, scanEnd);
  const message = `Scan starts on ${scanStart}, before sell-in starts on ${sellInStart}: nothing is on the shelf yet. Choose ${sellInStart} or later.`;
  return wrong("scanStart", "BEFORE_SELL_IN", message);
}

function costErrors({ fixedCost }: PromotionDraft, facts: PromotionFacts): FieldError[] {
  if (fixedCost?.isNegative()) {
    return wrong("fixedCost", "NEGATIVE", "The fixed cost is below zero. Give 0.00 or more.");
  }
  const tooLarge = amountErrors("fixedCost", fixedCost);
  if (tooLarge.length > 0) return tooLarge;
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
