import { z } from "zod";
import { Day } from "../day.ts";
import { Id } from "../ids.ts";
import { PageQuery, pageOf } from "../page.ts";
import { Amount, BookedAmount, Version } from "../wire.ts";
import { PartKind } from "./parts.ts";

/** Where one part of a claim is on its way: DRAFT is the sheet's, the others are frozen. */
const SettlementStatus = z.enum([
  "DRAFT",
  "PENDING_APPROVAL",
  "QUEUED",
  "POSTED",
  "FAILED",
  "REVERSED",
]);

/** One part of a claim, drafted or posted. */
export const SettlementRow = z.object({
  id: Id,
  claimId: Id,
  claimNumber: z.string(),
  promotionId: Id.nullable(),
  promotionNumber: z.string().nullable(),
  kind: PartKind,
  amount: Amount,
  status: SettlementStatus,
  reason: z.string().nullable(),
  journalId: Id.nullable(),
  reference: z.string().nullable(),
  erpDocument: z.string().nullable(),
  accountingPeriod: z.string().nullable(),
  performancePeriod: z.string().nullable(),
  postedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
});
export const SettlementPage = pageOf(SettlementRow);
export const SettlementFilter = PageQuery.extend({
  status: SettlementStatus.optional(),
  claimId: Id.optional(),
  promotionId: Id.optional(),
});
export type SettlementFilter = z.infer<typeof SettlementFilter>;

/** What a retailer is asked to pay back. amount = recovered + conceded + writtenOff + outstanding. */
export const DisputeRow = z.object({
  id: Id,
  number: z.string(),
  claimId: Id,
  claimNumber: z.string(),
  customerErpId: z.string(),
  customerName: z.string(),
  amount: Amount,
  recovered: Amount,
  conceded: Amount,
  writtenOff: Amount,
  outstanding: Amount,
  status: z.enum(["OPEN", "DISPUTED", "RECOVERED", "WRITEOFF", "CONCEDED", "PARTIAL", "EXPIRED"]),
  reason: z.string().nullable(),
  dueAt: Day.nullable(),
  debitMemoNumber: z.string().nullable(),
  journalId: Id.nullable(),
  version: Version,
});
export const DisputePage = pageOf(DisputeRow);
export const DisputeFilter = PageQuery.extend({
  status: DisputeRow.shape.status.optional(),
  claimId: Id.optional(),
});
export type DisputeFilter = z.infer<typeof DisputeFilter>;

/** A promotion's accrual in one accounting period; closing = opening + accrued + trueUp − settled − released + adjusted. */
const AccrualRow = z.object({
  id: z.string().meta({ description: "Promotion and period: the key of the row" }),
  promotionId: Id,
  promotionNumber: z.string(),
  customerErpId: z.string(),
  customerName: z.string(),
  tacticType: z.string(),
  account: z.string().nullable(),
  period: z.string(),
  opening: Amount,
  accrued: Amount,
  trueUp: Amount,
  settled: Amount,
  released: Amount,
  adjusted: Amount,
  closing: Amount,
});
export const AccrualPage = pageOf(AccrualRow);
export const AccrualFilter = PageQuery.extend({ promotionId: Id.optional() });
export type AccrualFilter = z.infer<typeof AccrualFilter>;

export const ApprovalFilter = PageQuery.extend({
  status: z.enum(["OPEN", "APPROVED", "REJECTED", "STALE"]).optional(),
});
export type ApprovalFilter = z.infer<typeof ApprovalFilter>;

const line = <Kind extends PartKind>(kind: Kind) => ({
  kind: z.literal(kind),
  amount: BookedAmount,
});

/**
 * `POST /v1/claims/{id}/allocations`: replaces the claim's drafts by these lines. A PROMO line's amount includes its
 * tolerance, which the server splits off; a NON_TRADE line without an account takes that of the claim's reason.
 */
export const AllocationRequest = z
  .object({
    version: Version,
    lines: z
      .array(
        z.discriminatedUnion("kind", [
          z.object({ ...line("PROMO"), promotionId: z.string().min(1).max(50) }).strict(),
          z.object({ ...line("DISPUTE"), reason: z.string().max(200).optional() }).strict(),
          z.object({ ...line("WRITE_OFF"), reason: z.string().max(50).optional() }).strict(),
          z.object({ ...line("NON_TRADE"), accountCode: z.string().max(20).optional() }).strict(),
        ]),
      )
      .max(50),
  })
  .strict();
export type AllocationRequest = z.infer<typeof AllocationRequest>;
