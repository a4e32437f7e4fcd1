import type { Day } from "../../shared/day.ts";
import type { Money } from "../../shared/money.ts";
import type { DatedAmount } from "../../shared/planning/burn-down.ts";
import type { Promotion, PromotionStatus } from "../../shared/planning/promotion.ts";
import type { Tx } from "../db/pool.ts";

/** Which fund, and whose days: instants become days where the company keeps its books. */
interface FundAsked {
  fundId: string;
  timeZone: string;
}

interface FundSpan {
  id: string;
  number: string;
  name: string;
  from: Day;
  to: Day;
  budget: Money;
}

/** The fund itself; none when the tenant has no fund of this id. */
export const fundSpan = (tx: Tx, fundId: string) => tx<FundSpan[]>`
  select fund.id, fund.number, fund.name, fund.date_start as "from", fund.date_end as "to", fund.total_budget as budget
  from planning.funds fund
  where fund.id = ${fundId}
`;

/** What came to the fund and left it beside its budget, by day, signed. */
export const fundMovements = (tx: Tx, fundId: string) => tx<DatedAmount[]>`
  select movement.posting_date as "day",
    sum(case when movement.kind in ('TRANSFER_OUT', 'DRAWBACK') then -movement.amount else movement.amount end)::numeric(19,4)
      as amount
  from planning.fund_transactions movement
  where movement.fund_id = ${fundId}
  group by movement.posting_date
  order by movement.posting_date
`;

interface FundPromotion {
  id: string;
  status: PromotionStatus;
  fundStatus: Promotion["fundStatus"];
  planned: Money;
  /** When it was first submitted or was approved, whichever is earlier; made, when neither is known. */
  heldFrom: Day;
  /** When it was closed, else the last release in its accrual's books, else its last change. */
  releasedOn: Day;
  sellInStart: Day;
  sellInEnd: Day;
  scanStart: Day | null;
  scanEnd: Day | null;
}

/** The promotions that the fund pays for. */
export const fundPromotions = (tx: Tx, { fundId, timeZone }: FundAsked) => tx<FundPromotion[]>`
  select promotion.id, promotion.status, promotion.fund_status, promotion.total_planned_spend as planned,
    (least(coalesce(asked.first_at, promotion.approved_at, promotion.created_at), promotion.approved_at)
      at time zone ${timeZone})::date as held_from,
    coalesce((promotion.closed_at at time zone ${timeZone})::date, released.day,
      (promotion.updated_at at time zone ${timeZone})::date) as released_on,
    promotion.date_start_sellin as sell_in_start, promotion.date_end_sellin as sell_in_end,
    promotion.date_start_scan as scan_start, promotion.date_end_scan as scan_end
  from planning.promotion_funds share
  join planning.promotions promotion
    on promotion.tenant_id = share.tenant_id and promotion.id = share.promotion_id
  left join lateral (
    select max(entry.posting_date) as "day"
    from finance.accrual_ledger entry
    where entry.tenant_id = promotion.tenant_id and entry.promotion_id = promotion.id and entry.entry = 'RELEASE'
  ) released on true
  left join lateral (
    select min(approval.requested_at) as first_at
    from planning.approvals approval
    where approval.tenant_id = promotion.tenant_id and approval.promotion_id = promotion.id
      and approval.kind = 'PROMOTION'
  ) asked on true
  where share.fund_id = ${fundId}
  order by promotion.id
`;

interface FundPayment {
  promotionId: string;
  day: Day;
  settled: Money;
  onTop: Money;
}

/** What was settled of the fund's promotions by day: against their plans, and on top (tolerance, conceded disputes). */
export const fundPayments = (tx: Tx, { fundId, timeZone }: FundAsked) => tx<FundPayment[]>`
  select part.promotion_id, part.day, sum(part.settled)::numeric(19,4) as settled, sum(part.on_top)::numeric(19,4) as on_top
  from (
    select settlement.promotion_id,
      coalesce(settlement.posting_date, (settlement.created_at at time zone ${timeZone})::date) as "day",
      case settlement.kind when 'PROMO' then settlement.amount_settled else 0 end as settled,
      case settlement.kind when 'TOLERANCE' then settlement.amount_settled else 0 end as on_top
    from finance.settlements settlement
    join planning.promotion_funds share
      on share.tenant_id = settlement.tenant_id and share.promotion_id = settlement.promotion_id
    where share.fund_id = ${fundId} and settlement.status in ('PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')
    union all
    select settlement.promotion_id, (dispute.updated_at at time zone ${timeZone})::date, 0, dispute.conceded
    from finance.disputes dispute
    join finance.settlements settlement
      on settlement.tenant_id = dispute.tenant_id and settlement.id = dispute.settlement_id
    join planning.promotion_funds share
      on share.tenant_id = settlement.tenant_id and share.promotion_id = settlement.promotion_id
    where share.fund_id = ${fundId} and settlement.status in ('PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')
  ) part
  where part.settled <> 0 or part.on_top <> 0
  group by part.promotion_id, part.day
  order by part.promotion_id, part.day
`;

interface FundAccrual {
  day: Day;
  accrued: Money;
  settled: Money;
}

/** The accrual sub-ledger of the fund's promotions by posting date: put aside (releases and reversals off), and used up. */
export const fundAccruals = (tx: Tx, fundId: string) => tx<FundAccrual[]>`
  select entry.posting_date as "day",
    coalesce(sum(entry.amount) filter (where entry.entry <> 'SETTLE'), 0)::numeric(19,4) as accrued,
    coalesce(-sum(entry.amount) filter (where entry.entry = 'SETTLE'), 0)::numeric(19,4) as settled
  from finance.accrual_ledger entry
  join planning.promotion_funds share
    on share.tenant_id = entry.tenant_id and share.promotion_id = entry.promotion_id
  where share.fund_id = ${fundId}
  group by entry.posting_date
  order by entry.posting_date
`;
