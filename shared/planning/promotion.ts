import { z } from "zod";
import { batchOf, batchResultOf } from "../batch.ts";
import { Day } from "../day.ts";
import { Id } from "../ids.ts";
import { PageQuery, pageOf } from "../page.ts";
import { Amount, BookedAmount, Percent, Units, Version } from "../wire.ts";

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

/** When a promotion's spend is put aside (domain.md Q1). */
export const AccrualMethod = z.enum([
  "PLAN_AT_APPROVAL",
  "PER_SHIPMENT",
  "SPREAD_TIME",
  "ON_DATE",
  "NONE",
]);
export type AccrualMethod = z.infer<typeof AccrualMethod>;

export const ForecastMode = z.enum(["MANUAL", "AI_LINEAR", "AI_SEASONALITY"]);
export type ForecastMode = z.infer<typeof ForecastMode>;

/** A promotion as lists show it. Amounts come from the server: planned = sum of lines + fixed cost. */
export const Promotion = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  customerErpId: z.string(),
  customerName: z.string(),
  billThroughErpId: z.string().nullable(),
  tacticType: z.string(),
  tacticName: z.string(),
  fundId: Id.nullable(),
  fundNumber: z.string().nullable(),
  fundName: z.string().nullable(),
  fundAvailable: Amount.nullable().meta({ description: "What is left in its fund now" }),
  sellInStart: Day.nullable(),
  sellInEnd: Day.nullable(),
  scanStart: Day.nullable(),
  scanEnd: Day.nullable(),
  forecastMode: ForecastMode,
  forecastUpliftPct: z.string().nullable(),
  fixedCost: Amount,
  accrualMethod: AccrualMethod,
  status: PromotionStatus,
  accrualStatus: AccrualStatus,
  accrualMessage: z
    .string()
    .nullable()
    .meta({ description: "The ERP's words when accrualStatus is FAILED" }),
  fundStatus: z.enum(["NONE", "RESERVED", "COMMITTED", "RELEASED"]),
  plannedSpend: Amount,
  plannedUnits: Units,
  plannedMargin: Amount.meta({ description: "Forecast margin of its lines less its fixed cost" }),
  spendPerUnit: Amount.nullable().meta({
    description: "Planned spend for each planned unit, 4 decimals; null without units",
  }),
  shippedUnits: Units.meta({
    description: "Units of its products shipped to its customer in its sell-in window",
  }),
  accrued: Amount,
  settled: Amount,
  remaining: Amount,
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  createdByName: z.string().nullable(),
  lastWords: z.string().nullable().meta({
    description: "Why it was rejected, cancelled or reopened last, in that person's words",
  }),
  note: z.string().nullable(),
  editable: z.boolean().meta({ description: "Whether this caller may change its fields now" }),
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

const text = (most: number) => z.string().trim().max(most);
/** A code or a name: the server takes an exact code first, then a name that only one has. */
const Named = text(255).min(1);

/**
 * What a planner may type. `customerErpId`, `tacticType`, `fundId` and `ownerId` take the code (number, e-mail, id) or the
 * name. The fixed cost is in cents; the uplift is in percent points with two decimals.
 */
export const PromotionInputs = z
  .object({
    name: text(255).min(1),
    customerErpId: Named,
    billThroughErpId: Named.nullable(),
    tacticType: Named,
    fundId: Named,
    sellInStart: Day,
    sellInEnd: Day,
    scanStart: Day.nullable(),
    scanEnd: Day.nullable(),
    forecastMode: ForecastMode,
    forecastUpliftPct: Percent.nullable(),
    fixedCost: BookedAmount.nullable(),
    accrualMethod: AccrualMethod.nullable().meta({ description: "null takes the tactic's own" }),
    ownerId: Named.nullable(),
    note: text(2000).nullable(),
  })
  .strict();
export type PromotionInputs = z.infer<typeof PromotionInputs>;

/** `POST /v1/promotions/batch`. A created row must name what `REQUIRED_PROMOTION_FIELDS` lists. */
export const PromotionBatch = batchOf(PromotionInputs.partial());
export type PromotionBatch = z.infer<typeof PromotionBatch>;
export const PromotionBatchResult = batchResultOf(Promotion);
export type PromotionBatchResult = z.infer<typeof PromotionBatchResult>;

export const REQUIRED_PROMOTION_FIELDS = [
  "name",
  "customerErpId",
  "fundId",
  "tacticType",
  "sellInStart",
  "sellInEnd",
] as const satisfies readonly (keyof PromotionInputs)[];
