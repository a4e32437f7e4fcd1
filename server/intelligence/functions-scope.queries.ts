import type { Day } from "../../shared/day.ts";
import type { Money } from "../../shared/money.ts";
import type { Tx } from "../db/pool.ts";

interface CustomerScope {
  asked: string;
  /** Labels from the top of the tree, parted by dots; all below it begin with the same. */
  path: string;
}

/** Customers by code, else by a name that only one of them has, whatever its case. */
export const customerScopes = (tx: Tx, asked: readonly string[]) => tx<CustomerScope[]>`
  select asked.text as asked, min(customer.hierarchy_path::text) as path
  from unnest(${[...asked]}::text[]) as asked (text)
  join master.customers customer
    on customer.erp_id = asked.text
    or (lower(customer.name) = lower(asked.text)
      and not exists (select 1 from master.customers coded where coded.erp_id = asked.text))
  group by asked.text
  having count(*) = 1
`;

interface ProductScope {
  asked: string;
  productIds: string[];
}

/**
 * Products by SKU or ERP number; else all of a brand, a category or a sub-category, in this order, whatever its case; else those
 * of "Brand / Category" or "Brand / Category / Sub-category".
 */
export const productScopes = (tx: Tx, asked: readonly string[]) => tx<ProductScope[]>`
  select found.asked, array_agg(found.id::text order by found.id) as product_ids
  from (
    select asked.text as asked, product.id, level.n, min(level.n) over (partition by asked.text) as best
    from unnest(${[...asked]}::text[]) as asked (text)
    cross join master.products product
    cross join lateral (
      select case
        when asked.text in (product.sku, product.erp_id) then 1
        when lower(asked.text) = lower(product.brand) then 2
        when lower(asked.text) = lower(product.category) then 3
        when lower(asked.text) = lower(product.sub_category) then 4
        when regexp_replace(lower(asked.text), '\\s*/\\s*', '/', 'g') in (
          lower(product.brand || '/' || product.category),
          lower(product.brand || '/' || product.category || '/' || product.sub_category)) then 5
      end as n
    ) level
    where level.n is not null
  ) found
  where found.n = found.best
  group by found.asked
`;

/** Which spend a batch of calls needs: months (from first to last) and customers (null for all of them). */
export interface SpendSpan {
  from: string;
  to: string;
  paths: readonly string[] | null;
}

/** A line of a promotion as json: amounts stay decimal text. */
export interface LineJson {
  productId: string;
  spend: string;
}

interface PlannedRow {
  customerPath: string;
  isCommitted: boolean;
  fixedCost: Money;
  from: Day;
  to: Day;
  lines: LineJson[];
}

/**
 * Promotions that plan spend in these months, drafts included, rejected and cancelled ones not. The window is the scan dates of
 * a tactic that counts scans, where they are given, else the sell-in dates.
 */
export const plannedPromotions = (tx: Tx, { from, to, paths }: SpendSpan) => tx<PlannedRow[]>`
  select customer.hierarchy_path::text as customer_path, promotion.fund_status = 'COMMITTED' as is_committed,
    promotion.fixed_cost, performance."from", performance."to", planned.lines
  from planning.promotions promotion
  join planning.tactic_types tactic
    on tactic.tenant_id = promotion.tenant_id and tactic.code = promotion.tactic_type
  join master.customers customer
    on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
  cross join lateral (
    select
      coalesce(case when tactic.window_basis = 'SCAN' then promotion.date_start_scan end, promotion.date_start_sellin) as "from",
      coalesce(case when tactic.window_basis = 'SCAN' then promotion.date_end_scan end, promotion.date_end_sellin) as "to"
  ) performance
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('productId', line.product_id, 'spend', line.line_spend::text)
      order by line.id), '[]') as lines
    from planning.promotion_products line
    where line.tenant_id = promotion.tenant_id and line.promotion_id = promotion.id
  ) planned
  where promotion.status not in ('REJECTED', 'CANCELLED')
    and performance."from" <= (${to} || '-01')::date + interval '1 month' - interval '1 day'
    and performance."to" >= (${from} || '-01')::date
    and (${paths === null} or customer.hierarchy_path <@ any(${[...(paths ?? [])]}::text[]::ltree[]))
`;

interface BookedRow {
  customerPath: string;
  productId: string | null;
  month: string;
  accrued: Money;
  settled: Money;
  lines: LineJson[];
}

/** The accrual sub-ledger by promotion, product and month of performance (of posting, where that is not known). */
export const bookedSpend = (tx: Tx, { from, to, paths }: SpendSpan) => tx<BookedRow[]>`
  select customer.hierarchy_path::text as customer_path, booked.product_id, booked.month, booked.accrued, booked.settled,
    planned.lines
  from (
    select entry.tenant_id, entry.promotion_id, entry.customer_id, entry.product_id,
      coalesce(entry.performance_period, to_char(entry.posting_date, 'YYYY-MM')) as month,
      coalesce(sum(entry.amount) filter (where coalesce(entry.reverses_entry, entry.entry) in ('ACCRUE', 'TRUE_UP')), 0)::numeric(19,4) as accrued,
      coalesce(-sum(entry.amount) filter (where coalesce(entry.reverses_entry, entry.entry) = 'SETTLE'), 0)::numeric(19,4) as settled
    from finance.accrual_ledger entry
    where coalesce(entry.performance_period, to_char(entry.posting_date, 'YYYY-MM')) between ${from} and ${to}
    group by entry.tenant_id, entry.promotion_id, entry.customer_id, entry.product_id, month
  ) booked
  join master.customers customer
    on customer.tenant_id = booked.tenant_id and customer.id = booked.customer_id
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('productId', line.product_id, 'spend', line.line_spend::text)
      order by line.id), '[]') as lines
    from planning.promotion_products line
    where line.tenant_id = booked.tenant_id and line.promotion_id = booked.promotion_id
  ) planned
  where ${paths === null} or customer.hierarchy_path <@ any(${[...(paths ?? [])]}::text[]::ltree[])
`;

/** A question about open deductions; `path` is null for all customers. */
export interface AskedDeductions {
  n: number;
  path: string | null;
  reason: string | null;
  /** The last posting date that is old enough. */
  until: Day;
}

/**
 * What is open of deductions and invoice claims, per question. A reason is one of ours (PROMO), whatever its case, or the
 * retailer's own code without regard to leading zeros.
 */
export const openDeductions = (tx: Tx, asked: readonly AskedDeductions[]) => tx<
  { n: number; amount: Money; count: number }[]
>`
  select asked.n, coalesce(sum(claim.open), 0)::numeric(19,4) as amount, count(claim.id) as count
  from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as asked (n integer, path text, reason text, until date)
  left join (
    select claim.id, claim.posting_date, claim.reason, claim.reason_code_erp, customer.hierarchy_path, mirrored.open_balance as open
    from finance.claims claim
    join finance.gl_transactions mirrored
      on mirrored.tenant_id = claim.tenant_id and mirrored.id = claim.gl_transaction_id
    join master.customers customer
      on customer.tenant_id = claim.tenant_id and customer.id = claim.claiming_customer_id
    where claim.claim_type in ('DEDUCTION', 'INVOICE_CLAIM') and claim.status <> 'VOID' and mirrored.open_balance <> 0
  ) claim
    on claim.posting_date <= asked.until
    and (asked.path is null or claim.hierarchy_path <@ asked.path::ltree)
    and (asked.reason is null or claim.reason = upper(asked.reason)
      or upper(ltrim(claim.reason_code_erp, '0')) = upper(ltrim(asked.reason, '0')))
  group by asked.n
  order by asked.n
`;
