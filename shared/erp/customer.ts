import { z } from "zod";
import { CustomerType } from "../master/lists.ts";
import { attributesField, codeField, currencyField, proseField, wordField } from "./field.ts";

/**
 * A customer as the ERP knows it. `parentErpId` may name a customer of the books or one of the same batch, before or
 * after this record; a record states the whole customer, so a field left out is cleared. `retailer` says whose reason
 * codes its deductions carry (decisions.md 6).
 */
export const CustomerRecord = z.strictObject({
  erpId: codeField("erpId"),
  name: proseField("name"),
  retailer: codeField("retailer", 100).optional(),
  type: wordField("type", CustomerType),
  parentErpId: codeField("parentErpId").optional(),
  paymentTerms: codeField("paymentTerms").optional(),
  currency: currencyField("currency").optional(),
  attributes: attributesField().optional(),
});
export type CustomerRecord = z.infer<typeof CustomerRecord>;
