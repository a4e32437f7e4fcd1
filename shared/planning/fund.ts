import { z } from "zod";
import { Day } from "../day.ts";
import { Id } from "../ids.ts";
import { PageQuery, pageOf } from "../page.ts";
import { Amount, Version } from "../wire.ts";

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
  ownerId: Id.nullable(),
  note: z.string().nullable(),
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
