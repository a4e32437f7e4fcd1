import { z } from "zod";
import { invoicedAmountField, movedUnitsField } from "./amount-field.ts";
import { codeField, currencyField, dayField, lineField } from "./field.ts";

/**
 * One line of an invoice as the ERP booked it, in the books' currency and in cents; a return has negative units and amounts.
 * `grossSales` is at list price, `offInvoiceAmount` what was taken off on the face of the invoice, `netInvoiced` what the line
 * asks for. Invoice and line name it: the same line sent again with other content replaces what was there.
 */
export const InvoiceRecord = z.strictObject({
  invoiceId: codeField("invoiceId", 100),
  line: lineField("line"),
  invoiceDate: dayField("invoiceDate"),
  customerErpId: codeField("customerErpId"),
  productErpId: codeField("productErpId"),
  units: movedUnitsField("units"),
  grossSales: invoicedAmountField("grossSales"),
  offInvoiceAmount: invoicedAmountField("offInvoiceAmount").optional(),
  netInvoiced: invoicedAmountField("netInvoiced"),
  currency: currencyField("currency").optional(),
});
export type InvoiceRecord = z.infer<typeof InvoiceRecord>;
