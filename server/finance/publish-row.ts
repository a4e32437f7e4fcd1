import { createHash } from "node:crypto";
import type { ClaimBatch, ClaimBatchResult } from "../../shared/finance/claim.ts";
import { problemOf } from "../../shared/problem.ts";
import { Refusal, type RefusalCode } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import type { AnsweredRow } from "./publish.queries.ts";

export type Row = ClaimBatch["rows"][number];
export type Result = ClaimBatchResult["results"][number];

/** Who publishes, and whether only to see what would happen. */
export interface Publisher {
  caller: Caller;
  requestId: string;
  validateOnly: boolean;
}

/** Which refusal is which word of the sheet; all others are `invalid`: the user can mend the row. */
const OUTCOMES: Partial<Record<RefusalCode, Result["outcome"]>> = {
  VERSION_STALE: "conflict",
  CLAIM_ALREADY_POSTED: "conflict",
  CLAIM_NOT_OPEN: "forbidden",
  ROLE_MISSING: "forbidden",
  NOT_FOUND: "gone",
};

/** A row that was saved; its values are read once the whole chunk is written. */
export const savedRow = ({ key, id }: Row): Result => ({
  key,
  outcome: "saved",
  id,
  version: null,
  row: null,
  problem: null,
});

/** A row that was not, and why. */
export const refusedRow = (
  { key, id }: Pick<Row, "key" | "id">,
  refusal: Refusal,
  { requestId }: Publisher,
): Result => ({
  key,
  outcome: OUTCOMES[refusal.code] ?? "invalid",
  id,
  version: null,
  row: null,
  problem: problemOf(refusal, requestId),
});

/** The answer to a key that stands for another content already. */
export const notKept = (row: Row, publisher: Publisher): Result =>
  refusedRow(
    row,
    new Refusal(
      "IDEMPOTENCY_KEY_REUSED",
      `Row ${row.key} of this batch was answered with other content. Publish again with a new batch.`,
    ),
    publisher,
  );

/** A good row that a bad one of an all-or-nothing batch took back. */
export const takenBack = (result: Result, publisher: Publisher): Result =>
  result.outcome === "saved"
    ? refusedRow(
        result,
        new Refusal("INVALID", "Not saved: another row of this all-or-nothing batch was refused."),
        publisher,
      )
    : result;

/** What a row asked for, as a fingerprint. */
export const requestHash = ({ op, id, version, changes }: Row): string =>
  createHash("sha256")
    .update(JSON.stringify([op, id, version ?? null, changes]))
    .digest("hex");

/** The answers of a chunk as they are kept for a repeated one. */
export const keepable = (rows: readonly Row[], results: readonly Result[]): AnsweredRow[] =>
  rows.flatMap((row, index) => {
    const answer = results[index];
    if (!answer) return [];
    return {
      rowKey: row.key,
      entityId: row.id,
      requestHash: requestHash(row),
      outcome: answer.outcome,
      answer,
    };
  });
