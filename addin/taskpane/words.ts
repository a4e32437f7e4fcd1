import type { EntryTag, JournalStatus } from "../../shared/finance/journal.ts";
import type { Money } from "../../shared/money.ts";
import type { FundMovement } from "../../shared/planning/fund.ts";
import type { Promotion } from "../../shared/planning/promotion.ts";
import type { Me, Persona, Role } from "../../shared/tenancy/identity.ts";

/** "1 row", "7 rows": a count with its noun. */
export const count = (number: number, noun: string): string =>
  `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;

export const ENVIRONMENT_WORDS: Record<Me["environment"], string> = {
  DEV: "Development: demo data, nothing here is real",
  TEST: "Test: changes here reach no real books",
  PROD: "Production: postings here reach the company's books",
};

export const TAG_WORDS: Record<EntryTag, string> = {
  ACCRUAL: "Accrual",
  TRUE_UP: "Accrual raised to what was used",
  RELEASE: "Accrual released",
  ACCRUAL_REVERSAL: "Accrual used up",
  ACTUAL: "Promotion spend",
  TOLERANCE: "Within tolerance",
  DEBIT_MEMO: "Debit memo for the disputed part",
  WRITE_OFF: "Written off",
  NON_TRADE: "Not trade spend",
  REVERSAL: "Reversal",
};

export const JOURNAL_WORDS: Record<JournalStatus, string> = {
  DRAFT: "Waits for approval",
  QUEUED: "Queued for the ERP",
  SENT: "Sent, answer of the ERP still open",
  POSTED: "Posted in the ERP",
  FAILED: "Refused by the ERP",
  REVERSED: "Reversed",
};

export const ROLE_WORDS: Record<Role, string> = {
  Planner: "Planner",
  SalesApprover: "Sales approver",
  Finance: "Finance",
  FinanceApprover: "Finance approver",
  Controller: "Controller",
  Auditor: "Auditor",
  Integration: "Integration",
  Admin: "Administrator",
};

export const PERSONA_WORDS: Record<Persona, { name: string; may: string }> = {
  finance: { name: "Finance", may: "matches, settles and posts deductions" },
  approver: { name: "Approver", may: "approves promotions, re-dates and large settlements" },
  planner: { name: "Planner", may: "plans promotions" },
  controller: { name: "Controller", may: "keeps periods, rules and accounts" },
  auditor: { name: "Auditor", may: "reads everything, changes nothing" },
  admin: { name: "Administrator", may: "manages users and connections" },
  integration: { name: "Integration", may: "sends data feeds" },
};

/** "PRICE_CUT" as people write it. */
export const plain = (code: string): string =>
  code.charAt(0) + code.slice(1).toLowerCase().replaceAll("_", " ");

/** An instant in the user's own time zone, to the minute. */
export const momentWords = (instant: string): string =>
  new Date(instant).toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short" });

/** What to tell the user of any error: ours carry their own sentence. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Error && error.message !== ""
    ? error.message
    : "Something unexpected happened. Copy Diagnostics and send it to support.";

/** A share from 0 to 1 as whole percent: "93 %". */
export const percentWords = (share: number): string => `${Math.round(share * 100)} %`;

/** An amount as a change: "+18,240.00", "−500.00". */
export const signed = (amount: Money): string =>
  amount.isNegative() ? `−${amount.negated().toDisplay()}` : `+${amount.toDisplay()}`;

/** "forecastedBaseUnits" as people write it: "Forecasted base units". */
export function fieldWords(field: string): string {
  const words = field
    .replace(/(ErpId|Id)$/, "")
    .replaceAll(/([A-Z])/g, " $1")
    .replaceAll("_", " ")
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const ACCRUAL_WORDS: Record<Promotion["accrualStatus"], string> = {
  NONE: "None yet",
  QUEUED: "Queued for the ERP",
  POSTED: "Posted in the ERP",
  PARTIAL: "Partly posted, the rest follows",
  FAILED: "Refused by the ERP",
  RELEASED: "Released",
};

export const FUND_STATUS_WORDS: Record<Promotion["fundStatus"], string> = {
  NONE: "nothing held",
  RESERVED: "reserved",
  COMMITTED: "committed",
  RELEASED: "given back",
};

export const METHOD_WORDS: Record<Promotion["accrualMethod"], string> = {
  PLAN_AT_APPROVAL: "at approval, by month",
  PER_SHIPMENT: "with each shipment",
  SPREAD_TIME: "week by week",
  ON_DATE: "on its first day",
  NONE: "not at all",
};

export const MOVEMENT_WORDS: Record<FundMovement["kind"], string> = {
  EARNED: "Earned",
  TRANSFER_IN: "Transfer in",
  TRANSFER_OUT: "Transfer out",
  ADJUSTMENT: "Adjustment",
  DRAWBACK: "Drawback",
};

/** "22000" as people read it: "22,000". A fraction stays as it is. */
export const unitWords = (units: string): string =>
  units.replace(/^-?\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ","));
