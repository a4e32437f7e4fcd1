import { z } from "zod";
import { Day } from "../day.ts";
import { Id } from "../ids.ts";
import { PageQuery, pageOf } from "../page.ts";
import { Amount, Version } from "../wire.ts";

/** What a journal is for (decisions.md 3). */
export const JournalKind = z.enum([
  "ACCRUAL",
  "TRUE_UP",
  "RELEASE",
  "SETTLEMENT",
  "DISPUTE_OUTCOME",
  "WRITE_OFF",
  "RECLASS",
  "REVERSAL",
]);
export type JournalKind = z.infer<typeof JournalKind>;

/** Where a journal is on its way to the ERP. SENT means that the answer is not known yet. */
export const JournalStatus = z.enum(["DRAFT", "QUEUED", "SENT", "POSTED", "FAILED", "REVERSED"]);
export type JournalStatus = z.infer<typeof JournalStatus>;

/** Why one row of a journal is there. */
export const EntryTag = z.enum([
  "ACCRUAL",
  "TRUE_UP",
  "RELEASE",
  "ACCRUAL_REVERSAL",
  "ACTUAL",
  "TOLERANCE",
  "DEBIT_MEMO",
  "WRITE_OFF",
  "NON_TRADE",
  "REVERSAL",
]);
export type EntryTag = z.infer<typeof EntryTag>;

/** The ERP's own words when it refused. */
export const JournalFailure = z.object({ code: z.string(), message: z.string() });
export type JournalFailure = z.infer<typeof JournalFailure>;

/** One balanced pair: `amount` (more than zero) from the credit account to the debit account. */
export const JournalEntry = z.object({
  n: z.int().min(1),
  tag: EntryTag,
  debitAccount: z.string(),
  debitAccountName: z.string(),
  creditAccount: z.string(),
  creditAccountName: z.string(),
  amount: Amount,
  promotionId: Id.nullable(),
  promotionNumber: z.string().nullable(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** A journal with its rows and what the ERP said. Dates: `accountingPeriod` is where it posts, `performancePeriod` when the promotion ran. */
export const Journal = z.object({
  id: Id,
  reference: z.string(),
  kind: JournalKind,
  status: JournalStatus,
  version: Version,
  postingDate: Day,
  accountingPeriod: z.string(),
  performancePeriod: z.string(),
  currency: z.string(),
  claimId: Id.nullable(),
  claimNumber: z.string().nullable(),
  promotionId: Id.nullable(),
  entries: z.array(JournalEntry),
  erpDocument: z.string().nullable(),
  failure: JournalFailure.nullable(),
  attempts: z.int(),
  createdBy: z.string().nullable(),
  createdAt: z.string(),
  postedAt: z.string().nullable(),
});
export type Journal = z.infer<typeof Journal>;

export const JournalFilter = PageQuery.extend({
  status: JournalStatus.optional(),
  promotionId: Id.optional(),
  claimId: Id.optional(),
});
export type JournalFilter = z.infer<typeof JournalFilter>;
export const JournalPage = pageOf(Journal);

/** `POST /v1/journals/{id}/actions/retry`. */
export const RetryRequest = z.object({ version: Version }).strict();

/** `POST /v1/journals/{id}/actions/redate`: asks a FinanceApprover to move a failed journal to an open period. */
export const RedateRequest = z
  .object({ version: Version, postingDate: Day, reason: z.string().min(3).max(500) })
  .strict();
export type RedateRequest = z.infer<typeof RedateRequest>;

/** What may wait for a second person: of a journal, or of a promotion (that it runs, is closed, or is reopened). */
const JournalApproval = z.enum(["REDATE", "SETTLEMENT", "WRITE_OFF"]);
export type JournalApproval = z.infer<typeof JournalApproval>;
const ApprovalKind = z.enum([...JournalApproval.options, "PROMOTION", "CLOSE", "REOPEN"]);

/** Something that waits for a second person, bound to the version that was seen. */
export const Approval = z.object({
  id: Id,
  kind: ApprovalKind,
  status: z.enum(["OPEN", "APPROVED", "REJECTED", "STALE"]),
  role: z.string().meta({ description: "The role that may decide it" }),
  entity: z.string().meta({ description: "journal or promotion" }),
  entityId: Id,
  entityVersion: Version,
  summary: z.string(),
  reason: z.string().nullable(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type Approval = z.infer<typeof Approval>;
export const ApprovalPage = pageOf(Approval);
export const ApprovalDecision = z.object({ reason: z.string().max(500).optional() }).strict();
