import type { Money } from "../../shared/money.ts";
import type { PromotionLineInputs } from "../../shared/planning/line.ts";
import { unitSum } from "../../shared/planning/spend.ts";
import type { FieldError } from "../../shared/refusal.ts";
import type { LineToEdit } from "./line-edit.queries.ts";
import type { NamedProduct, NamedPromotion } from "./names.queries.ts";
import type { Names } from "./names.ts";
import { sentOr } from "./promotion-values.ts";

/** Changes as they were sent: only the fields that are named. */
export type LineChanges = {
  [Field in keyof PromotionLineInputs]?: PromotionLineInputs[Field] | undefined;
};

/** The inputs of a line in one form each. */
export interface LineValues {
  promotionId: string | null;
  productErpId: string | null;
  discountPerUnit: Money | null;
  forecastedBaseUnits: string | null;
  forecastedUpliftUnits: string;
}

/** A line of which nothing was said yet. */
export const EMPTY_LINE: LineValues = {
  promotionId: null,
  productErpId: null,
  discountPerUnit: null,
  forecastedBaseUnits: null,
  forecastedUpliftUnits: "0",
};

interface LineNames {
  promotionNames: Names<NamedPromotion>;
  products: Names<NamedProduct>;
}

/** A line with its changes put in, and an error for each name that nobody knows. */
export function resolveLine(
  changes: LineChanges,
  before: LineValues,
  { promotionNames, products }: LineNames,
): { wanted: LineValues; errors: FieldError[] } {
  const promotion = changes.promotionId
    ? promotionNames(changes.promotionId, { field: "promotionId", what: "promotion" })
    : null;
  const product = changes.productErpId
    ? products(changes.productErpId, { field: "productErpId", what: "product" })
    : null;
  const errors = [promotion, product].flatMap((found) =>
    found && "error" in found ? [found.error] : [],
  );
  const wanted = {
    promotionId:
      promotion && "entry" in promotion
        ? promotion.entry.id
        : sentOr(changes.promotionId, before.promotionId),
    productErpId:
      product && "entry" in product
        ? product.entry.erpId
        : sentOr(changes.productErpId, before.productErpId),
    discountPerUnit: sentOr(changes.discountPerUnit, before.discountPerUnit),
    forecastedBaseUnits: sentOr(units(changes.forecastedBaseUnits), before.forecastedBaseUnits),
    forecastedUpliftUnits:
      sentOr(units(changes.forecastedUpliftUnits), before.forecastedUpliftUnits) ?? "0",
  };
  return { wanted, errors };
}

/** Units as they are kept: "1200" and "1200.0" are the same. */
const units = (text: string | null | undefined) => (text ? unitSum([text]) : text);

/** What a line says now. */
export const valuesOf = (line: LineToEdit): LineValues => ({
  promotionId: line.promotionId,
  productErpId: line.productErpId,
  discountPerUnit: line.discountPerUnit,
  forecastedBaseUnits: line.forecastedBaseUnits,
  forecastedUpliftUnits: line.forecastedUpliftUnits,
});

/** Whether a line is as wanted already. */
export const isSame = (line: LineToEdit, wanted: LineValues): boolean =>
  line.promotionId === wanted.promotionId &&
  line.productErpId === wanted.productErpId &&
  wanted.discountPerUnit !== null &&
  line.discountPerUnit.equals(wanted.discountPerUnit) &&
  line.forecastedBaseUnits === wanted.forecastedBaseUnits &&
  line.forecastedUpliftUnits === wanted.forecastedUpliftUnits;
