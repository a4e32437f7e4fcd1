import type { PromotionLine } from "../../shared/planning/line.ts";
import {
  amount,
  calculated,
  input,
  keyColumns,
  outcomeColumns,
  price,
  required,
  wireAmount,
  wireUnits,
} from "./column.ts";
import type { Column } from "./sheet.ts";

const inputs: readonly Column<PromotionLine>[] = [
  required("promotionId", "Promo #", {
    kind: "lookup",
    list: "promotions",
    width: 76,
    wire: (line) => line.promotionNumber,
    description:
      "The promotion's number, or the new-1 of a row on Promotions that is not saved yet.",
  }),
  required("productErpId", "SKU", {
    kind: "lookup",
    list: "products",
    width: 90,
    wire: (line) => line.sku,
    description: "The product: SKU, number in the ERP, or name; the SKU is kept.",
  }),
];

const prices: readonly Column<PromotionLine>[] = [
  calculated("productName", "Product", {
    width: 150,
    wire: (line) => line.productName,
    description: "The product's name.",
  }),
  calculated("listPrice", "List price", {
    ...price,
    wire: (line) => wireAmount(line.listPrice),
    description: "Of one unit, in force for the customer on the first day of sell-in.",
  }),
  calculated("cogs", "COGS", {
    ...price,
    wire: (line) => wireAmount(line.cogs),
    description: "Cost of one unit.",
  }),
];

const plan: readonly Column<PromotionLine>[] = [
  required("discountPerUnit", "Discount/unit", {
    ...price,
    width: 86,
    wire: (line) => wireAmount(line.discountPerUnit),
    description: "Off each unit, with at most four decimals. 0 where the tactic is a lump sum.",
  }),
  required("forecastedBaseUnits", "Base units", {
    kind: "units",
    wire: (line) => wireUnits(line.forecastedBaseUnits),
    description: "Whole units that would be sold without the promotion.",
  }),
  input("forecastedUpliftUnits", "Uplift units", {
    kind: "units",
    wire: (line) => wireUnits(line.forecastedUpliftUnits),
    description: "Whole units that the promotion adds.",
  }),
];

const figures: readonly Column<PromotionLine>[] = [
  calculated("lineSpend", "Line spend", {
    ...amount,
    wire: (line) => wireAmount(line.lineSpend),
    description: "Discount times all units. Recalculated on publish.",
  }),
  calculated("marginPerUnit", "Margin/unit", {
    ...price,
    wire: (line) => wireAmount(line.marginPerUnit),
    description: "List price less cost less discount.",
  }),
  calculated("landedCost", "Landed cost", {
    ...price,
    wire: (line) => wireAmount(line.landedCost),
    description: "Cost plus discount: what a promoted unit costs us.",
  }),
  calculated("forecastMargin", "Forecast margin", {
    ...amount,
    wire: (line) => wireAmount(line.forecastMargin),
    description: "Margin per unit times all units.",
  }),
];

/** The columns of Promo Lines, in excel.md's order, with the landed cost beside the margin. */
export const promoLineColumns: readonly Column<PromotionLine>[] = [
  ...outcomeColumns<PromotionLine>(),
  ...inputs,
  ...prices,
  ...plan,
  ...figures,
  ...keyColumns<PromotionLine>(),
];
