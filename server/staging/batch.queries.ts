import type { Feed, FeedBatch, RecordError } from "../../shared/erp/batch.ts";
import type { FieldFault } from "../../shared/erp/record.ts";
import type { Tx } from "../db/pool.ts";

/** A batch as its promotion needs to know it. */
export interface BatchAtWork {
  id: string;
  feed: Feed;
  isCsv: boolean;
}

/** A batch as people are told about it; its errors are read apart. */
export type BatchRow = Omit<FeedBatch, "errors" | "warnings"> & {
  ignored: string[];
  failure: string | null;
};

/** A record waiting to be promoted. */
export interface RawRecord {
  n: number;
  raw: unknown;
}

/** What became of a record. */
export interface Mark {
  n: number;
  status: "PROMOTED" | "DUPLICATE" | "REJECTED";
  outcome: "accepted" | "updated" | "duplicate" | null;
  entityId: string | null;
  errors: FieldFault[];
}

/** What a mark adds to its batch. */
export interface Tally {
  accepted: number;
  updated: number;
  duplicates: number;
  rejected: number;
}

/** A rejected record as it came. */
export interface RejectedRow {
  n: number;
  raw: unknown;
  rawText: string | null;
  rawBytes: Uint8Array | null;
  errors: FieldFault[];
}

/** Locks a batch, so that two workers never promote it at once. */
export const lockBatch = (tx: Tx, batchId: string) => tx<BatchAtWork[]>`
  select batch.id, batch.feed, batch.content_type = 'text/csv' as is_csv
  from staging.batches batch
  where batch.id = ${batchId}
  for update
`;

export const startBatch = (tx: Tx, batchId: string) => tx<BatchAtWork[]>`
  update staging.batches batch
  set status = 'PROMOTING', started_at = now(), finished_at = null, failure_message = null
  where batch.id = ${batchId} and batch.status <> 'DONE'
  returning batch.id, batch.feed, batch.content_type = 'text/csv' as is_csv
`;

export const waitingRecords = (tx: Tx, batchId: string, limit: number) => tx<RawRecord[]>`
  select record.n, record.raw
  from staging.records record
  where record.batch_id = ${batchId} and record.status = 'LANDED'
  order by record.n
  limit ${limit}
`;

export const markRecords = (tx: Tx, batchId: string, marks: readonly Mark[]) => tx`
  update staging.records record
  set status = mark.status, outcome = mark.outcome, entity_id = mark."entityId", errors = mark.errors,
    attempts = record.attempts + 1, promoted_at = case when mark.status <> 'REJECTED' then now() end
  from jsonb_to_recordset(${JSON.stringify(marks)}::text::jsonb)
    as mark (n bigint, status text, outcome text, "entityId" uuid, errors jsonb)
  where record.batch_id = ${batchId} and record.n = mark.n
`;

export const countMarks = (tx: Tx, batchId: string, tally: Tally) => tx`
  update staging.batches batch
  set accepted = batch.accepted + ${tally.accepted}, updated = batch.updated + ${tally.updated},
    duplicates = batch.duplicates + ${tally.duplicates}, rejected = batch.rejected + ${tally.rejected}
  where batch.id = ${batchId}
`;

export const finishBatch = (tx: Tx, batchId: string) => tx`
  update staging.batches batch
  set status = 'DONE', finished_at = now(), failure_message = null
  where batch.id = ${batchId}
`;

export const failBatch = (tx: Tx, batchId: string, message: string) => tx`
  update staging.batches batch
  set status = 'FAILED', finished_at = now(), failure_message = ${message}
  where batch.id = ${batchId}
`;

/** Sends rejected records round again. What could not even be read stays rejected: nothing but the file can mend it. */
export const reopenRejected = (tx: Tx, batchId: string) => tx<{ n: number }[]>`
  update staging.records record
  set status = 'LANDED', errors = '[]'
  where record.batch_id = ${batchId} and record.status = 'REJECTED' and record.raw is not null
  returning record.n
`;

export const reopenBatch = (tx: Tx, batchId: string, reopened: number) => tx`
  update staging.batches batch
  set status = 'LANDED', rejected = batch.rejected - ${reopened}, finished_at = null, failure_message = null
  where batch.id = ${batchId}
`;

const columns = (tx: Tx) => tx`
  batch.id as batch_id, batch.feed, batch.status, batch.received, batch.accepted, batch.updated, batch.duplicates,
  batch.rejected, batch.ignored_fields as ignored, batch.failure_message as failure
`;

export const batch = (tx: Tx, batchId: string) => tx<BatchRow[]>`
  select ${columns(tx)}
  from staging.batches batch
  where batch.id = ${batchId}
`;

export const latestBatches = (tx: Tx, limit: number) => tx<BatchRow[]>`
  select ${columns(tx)}
  from staging.batches batch
  order by batch.created_at desc, batch.id desc
  limit ${limit}
`;

export const batchErrors = (tx: Tx, batchId: string, limit: number) => tx<RecordError[]>`
  select record.n as record, fault.pointer, fault.code, fault.message
  from staging.records record
  cross join lateral jsonb_to_recordset(record.errors) as fault (pointer text, code text, message text)
  where record.batch_id = ${batchId} and record.status = 'REJECTED'
  order by record.n
  limit ${limit}
`;

export const batchColumns = (tx: Tx, batchId: string) => tx<
  { feed: Feed; columns: string[] | null; separator: string | null }[]
>`
  select batch.feed, batch.params -> 'columns' as columns, batch.params ->> 'separator' as separator
  from staging.batches batch
  where batch.id = ${batchId}
`;

export const rejectedRecords = (
  tx: Tx,
  batchId: string,
  page: { after: number; limit: number },
) => tx<RejectedRow[]>`
  select record.n, record.raw, record.raw_text, record.raw_bytes, record.errors
  from staging.records record
  where record.batch_id = ${batchId} and record.status = 'REJECTED' and record.n > ${page.after}
  order by record.n
  limit ${page.limit}
`;

export const enqueuePromotion = (tx: Tx, batchId: string) => tx`
  select jobs.enqueue('promote-batch', jsonb_build_object('batchId', ${batchId}::uuid), 'promote-batch:' || ${batchId}::text)
`;

/** Writes the audit entries of one act and links them to the company's chain: an act's last statement. */
export const recordAct = (tx: Tx, entries: readonly object[]) => tx`
  select tenancy.record_act(${JSON.stringify(entries)}::text::jsonb)
`;
