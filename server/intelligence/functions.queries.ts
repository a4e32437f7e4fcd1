import type { Day } from "../../shared/day.ts";
import type { Money } from "../../shared/money.ts";
import type { Tx } from "../db/pool.ts";

/** A key of calls that ask for a fund or a promotion, with the day up to which its books count; null for all of them. */
export interface AskedBooks {
  number: string;
  asOf: Day | null;
}

interface FundFigures {
  number: string;
  asOf: Day | null;
  remaining: Money;
  budget: Money;
  committed: Money;
  reserved: Money;
  actual: Money;
  accrued: Money;
  settled: Money;
}

/**
 * The figures of funds, by number. `actual`, `accrued` and `settled` are those up to the asked day, dated by posting; a conceded
 * dispute by its last change, in the company's time zone.
 */
export const fundFigures = (
  tx: Tx,
  { asked, timeZone }: { asked: readonly AskedBooks[]; timeZone: string },
) => tx<FundFigures[]>`
  with asked as materialized (
    select question.number, question."asOf" as as_of
    from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as question (number text, "asOf" date)
  ), known as materialized (
    select fund.tenant_id, fund.id, fund.number, balance.remaining_balance, balance.allocated, balance.committed,
      balance.reserved, balance.actual
    from planning.funds fund
    join planning.fund_balances balance on balance.tenant_id = fund.tenant_id and balance.fund_id = fund.id
    where fund.number in (select asked.number from asked)
  )
  select asked.number, asked.as_of, fund.remaining_balance as remaining, fund.allocated as budget, fund.committed,
    fund.reserved, case when asked.as_of is null then fund.actual else paid.amount end as actual, books.accrued,
    books.settled
  from asked
  join known fund on fund.number = asked.number
  cross join lateral (
    select
      coalesce(sum(entry.amount) filter (where coalesce(entry.reverses_entry, entry.entry) in ('ACCRUE', 'TRUE_UP')), 0)::numeric(19,4) as accrued,
      coalesce(-sum(entry.amount) filter (where coalesce(entry.reverses_entry, entry.entry) = 'SETTLE'), 0)::numeric(19,4) as settled
    from planning.promotion_funds share
    join finance.accrual_ledger entry
      on entry.tenant_id = share.tenant_id and entry.promotion_id = share.promotion_id
    where share.tenant_id = fund.tenant_id and share.fund_id = fund.id
      and (asked.as_of is null or entry.posting_date <= asked.as_of)
  ) books
  cross join lateral (
    select coalesce(sum(
        case when settlement.kind in ('PROMO', 'TOLERANCE')
          and coalesce(settlement.posting_date, (settlement.created_at at time zone ${timeZone})::date) <= asked.as_of
          then settlement.amount_settled else 0 end
        + case when (dispute.updated_at at time zone ${timeZone})::date <= asked.as_of
          then dispute.conceded else 0 end), 0)::numeric(19,4) as amount
    from planning.promotion_funds share
    join finance.settlements settlement
      on settlement.tenant_id = share.tenant_id and settlement.promotion_id = share.promotion_id
    left join finance.disputes dispute
      on dispute.tenant_id = settlement.tenant_id and dispute.settlement_id = settlement.id
    where share.tenant_id = fund.tenant_id and share.fund_id = fund.id and asked.as_of is not null
      and settlement.status in ('PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')
  ) paid
`;

interface AccrualFigures {
  number: string;
  asOf: Day | null;
  accrued: Money;
  settled: Money;
  released: Money;
  balance: Money;
}

/** The accruals of promotions, by number: every entry of the sub-ledger posted up to the asked day. */
export const accrualFigures = (tx: Tx, asked: readonly AskedBooks[]) => tx<AccrualFigures[]>`
  select asked.number, asked."asOf" as as_of,
    coalesce(sum(entry.amount) filter (where coalesce(entry.reverses_entry, entry.entry) in ('ACCRUE', 'TRUE_UP')), 0)::numeric(19,4) as accrued,
    coalesce(-sum(entry.amount) filter (where coalesce(entry.reverses_entry, entry.entry) = 'SETTLE'), 0)::numeric(19,4) as settled,
    coalesce(-sum(entry.amount) filter (where coalesce(entry.reverses_entry, entry.entry) = 'RELEASE'), 0)::numeric(19,4) as released,
    coalesce(sum(entry.amount), 0)::numeric(19,4) as balance
  from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as asked (number text, "asOf" date)
  join planning.promotions promotion on promotion.number = asked.number
  left join finance.accrual_ledger entry
    on entry.tenant_id = promotion.tenant_id and entry.promotion_id = promotion.id
    and (asked."asOf" is null or entry.posting_date <= asked."asOf")
  group by asked.number, asked."asOf"
`;

export interface PromotionFacts {
  number: string;
  name: string;
  customer: string;
  customerName: string;
  status: string;
  accrualStatus: string;
  fundStatus: string;
  tactic: string;
  fund: string | null;
  fundName: string | null;
  owner: string | null;
  sellInFrom: Day;
  sellInTo: Day;
  scanFrom: Day | null;
  scanTo: Day | null;
  planned: Money;
  fixedCost: Money;
  accrued: Money;
  settled: Money;
  remaining: Money;
  balance: Money;
  uplift: string | null;
  note: string | null;
}

/** The promotions of these numbers with all that TPM.PROMO can tell; amounts as the Promotions sheet shows them. */
export const promotionFacts = (tx: Tx, numbers: readonly string[]) => tx<PromotionFacts[]>`
  select promotion.number, promotion.name, customer.erp_id as customer, customer.name as customer_name, promotion.status,
    promotion.accrual_status, promotion.fund_status, promotion.tactic_type as tactic, fund.number as fund,
    fund.name as fund_name, owner.name as owner, promotion.date_start_sellin as sell_in_from,
    promotion.date_end_sellin as sell_in_to, promotion.date_start_scan as scan_from, promotion.date_end_scan as scan_to,
    promotion.total_planned_spend as planned, promotion.fixed_cost, balance.accrued,
    (position.settled + position.tolerance)::numeric(19,4) as settled,
    greatest(position.remaining_expected, 0)::numeric(19,4) as remaining, balance.balance,
    promotion.forecast_uplift_pct::text as uplift, promotion.note
  from planning.promotions promotion
  join master.customers customer
    on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
  join finance.promotion_positions position
    on position.tenant_id = promotion.tenant_id and position.promotion_id = promotion.id
  join finance.accrual_balances balance
    on balance.tenant_id = promotion.tenant_id and balance.promotion_id = promotion.id
  left join planning.promotion_funds share
    on share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id
  left join planning.funds fund on fund.tenant_id = share.tenant_id and fund.id = share.fund_id
  left join tenancy.users owner on owner.tenant_id = promotion.tenant_id and owner.id = promotion.owner_id
  where promotion.number = any(${[...numbers]}::text[])
  order by promotion.number
`;

interface Freshness {
  /** The last instant at which anything in Tradebook was changed by an act, RFC 3339; null for a company without one. */
  tpm: string | null;
  gl: string | null;
  shipments: Day | null;
  pos: Day | null;
}

/** How fresh each source is: the last act, the last change of the G/L mirror, the last day of shipments and of POS. */
export const freshness = (tx: Tx) => tx<Freshness[]>`
  select
    (select to_json(max(entry.at)) #>> '{}' from tenancy.audit_log entry
      where entry.tenant_id = tenancy.current_tenant()) as tpm,
    (select to_json(max(mirrored.updated_at)) #>> '{}' from finance.gl_transactions mirrored) as gl,
    (select max(fact.invoice_date) from intelligence.shipment_facts fact
      where fact.tenant_id = tenancy.current_tenant()) as shipments,
    (select max(fact.date) from intelligence.pos_facts fact where fact.tenant_id = tenancy.current_tenant()) as pos
`;

/** What changes whenever a result may have: the last entry of the audit log, and the last change of a feed's batch. */
export const dataMarks = (tx: Tx) => tx<{ act: number; batch: string }[]>`
  select
    coalesce((select max(entry.seq) from tenancy.audit_log entry
      where entry.tenant_id = tenancy.current_tenant()), 0) as act,
    coalesce((select to_char(max(batch.updated_at), 'YYYYMMDDHH24MISSUS') from staging.batches batch), '') as batch
`;
