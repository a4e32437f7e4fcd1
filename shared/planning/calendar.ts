import { z } from "zod";
import { Day } from "../day.ts";
import { Id } from "../ids.ts";
import { AccrualStatus, PromotionStatus } from "./promotion.ts";

/** `GET /v1/calendar?from=&to=&customer=`: the promotions of a span of days for the Gantt, by customer and then by date. */
export const CalendarQuery = z.object({
  from: Day,
  to: Day,
  customer: z.string().max(255).optional(),
});
export type CalendarQuery = z.infer<typeof CalendarQuery>;

/** Another promotion on the same products for the same customer (or one above or below it) at the same time. */
export const Overlap = z.object({
  promotionId: Id,
  number: z.string(),
  from: Day,
  to: Day,
  skus: z.array(z.string()),
});
export type Overlap = z.infer<typeof Overlap>;

export const CalendarRow = z.object({
  promotionId: Id,
  number: z.string(),
  name: z.string(),
  customerErpId: z.string(),
  customerName: z.string(),
  tacticType: z.string(),
  tacticName: z.string(),
  status: PromotionStatus,
  accrualStatus: AccrualStatus,
  sellInStart: Day,
  sellInEnd: Day,
  scanStart: Day.nullable(),
  scanEnd: Day.nullable(),
  overlaps: z.array(Overlap),
});
export type CalendarRow = z.infer<typeof CalendarRow>;

export const Calendar = z.object({
  asOf: z.string(),
  from: Day,
  to: Day,
  rows: z.array(CalendarRow),
});
export type Calendar = z.infer<typeof Calendar>;
