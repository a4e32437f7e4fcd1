import type { Day } from "../../shared/day.ts";
import type { AccrualMethod, ForecastMode } from "../../shared/planning/promotion.ts";
import type { Tx } from "../db/pool.ts";

/** A promotion as it is written. */
export interface PromotionRecord {
  id: string;
  number: string;
  name: string;
  customerId: string;
  billThroughId: string | null;
  tacticType: string;
  fundId: string;
  sellInStart: Day;
  sellInEnd: Day;
  scanStart: Day | null;
  scanEnd: Day | null;
  forecastMode: ForecastMode;
  forecastUpliftPct: string | null;
  fixedCost: string;
  accrualMethod: AccrualMethod;
  ownerId: string | null;
  note: string | null;
}

const given = (tx: Tx, records: readonly PromotionRecord[]) => tx`
  select wanted.id, wanted.number, wanted.name, wanted."customerId" as customer_id,
    wanted."billThroughId" as bill_through_id, wanted."tacticType" as tactic_type, wanted."fundId" as fund_id,
    wanted."sellInStart" as sell_in_start, wanted."sellInEnd" as sell_in_end, wanted."scanStart" as scan_start,
    wanted."scanEnd" as scan_end, wanted."forecastMode" as forecast_mode,
    wanted."forecastUpliftPct" as forecast_uplift_pct, wanted."fixedCost" as fixed_cost,
    wanted."accrualMethod" as accrual_method, wanted."ownerId" as owner_id, wanted.note
  from jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb) as wanted (id uuid, number text, name text,
    "customerId" uuid, "billThroughId" uuid, "tacticType" text, "fundId" uuid, "sellInStart" date, "sellInEnd" date,
    "scanStart" date, "scanEnd" date, "forecastMode" text, "forecastUpliftPct" numeric, "fixedCost" numeric,
    "accrualMethod" text, "ownerId" uuid, note text)
`;

/** Adds promotions, each with its one tactic and its one fund. A fixed fee wants proof of performance. */
export const insertPromotions = (
  tx: Tx,
  { records, by, currency }: { records: readonly PromotionRecord[]; by: string; currency: string },
) => tx`
  with given as (${given(tx, records)}), made as (
    insert into planning.promotions (tenant_id, id, number, name, customer_id, bill_through_customer_id, tactic_type,
      date_start_sellin, date_end_sellin, date_start_scan, date_end_scan, forecast_mode, forecast_uplift_pct, fixed_cost,
      total_planned_spend, currency, accrual_method, owner_id, note, created_by)
    select tenancy.current_tenant(), given.id, given.number, given.name, given.customer_id, given.bill_through_id,
      given.tactic_type, given.sell_in_start, given.sell_in_end, given.scan_start, given.scan_end, given.forecast_mode,
      given.forecast_uplift_pct, given.fixed_cost, given.fixed_cost, ${currency}, given.accrual_method, given.owner_id,
      given.note, ${by}::uuid
    from given
  ), paid as (
    insert into planning.tactics (tenant_id, promotion_id, tactic_type, presentation, fair_value, proof_required)
    select tenancy.current_tenant(), given.id, given.tactic_type, kind.presentation,
      case kind.presentation when 'EXPENSE_DISTINCT' then given.fixed_cost end, given.tactic_type = 'FIXED_FEE'
    from given
    join planning.tactic_types kind on kind.tenant_id = tenancy.current_tenant() and kind.code = given.tactic_type
  )
  insert into planning.promotion_funds (tenant_id, promotion_id, fund_id)
  select tenancy.current_tenant(), given.id, given.fund_id
  from given
`;

/** Changes promotions with their tactic and fund; the planned spend is that of the lines and the new fixed cost. */
export const updatePromotions = (tx: Tx, records: readonly PromotionRecord[]) => tx`
  with given as (${given(tx, records)}), retold as (
    update planning.tactics paid
    set tactic_type = given.tactic_type, presentation = kind.presentation,
      fair_value = case kind.presentation when 'EXPENSE_DISTINCT' then coalesce(paid.fair_value, given.fixed_cost) end,
      proof_required = given.tactic_type = 'FIXED_FEE'
    from given
    join planning.tactic_types kind on kind.tenant_id = tenancy.current_tenant() and kind.code = given.tactic_type
    where paid.tenant_id = tenancy.current_tenant() and paid.promotion_id = given.id
      and paid.tactic_type <> given.tactic_type
  ), funded as (
    insert into planning.promotion_funds as share (tenant_id, promotion_id, fund_id)
    select tenancy.current_tenant(), given.id, given.fund_id
    from given
    on conflict (tenant_id, promotion_id) do update set fund_id = excluded.fund_id
    where share.fund_id <> excluded.fund_id
  )
  update planning.promotions promotion
  set name = given.name, customer_id = given.customer_id, bill_through_customer_id = given.bill_through_id,
    tactic_type = given.tactic_type, date_start_sellin = given.sell_in_start, date_end_sellin = given.sell_in_end,
    date_start_scan = given.scan_start, date_end_scan = given.scan_end, forecast_mode = given.forecast_mode,
    forecast_uplift_pct = given.forecast_uplift_pct, fixed_cost = given.fixed_cost,
    total_planned_spend = given.fixed_cost + coalesce((
      select sum(line.line_spend)
      from planning.promotion_products line
      where line.tenant_id = promotion.tenant_id and line.promotion_id = promotion.id), 0),
    accrual_method = given.accrual_method, owner_id = given.owner_id, note = given.note
  from given
  where promotion.tenant_id = tenancy.current_tenant() and promotion.id = given.id
`;

/** What promotions are, whole, so that a deletion can be taken back. */
export const promotionSnapshots = (tx: Tx, ids: readonly string[]) => tx<
  { id: string; snapshot: object }[]
>`
  select promotion.id, jsonb_build_object(
    'promotion', to_jsonb(promotion),
    'tactic', (
      select to_jsonb(paid)
      from planning.tactics paid
      where paid.tenant_id = promotion.tenant_id and paid.promotion_id = promotion.id),
    'fund', (
      select to_jsonb(share)
      from planning.promotion_funds share
      where share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id),
    'lines', (
      select coalesce(jsonb_agg(to_jsonb(line) order by line.id), '[]')
      from planning.promotion_products line
      where line.tenant_id = promotion.tenant_id and line.promotion_id = promotion.id)) as snapshot
  from planning.promotions promotion
  where promotion.id = any(${[...ids]}::uuid[])
  order by promotion.id
`;

/** Deletes promotions with their lines, tactic and fund; whatever else names one refuses it. */
export const deletePromotions = (tx: Tx, ids: readonly string[]) => tx`
  with lines as (
    delete from planning.promotion_products line where line.promotion_id = any(${[...ids]}::uuid[])
  ), paid as (
    delete from planning.tactics paid where paid.promotion_id = any(${[...ids]}::uuid[])
  ), shares as (
    delete from planning.promotion_funds share where share.promotion_id = any(${[...ids]}::uuid[])
  )
  delete from planning.promotions promotion
  where promotion.id = any(${[...ids]}::uuid[])
`;

/** Puts deleted promotions back as they were, one version on, so that nobody takes them for what they saw before. */
export const restorePromotions = (tx: Tx, snapshots: readonly unknown[]) => tx`
  with given as (
    select snapshot.kept
    from jsonb_array_elements(${JSON.stringify(snapshots)}::text::jsonb) as snapshot (kept)
  ), made as (
    insert into planning.promotions (tenant_id, id, number, name, customer_id, bill_through_customer_id, tactic_type,
      date_start_sellin, date_end_sellin, date_start_scan, date_end_scan, forecast_mode, forecast_uplift_pct, fixed_cost,
      total_planned_spend, currency, accrual_method, owner_id, note, created_by, created_at, copied_from_id, version)
    select tenancy.current_tenant(), was.id, was.number, was.name, was.customer_id, was.bill_through_customer_id,
      was.tactic_type, was.date_start_sellin, was.date_end_sellin, was.date_start_scan, was.date_end_scan,
      was.forecast_mode, was.forecast_uplift_pct, was.fixed_cost, was.total_planned_spend, was.currency,
      was.accrual_method, was.owner_id, was.note, was.created_by, was.created_at, was.copied_from_id, was.version + 1
    from given
    cross join lateral jsonb_populate_record(null::planning.promotions, given.kept -> 'promotion') was
  ), paid as (
    insert into planning.tactics (tenant_id, id, promotion_id, tactic_type, presentation, spend_account, fair_value, proof_required)
    select tenancy.current_tenant(), was.id, was.promotion_id, was.tactic_type, was.presentation, was.spend_account,
      was.fair_value, was.proof_required
    from given
    cross join lateral jsonb_populate_record(null::planning.tactics, given.kept -> 'tactic') was
    where was.id is not null
  ), shares as (
    insert into planning.promotion_funds (tenant_id, promotion_id, fund_id)
    select tenancy.current_tenant(), was.promotion_id, was.fund_id
    from given
    cross join lateral jsonb_populate_record(null::planning.promotion_funds, given.kept -> 'fund') was
    where was.fund_id is not null
  )
  insert into planning.promotion_products (tenant_id, id, promotion_id, product_id, discount_per_unit,
    forecasted_base_units, forecasted_uplift_units, version)
  select tenancy.current_tenant(), was.id, was.promotion_id, was.product_id, was.discount_per_unit,
    was.forecasted_base_units, was.forecasted_uplift_units, was.version + 1
  from given
  cross join lateral jsonb_populate_recordset(null::planning.promotion_products, given.kept -> 'lines') was
`;

/** Recomputes the planned spend of promotions whose lines changed; their versions rise with it. */
export const addUpLines = (tx: Tx, promotionIds: readonly string[]) => tx`
  update planning.promotions promotion
  set total_planned_spend = promotion.fixed_cost + coalesce((
    select sum(line.line_spend)
    from planning.promotion_products line
    where line.tenant_id = promotion.tenant_id and line.promotion_id = promotion.id), 0)
  where promotion.id = any(${[...promotionIds]}::uuid[])
`;
