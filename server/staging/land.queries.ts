import type { Feed } from "../../shared/erp/batch.ts";
import type { Tx } from "../db/pool.ts";

/** An upload as its Idempotency-Key names it, within its tenant. */
export interface KeyedUpload {
  route: string;
  key: string;
}

/** What was answered to an upload before. */
export interface EarlierUpload {
  requestHash: string;
  body: string | null;
}

/** The batch that an upload becomes. */
export interface NewBatch {
  id: string;
  feed: Feed;
  format: string;
  params: { columns?: string[]; separator?: string };
  ignored: string[];
}

/** What is known of a batch once its last record has landed. */
export interface LandedBatch {
  id: string;
  received: number;
  rejected: number;
  hash: string;
}

/** Holds the key for this transaction; false while another request with the same key holds it. */
export const holdUpload = (tx: Tx, { route, key }: KeyedUpload) => tx<{ held: boolean }[]>`
  select pg_try_advisory_xact_lock(
    hashtextextended(concat_ws(' ', 'staging.upload', tenancy.current_tenant(), ${route}::text, ${key}::text), 0)
  ) as held
`;

export const earlierUpload = (tx: Tx, { route, key }: KeyedUpload) => tx<EarlierUpload[]>`
  select earlier.request_hash, earlier.body
  from tenancy.idempotency_keys earlier
  where earlier.route = ${route} and earlier.key = ${key} and earlier.expires_at >= now()
`;

export const openBatch = (tx: Tx, { id, feed, format, params, ignored }: NewBatch) => tx`
  insert into staging.batches (tenant_id, id, feed, source, content_type, params, ignored_fields, created_by)
  values (
    tenancy.current_tenant(), ${id}, ${feed}, 'erp', ${format}, ${tx.json(params)}, ${ignored}, tenancy.current_actor()
  )
`;

/** Keeps records as they came. `records` is the text of a JSON array of {n, json, text, bytes, faults}. */
export const landRecords = (tx: Tx, batchId: string, records: string) => tx`
  insert into staging.records (tenant_id, batch_id, n, raw, raw_text, raw_bytes, status, errors)
  select tenancy.current_tenant(), ${batchId}, record.n, record.json, record.text, decode(record.bytes, 'base64'),
    case when jsonb_array_length(record.faults) > 0 then 'REJECTED' else 'LANDED' end, record.faults
  from jsonb_to_recordset(${records}::text::jsonb) as record (n bigint, json jsonb, text text, bytes text, faults jsonb)
`;

export const closeLanding = (tx: Tx, { id, received, rejected, hash }: LandedBatch) => tx`
  update staging.batches batch
  set received = ${received}, rejected = ${rejected}, content_hash = ${hash}
  where batch.id = ${id}
`;
