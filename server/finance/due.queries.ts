import type { Tx } from "../db/pool.ts";

/** Has journals delivered now; one job per journal waits at a time. */
export const enqueueDeliveries = (tx: Tx, journalIds: readonly string[]) => tx`
  select jobs.enqueue('deliver-journal', jsonb_build_object('journalId', due.id), 'deliver-journal:' || due.id::text)
  from unnest(${[...journalIds]}::uuid[]) as due (id)
`;

/** Has journals delivered whose day has come: those of later periods wait, QUEUED, since their promotion was approved. */
export const deliverDue = (tx: Tx, today: string) => tx<{ id: string }[]>`
  select journal.id, jobs.enqueue('deliver-journal', jsonb_build_object('journalId', journal.id),
    'deliver-journal:' || journal.id::text) is null as enqueued
  from finance.gl_journals journal
  where journal.status = 'QUEUED' and journal.posting_date <= ${today}::date
  order by journal.posting_date, journal.id
  limit 1000
`;
