import { z } from "zod";
import { Id } from "../ids.ts";

/** The feeds that exist so far; the others of the contract come with their features. */
export const Feed = z.enum([
  "customers",
  "products",
  "accounts",
  "periods",
  "deductions",
  "invoices",
]);
export type Feed = z.infer<typeof Feed>;

/** Where a batch is on its way from raw rows to the books. */
const BatchStatus = z.enum(["LANDED", "PROMOTING", "DONE", "FAILED"]);

/** One thing that is wrong with one record: which record (1 = the first), which field, which rule, and the fix. */
export const RecordError = z.object({
  record: z.int().min(1),
  pointer: z.string().meta({ description: "JSON pointer into the record, such as /amount" }),
  code: z.string(),
  message: z.string(),
});
export type RecordError = z.infer<typeof RecordError>;

/** A batch of a feed and what became of its records. `errors` holds the first 100; errors.csv holds all. */
export const FeedBatch = z.object({
  batchId: Id,
  feed: Feed,
  status: BatchStatus,
  received: z.int(),
  accepted: z.int(),
  updated: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  errors: z.array(RecordError),
  warnings: z
    .array(z.string())
    .meta({ description: "Such as columns of a CSV that no feed knows" }),
});
export type FeedBatch = z.infer<typeof FeedBatch>;

/** The answer while the batch is still on its way. */
export const FeedReceipt = FeedBatch.pick({
  batchId: true,
  feed: true,
  status: true,
  received: true,
});
export type FeedReceipt = z.infer<typeof FeedReceipt>;
