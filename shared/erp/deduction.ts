import { z } from "zod";
import { bookedAmountField } from "./amount-field.ts";
import { addressField, codeField, currencyField, dayField } from "./field.ts";

/**
 * What a customer kept back from a payment, as the ERP booked it: positive, in the books' currency and in cents; negative
 * for a repayment. `erpRef` names it once and for all. `reasonCodeErp` stays as it was written: "005" is not "5".
 */
export const DeductionRecord = z.strictObject({
  erpRef: codeField("erpRef"),
  customerErpId: codeField("customerErpId"),
  amount: bookedAmountField("amount"),
  postingDate: dayField("postingDate"),
  reasonCodeErp: codeField("reasonCodeErp").optional(),
  invoiceNumber: codeField("invoiceNumber").optional(),
  checkNumber: codeField("checkNumber").optional(),
  checkDate: dayField("checkDate").optional(),
  promotionRef: codeField("promotionRef").optional(),
  backupDocUrl: addressField("backupDocUrl").optional(),
  glAccountCode: codeField("glAccountCode", 20).optional(),
  currency: currencyField("currency").optional(),
});
export type DeductionRecord = z.infer<typeof DeductionRecord>;
