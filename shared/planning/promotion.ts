import { z } from "zod";
import { Day } from "../day.ts";
import { Id } from "../ids.ts";
import { PageQuery, pageOf } from "../page.ts";
import { Amount, Version } from "../wire.ts";

/** The life of a promotion (CONTRIBUTING.md). "Committed" is its fund's state, not its own. */
export const PromotionStatus = z.enum([
  "DRAFT",
  "PENDING_APPROVAL",
  "APPROVED",
  "LIVE",
  "COMPLETED",
  "CLOSED",
  "SETTLED",
  "REJECTED",
  "CANCELLED",
]);
export type PromotionStatus = z.infer<typeof PromotionStatus>;

/** What the books know of a promotion's accrual. FAILED keeps it from being an active budget. */
export const AccrualStatus = z.enum(["NONE", "QUEUED", "POSTED", "PARTIAL", "FAILED", "RELEASED"]);
export type AccrualStatus = z.infer<typeof AccrualStatus>;

/** A promotion as lists show it. Amounts come from the server: planned = sum of lines + fixed cost. */
export const Promotion = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  customerErpId: z.string(),
  customerName: z.string(),
  billThroughErpId: z.string().nullable(),
  tacticType: z.string(),
  fundId: Id.nullable(),
  sellInStart: Day.nullable(),
  sellInEnd: Day.nullable(),
  scanStart: Day.nullable(),
  scanEnd: Day.nullable(),
  forecastMode: z.enum(["MANUAL", "AI_LINEAR", "AI_SEASONALITY"]),
  forecastUpliftPct: z.string().nullable(),
  fixedCost: Amount,
  accrualMethod: z.enum(["PLAN_AT_APPROVAL", "PER_SHIPMENT", "SPREAD_TIME", "ON_DATE", "NONE"]),
  status: PromotionStatus,
  accrualStatus: AccrualStatus,
  accrualMessage: z
    .string()
    .nullable()
    .meta({ description: "The ERP's words when accrualStatus is FAILED" }),
  fundStatus: z.enum(["NONE", "RESERVED", "COMMITTED", "RELEASED"]),
  plannedSpend: Amount,
  accrued: Amount,
  settled: Amount,
  remaining: Amount,
  ownerId: Id.nullable(),
  note: z.string().nullable(),
  version: Version,
});
export type Promotion = z.infer<typeof Promotion>;

export const PromotionFilter = PageQuery.extend({
  customer: z.string().optional(),
  status: PromotionStatus.optional(),
  from: Day.optional(),
  to: Day.optional(),
  fund: z.string().optional(),
  tactic: z.string().optional(),
});
export type PromotionFilter = z.infer<typeof PromotionFilter>;
export const PromotionPage = pageOf(Promotion);
export type PromotionPage = z.infer<typeof PromotionPage>;
