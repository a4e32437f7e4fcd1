import type { Publish } from "../../shared/batch.ts";
import type { Tx } from "../db/pool.ts";
import type { Entity, Inverse } from "./table.ts";

/** One press of Publish at a time: the second sender of a chunk waits and then finds its rows answered. */
export const lockPublish = (tx: Tx, batchId: string) => tx`
  select pg_advisory_xact_lock(hashtextextended('publish ' || ${batchId}::text, 0))
`;

/** Opens a publish; answers nothing when an earlier chunk did. */
export const openPublish = (
  tx: Tx,
  publish: {
    batchId: string;
    entity: Entity;
    message: string | null;
    context: object | null;
    by: string;
  },
) => tx<{ batchId: string }[]>`
  insert into finance.publishes (tenant_id, batch_id, entity, message, context, created_by)
  values (tenancy.current_tenant(), ${publish.batchId}::uuid, ${publish.entity}, ${publish.message},
    ${publish.context && JSON.stringify(publish.context)}::text::jsonb, ${publish.by}::uuid)
  on conflict (tenant_id, batch_id) do nothing
  returning batch_id
`;

/** Rows of this publish that were answered before, with the hash of what was asked. */
export const answeredRows = (
  tx: Tx,
  { batchId, keys }: { batchId: string; keys: readonly string[] },
) => tx<{ rowKey: string; requestHash: string; answer: unknown }[]>`
  select answered.row_key, answered.request_hash, answered.answer
  from finance.publish_rows answered
  where answered.batch_id = ${batchId}::uuid and answered.row_key = any(${[...keys]}::text[])
  order by answered.row_key
`;

export interface AnsweredRow {
  n: number;
  rowKey: string;
  entityId: string;
  requestHash: string;
  outcome: string;
  answer: unknown;
  undo: Inverse | null;
}

/** Keeps the answers of a chunk, with the state that its saved records are in now. */
export const keepAnswers = (
  tx: Tx,
  { batchId, entity, rows }: { batchId: string; entity: Entity; rows: readonly AnsweredRow[] },
) => tx`
  insert into finance.publish_rows (tenant_id, batch_id, n, row_key, entity_id, request_hash, outcome, answer, undo, saved_state)
  select tenancy.current_tenant(), ${batchId}::uuid, answered.n, answered."rowKey", answered."entityId",
    answered."requestHash", answered.outcome, answered.answer, nullif(answered.undo, 'null'),
    -- Asked for each row by its key: as a join it would read every record of the company.
    case when answered.outcome = 'saved' then (
      select publishable.state
      from finance.publish_records publishable
      where publishable.tenant_id = tenancy.current_tenant() and publishable.entity = ${entity}
        and publishable.record_id = answered."entityId") end
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
    as answered (n integer, "rowKey" text, "entityId" uuid, "requestHash" text, outcome text, answer jsonb, undo jsonb)
`;

/** Everything a publish was answered with, in the order it came. */
export const publishAnswers = (tx: Tx, batchId: string) => tx<{ answer: unknown }[]>`
  select answered.answer
  from finance.publish_rows answered
  where answered.batch_id = ${batchId}::uuid
  order by answered.created_at, answered.n, answered.row_key
`;

/** A publish and what decides whether it can be taken back, except what became of its rows. */
export interface PublishedBatch {
  batchId: string;
  entity: Entity;
  createdBy: string | null;
  isUndo: boolean;
  isUndone: boolean;
}

export const publishById = (tx: Tx, batchId: string) => tx<PublishedBatch[]>`
  select publish.batch_id, publish.entity, publish.created_by,
    exists (select from finance.publish_undos undo where undo.batch_id = publish.batch_id) as is_undo,
    exists (select from finance.publish_undos undo where undo.undoes = publish.batch_id) as is_undone
  from finance.publishes publish
  where publish.batch_id = ${batchId}::uuid
`;

/** A row that a publish saved: how it is taken back, and whether its record is still as it was saved. */
export interface UndoableRow {
  rowKey: string;
  entityId: string;
  undo: Inverse;
  version: number | null;
  changedSince: boolean;
}

/** What a publish changed, last row first, so that it is taken back in the opposite order. */
export const undoableRows = (
  tx: Tx,
  { batchId, entity }: { batchId: string; entity: Entity },
) => tx<UndoableRow[]>`
  select answered.row_key, answered.entity_id, answered.undo,
    (select publishable.version
      from finance.publish_records publishable
      where publishable.tenant_id = tenancy.current_tenant() and publishable.entity = ${entity}
        and publishable.record_id = answered.entity_id) as version,
    (select publishable.state
      from finance.publish_records publishable
      where publishable.tenant_id = tenancy.current_tenant() and publishable.entity = ${entity}
        and publishable.record_id = answered.entity_id) is distinct from answered.saved_state as changed_since
  from finance.publish_rows answered
  where answered.batch_id = ${batchId}::uuid and answered.undo is not null
  order by answered.created_at desc, answered.n desc, answered.row_key desc
`;

export const keepUndo = (
  tx: Tx,
  { batchId, undoes, by }: { batchId: string; undoes: string; by: string },
) => tx`
  insert into finance.publish_undos (tenant_id, batch_id, undoes, created_by)
  values (tenancy.current_tenant(), ${batchId}::uuid, ${undoes}::uuid, ${by}::uuid)
`;

/** A publish as its list shows it, with what decides whether it can be taken back. */
export interface ListedPublish extends Omit<Publish, "whyNot"> {
  key: string;
  isUndone: boolean;
  rows: number;
  changedSince: number;
}

/** A page of a person's publishes, newest first, one more than the page holds. */
export const publishPage = (
  tx: Tx,
  { by, after, pageSize }: { by: string; after: string | null; pageSize: number },
) => tx<ListedPublish[]>`
  with page as materialized (
    select publish.batch_id, publish.entity, publish.message, publish.created_at, publish.created_by
    from finance.publishes publish
    where publish.created_by = ${by}::uuid
      and (${after}::text is null or (publish.created_at, publish.batch_id)
        < (split_part(${after}, ' ', 1)::timestamptz, split_part(${after}, ' ', 2)::uuid))
    order by publish.created_at desc, publish.batch_id desc
    limit ${pageSize + 1}
  )
  select (to_json(page.created_at) #>> '{}') || ' ' || page.batch_id as key, page.batch_id, page.entity, page.message,
    to_json(page.created_at) #>> '{}' as created_at, account.name as created_by, undo.undoes,
    exists (select from finance.publish_undos again where again.undoes = page.batch_id) as is_undone,
    count(answered.row_key) filter (where answered.outcome = 'saved')::integer as saved,
    count(answered.row_key) filter (where answered.outcome <> 'saved')::integer as refused,
    count(answered.undo)::integer as rows,
    count(answered.undo) filter (where (
      select publishable.state
      from finance.publish_records publishable
      where publishable.tenant_id = tenancy.current_tenant() and publishable.entity = page.entity
        and publishable.record_id = answered.entity_id) is distinct from answered.saved_state)::integer as changed_since
  from page
  left join finance.publish_rows answered
    on answered.tenant_id = tenancy.current_tenant() and answered.batch_id = page.batch_id
  left join finance.publish_undos undo
    on undo.tenant_id = tenancy.current_tenant() and undo.batch_id = page.batch_id
  left join tenancy.users account
    on account.tenant_id = tenancy.current_tenant() and account.id = page.created_by
  group by page.batch_id, page.entity, page.message, page.created_at, account.name, undo.undoes
  order by page.created_at desc, page.batch_id desc
`;
