import type { Money } from "../../shared/money.ts";
import type { Promotion, PromotionFilter } from "../../shared/planning/promotion.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";

/** What the books and the lines make of a promotion: read apart, each part once for all promotions of a page. */
type Parts =
  | "fundAvailable"
  | "plannedUnits"
  | "plannedMargin"
  | "spendPerUnit"
  | "shippedUnits"
  | "accrued"
  | "settled"
  | "remaining";

/** A promotion itself. */
export type PromotionBase = Omit<Promotion, "editable" | Parts> & { createdById: string | null };

/** Which promotions a page has: those after the one named, in the order of their ids, one more than it holds. */
export const promotionIds = (
  tx: Tx,
  { after, ...filter }: PromotionFilter & { after: string | null },
) => tx<{ id: string }[]>`
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
`;

/** These promotions, in the order of their ids. */
export const promotionBases = (tx: Tx, ids: readonly string[]) => tx<PromotionBase[]>`
  select promotion.id, promotion.number, promotion.name, customer.erp_id as customer_erp_id,
    customer.name as customer_name, through.erp_id as bill_through_erp_id, promotion.tactic_type,
    tactic.name as tactic_name, share.fund_id, fund.number as fund_number, fund.name as fund_name,
    promotion.date_start_sellin as sell_in_start, promotion.date_end_sellin as sell_in_end,
    promotion.date_start_scan as scan_start, promotion.date_end_scan as scan_end, promotion.forecast_mode,
    promotion.forecast_uplift_pct::text as forecast_uplift_pct, promotion.fixed_cost, promotion.accrual_method,
    promotion.status, promotion.accrual_status, promotion.failure_message as accrual_message,
    promotion.fund_status, promotion.total_planned_spend as planned_spend, promotion.owner_id,
    owner.name as owner_name, creator.name as created_by_name, promotion.created_by as created_by_id,
    promotion.last_words, promotion.note, promotion.version
  from planning.promotions promotion
  join master.customers customer
    on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
  join planning.tactic_types tactic
    on tactic.tenant_id = promotion.tenant_id and tactic.code = promotion.tactic_type
  left join master.customers through
    on through.tenant_id = promotion.tenant_id and through.id = promotion.bill_through_customer_id
  left join planning.promotion_funds share
    on share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id
  left join planning.funds fund on fund.tenant_id = share.tenant_id and fund.id = share.fund_id
  left join tenancy.users owner on owner.tenant_id = promotion.tenant_id and owner.id = promotion.owner_id
  left join tenancy.users creator on creator.tenant_id = promotion.tenant_id and creator.id = promotion.created_by
  where promotion.id = any(${[...ids]}::uuid[])
  order by promotion.id
`;

/** Planned units and margin of those that have lines. */
export const plannedOf = (tx: Tx, ids: readonly string[]) => tx<
  { promotionId: string; units: string; margin: Money }[]
>`
  select figure.promotion_id, trim_scale(sum(figure.units))::text as units,
    sum(figure.forecast_margin)::numeric(19,4) as margin
  from planning.line_figures figure
  where figure.promotion_id = any(${[...ids]}::uuid[])
  group by figure.promotion_id
  order by figure.promotion_id
`;

/** What was accrued for those that accrued anything, less what was withdrawn or reversed before it was released. */
export const accruedOf = (tx: Tx, ids: readonly string[]) => tx<
  { promotionId: string; amount: Money }[]
>`
  select entry.promotion_id, sum(entry.amount)::numeric(19,4) as amount
  from finance.accrual_ledger entry
  where entry.promotion_id = any(${[...ids]}::uuid[])
    and coalesce(entry.reverses_entry, entry.entry) in ('ACCRUE', 'TRUE_UP')
  group by entry.promotion_id
  order by entry.promotion_id
`;

/** What was settled of those that were claimed: all of it, and the part that used the plan up. */
export const settledOf = (tx: Tx, ids: readonly string[]) => tx<
  { promotionId: string; settled: Money; ofPlan: Money }[]
>`
  select part.promotion_id, sum(part.amount_settled)::numeric(19,4) as settled,
    coalesce(sum(part.amount_settled) filter (where part.kind = 'PROMO'), 0)::numeric(19,4) as of_plan
  from finance.settlements part
  where part.promotion_id = any(${[...ids]}::uuid[]) and part.kind in ('PROMO', 'TOLERANCE')
    and part.status in ('PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')
  group by part.promotion_id
  order by part.promotion_id
`;

/**
 * Units of its products that went to its customer and everybody below in its sell-in window. Each line probes the index by
 * customer, product and day in the months of its window: as a plain join Postgres may read every shipment of a product.
 */
export const shippedOf = (tx: Tx, ids: readonly string[]) => tx<
  { promotionId: string; units: string | null }[]
>`
  with running as materialized (
    select promotion.id, promotion.customer_id, promotion.date_start_sellin as first, promotion.date_end_sellin as last
    from planning.promotions promotion
    where promotion.id = any(${[...ids]}::uuid[])
  ), reach as materialized (
    select buyer.customer_id,
      array(
        select below.id
        from master.customers own
        join master.customers below
          on below.tenant_id = own.tenant_id and below.hierarchy_path <@ own.hierarchy_path
        where own.tenant_id = tenancy.current_tenant() and own.id = buyer.customer_id
      ) as ids
    from (select distinct running.customer_id from running) buyer
  ), sold as materialized (
    select line.promotion_id, line.product_id
    from planning.promotion_products line
    where line.promotion_id = any(${[...ids]}::uuid[])
  )
  select running.id as promotion_id, trim_scale(sum((
      select sum(fact.units_shipped)
      from intelligence.shipment_facts fact
      where fact.tenant_id = tenancy.current_tenant() and fact.customer_id = any(reach.ids)
        and fact.product_id = sold.product_id and fact.invoice_date between running.first and running.last
    )))::text as units
  from running
  join reach on reach.customer_id = running.customer_id
  join sold on sold.promotion_id = running.id
  group by running.id
  order by running.id
`;
