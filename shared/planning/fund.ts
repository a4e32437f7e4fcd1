import { z } from "zod";
import { batchOf, batchResultOf } from "../batch.ts";
import { Day } from "../day.ts";
import { Id } from "../ids.ts";
import { PageQuery, pageOf } from "../page.ts";
import { Amount, BookedAmount, Version } from "../wire.ts";

/**
 * A fund with what is left of it: available = budget + earned + transfers + adjustments − drawbacks − reserved −
 * committed − actual (decisions.md 4). Always computed, never stored.
 */
export const Fund = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  customerErpId: z.string().nullable(),
  customerName: z.string().nullable(),
  brand: z.string().nullable(),
  from: Day,
  to: Day,
  budget: Amount,
  earned: Amount,
  transfers: Amount.meta({ description: "In less out" }),
  adjustments: Amount,
  drawbacks: Amount,
  reserved: Amount,
  committed: Amount,
  actual: Amount,
  available: Amount,
  failedAccruals: Amount.meta({
    description:
      "Of committed: promotions whose accrual the ERP refused; no active budget until it is posted",
  }),
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  note: z.string().nullable(),
  editable: z.boolean(),
  version: Version,
});
export type Fund = z.infer<typeof Fund>;

export const FundFilter = PageQuery.extend({
  customer: z.string().optional(),
  from: Day.optional(),
  to: Day.optional(),
});
export type FundFilter = z.infer<typeof FundFilter>;
export const FundPage = pageOf(Fund);

const Named = z.string().trim().min(1).max(255);

/** What a controller may type. `customerErpId` and `ownerId` take a code or a name. The budget is in cents. */
export const FundInputs = z
  .object({
    name: Named,
    customerErpId: Named.nullable(),
    brand: Named.nullable(),
    from: Day,
    to: Day,
    budget: BookedAmount,
    ownerId: Named.nullable(),
    note: z.string().trim().max(2000).nullable(),
  })
  .strict();
export type FundInputs = z.infer<typeof FundInputs>;

/** `POST /v1/funds/batch`. A created row must name what `REQUIRED_FUND_FIELDS` lists. */
export const FundBatch = batchOf(FundInputs.partial());
export type FundBatch = z.infer<typeof FundBatch>;
export const FundBatchResult = batchResultOf(Fund);
export type FundBatchResult = z.infer<typeof FundBatchResult>;

export const REQUIRED_FUND_FIELDS = [
  "name",
  "from",
  "to",
  "budget",
] as const satisfies readonly (keyof FundInputs)[];

export const FundMovementKind = z.enum([
  "EARNED",
  "TRANSFER_IN",
  "TRANSFER_OUT",
  "ADJUSTMENT",
  "DRAWBACK",
]);

/** One movement of a fund beside its budget: what a number of the Funds sheet is made of. */
export const FundMovement = z.object({
  id: Id,
  kind: FundMovementKind,
  amount: Amount,
  otherFundNumber: z.string().nullable(),
  postingDate: Day,
  reason: z.string().nullable(),
  by: z.string().nullable(),
});
export type FundMovement = z.infer<typeof FundMovement>;
export const FundMovementPage = pageOf(FundMovement);

/** `POST /v1/funds/{id}/transfers`: moves money to another fund, both sides at once. */
export const TransferRequest = z
  .object({ toFund: Named, amount: BookedAmount, reason: z.string().trim().min(3).max(500) })
  .strict();
export type TransferRequest = z.infer<typeof TransferRequest>;

/** `POST /v1/funds/{id}/movements`: earned money and drawbacks are positive, an adjustment has a sign. */
export const MovementRequest = z
  .object({
    kind: z.enum(["EARNED", "ADJUSTMENT", "DRAWBACK"]),
    amount: BookedAmount,
    reason: z.string().trim().min(3).max(500),
  })
  .strict();
export type MovementRequest = z.infer<typeof MovementRequest>;

/** `GET /v1/funds/{id}/burn-down`: at the end of each week, what the fund had and what was used of it. */
export const BurnDown = z.object({
  fundId: Id,
  number: z.string(),
  name: z.string(),
  asOf: z.string(),
  weeks: z.array(
    z.object({
      week: Day.meta({ description: "Monday of the week" }),
      budget: Amount,
      committed: Amount.meta({
        description:
          "Reserved, committed and actual so far; in weeks to come, drafts by the days of their windows too",
      }),
      accrued: Amount.meta({
        description: "Accrued less what was released or reversed, by posting date",
      }),
      settled: Amount.meta({ description: "Accrual that settlements used up, by posting date" }),
      isForecast: z.boolean().meta({ description: "The week has not begun" }),
    }),
  ),
  outOfMoney: Day.nullable().meta({ description: "First week whose committed exceeds the budget" }),
});
export type BurnDown = z.infer<typeof BurnDown>;
