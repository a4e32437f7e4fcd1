import type { Day } from "../../shared/day.ts";
import type { Tx } from "../db/pool.ts";

/** A copy of a promotion: which, under which ids, and how many days later. */
export interface NewCopy {
  id: string;
  sourceId: string;
  by: string;
  days: number;
}

/** A copy is a draft of whoever copies: nothing that happened to the source comes along. */
export const copyPromotion = (tx: Tx, { id, sourceId, by, days }: NewCopy) => tx<
  { number: string; sellInStart: Day; sellInEnd: Day; scanStart: Day | null; scanEnd: Day | null }[]
>`
  insert into planning.promotions (tenant_id, id, number, name, customer_id, bill_through_customer_id, tactic_type,
    date_start_sellin, date_end_sellin, date_start_scan, date_end_scan, forecast_mode, forecast_uplift_pct, fixed_cost,
    total_planned_spend, currency, accrual_method, owner_id, note, created_by, copied_from_id)
  select source.tenant_id, ${id}::uuid, 'P-' || tenancy.take_numbers('promotion'), source.name, source.customer_id,
    source.bill_through_customer_id, source.tactic_type, source.date_start_sellin + ${days}::integer,
    source.date_end_sellin + ${days}::integer, source.date_start_scan + ${days}::integer,
    source.date_end_scan + ${days}::integer, source.forecast_mode, source.forecast_uplift_pct, source.fixed_cost,
    source.total_planned_spend, source.currency, source.accrual_method, ${by}::uuid, source.note, ${by}::uuid, source.id
  from planning.promotions source
  where source.id = ${sourceId}::uuid
  returning number, date_start_sellin as sell_in_start, date_end_sellin as sell_in_end, date_start_scan as scan_start,
    date_end_scan as scan_end
`;

export const copyLines = (tx: Tx, { id, sourceId }: NewCopy) => tx`
  insert into planning.promotion_products (tenant_id, promotion_id, product_id, discount_per_unit, forecasted_base_units,
    forecasted_uplift_units)
  select line.tenant_id, ${id}::uuid, line.product_id, line.discount_per_unit, line.forecasted_base_units,
    line.forecasted_uplift_units
  from planning.promotion_products line
  where line.promotion_id = ${sourceId}::uuid
`;

export const copyTactic = (tx: Tx, { id, sourceId }: NewCopy) => tx`
  insert into planning.tactics (tenant_id, promotion_id, tactic_type, presentation, spend_account, fair_value, proof_required)
  select tactic.tenant_id, ${id}::uuid, tactic.tactic_type, tactic.presentation, tactic.spend_account, tactic.fair_value,
    tactic.proof_required
  from planning.tactics tactic
  where tactic.promotion_id = ${sourceId}::uuid
`;

export const copyFund = (tx: Tx, { id, sourceId }: NewCopy) => tx`
  insert into planning.promotion_funds (tenant_id, promotion_id, fund_id)
  select share.tenant_id, ${id}::uuid, share.fund_id
  from planning.promotion_funds share
  where share.promotion_id = ${sourceId}::uuid
`;
