import { z } from "zod";
import { Id } from "./ids.ts";
import { PageQuery, pageOf } from "./page.ts";
import { Problem } from "./problem.ts";
import { Version } from "./wire.ts";

/** Where a publish came from, kept with every changed field in the audit log. */
const PublishContext = z
  .object({
    workbook: z.string().max(255),
    sheet: z.string().max(255),
    client: z.string().max(255),
  })
  .partial()
  .strict();

/**
 * One press of Publish, in chunks of at most 100 rows: idempotent per (batchId, row key).
 * `mode` "each" saves every row on its own; "all" saves all of a chunk or none.
 */
export const batchOf = <Changes extends z.ZodType>(changes: Changes) =>
  z
    .object({
      batchId: Id,
      message: z.string().max(500).optional(),
      mode: z.enum(["each", "all"]).default("each"),
      context: PublishContext.optional(),
      rows: z
        .array(
          z
            .object({
              key: z
                .string()
                .min(1)
                .max(100)
                .meta({ description: "The client's own name of the row" }),
              op: z.enum(["create", "update", "delete"]),
              id: Id,
              version: Version.optional(),
              changes,
            })
            .strict(),
        )
        .min(1)
        .max(100),
    })
    .strict();

/** What became of one row: `row` is the server's row after it, or the current one on a conflict. */
export const rowResultOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    key: z.string(),
    outcome: z.enum(["saved", "invalid", "conflict", "forbidden", "gone"]),
    id: Id,
    version: Version.nullable(),
    row: row.nullable(),
    problem: Problem.nullable(),
  });

/** The answer to a batch: one result per row, in the order of the request, and how many had which outcome. */
export const batchResultOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    batchId: Id,
    summary: z.record(z.string(), z.int()),
    results: z.array(rowResultOf(row)),
  });

/** One press of Publish on one table, as Activity lists it. `whyNot` says why it cannot be undone; null when it can. */
export const Publish = z.object({
  batchId: Id,
  entity: z.enum(["claims", "promotions", "promotion-lines", "funds"]),
  message: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  saved: z.int(),
  refused: z.int(),
  undoes: Id.nullable().meta({ description: "The publish that this one took back" }),
  whyNot: z.string().nullable(),
});
export type Publish = z.infer<typeof Publish>;
export const PublishPage = pageOf(Publish);
export const PublishFilter = PageQuery;

/** `GET /v1/publishes/{batchId}`: what was saved of a publish whose answer was lost; rows are those of its table. */
export const PublishAnswer = z.object({
  batchId: Id,
  entity: Publish.shape.entity,
  results: z.array(rowResultOf(z.record(z.string(), z.unknown()))),
});
export type PublishAnswer = z.infer<typeof PublishAnswer>;

/** `POST /v1/publishes/{batchId}/actions/undo`: the publish that wrote the old values again, and how many rows it did. */
export const UndoAnswer = z.object({ batchId: Id, undone: z.int() });
export type UndoAnswer = z.infer<typeof UndoAnswer>;

/** What decides whether a publish can be taken back. */
export interface UndoFacts {
  byCaller: boolean;
  /** Whether it took another publish back itself. */
  isUndo: boolean;
  isUndone: boolean;
  /** Rows whose record was changed by it. */
  rows: number;
  /** Of those, how many were changed again since. */
  changedSince: number;
}

/** Why a publish cannot be taken back, as a sentence; null when it can (excel.md 4.6). */
export function whyNotUndone(facts: UndoFacts): string | null {
  if (!facts.byCaller) return "Only the person who published it can take it back.";
  if (facts.isUndone) return "It was taken back already.";
  if (facts.isUndo) return "It took another publish back. Publish the values you want instead.";
  if (facts.rows === 0) return "It changed nothing, so there is nothing to take back.";
  if (facts.changedSince === 0) return null;
  const rows = facts.changedSince === 1 ? "1 row was" : `${facts.changedSince} rows were`;
  return `${rows} changed since. Change the rows themselves instead.`;
}
