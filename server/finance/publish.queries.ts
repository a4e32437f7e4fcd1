import type { PublishedRow } from "../../shared/finance/publish.ts";
import type { Tx } from "../db/pool.ts";

/** One press of Publish at a time: the second sender of a chunk waits and then finds its rows answered. */
export const lockPublish = (tx: Tx, batchId: string) => tx`
  select pg_advisory_xact_lock(hashtextextended('publish ' || ${batchId}::text, 0))
`;

export const openPublish = (
  tx: Tx,
  publish: { batchId: string; message: string | null; context: object | null; by: string },
) => tx`
  insert into finance.publishes (tenant_id, batch_id, entity, message, context, created_by)
  values (tenancy.current_tenant(), ${publish.batchId}::uuid, 'claims', ${publish.message},
    ${publish.context && JSON.stringify(publish.context)}::text::jsonb, ${publish.by}::uuid)
  on conflict (tenant_id, batch_id) do nothing
`;

/** Rows of this publish that were answered before, with the hash of what was asked. */
export const answeredRows = (
  tx: Tx,
  { batchId, keys }: { batchId: string; keys: readonly string[] },
) => tx<{ rowKey: string; requestHash: string; answer: PublishedRow }[]>`
  select answered.row_key, answered.request_hash, answered.answer
  from finance.publish_rows answered
  where answered.batch_id = ${batchId}::uuid and answered.row_key = any(${[...keys]}::text[])
  order by answered.row_key
`;

export interface AnsweredRow {
  rowKey: string;
  entityId: string;
  requestHash: string;
  outcome: string;
  answer: unknown;
}

export const keepAnswers = (
  tx: Tx,
  { batchId, rows }: { batchId: string; rows: readonly AnsweredRow[] },
) => tx`
  insert into finance.publish_rows (tenant_id, batch_id, row_key, entity_id, request_hash, outcome, answer)
  select tenancy.current_tenant(), ${batchId}::uuid, answered."rowKey", answered."entityId",
    answered."requestHash", answered.outcome, answered.answer
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
    as answered ("rowKey" text, "entityId" uuid, "requestHash" text, outcome text, answer jsonb)
`;

/** Everything a publish was answered with, in the order it came. */
export const publishAnswers = (tx: Tx, batchId: string) => tx<{ answer: PublishedRow }[]>`
  select answered.answer
  from finance.publish_rows answered
  where answered.batch_id = ${batchId}::uuid
  order by answered.created_at, answered.row_key
`;

export const publishById = (tx: Tx, batchId: string) => tx<{ batchId: string }[]>`
  select publish.batch_id
  from finance.publishes publish
  where publish.batch_id = ${batchId}::uuid
`;
