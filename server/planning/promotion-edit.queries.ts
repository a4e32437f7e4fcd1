import type { Day } from "../../shared/day.ts";
import type { Money } from "../../shared/money.ts";
import type {
  AccrualMethod,
  ForecastMode,
  Promotion,
  PromotionStatus,
} from "../../shared/planning/promotion.ts";
import type { Tx } from "../db/pool.ts";

/** A promotion as an edit needs it: its inputs as codes, and what decides whether it may change. */
export interface PromotionToEdit {
  id: string;
  number: string;
  status: PromotionStatus;
  fundStatus: Promotion["fundStatus"];
  version: number;
  name: string;
  customerErpId: string;
  customerId: string;
  billThroughErpId: string | null;
  billThroughId: string | null;
  tacticType: string;
  fundId: string | null;
  sellInStart: Day;
  sellInEnd: Day;
  scanStart: Day | null;
  scanEnd: Day | null;
  forecastMode: ForecastMode;
  forecastUpliftPct: string | null;
  fixedCost: Money;
  accrualMethod: AccrualMethod;
  ownerId: string | null;
  ownerName: string | null;
  createdBy: string | null;
  createdByName: string | null;
  note: string | null;
  plannedSpend: Money;
  lineSpend: Money;
  hasDiscounts: boolean;
  wasSubmitted: boolean;
}

/** Locks promotions in the order of their ids, before the funds. */
export const lockPromotions = (tx: Tx, ids: readonly string[]) => tx<{ id: string }[]>`
  select promotion.id
  from planning.promotions promotion
  where promotion.id = any(${[...ids]}::uuid[])
  order by promotion.id
  for update
`;

export const promotionsToEdit = (tx: Tx, ids: readonly string[]) => tx<PromotionToEdit[]>`
  select promotion.id, promotion.number, promotion.status, promotion.fund_status, promotion.version, promotion.name,
    customer.erp_id as customer_erp_id, promotion.customer_id, through.erp_id as bill_through_erp_id,
    promotion.bill_through_customer_id as bill_through_id, promotion.tactic_type, share.fund_id,
    promotion.date_start_sellin as sell_in_start, promotion.date_end_sellin as sell_in_end,
    promotion.date_start_scan as scan_start, promotion.date_end_scan as scan_end, promotion.forecast_mode,
    promotion.forecast_uplift_pct::text as forecast_uplift_pct, promotion.fixed_cost, promotion.accrual_method,
    promotion.owner_id, owner.name as owner_name, promotion.created_by, creator.name as created_by_name,
    promotion.note, promotion.total_planned_spend as planned_spend,
    coalesce(line.spend, 0)::numeric(19,4) as line_spend, coalesce(line.has_discounts, false) as has_discounts,
    promotion.submitted_at is not null or promotion.approved_at is not null as was_submitted
  from planning.promotions promotion
  join master.customers customer
    on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
  left join master.customers through
    on through.tenant_id = promotion.tenant_id and through.id = promotion.bill_through_customer_id
  left join planning.promotion_funds share
    on share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id
  left join tenancy.users owner on owner.tenant_id = promotion.tenant_id and owner.id = promotion.owner_id
  left join tenancy.users creator on creator.tenant_id = promotion.tenant_id and creator.id = promotion.created_by
  left join (
    select each.promotion_id, sum(each.line_spend) as spend, bool_or(each.discount_per_unit > 0) as has_discounts
    from planning.promotion_products each
    where each.promotion_id = any(${[...ids]}::uuid[])
    group by each.promotion_id
  ) line on line.promotion_id = promotion.id
  where promotion.id = any(${[...ids]}::uuid[])
  order by promotion.id
`;

/** Takes the next numbers of promotions and answers the first. */
export const takePromotionNumbers = (tx: Tx, howMany: number) => tx<{ first: number }[]>`
  select tenancy.take_numbers('promotion', ${howMany}) as first
`;
