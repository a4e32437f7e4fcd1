import { Money } from "../money.ts";
import type { FieldError } from "../refusal.ts";
import { type PromotionLineInputs, REQUIRED_LINE_FIELDS } from "./line.ts";
import { amountErrors, fieldError } from "./promotion-rules.ts";
import { spendOfLine } from "./spend.ts";

/** A line as it would be after the change: names are resolved; null is empty. */
export interface LineDraft {
  promotionId: string | null;
  productErpId: string | null;
  discountPerUnit: Money | null;
  forecastedBaseUnits: string | null;
  forecastedUpliftUnits: string | null;
}

/** What else a rule needs; a fact that is left out is not known here, and its rule is left to the server. */
export interface LineRuleFacts {
  promotionNumber?: string | undefined;
  sku?: string | undefined;
  costBasis?: "PER_UNIT" | "PERCENT" | "FIXED" | undefined;
  /** Whether another line of the promotion has the product. */
  isTwice?: boolean | undefined;
}

/** What the sheet calls the fields that must be filled (excel.md 4.1). */
const LABELS: Readonly<Record<(typeof REQUIRED_LINE_FIELDS)[number], string>> = {
  promotionId: "Promo #",
  productErpId: "SKU",
  discountPerUnit: "Discount/unit",
  forecastedBaseUnits: "Base units",
};

/** Everything that keeps a line from being saved, each at its field and with the fix; none when all is well. */
export function lineErrors(draft: LineDraft, facts: LineRuleFacts): FieldError[] {
  return [
    ...REQUIRED_LINE_FIELDS.filter((field) => draft[field] === null || draft[field] === "").map(
      (field) => fieldError(field, "REQUIRED", `${LABELS[field]} is missing. Fill it in.`),
    ),
    ...discountErrors(draft, facts),
    ...unitErrors(draft),
    ...spendErrors(draft),
    ...productErrors(facts),
  ];
}

const wrong = (field: keyof PromotionLineInputs, code: string, message: string) => [
  fieldError(field, code, message),
];

function discountErrors(
  { discountPerUnit }: LineDraft,
  { costBasis, promotionNumber }: LineRuleFacts,
): FieldError[] {
  if (!discountPerUnit || discountPerUnit.isZero()) return [];
  if (discountPerUnit.isNegative()) {
    const message = "The discount per unit is below zero. Give 0.0000 or more.";
    return wrong("discountPerUnit", "NEGATIVE", message);
  }
  if (costBasis !== "FIXED") return [];
  const promotion = promotionNumber ? `Promotion ${promotionNumber}` : "This promotion";
  const message = `${promotion} is paid as a lump sum: its lines carry units only. Set the discount to 0; the fee is the promotion's fixed cost.`;
  return wrong("discountPerUnit", "LUMP_SUM", message);
}

function unitErrors(draft: LineDraft): FieldError[] {
  const base = Money.of(draft.forecastedBaseUnits ?? "0");
  const uplift = Money.of(draft.forecastedUpliftUnits ?? "0");
  if (base.isNegative()) {
    return wrong("forecastedBaseUnits", "NEGATIVE", "Base units are below zero. Give 0 or more.");
  }
  if (!base.plus(uplift).isNegative()) return [];
  const least = base.negated().toString().replace(/\.0+$/, "");
  const message = `Base and uplift units are below zero together. Uplift can be ${least} at the least.`;
  return wrong("forecastedUpliftUnits", "NEGATIVE", message);
}

/** A line's own price and what it comes to are both amounts that a cell must hold. */
function spendErrors(draft: LineDraft): FieldError[] {
  const { discountPerUnit, forecastedBaseUnits, forecastedUpliftUnits } = draft;
  if (!discountPerUnit) return [];
  const tooLarge = amountErrors("discountPerUnit", discountPerUnit);
  if (tooLarge.length > 0) return tooLarge;
  const spend = spendOfLine({
    discountPerUnit,
    baseUnits: forecastedBaseUnits ?? "0",
    upliftUnits: forecastedUpliftUnits ?? "0",
  });
  return amountErrors("forecastedBaseUnits", spend);
}

function productErrors({ isTwice, promotionNumber, sku }: LineRuleFacts): FieldError[] {
  if (!isTwice) return [];
  const promotion = promotionNumber ? `Promotion ${promotionNumber}` : "The promotion";
  const message = `${promotion} has a line for ${sku ?? "this product"} already; a product appears once. Change that line instead.`;
  return wrong("productErpId", "DUPLICATE", message);
}
