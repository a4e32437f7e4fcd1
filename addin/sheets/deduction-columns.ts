import { daysBetween } from "../../shared/day.ts";
import type { Claim } from "../../shared/finance/claim.ts";
import { amount, booked, column, input, keyColumns, outcomeColumns, wireAmount } from "./column.ts";
import type { Column } from "./sheet.ts";

const PROOF: Record<Claim["backupStatus"], string> = {
  MISSING: "⚠ missing",
  REQUESTED: "… requested",
  RECEIVED: "✓ received",
  NOT_REQUIRED: "—",
};

/** How old a deduction is, in days since posting. */
export const ageOf = (claim: Claim, today: string): number =>
  Math.max(0, daysBetween({ from: claim.postingDate, to: today }));

/** The aging bucket of an age in days. */
export function bucketOf(age: number): string {
  if (age <= 30) return "0–30";
  if (age <= 60) return "31–60";
  return age <= 90 ? "61–90" : "90+";
}

const server = column<Claim>;
const code = { kind: "code" } as const;

/** State and Message first, then the ERP's facts, the inputs, and the hidden keys last (excel.md 1). */
export const deductionColumns: readonly Column<Claim>[] = [
  ...outcomeColumns<Claim>(),
  server("number", "Deduction #", {
    ...code,
    width: 66,
    wire: (claim) => claim.number,
    description: "Tradebook's number of this deduction.",
  }),
  server("customerName", "Retailer", {
    width: 96,
    wire: (claim) => claim.customerName,
    description: "Who deducted.",
  }),
  server("customerErpId", "Customer #", {
    ...code,
    width: 88,
    wire: (claim) => claim.customerErpId,
    description: "The customer's number in the ERP.",
  }),
  server("invoiceNumber", "Invoice #", {
    ...code,
    width: 70,
    wire: (claim) => claim.invoiceNumber,
    description: "The invoice that was paid short.",
  }),
  server("checkNumber", "Check/EFT #", {
    ...code,
    width: 78,
    wire: (claim) => claim.checkNumber,
    description: "The payment that carried the deduction.",
  }),
  server("postingDate", "Posted", {
    kind: "day",
    format: "yyyy-mm-dd",
    align: "Right",
    width: 68,
    wire: (claim) => claim.postingDate,
    description: "The day the ERP posted it.",
  }),
  server("age", "Age", {
    kind: "int",
    format: "0",
    align: "Right",
    width: 40,
    wire: (claim, today) => String(ageOf(claim, today)),
    description: "Days since posting, on the day of the refresh.",
  }),
  server("bucket", "Bucket", {
    width: 54,
    align: "Center",
    wire: (claim, today) => bucketOf(ageOf(claim, today)),
    description: "Age in days: 0–30, 31–60, 61–90, 90+.",
  }),
  server("amount", "Amount", {
    ...amount,
    wire: (claim) => wireAmount(claim.amount),
    description: "What the retailer took. A repayment is negative.",
  }),
  server("open", "Open", {
    ...amount,
    wire: (claim) => wireAmount(claim.open),
    description: "What is not settled, disputed or written off yet.",
  }),
  server("reasonCodeErp", "Reason (ERP)", {
    ...code,
    width: 86,
    align: "Center",
    wire: (claim) => claim.reasonCodeErp,
    description: 'The retailer\'s own code, as it came: "05" is not "005".',
  }),
  input("reason", "Reason", {
    kind: "choice",
    list: "reasons",
    width: 92,
    wire: (claim) => claim.reason,
    description: "What it is in our words. Choose from the list.",
  }),
  server("matchConfidenceScore", "Score", {
    kind: "score",
    format: "0%",
    align: "Center",
    width: 50,
    wire: (claim) =>
      claim.matchConfidenceScore === null ? null : String(claim.matchConfidenceScore),
    description: "How sure the matcher is of its suggestion.",
  }),
  server("suggestedPromotionNumber", "Suggested promo", {
    ...code,
    width: 106,
    wire: (claim) => claim.suggestedPromotionNumber,
    description: "The promotion the matcher found; the pane says why.",
  }),
  input("promotionId", "Promo", {
    ...code,
    width: 96,
    wire: (claim) => claim.promotionNumber,
    description: "The promotion this deduction belongs to, by its number.",
  }),
  input("settle", "Settle", {
    ...booked,
    wire: (claim) => wireAmount(claim.settle),
    description: "Everything you accept, tolerance included.",
  }),
  input("dispute", "Dispute", {
    ...booked,
    wire: (claim) => wireAmount(claim.dispute),
    description: "What you claim back from the retailer.",
  }),
  input("writeOff", "Write-off", {
    ...booked,
    wire: (claim) => wireAmount(claim.writeOff),
    description: "What you give up; it needs a WO code.",
  }),
  input("writeOffReason", "WO code", {
    ...code,
    list: "writeOffReasons",
    width: 98,
    wire: (claim) => claim.writeOffReason,
    description: "Why it is written off.",
  }),
  server("left", "Left", {
    ...amount,
    source: "formula",
    formula: "=ROUND([@Open]-SUM([@[Settle ✎]],[@[Dispute ✎]],[@[Write-off ✎]]),4)",
    wire: () => null,
    description: "Open less Settle, Dispute and Write-off.",
  }),
  server("settled", "Settled", {
    ...amount,
    header: "Settled ƒ",
    wire: (claim) => wireAmount(claim.settled),
    description: "What was settled and frozen by a posting.",
  }),
  server("disputed", "Disputed", {
    ...amount,
    header: "Disputed ƒ",
    wire: (claim) => wireAmount(claim.disputed),
    description: "What was disputed and frozen by a posting.",
  }),
  server("journalStatus", "Journal", {
    header: "Journal ƒ",
    width: 80,
    align: "Center",
    wire: (claim) => claim.journalStatus,
    description: "Where the journal is on its way to the ERP.",
  }),
  server("backupStatus", "Proof", {
    header: "Proof ƒ",
    width: 84,
    wire: (claim) => PROOF[claim.backupStatus],
    description: "Whether the retailer's proof is here.",
  }),
  input("assignedTo", "Analyst", {
    width: 100,
    wire: (claim) => claim.assignedTo,
    description: "Who works on it.",
  }),
  input("note", "Note", {
    width: 220,
    wire: (claim) => claim.note,
    description: "For you and your colleagues.",
  }),
  ...keyColumns<Claim>(),
];
