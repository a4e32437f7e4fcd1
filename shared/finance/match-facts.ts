import type { Day } from "../day.ts";
import type { Money } from "../money.ts";
import type { Reason } from "./claim.ts";

/** What matching reads of a claim. `customerPath` is the ids from the root of the hierarchy down to the customer itself. */
export interface MatchClaim {
  kind: "DEDUCTION" | "INVOICE_CLAIM" | "AP_VOUCHER" | "REPAYMENT";
  open: Money;
  customerId: string;
  customerPath: readonly string[];
  promotionRef: string | null;
  postingDate: Day;
  reason: Reason | null;
  reasonCodeErp: string | null;
}

/** What matching reads of a promotion. `expected` is planned less settled, zero when cancelled. */
export interface MatchPromotion {
  id: string;
  number: string;
  references: readonly string[];
  customerId: string;
  customerName: string;
  customerPath: readonly string[];
  billThroughCustomerId: string | null;
  tacticType: string;
  costBasis: "PER_UNIT" | "FIXED" | "PERCENT";
  offInvoice: boolean;
  sellIn: Window | null;
  scan: Window | null;
  expected: Money;
}

export interface Window {
  start: Day;
  end: Day;
}

/** How much a feature speaks for a promotion, 0 to 1 (below zero: against it), in words. */
export interface Signal {
  strength: number;
  text: string;
}
