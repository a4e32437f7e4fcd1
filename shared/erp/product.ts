import { z } from "zod";
import { priceField, unitsField } from "./amount-field.ts";
import { attributesField, codeField, currencyField, proseField } from "./field.ts";

/**
 * A product as the ERP knows it. `listPrice` is the trade list price and `cogsStandard` the standard cost, both per unit
 * of `uom` with up to four decimals. A record states the whole product, so a field left out is cleared.
 */
export const ProductRecord = z.strictObject({
  erpId: codeField("erpId"),
  sku: codeField("sku"),
  name: proseField("name"),
  brand: proseField("brand", 100),
  category: proseField("category", 100),
  subCategory: proseField("subCategory", 100).optional(),
  listPrice: priceField("listPrice"),
  cogsStandard: priceField("cogsStandard"),
  currency: currencyField("currency").optional(),
  uom: codeField("uom", 20).optional(),
  unitsPerCase: unitsField("unitsPerCase").optional(),
  gtin: codeField("gtin", 14).optional(),
  attributes: attributesField().optional(),
});
export type ProductRecord = z.infer<typeof ProductRecord>;
