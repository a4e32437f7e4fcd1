import { z } from "zod";
import { batchOf, batchResultOf } from "../batch.ts";
import { Day } from "../day.ts";
import { Id } from "../ids.ts";
import { PageQuery, pageOf } from "../page.ts";
import { Amount, BookedAmount, Version } from "../wire.ts";
import { JournalFailure, JournalStatus } from "./journal.ts";

/** The life of a claim (decisions.md 1): what we do about what a retailer took. */
export const ClaimStatus = z.enum([
  "PENDING",
  "IN_REVIEW",
  "MATCHED",
  "PENDING_APPROVAL",
  "APPROVED_FOR_PAYMENT",
  "PARTIALLY_SETTLED",
  "SETTLED",
  "VOID",
]);
export type ClaimStatus = z.infer<typeof ClaimStatus>;

/** Normalised reasons, level 1 (domain.md Q38): what a retailer's code means in our words. */
export const Reason = z.enum([
  "PROMO",
  "SHORTAGE",
  "TAX",
  "SPOILS",
  "PRICING",
  "DAMAGE",
  "FREIGHT",
  "RETURNS",
  "COMPLIANCE",
  "DISCOUNT",
  "ACCOUNT",
  "AUDIT",
  "SERVICE_FEE",
  "REPAY",
  "OTHER",
]);
export type Reason = z.infer<typeof Reason>;

/** What finance may change on a claim before it is posted: the inputs of the Deductions grid. */
export const ClaimInputs = z.object({
  reason: Reason.nullable(),
  promotionId: z.string().max(50).nullable().meta({
    description: "A promotion's number, GUID or 16-character reference; answers carry the GUID",
  }),
  settle: BookedAmount.nullable().meta({
    description:
      "Everything accepted, tolerance included; the server splits it into PROMO and TOLERANCE",
  }),
  dispute: BookedAmount.nullable(),
  writeOff: BookedAmount.nullable(),
  writeOffReason: z.string().max(50).nullable(),
  note: z.string().max(2000).nullable(),
  assignedTo: z.string().max(200).nullable(),
});
export type ClaimInputs = z.infer<typeof ClaimInputs>;

/** One row of the Deductions grid: the ERP's facts, what is left of them, and the inputs of finance. */
export const Claim = z.object({
  id: Id,
  number: z.string(),
  kind: z.enum(["DEDUCTION", "INVOICE_CLAIM", "AP_VOUCHER", "REPAYMENT"]),
  customerErpId: z.string(),
  customerName: z.string(),
  payerErpId: z.string().nullable(),
  erpRef: z.string(),
  invoiceNumber: z.string().nullable(),
  checkNumber: z.string().nullable(),
  postingDate: Day,
  amount: Amount,
  open: Amount,
  settled: Amount,
  disputed: Amount,
  writtenOff: Amount,
  nonTrade: Amount,
  reasonCodeErp: z.string().nullable(),
  reason: Reason.nullable(),
  status: ClaimStatus,
  backupStatus: z.enum(["MISSING", "REQUESTED", "RECEIVED", "NOT_REQUIRED"]),
  disputeDeadline: Day.nullable(),
  matchConfidenceScore: z.number().min(0).max(1).nullable(),
  suggestedPromotionId: Id.nullable(),
  suggestedPromotionNumber: z.string().nullable(),
  suggestedRemaining: Amount.nullable().meta({
    description:
      "What the suggested promotion still expects: planned spend less what was settled on it",
  }),
  autoCleared: z.boolean(),
  journalId: Id.nullable(),
  journalStatus: JournalStatus.nullable(),
  journalFailure: JournalFailure.nullable(),
  erpDocument: z.string().nullable(),
  promotionId: Id.nullable(),
  promotionNumber: z.string().nullable(),
  settle: Amount.nullable(),
  dispute: Amount.nullable(),
  writeOff: Amount.nullable(),
  writeOffReason: z.string().nullable(),
  note: z.string().nullable(),
  assignedTo: z.string().nullable(),
  editable: z.boolean().meta({ description: "Whether this caller may change the inputs now" }),
  version: Version,
});
export type Claim = z.infer<typeof Claim>;

/** How the Deductions list is filtered: every field narrows it. */
export const ClaimFilter = PageQuery.extend({
  status: ClaimStatus.optional(),
  customer: z
    .string()
    .optional()
    .meta({ description: "A customer's ERP id; its whole subtree counts" }),
  reason: Reason.optional(),
  minAge: z.coerce
    .number()
    .int()
    .min(0)
    .max(36_500)
    .optional()
    .meta({ description: "Days since posting" }),
  open: z
    .enum(["true", "false"])
    .optional()
    .meta({ description: "true: only claims with an open amount" }),
  id: Id.optional(),
});
export type ClaimFilter = z.infer<typeof ClaimFilter>;

export const ClaimPage = pageOf(Claim);
export type ClaimPage = z.infer<typeof ClaimPage>;

/** `POST /v1/claims/batch`: replaces the drafts of each claim by what its row says. */
export const ClaimBatch = batchOf(ClaimInputs.partial().strict());
export type ClaimBatch = z.infer<typeof ClaimBatch>;
export const ClaimBatchResult = batchResultOf(Claim);
export type ClaimBatchResult = z.infer<typeof ClaimBatchResult>;

/** A promotion that a claim may belong to, and why: every reason carries its part of the score. */
export const Candidate = z.object({
  promotionId: Id,
  number: z.string(),
  name: z.string(),
  customerName: z.string(),
  tacticType: z.string(),
  dateStart: Day.nullable(),
  dateEnd: Day.nullable(),
  score: z.number().min(0).max(1),
  reasons: z.array(z.object({ feature: z.string(), text: z.string(), weight: z.number() })),
  remainingAccrual: Amount.meta({ description: "Accrued and neither settled nor released" }),
  remainingExpected: Amount.meta({
    description: "Planned spend less what was settled: the tolerance's base",
  }),
});
export type Candidate = z.infer<typeof Candidate>;
export const CandidateList = z.object({ claimId: Id, rows: z.array(Candidate) });
