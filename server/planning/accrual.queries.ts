import type { AccountRole } from "../../shared/master/lists.ts";
import type { Money } from "../../shared/money.ts";
import type { BookedAccrual } from "../../shared/planning/accrual-plan.ts";
import type { AccrualMethod, PromotionStatus } from "../../shared/planning/promotion.ts";
import type { Tx } from "../db/pool.ts";

/** What the accrual of a promotion is decided from. Lock it first. */
export interface AccruedPromotion {
  id: string;
  number: string;
  version: number;
  status: PromotionStatus;
  method: AccrualMethod;
  planned: Money;
  fixedCost: Money;
  currency: string;
  customerId: string;
  tacticId: string | null;
  spendRole: AccountRole;
  isDistinct: boolean;
  fairValue: Money | null;
  windowBasis: "SELL_IN" | "SCAN";
  performanceFrom: string;
  performanceTo: string;
  /** What is accrued and neither settled nor released. */
  balance: Money;
}

/** Promotions to accrue or release, in the order of their ids. */
export const promotionsToAccrue = (tx: Tx, ids: readonly string[]) => tx<AccruedPromotion[]>`
  select promotion.id, promotion.number, promotion.version, promotion.status, promotion.accrual_method as method,
    promotion.total_planned_spend as planned, promotion.fixed_cost, promotion.currency, promotion.customer_id,
    tactic.id as tactic_id, kind.spend_role, kind.window_basis, tactic.fair_value,
    coalesce(tactic.presentation, kind.presentation) = 'EXPENSE_DISTINCT' as is_distinct,
    case when kind.window_basis = 'SCAN' then coalesce(promotion.date_start_scan, promotion.date_start_sellin)
      else promotion.date_start_sellin end as performance_from,
    case when kind.window_basis = 'SCAN' then coalesce(promotion.date_end_scan, promotion.date_end_sellin)
      else promotion.date_end_sellin end as performance_to,
    balance.balance
  from planning.promotions promotion
  join planning.tactic_types kind
    on kind.tenant_id = promotion.tenant_id and kind.code = promotion.tactic_type
  join finance.accrual_balances balance
    on balance.tenant_id = promotion.tenant_id and balance.promotion_id = promotion.id
  left join planning.tactics tactic
    on tactic.tenant_id = promotion.tenant_id and tactic.promotion_id = promotion.id
  where promotion.id = any(${[...ids]}::uuid[])
  order by promotion.id
`;

/** What the books hold of one promotion's accrual. */
export interface BookedOfPromotion extends BookedAccrual {
  promotionId: string;
}

/**
 * What is booked for promotions under each key and account: accruals and true-ups less what was reversed and released.
 * The key is the one an accrual journal was written under, else its performance period. Withdrawn journals are DRAFT and
 * do not count; the legs of a settlement are no accrual.
 */
export const bookedAccruals = (tx: Tx, promotionIds: readonly string[]) => tx<BookedOfPromotion[]>`
  select entry.promotion_id, booked.key, journal.performance_period, booked.account,
    sum(booked.amount)::numeric(19,4) as amount
  from (
    select own.tenant_id, own.id
    from finance.gl_journals own
    where own.promotion_id = any(${[...promotionIds]}::uuid[])
    union
    select part.tenant_id, part.journal_id
    from finance.settlements part
    where part.promotion_id = any(${[...promotionIds]}::uuid[]) and part.journal_id is not null
  ) touching
  join finance.gl_journals journal on journal.tenant_id = touching.tenant_id and journal.id = touching.id
  join finance.gl_ledger entry on entry.tenant_id = journal.tenant_id and entry.journal_id = journal.id
  join master.chart_of_accounts liability
    on liability.tenant_id = entry.tenant_id and liability.role = 'ACCRUED_TRADE'
    and liability.code in (entry.debit_account, entry.credit_account)
  cross join lateral (
    select
      case when journal.source like 'accrual:%' then split_part(journal.source, ':', 2)
        else journal.performance_period end as key,
      case when liability.code = entry.credit_account then entry.debit_account else entry.credit_account end as account,
      case when liability.code = entry.credit_account then entry.amount else -entry.amount end as amount
  ) booked
  where entry.promotion_id = any(${[...promotionIds]}::uuid[])
    and entry.tag in ('ACCRUAL', 'TRUE_UP', 'RELEASE') and journal.status not in ('DRAFT', 'REVERSED')
  group by entry.promotion_id, booked.key, journal.performance_period, booked.account
  having sum(booked.amount) <> 0
  order by entry.promotion_id, booked.key, booked.account
`;

/** An accrual journal that has not reached the ERP, and what it moved. */
export interface UnsentJournal {
  id: string;
  promotionId: string;
  postingDate: string;
  amount: Money;
}

/** Accrual journals that wait or that the ERP refused, locked: none of them is sent while this act decides. */
export const lockUnsent = (tx: Tx, promotionIds: readonly string[]) => tx<UnsentJournal[]>`
  select journal.id, journal.promotion_id, journal.posting_date,
    coalesce((
      select sum(moved.amount)
      from finance.accrual_ledger moved
      where moved.tenant_id = journal.tenant_id and moved.promotion_id = journal.promotion_id
        and moved.journal_id = journal.id
    ), 0)::numeric(19,4) as amount
  from finance.gl_journals journal
  where journal.promotion_id = any(${[...promotionIds]}::uuid[]) and journal.status in ('QUEUED', 'FAILED')
    and journal.kind in ('ACCRUAL', 'TRUE_UP')
  order by journal.id
  for update of journal
`;
