import type { Promotion, PromotionFilter } from "../../shared/planning/promotion.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";

/** A promotion as the grid shows it; whether the caller may edit it is decided from who made and owns it. */
export type PromotionRow = Omit<Promotion, "editable"> & { createdById: string | null };

const columns = (tx: Tx) => tx`
  promotion.id, promotion.number, promotion.name, customer.erp_id as customer_erp_id,
  customer.name as customer_name, through.erp_id as bill_through_erp_id, promotion.tactic_type,
  tactic.name as tactic_name, share.fund_id, fund.number as fund_number, fund.name as fund_name,
  left_.available as fund_available, promotion.date_start_sellin as sell_in_start,
  promotion.date_end_sellin as sell_in_end, promotion.date_start_scan as scan_start,
  promotion.date_end_scan as scan_end, promotion.forecast_mode,
  promotion.forecast_uplift_pct::text as forecast_uplift_pct, promotion.fixed_cost, promotion.accrual_method,
  promotion.status, promotion.accrual_status, promotion.failure_message as accrual_message,
  promotion.fund_status, promotion.total_planned_spend as planned_spend,
  trim_scale(coalesce(planned.units, 0))::text as planned_units,
  (coalesce(planned.margin, 0) - promotion.fixed_cost)::numeric(19,4) as planned_margin,
  case when planned.units > 0
    then round(promotion.total_planned_spend / planned.units, 4)::numeric(19,4) end as spend_per_unit,
  trim_scale(coalesce(shipped.units, 0))::text as shipped_units,
  coalesce(accrued.amount, 0)::numeric(19,4) as accrued,
  coalesce(paid.settled + paid.tolerance, 0)::numeric(19,4) as settled,
  case when promotion.status = 'CANCELLED' then 0
    else greatest(promotion.total_planned_spend - coalesce(paid.settled, 0), 0) end::numeric(19,4) as remaining,
  promotion.owner_id, owner.name as owner_name, creator.name as created_by_name, promotion.created_by as created_by_id,
  promotion.last_words, promotion.note, promotion.version
`;

/** What a page of promotions is made of, read once for all of them: no promotion scans facts of its own. */
const parts = (tx: Tx) => tx`
  planned as materialized (
    select figure.promotion_id, sum(figure.units) as units, sum(figure.forecast_margin) as margin
    from page
    join planning.line_figures figure
      on figure.tenant_id = tenancy.current_tenant() and figure.promotion_id = page.id
    group by figure.promotion_id
  ), accrued as materialized (
    select entry.promotion_id, sum(entry.amount) as amount
    from page
    join finance.accrual_ledger entry
      on entry.tenant_id = tenancy.current_tenant() and entry.promotion_id = page.id
    where entry.entry in ('ACCRUE', 'TRUE_UP')
    group by entry.promotion_id
  ), paid as materialized (
    select part.promotion_id,
      coalesce(sum(part.amount_settled) filter (where part.kind = 'PROMO'), 0) as settled,
      coalesce(sum(part.amount_settled) filter (where part.kind = 'TOLERANCE'), 0) as tolerance
    from page
    join finance.settlements part
      on part.tenant_id = tenancy.current_tenant() and part.promotion_id = page.id
    where part.status in ('PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')
    group by part.promotion_id
  ), fund_left as materialized (
    select balance.fund_id, balance.remaining_balance as available
    from planning.fund_balances balance
    where balance.tenant_id = tenancy.current_tenant() and balance.fund_id in (
      select used.fund_id
      from page
      join planning.promotion_funds used
        on used.tenant_id = tenancy.current_tenant() and used.promotion_id = page.id)
  ), shipped as materialized (
    select page.id as promotion_id, sum(fact.units_shipped) as units
    from page
    join planning.promotions running
      on running.tenant_id = tenancy.current_tenant() and running.id = page.id
      and running.date_start_sellin <= current_date
    join planning.promotion_products line
      on line.tenant_id = running.tenant_id and line.promotion_id = running.id
    join master.customers own on own.tenant_id = running.tenant_id and own.id = running.customer_id
    join master.customers below
      on below.tenant_id = running.tenant_id and below.hierarchy_path <@ own.hierarchy_path
    join intelligence.shipment_facts fact
      on fact.tenant_id = running.tenant_id and fact.customer_id = below.id and fact.product_id = line.product_id
      and fact.invoice_date between running.date_start_sellin and running.date_end_sellin
    group by page.id
  )
`;

const source = (tx: Tx) => tx`
  page
  join planning.promotions promotion
    on promotion.tenant_id = tenancy.current_tenant() and promotion.id = page.id
  join master.customers customer
    on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
  join planning.tactic_types tactic
    on tactic.tenant_id = promotion.tenant_id and tactic.code = promotion.tactic_type
  left join master.customers through
    on through.tenant_id = promotion.tenant_id and through.id = promotion.bill_through_customer_id
  left join planning.promotion_funds share
    on share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id
  left join planning.funds fund on fund.tenant_id = share.tenant_id and fund.id = share.fund_id
  left join fund_left left_ on left_.fund_id = share.fund_id
  left join planned on planned.promotion_id = promotion.id
  left join accrued on accrued.promotion_id = promotion.id
  left join paid on paid.promotion_id = promotion.id
  left join shipped on shipped.promotion_id = promotion.id
  left join tenancy.users owner on owner.tenant_id = promotion.tenant_id and owner.id = promotion.owner_id
  left join tenancy.users creator on creator.tenant_id = promotion.tenant_id and creator.id = promotion.created_by
`;

/** A page of promotions after the one named, in the order of their ids, one more than the page holds. */
export const promotionPage = (
  tx: Tx,
  { after, ...filter }: PromotionFilter & { after: string | null },
) => tx<PromotionRow[]>`
  with page as materialized (
    select promotion.id
    from planning.promotions promotion
    join master.customers customer
      on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
    left join planning.promotion_funds share
      on share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id
    left join planning.funds fund on fund.tenant_id = share.tenant_id and fund.id = share.fund_id
    where (${after}::uuid is null or promotion.id > ${after}::uuid)
      and (${given(filter.status)}::text is null or promotion.status = ${given(filter.status)})
      and (${given(filter.tactic)}::text is null or promotion.tactic_type = ${given(filter.tactic)})
      and (${given(filter.fund)}::text is null or fund.number = ${given(filter.fund)}
        or fund.id::text = lower(${given(filter.fund)}))
      and (${given(filter.from)}::date is null
        or greatest(promotion.date_end_sellin, promotion.date_end_scan) >= ${given(filter.from)}::date)
      and (${given(filter.to)}::date is null
        or least(promotion.date_start_sellin, promotion.date_start_scan) <= ${given(filter.to)}::date)
      and (${given(filter.customer)}::text is null or customer.hierarchy_path <@ (
        select above.hierarchy_path from master.customers above where above.erp_id = ${given(filter.customer)}))
    order by promotion.id
    limit ${filter.pageSize + 1}
  ), ${parts(tx)}
  select ${columns(tx)}
  from ${source(tx)}
  order by promotion.id
`;

/** These promotions, in the order of their ids. */
export const promotionsById = (tx: Tx, ids: readonly string[]) => tx<PromotionRow[]>`
  with page as materialized (
    select asked.id
    from unnest(${[...new Set(ids)]}::uuid[]) as asked (id)
  ), ${parts(tx)}
  select ${columns(tx)}
  from ${source(tx)}
  order by promotion.id
`;
