import type { Fund, FundFilter } from "../../shared/planning/fund.ts";
import type { Promotion, PromotionFilter } from "../../shared/planning/promotion.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";

/** A page of promotions after the one named, in the order of their ids, one more than the page holds. */
export const promotionPage = (
  tx: Tx,
  { after, ...filter }: PromotionFilter & { after: string | null },
) => tx<Promotion[]>`
  select promotion.id, promotion.number, promotion.name, customer.erp_id as customer_erp_id,
    customer.name as customer_name, through.erp_id as bill_through_erp_id, promotion.tactic_type,
    share.fund_id, promotion.date_start_sellin as sell_in_start, promotion.date_end_sellin as sell_in_end,
    promotion.date_start_scan as scan_start, promotion.date_end_scan as scan_end, promotion.forecast_mode,
    promotion.forecast_uplift_pct::text as forecast_uplift_pct, promotion.fixed_cost, promotion.accrual_method,
    promotion.status, promotion.accrual_status, promotion.failure_message as accrual_message,
    promotion.fund_status, promotion.total_planned_spend as planned_spend, balance.accrued,
    (position.settled + position.tolerance)::numeric(19,4) as settled,
    greatest(position.remaining_expected, 0)::numeric(19,4) as remaining,
    promotion.owner_id, promotion.note, promotion.version
  from planning.promotions promotion
  join master.customers customer
    on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
  join finance.promotion_positions position
    on position.tenant_id = promotion.tenant_id and position.promotion_id = promotion.id
  join finance.accrual_balances balance
    on balance.tenant_id = promotion.tenant_id and balance.promotion_id = promotion.id
  left join master.customers through
    on through.tenant_id = promotion.tenant_id and through.id = promotion.bill_through_customer_id
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

/** A page of funds with what is left of them, in the order of their ids, one more than the page holds. */
export const fundPage = (tx: Tx, { after, ...filter }: FundFilter & { after: string | null }) => tx<
  Fund[]
>`
  select fund.id, fund.number, fund.name, customer.erp_id as customer_erp_id, customer.name as customer_name,
    fund.brand, fund.date_start as "from", fund.date_end as "to", balance.allocated as budget, balance.earned,
    (balance.transfers_in - balance.transfers_out)::numeric(19,4) as transfers, balance.adjustments,
    balance.drawbacks, balance.reserved, balance.committed, balance.actual,
    balance.remaining_balance as available, fund.owner_id, fund.note, fund.version
  from planning.funds fund
  join planning.fund_balances balance
    on balance.tenant_id = fund.tenant_id and balance.fund_id = fund.id
  left join master.customers customer
    on customer.tenant_id = fund.tenant_id and customer.id = fund.customer_id
  where (${after}::uuid is null or fund.id > ${after}::uuid)
    and (${given(filter.from)}::date is null or fund.date_end >= ${given(filter.from)}::date)
    and (${given(filter.to)}::date is null or fund.date_start <= ${given(filter.to)}::date)
    and (${given(filter.customer)}::text is null or customer.hierarchy_path <@ (
      select above.hierarchy_path from master.customers above where above.erp_id = ${given(filter.customer)}))
  order by fund.id
  limit ${filter.pageSize + 1}
`;
