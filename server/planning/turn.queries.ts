import type { PromotionStatus } from "../../shared/planning/promotion.ts";
import type { Tx } from "../db/pool.ts";

/** A promotion that a date or the books moved. */
export interface Turned {
  id: string;
  number: string;
  from: PromotionStatus;
  to: PromotionStatus;
}

/** Starts what is approved once its first day has come; an accrual that the ERP refused keeps it from running. */
export const startDue = (tx: Tx, today: string) => tx<Turned[]>`
  with due as (
    select promotion.id
    from planning.promotions promotion
    where promotion.status = 'APPROVED' and promotion.accrual_status <> 'FAILED'
      and least(promotion.date_start_sellin, promotion.date_start_scan) <= ${today}::date
    order by promotion.id
    limit 1000
    for update skip locked
  )
  update planning.promotions promotion
  set status = 'LIVE'
  from due
  where promotion.id = due.id
  returning promotion.id, promotion.number, 'APPROVED' as "from", 'LIVE' as "to"
`;

/** Completes what is running once its last day is over. */
export const finishDue = (tx: Tx, today: string) => tx<Turned[]>`
  with due as (
    select promotion.id
    from planning.promotions promotion
    where promotion.status = 'LIVE'
      and greatest(promotion.date_end_sellin, promotion.date_end_scan) < ${today}::date
    order by promotion.id
    limit 1000
    for update skip locked
  )
  update planning.promotions promotion
  set status = 'COMPLETED'
  from due
  where promotion.id = due.id
  returning promotion.id, promotion.number, 'LIVE' as "from", 'COMPLETED' as "to"
`;

/**
 * Settles what is closed once nothing is left of it: no accrual, no journal on its way, no claim that is drafted, chosen or
 * posted on it and still open, and nobody who was asked to reopen it.
 */
export const settleDone = (tx: Tx) => tx<Turned[]>`
  with done as (
    select promotion.id
    from planning.promotions promotion
    join finance.accrual_balances balance
      on balance.tenant_id = promotion.tenant_id and balance.promotion_id = promotion.id
    where promotion.status = 'CLOSED' and balance.balance = 0
      and not exists (
        select from finance.gl_journals journal
        where journal.tenant_id = promotion.tenant_id and journal.promotion_id = promotion.id
          and journal.status in ('QUEUED', 'SENT', 'FAILED'))
      and not exists (
        select from finance.settlements part
        where part.tenant_id = promotion.tenant_id and part.promotion_id = promotion.id
          and part.status in ('DRAFT', 'PENDING_APPROVAL', 'QUEUED', 'FAILED'))
      and not exists (
        select from finance.claims claim
        where claim.tenant_id = promotion.tenant_id and claim.promotion_id = promotion.id
          and claim.status not in ('SETTLED', 'VOID'))
      and not exists (
        select from planning.approvals approval
        where approval.tenant_id = promotion.tenant_id and approval.promotion_id = promotion.id
          and approval.status = 'OPEN')
    order by promotion.id
    limit 1000
    for update of promotion skip locked
  )
  update planning.promotions promotion
  set status = 'SETTLED'
  from done
  where promotion.id = done.id
  returning promotion.id, promotion.number, 'CLOSED' as "from", 'SETTLED' as "to"
`;
