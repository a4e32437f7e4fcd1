import { z } from "zod";
import { batchOf, batchResultOf } from "../batch.ts";
import { Id } from "../ids.ts";
import { PageQuery, pageOf } from "../page.ts";
import { Amount, UnitPrice, Units, Version, WholeUnits } from "../wire.ts";
import { PromotionStatus } from "./promotion.ts";

/**
 * A product of a promotion. List price and cost are those in force for the customer on the first day of sell-in. Line spend
 * is in cents; discount, prices, landed cost and margin per unit have four decimals.
 */
export const PromotionLine = z.object({
  id: Id,
  promotionId: Id,
  promotionNumber: z.string(),
  promotionName: z.string(),
  promotionStatus: PromotionStatus,
  productErpId: z.string(),
  sku: z.string(),
  productName: z.string(),
  listPrice: Amount,
  cogs: Amount,
  discountPerUnit: Amount,
  forecastedBaseUnits: Units,
  forecastedUpliftUnits: Units,
  lineSpend: Amount,
  marginPerUnit: Amount.meta({ description: "List price less cost less discount" }),
  landedCost: Amount.meta({ description: "Cost plus discount: what a promoted unit costs us" }),
  forecastMargin: Amount.meta({ description: "Margin per unit times all units, in cents" }),
  editable: z.boolean(),
  version: Version,
});
export type PromotionLine = z.infer<typeof PromotionLine>;

export const PromotionLineFilter = PageQuery.extend({
  promotion: z.string().optional().meta({ description: "Number or id of one promotion" }),
  customer: z.string().optional(),
  status: PromotionStatus.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  fund: z.string().optional(),
  tactic: z.string().optional(),
});
export type PromotionLineFilter = z.infer<typeof PromotionLineFilter>;
export const PromotionLinePage = pageOf(PromotionLine);

const Named = z.string().trim().min(1).max(255);

/** What a planner may type. `promotionId` takes the number or the id, `productErpId` the SKU, the ERP's number or the name. */
export const PromotionLineInputs = z
  .object({
    promotionId: Named,
    productErpId: Named,
    discountPerUnit: UnitPrice,
    forecastedBaseUnits: WholeUnits,
    forecastedUpliftUnits: WholeUnits.nullable(),
  })
  .strict();
export type PromotionLineInputs = z.infer<typeof PromotionLineInputs>;

/** `POST /v1/promotion-lines/batch`. A created row must name what `REQUIRED_LINE_FIELDS` lists. */
export const PromotionLineBatch = batchOf(PromotionLineInputs.partial());
export type PromotionLineBatch = z.infer<typeof PromotionLineBatch>;
export const PromotionLineBatchResult = batchResultOf(PromotionLine);
export type PromotionLineBatchResult = z.infer<typeof PromotionLineBatchResult>;

export const REQUIRED_LINE_FIELDS = [
  "promotionId",
  "productErpId",
  "discountPerUnit",
  "forecastedBaseUnits",
] as const satisfies readonly (keyof PromotionLineInputs)[];
