import type { Journal, JournalFilter } from "../../shared/finance/journal.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";

export type JournalRow = Omit<Journal, "entries" | "createdAt" | "postedAt"> & {
  createdAt: Date;
  postedAt: Date | null;
};
export type EntryRow = Journal["entries"][number] & { journalId: string };

const columns = (tx: Tx) => tx`
  journal.id, journal.reference, journal.kind, journal.status, journal.version, journal.posting_date,
  journal.accounting_period, coalesce(journal.performance_period, journal.accounting_period) as performance_period,
  journal.currency, journal.claim_id, claim.claim_no as claim_number, journal.promotion_id,
  journal.erp_document, journal.attempts, author.name as created_by, journal.created_at, journal.posted_at,
  case when journal.failure_message is not null then
    jsonb_build_object('code', coalesce(journal.failure_code, 'FAILED'), 'message', journal.failure_message)
  end as failure
`;

const source = (tx: Tx) => tx`
  finance.gl_journals journal
  left join finance.claims claim on claim.tenant_id = journal.tenant_id and claim.id = journal.claim_id
  left join tenancy.users author on author.tenant_id = journal.tenant_id and author.id = journal.created_by
`;

/** A page of journals after the one named, in the order of their ids, one more than the page holds. */
export const journalPage = (
  tx: Tx,
  { after, ...filter }: JournalFilter & { after: string | null },
) => tx<JournalRow[]>`
  select ${columns(tx)}
  from ${source(tx)}
  where (${after}::uuid is null or journal.id > ${after}::uuid)
    and (${given(filter.status)}::text is null or journal.status = ${given(filter.status)})
    and (${given(filter.claimId)}::uuid is null or journal.claim_id = ${given(filter.claimId)}::uuid)
    and (${given(filter.promotionId)}::uuid is null
      or journal.promotion_id = ${given(filter.promotionId)}::uuid
      or exists (
        select from finance.gl_ledger booked
        where booked.tenant_id = journal.tenant_id and booked.journal_id = journal.id
          and booked.promotion_id = ${given(filter.promotionId)}::uuid))
  order by journal.id
  limit ${filter.pageSize + 1}
`;

export const journalById = (tx: Tx, id: string) => tx<JournalRow[]>`
  select ${columns(tx)}
  from ${source(tx)}
  where journal.id = ${id}::uuid
`;

export const entriesOf = (tx: Tx, journalIds: readonly string[]) => tx<EntryRow[]>`
  select entry.journal_id, entry.n, entry.tag, entry.debit_account, debited.name as debit_account_name,
    entry.credit_account, credited.name as credit_account_name, entry.amount, entry.promotion_id,
    promotion.number as promotion_number
  from finance.gl_ledger entry
  join master.chart_of_accounts debited
    on debited.tenant_id = entry.tenant_id and debited.code = entry.debit_account
  join master.chart_of_accounts credited
    on credited.tenant_id = entry.tenant_id and credited.code = entry.credit_account
  left join planning.promotions promotion
    on promotion.tenant_id = entry.tenant_id and promotion.id = entry.promotion_id
  where entry.journal_id = any(${[...journalIds]}::uuid[])
  order by entry.journal_id, entry.n
`;

/** A journal as acts on it see it, locked; its claim and promotions are locked before it. */
export interface JournalToMove {
  id: string;
  tenantId: string;
  reference: string;
  kind: Journal["kind"];
  status: Journal["status"];
  version: number;
  postingDate: string;
  accountingPeriod: string;
  performancePeriod: string;
  currency: string;
  claimId: string | null;
  claimNumber: string | null;
  deductionRef: string | null;
  customerErpId: string | null;
  createdById: string | null;
  sentAt: Date | null;
  redates: number;
}

/** Whom a journal touches: read before locking, and it never changes. */
export const touchedBy = (tx: Tx, journalId: string) => tx<
  { claimId: string | null; promotionIds: string[] }[]
>`
  select journal.claim_id, array(
      select distinct touched.promotion_id
      from (
        select journal.promotion_id
        union
        select entry.promotion_id
        from finance.gl_ledger entry
        where entry.tenant_id = journal.tenant_id and entry.journal_id = journal.id
      ) touched
      where touched.promotion_id is not null
    )::text[] as promotion_ids
  from finance.gl_journals journal
  where journal.id = ${journalId}::uuid
`;

export const lockJournal = (tx: Tx, journalId: string) => tx<JournalToMove[]>`
  select journal.id, journal.tenant_id, journal.reference, journal.kind, journal.status, journal.version,
    journal.posting_date, journal.accounting_period,
    coalesce(journal.performance_period, journal.accounting_period) as performance_period, journal.currency,
    journal.claim_id, claim.claim_no as claim_number, claim.erp_ref as deduction_ref,
    customer.erp_id as customer_erp_id, journal.created_by as created_by_id, journal.sent_at,
    (
      select count(*)::integer
      from finance.approvals redated
      where redated.tenant_id = journal.tenant_id and redated.journal_id = journal.id
        and redated.kind = 'REDATE' and redated.status = 'APPROVED'
    ) as redates
  from finance.gl_journals journal
  left join finance.claims claim on claim.tenant_id = journal.tenant_id and claim.id = journal.claim_id
  left join master.customers customer
    on customer.tenant_id = journal.tenant_id and customer.id = journal.customer_id
  where journal.id = ${journalId}::uuid
  for update of journal
`;

export interface JournalMove {
  id: string;
  status: Journal["status"];
  failure: { code: string; message: string } | null;
  document: string | null;
}

/** Moves a journal; what the ERP said, good or bad, replaces what it said before. */
export const moveJournal = (tx: Tx, { id, status, failure, document }: JournalMove) => tx`
  update finance.gl_journals journal
  set status = ${status}, failure_code = ${failure?.code ?? null}, failure_message = ${failure?.message ?? null},
    erp_document = coalesce(${document}, journal.erp_document),
    attempts = journal.attempts + case when ${status} = 'SENT' and journal.status = 'QUEUED' then 1 else 0 end,
    sent_at = case when ${status} = 'SENT' and journal.status = 'QUEUED' then now() else journal.sent_at end,
    posted_at = case when ${status} = 'POSTED' then now() else journal.posted_at end
  where journal.id = ${id}::uuid
`;

/** Moves the parts of a journal along with it; an approval names who approved. */
export const moveParts = (
  tx: Tx,
  { journalId, status, approvedBy }: { journalId: string; status: string; approvedBy?: string },
) => tx`
  update finance.settlements part
  set status = ${status}, posted_at = case when ${status} = 'POSTED' then now() else part.posted_at end,
    approved_by = coalesce(${given(approvedBy)}::uuid, part.approved_by)
  where part.journal_id = ${journalId}::uuid
`;

/** The ERP's document is the debit memo's number. */
export const nameDebitMemos = (
  tx: Tx,
  { journalId, document }: { journalId: string; document: string },
) => tx`
  update finance.disputes dispute
  set debit_memo_no = ${document}
  where dispute.journal_id = ${journalId}::uuid
`;

/** Raises a journal's version and changes nothing else. */
export const raiseVersion = (tx: Tx, journalId: string) => tx`
  update finance.gl_journals journal
  set updated_at = clock_timestamp()
  where journal.id = ${journalId}::uuid
`;

/** Gives a journal and its parts another posting date; the performance period stays. */
export const redateJournal = (
  tx: Tx,
  redated: { journalId: string; postingDate: string; accountingPeriod: string },
) => tx`
  with dated as (
    update finance.gl_journals journal
    set posting_date = ${redated.postingDate}::date, accounting_period = ${redated.accountingPeriod}
    where journal.id = ${redated.journalId}::uuid
    returning journal.tenant_id, journal.id, journal.posting_date, journal.accounting_period
  )
  update finance.settlements part
  set posting_date = dated.posting_date, accounting_period = dated.accounting_period
  from dated
  where part.tenant_id = dated.tenant_id and part.journal_id = dated.id
`;
