import { z } from "zod";
import { rowResultOf } from "../batch.ts";
import { Id } from "../ids.ts";
import type { Role } from "../tenancy/identity.ts";
import { Amount, Version } from "../wire.ts";
import { Promotion, type PromotionStatus } from "./promotion.ts";

/** What a person asks of a promotion. `copy` makes another one and moves nothing. */
export const PromotionAct = z.enum([
  "submit",
  "approve",
  "reject",
  "close",
  "cancel",
  "reopen",
  "copy",
]);
export type PromotionAct = z.infer<typeof PromotionAct>;

/** What moves a promotion: a person's act, a published change, or the clock. */
export type PromotionMove =
  | Exclude<PromotionAct, "copy">
  | "change"
  | "start"
  | "finish"
  | "settle";

/** One allowed move: from where to where, and by whom; the clock and the books need no role. */
interface AllowedMove {
  from: readonly PromotionStatus[];
  to: PromotionStatus;
  by: readonly Role[];
}

/**
 * Every move that is allowed (CONTRIBUTING.md, decisions.md 4 and 5); all others are refused with MOVE_NOT_ALLOWED. A Planner
 * acts on own promotions only: made by them, owned by them, or owned by nobody. Approving, rejecting and a reopened CLOSED
 * promotion need a second person. A change to an APPROVED promotion sends it back for approval.
 */
export const PROMOTION_MOVES: Readonly<Record<PromotionMove, readonly AllowedMove[]>> = {
  submit: [{ from: ["DRAFT", "REJECTED"], to: "PENDING_APPROVAL", by: ["Planner"] }],
  approve: [
    { from: ["PENDING_APPROVAL"], to: "APPROVED", by: ["SalesApprover", "FinanceApprover"] },
  ],
  reject: [
    { from: ["PENDING_APPROVAL"], to: "REJECTED", by: ["SalesApprover", "FinanceApprover"] },
  ],
  change: [
    { from: ["DRAFT", "REJECTED"], to: "DRAFT", by: ["Planner"] },
    { from: ["PENDING_APPROVAL", "APPROVED"], to: "PENDING_APPROVAL", by: ["Planner"] },
  ],
  cancel: [
    {
      from: ["DRAFT", "REJECTED", "PENDING_APPROVAL", "APPROVED"],
      to: "CANCELLED",
      by: ["Planner", "SalesApprover"],
    },
  ],
  close: [{ from: ["COMPLETED"], to: "CLOSED", by: ["Controller"] }],
  reopen: [
    { from: ["PENDING_APPROVAL", "CANCELLED"], to: "DRAFT", by: ["Planner"] },
    { from: ["CLOSED"], to: "COMPLETED", by: ["Controller", "Finance"] },
  ],
  start: [{ from: ["APPROVED"], to: "LIVE", by: [] }],
  finish: [{ from: ["LIVE"], to: "COMPLETED", by: [] }],
  settle: [{ from: ["CLOSED"], to: "SETTLED", by: [] }],
};

/** The move from this status, whoever asks; undefined when there is none. */
export const moveFrom = (move: PromotionMove, status: PromotionStatus): AllowedMove | undefined =>
  PROMOTION_MOVES[move].find(({ from }) => from.includes(status));

/** `POST /v1/promotions/{id}/actions/{act}`; `weeks` shifts the dates of a copy. Reject, cancel and reopen need a reason. */
export const MoveRequest = z
  .object({
    version: Version,
    reason: z.string().trim().min(3).max(500).optional(),
    weeks: z.int().min(-520).max(520).optional(),
  })
  .strict();
export type MoveRequest = z.infer<typeof MoveRequest>;

/** `POST /v1/promotions/actions/{act}`: the same for a selection, row by row in its order, each in its own savepoint. */
export const MovesRequest = z
  .object({
    rows: z
      .array(z.object({ id: Id, version: Version }).strict())
      .min(1)
      .max(100),
    reason: z.string().trim().min(3).max(500).optional(),
    weeks: z.int().min(-520).max(520).optional(),
  })
  .strict();
export type MovesRequest = z.infer<typeof MovesRequest>;

/**
 * What became of each promotion, in the order of the request. `key` and `id` are the promotion asked for; for a copy, `row` is
 * the new one. A move that waits for a second person (reopen after close) is "saved" and leaves the status as it was.
 */
export const MovesResult = z.object({
  summary: z.record(z.string(), z.int()),
  results: z.array(rowResultOf(Promotion)),
});
export type MovesResult = z.infer<typeof MovesResult>;

/** `GET /v1/promotions/{id}/changes`: what differs from the version that was approved (or submitted) last. */
export const PromotionChanges = z.object({
  promotionId: Id,
  number: z.string(),
  since: z
    .object({ kind: z.enum(["APPROVED", "SUBMITTED"]), at: z.string(), by: z.string().nullable() })
    .nullable(),
  changes: z.array(
    z.object({
      line: z.string().nullable().meta({ description: "SKU of the line; null for the promotion" }),
      field: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});
export type PromotionChanges = z.infer<typeof PromotionChanges>;

/** Who must approve what: all rules that fit a promotion name a role, and one person of each must agree. */
export const ApprovalRule = z.object({
  id: Id,
  name: z.string(),
  customerErpId: z
    .string()
    .nullable()
    .meta({ description: "With everything below it; null for all" }),
  tacticType: z.string().nullable(),
  minAmount: Amount.meta({ description: "From this planned spend on" }),
  role: z.enum(["SalesApprover", "FinanceApprover"]),
  status: z.enum(["PROPOSED", "ACTIVE", "RETIRED"]),
  proposedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  retireAskedBy: z
    .string()
    .nullable()
    .meta({ description: "Who asked to end it; it holds until another person agrees" }),
  version: Version,
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;
