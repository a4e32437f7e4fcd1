import type { AccrualFacts } from "../../shared/finance/accrual-status.ts";
import type { AccrualFilter } from "../../shared/finance/lists.ts";
import type { Money } from "../../shared/money.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";

export type AccrualState = Omit<AccrualFacts, "accrualMoved"> & {
  id: string;
  failure: { code: string; message: string } | null;
};

/** What the journals of promotions say, for deciding their accrual status. */
export const accrualStates = (tx: Tx, promotionIds: readonly string[]) => tx<AccrualState[]>`
  select promotion.id, promotion.accrual_status as current,
    failed.failure_message is not null as any_failed,
    case when failed.failure_message is not null then
      jsonb_build_object('code', coalesce(failed.failure_code, 'FAILED'), 'message', failed.failure_message)
    end as failure,
    array(
      select journal.status
      from finance.gl_journals journal
      where journal.tenant_id = promotion.tenant_id and journal.promotion_id = promotion.id
        and journal.kind in ('ACCRUAL', 'TRUE_UP') and journal.status <> 'DRAFT'
      order by journal.id
    ) as accruals,
    balance.accrued <> 0 as has_balance,
    balance.released <> 0 and promotion.status in ('CLOSED', 'SETTLED', 'CANCELLED') as is_released,
    balance.accrued < promotion.total_planned_spend
      and promotion.accrual_method <> 'NONE' as is_short
  from planning.promotions promotion
  join finance.accrual_balances balance
    on balance.tenant_id = promotion.tenant_id and balance.promotion_id = promotion.id
  left join lateral (
    select journal.failure_code, journal.failure_message
    from finance.gl_journals journal
    where journal.tenant_id = promotion.tenant_id and journal.status = 'FAILED'
      and (journal.promotion_id = promotion.id or exists (
        select from finance.gl_ledger entry
        where entry.tenant_id = journal.tenant_id and entry.journal_id = journal.id
          and entry.promotion_id = promotion.id))
    order by journal.id
    limit 1
  ) failed on true
  where promotion.id = any(${[...promotionIds]}::uuid[])
  order by promotion.id
`;

export interface AccrualMark {
  id: string;
  status: string;
  code: string | null;
  message: string | null;
}

/** Writes accrual statuses with the ERP's words; promotions that stay as they are keep their version. */
export const markAccruals = (tx: Tx, marks: readonly AccrualMark[]) => tx`
  update planning.promotions promotion
  set accrual_status = mark.status, failure_code = mark.code, failure_message = mark.message
  from jsonb_to_recordset(${JSON.stringify(marks)}::text::jsonb) as mark (id uuid, status text, code text, message text)
  where promotion.id = mark.id
    and (promotion.accrual_status, promotion.failure_code, promotion.failure_message)
      is distinct from (mark.status, mark.code, mark.message)
`;

/**
 * Takes the movements of journals back, as reversing rows: the sub-ledger is only ever added to. With `again` they are
 * entered anew on the journal's present dates, which is how a re-dated journal changes its period.
 */
export const reverseMovements = (
  tx: Tx,
  { journalIds, by, again }: { journalIds: readonly string[]; by: string | null; again: boolean },
) => tx`
  insert into finance.accrual_ledger (tenant_id, promotion_id, tactic_id, product_id, customer_id, entry, reverses_entry,
    amount, currency, posting_date, accounting_period, performance_period, source_type, source_id, journal_id, created_by)
  select moved.tenant_id, moved.promotion_id, moved.tactic_id, moved.product_id, moved.customer_id, turn.entry,
    turn.reverses_entry, turn.amount, moved.currency, turn.posting_date, turn.accounting_period, moved.performance_period,
    moved.source_type, moved.source_id, moved.journal_id, ${by}::uuid
  from finance.accrual_ledger moved
  join finance.gl_journals journal on journal.tenant_id = moved.tenant_id and journal.id = moved.journal_id
  cross join lateral (
    values
      ('REVERSE', moved.entry, -moved.amount, moved.posting_date, moved.accounting_period),
      (case when ${again} then moved.entry end, null, moved.amount, journal.posting_date, journal.accounting_period)
  ) as turn (entry, reverses_entry, amount, posting_date, accounting_period)
  where moved.journal_id = any(${[...journalIds]}::uuid[]) and turn.entry is not null
    and moved.entry <> 'REVERSE' and moved.created_at = (
      select max(latest.created_at)
      from finance.accrual_ledger latest
      where latest.tenant_id = moved.tenant_id and latest.promotion_id = moved.promotion_id
        and latest.journal_id = moved.journal_id and latest.entry <> 'REVERSE')
`;

export interface AccrualPeriodRow {
  id: string;
  promotionId: string;
  promotionNumber: string;
  customerErpId: string;
  customerName: string;
  tacticType: string;
  account: string | null;
  period: string;
  opening: Money;
  accrued: Money;
  trueUp: Money;
  settled: Money;
  released: Money;
  adjusted: Money;
  closing: Money;
}

/** Accruals by promotion and accounting period, each opening where the one before closed. */
export const accrualPage = (
  tx: Tx,
  { after, promotionId, pageSize }: AccrualFilter & { after: string | null },
) => tx<AccrualPeriodRow[]>`
  with moved as (
    select entry.tenant_id, entry.promotion_id, entry.accounting_period as period,
      coalesce(sum(entry.amount) filter (where entry.entry = 'ACCRUE'), 0) as accrued,
      coalesce(sum(entry.amount) filter (where entry.entry = 'TRUE_UP'), 0) as true_up,
      coalesce(-sum(entry.amount) filter (where entry.entry = 'SETTLE'), 0) as settled,
      coalesce(-sum(entry.amount) filter (where entry.entry = 'RELEASE'), 0) as released,
      coalesce(sum(entry.amount) filter (where entry.entry in ('REVERSE', 'ADJUST_ERP', 'FX')), 0) as adjusted,
      sum(entry.amount) as change
    from finance.accrual_ledger entry
    where ${given(promotionId)}::uuid is null or entry.promotion_id = ${given(promotionId)}::uuid
    group by entry.tenant_id, entry.promotion_id, entry.accounting_period
  ), running as (
    select moved.tenant_id, moved.promotion_id, moved.period, moved.accrued, moved.true_up, moved.settled,
      moved.released, moved.adjusted, moved.change,
      sum(moved.change) over (partition by moved.promotion_id order by moved.period) as closing
    from moved
  )
  select running.promotion_id || '/' || running.period as id, running.promotion_id,
    promotion.number as promotion_number, customer.erp_id as customer_erp_id, customer.name as customer_name,
    promotion.tactic_type, account.code as account, running.period,
    (running.closing - running.change)::numeric(19,4) as opening, running.accrued::numeric(19,4) as accrued,
    running.true_up::numeric(19,4) as true_up, running.settled::numeric(19,4) as settled,
    running.released::numeric(19,4) as released, running.adjusted::numeric(19,4) as adjusted,
    running.closing::numeric(19,4) as closing
  from running
  join planning.promotions promotion
    on promotion.tenant_id = running.tenant_id and promotion.id = running.promotion_id
  join master.customers customer
    on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
  left join master.chart_of_accounts account
    on account.tenant_id = running.tenant_id and account.role = 'ACCRUED_TRADE'
  where ${after}::text is null or running.promotion_id || '/' || running.period > ${after}
  order by running.promotion_id || '/' || running.period
  limit ${pageSize + 1}
`;
