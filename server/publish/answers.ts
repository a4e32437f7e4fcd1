import { createHash } from "node:crypto";
import type { z } from "zod";
import type { rowResultOf } from "../../shared/batch.ts";
import { problemOf } from "../../shared/problem.ts";
import { Refusal, type RefusalCode } from "../../shared/refusal.ts";
import type { AnsweredRow } from "./publish.queries.ts";
import type { Publisher, PublishRow, Verdict } from "./table.ts";

/** One row's answer, in the shape of every batch. */
export type RowResult<Shown> = Omit<z.output<ReturnType<typeof rowResultOf>>, "row"> & {
  row: Shown | null;
};

/** Which refusal is which word of the sheet; all others are `invalid`: the user can mend the row. */
const OUTCOMES: Partial<Record<RefusalCode, RowResult<unknown>["outcome"]>> = {
  VERSION_STALE: "conflict",
  CLAIM_ALREADY_POSTED: "conflict",
  CLAIM_NOT_OPEN: "forbidden",
  MOVE_NOT_ALLOWED: "forbidden",
  ROLE_MISSING: "forbidden",
  NOT_FOUND: "gone",
};

/** A verdict as the sheet is told; its record's values are put in once the whole chunk is written. */
export const resultOf = (
  { key, id }: Pick<PublishRow, "key" | "id">,
  verdict: Verdict,
  { requestId }: Publisher,
): RowResult<never> => ({
  key,
  id,
  version: null,
  row: null,
  ...(verdict.kind === "saved"
    ? { outcome: "saved", problem: null }
    : {
        outcome: OUTCOMES[verdict.refusal.code] ?? "invalid",
        problem: problemOf(verdict.refusal, requestId),
      }),
});

export const refused = (refusal: Refusal): Verdict => ({ kind: "refused", refusal });

/** The answer to a key that stands for another content already. */
export const notKept = ({ key }: PublishRow): Verdict =>
  refused(
    new Refusal(
      "IDEMPOTENCY_KEY_REUSED",
      `Row ${key} of this batch was answered with other content. Publish again with a new batch.`,
    ),
  );

/** The answer to a second row about one record: which of them came first would be luck. */
export const alreadyNamed = (): Verdict =>
  refused(
    new Refusal(
      "VERSION_STALE",
      "Another row of this publish is about the same record. Keep one of them, then publish again.",
    ),
  );

/** What a good row becomes when a bad one of an all-or-nothing batch took it back. */
export const takenBack = (verdict: Verdict): Verdict =>
  verdict.kind === "saved"
    ? refused(
        new Refusal("INVALID", "Not saved: another row of this all-or-nothing batch was refused."),
      )
    : verdict;

/** What a row asked for, as a fingerprint. */
export const requestHash = ({ op, id, version, changes }: PublishRow): string =>
  createHash("sha256")
    .update(JSON.stringify([op, id, version ?? null, changes]))
    .digest("hex");

/** An answer as it is kept for a repeated chunk, with what takes its row back. */
export const keptAnswer = (
  row: PublishRow,
  { verdict, answer, n }: { verdict: Verdict; answer: RowResult<unknown>; n: number },
): AnsweredRow => ({
  n,
  rowKey: row.key,
  entityId: row.id,
  requestHash: requestHash(row),
  outcome: answer.outcome,
  answer,
  undo: verdict.kind === "saved" ? verdict.inverse : null,
});

/** How many rows had which outcome. */
export function summaryOf(results: readonly RowResult<unknown>[]): Record<string, number> {
  const summary = { saved: 0, invalid: 0, conflict: 0, forbidden: 0, gone: 0 };
  for (const { outcome } of results) summary[outcome] += 1;
  return summary;
}
