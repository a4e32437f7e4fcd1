import type { Tx } from "../db/pool.ts";

/** A journal of a promotion's accrual as it is written: amounts as text, ids minted by us. */
export interface AccrualJournalRow {
  id: string;
  kind: "ACCRUAL" | "TRUE_UP" | "RELEASE";
  source: string;
  sourceVersion: number;
  reference: string;
  promotionId: string;
  customerId: string;
  currency: string;
  postingDate: string;
  performancePeriod: string;
}

/** Writes journals, QUEUED. Their accounting period is the fed period of their posting date, else its month. */
export const insertJournals = (
  tx: Tx,
  { rows, by }: { rows: readonly AccrualJournalRow[]; by: string | null },
) => tx`
  insert into finance.gl_journals (tenant_id, id, kind, status, source, source_id, source_version, reference, posting_date,
    accounting_period, performance_period, currency, customer_id, promotion_id, created_by)
  select tenancy.current_tenant(), row.id, row.kind, 'QUEUED', row.source, row."promotionId", row."sourceVersion",
    row.reference, row."postingDate", coalesce(period.code, to_char(row."postingDate", 'YYYY-MM')),
    row."performancePeriod", row.currency, row."customerId", row."promotionId", ${by}::uuid
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (id uuid, kind text, source text,
    "sourceVersion" bigint, reference text, "postingDate" date, "performancePeriod" text, currency text,
    "customerId" uuid, "promotionId" uuid)
  left join lateral (
    select fed.code
    from master.fiscal_periods fed
    where row."postingDate" between fed.date_start and fed.date_end and fed.ledger in ('GL', 'AR')
    order by fed.ledger desc
    limit 1
  ) period on true
`;

/** One balanced pair of a journal. */
export interface AccrualEntryRow {
  journalId: string;
  n: number;
  tag: string;
  debitAccount: string;
  creditAccount: string;
  amount: string;
}

/** Writes the rows of journals that are there already. */
export const insertEntries = (tx: Tx, rows: readonly AccrualEntryRow[]) => tx`
  insert into finance.gl_ledger (tenant_id, journal_id, n, tag, debit_account, credit_account, amount, promotion_id,
    customer_id)
  select journal.tenant_id, journal.id, row.n, row.tag, row."debitAccount", row."creditAccount", row.amount,
    journal.promotion_id, journal.customer_id
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row ("journalId" uuid, n integer, tag text,
    "debitAccount" text, "creditAccount" text, amount numeric)
  join finance.gl_journals journal on journal.id = row."journalId"
`;

/** What a journal does to the sub-ledger; a product where it is known. */
export interface AccrualMovementRow {
  id: string;
  journalId: string;
  tacticId: string | null;
  productId: string | null;
  entry: "ACCRUE" | "TRUE_UP" | "RELEASE";
  amount: string;
  sourceType: string;
}

/** Writes the movements of journals that are there already, on their dates and in both of their periods. */
export const insertMovements = (
  tx: Tx,
  { rows, by }: { rows: readonly AccrualMovementRow[]; by: string | null },
) => tx`
  insert into finance.accrual_ledger (tenant_id, id, promotion_id, tactic_id, product_id, customer_id, entry, amount,
    currency, posting_date, accounting_period, performance_period, source_type, source_id, journal_id, created_by)
  select journal.tenant_id, row.id, journal.promotion_id, row."tacticId", row."productId", journal.customer_id, row.entry,
    row.amount, journal.currency, journal.posting_date, journal.accounting_period, journal.performance_period,
    row."sourceType", journal.promotion_id, journal.id, ${by}::uuid
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (id uuid, "journalId" uuid, "tacticId" uuid,
    "productId" uuid, entry text, amount numeric, "sourceType" text)
  join finance.gl_journals journal on journal.id = row."journalId"
`;

/** Takes journals back before the ERP heard of them; the words stay on them. */
export const withdrawJournals = (
  tx: Tx,
  { journalIds, words }: { journalIds: readonly string[]; words: string },
) => tx`
  update finance.gl_journals journal
  set status = 'DRAFT', failure_code = 'WITHDRAWN', failure_message = ${words}
  where journal.id = any(${[...journalIds]}::uuid[])
`;

/** Has promotions accrue what has been shipped; one job per promotion waits at a time. */
export const enqueueShipmentAccruals = (tx: Tx, promotionIds: readonly string[]) => tx`
  select jobs.enqueue('accrue-shipments', jsonb_build_object('promotionId', touched.id),
    'accrue-shipments:' || touched.id::text)
  from unnest(${[...promotionIds]}::uuid[]) as touched (id)
`;
