import type { Tx } from "../db/pool.ts";
import type { AuditEntry } from "../tenancy/queries.ts";

export type { AuditEntry } from "../tenancy/queries.ts";

/** Writes an act into the tenant's audit chain: its last statement. */
export const recordAct = (tx: Tx, entries: readonly AuditEntry[]) => tx`
  select tenancy.record_act(${JSON.stringify(entries)}::text::jsonb)
`;

/** Has a journal delivered; one job per journal waits at a time. */
export const enqueueDelivery = (
  tx: Tx,
  { journalId, at }: { journalId: string; at: Date | null },
) => tx`
  select jobs.enqueue('deliver-journal', jsonb_build_object('journalId', ${journalId}::uuid),
    'deliver-journal:' || ${journalId}::text, ${at}::timestamptz)
`;

/**
 * Has journals delivered that wait for longer than a delivery takes: a worker that was killed must not leave one behind.
 * One whose day has not come is not late.
 */
export const chaseJournals = (tx: Tx, today: string) => tx<{ id: string }[]>`
  select journal.id, jobs.enqueue('deliver-journal', jsonb_build_object('journalId', journal.id),
    'deliver-journal:' || journal.id::text) is null as enqueued
  from finance.gl_journals journal
  where journal.status in ('QUEUED', 'SENT') and journal.updated_at < now() - interval '5 minutes'
    and (journal.status = 'SENT' or journal.posting_date <= ${today}::date)
  order by journal.id
  limit 1000
`;
