import type { AccrualStatus } from "../../shared/planning/promotion.ts";
import type { PromotionFacts } from "../../shared/planning/promotion-facts.ts";
import type { Tx } from "../db/pool.ts";

export type PromotionToMove = Omit<
  PromotionFacts,
  "fund" | "approvals" | "releaseLimit" | "saysWhatWasSubmitted"
> & {
  id: string;
  fundId: string | null;
  accrualStatus: AccrualStatus;
};

/** Promotions as a move of them is decided; read after they and their funds were locked. */
export const promotionsToMove = (tx: Tx, ids: readonly string[]) => tx<PromotionToMove[]>`
  select promotion.id, promotion.number, promotion.status, promotion.version, promotion.created_by,
    creator.name as created_by_name, promotion.owner_id, owner.name as owner_name, promotion.submitted_by,
    (select count(*) from planning.promotion_products line
      where line.tenant_id = promotion.tenant_id and line.promotion_id = promotion.id) as lines,
    promotion.fixed_cost, promotion.total_planned_spend as planned_spend,
    greatest(promotion.total_planned_spend - position.settled, 0)::numeric(19,4) as unsettled,
    balance.balance as accrued, promotion.accrual_status, share.fund_id
  from planning.promotions promotion
  join finance.promotion_positions position
    on position.tenant_id = promotion.tenant_id and position.promotion_id = promotion.id
  join finance.accrual_balances balance
    on balance.tenant_id = promotion.tenant_id and balance.promotion_id = promotion.id
  left join tenancy.users creator
    on creator.tenant_id = promotion.tenant_id and creator.id = promotion.created_by
  left join tenancy.users owner on owner.tenant_id = promotion.tenant_id and owner.id = promotion.owner_id
  left join planning.promotion_funds share
    on share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id
  where promotion.id = any(${[...ids]}::uuid[])
  order by promotion.id
`;

/** A person's move of one promotion, as it is written. */
export interface WrittenMove {
  id: string;
  by: string;
  reason: string | null;
  now: Date;
}

export const submitPromotion = (tx: Tx, { id, by, now }: WrittenMove) => tx`
  update planning.promotions promotion
  set status = 'PENDING_APPROVAL', fund_status = 'RESERVED', submitted_by = ${by}::uuid, submitted_at = ${now}::timestamptz,
    approved_by = null, approved_at = null
  where promotion.id = ${id}::uuid
`;

export const approvePromotion = (tx: Tx, { id, by, now }: WrittenMove) => tx`
  update planning.promotions promotion
  set status = 'APPROVED', fund_status = 'COMMITTED', approved_by = ${by}::uuid, approved_at = ${now}::timestamptz
  where promotion.id = ${id}::uuid
`;

/** Rejected and cancelled promotions give back what they held of their fund. */
export const endPromotion = (
  tx: Tx,
  { id, status, reason }: WrittenMove & { status: "REJECTED" | "CANCELLED" },
) => tx`
  update planning.promotions promotion
  set status = ${status}, last_words = ${reason},
    fund_status = case promotion.fund_status when 'NONE' then 'NONE' else 'RELEASED' end
  where promotion.id = ${id}::uuid
`;

/** A closed promotion keeps what was settled of its fund and gives back the rest. */
export const closePromotion = (tx: Tx, { id, by, now }: WrittenMove) => tx`
  update planning.promotions promotion
  set status = 'CLOSED', fund_status = 'RELEASED', closed_by = ${by}::uuid, closed_at = ${now}::timestamptz
  where promotion.id = ${id}::uuid
`;

export const reopenAsDraft = (tx: Tx, { id, reason }: WrittenMove) => tx`
  update planning.promotions promotion
  set status = 'DRAFT', fund_status = 'NONE', approved_by = null, approved_at = null, last_words = ${reason}
  where promotion.id = ${id}::uuid
`;

/** A closed promotion that is reopened holds again what was not settled of its plan. */
export const reopenAsCompleted = (tx: Tx, { id, reason }: WrittenMove) => tx`
  update planning.promotions promotion
  set status = 'COMPLETED', fund_status = 'COMMITTED', closed_by = null, closed_at = null,
    last_words = coalesce(${reason}, promotion.last_words)
  where promotion.id = ${id}::uuid
`;

/** Where a move was refused, the promotion stays as it was and keeps the words. */
export const keepLastWords = (tx: Tx, { id, reason }: WrittenMove) => tx`
  update planning.promotions promotion
  set last_words = ${reason}
  where promotion.id = ${id}::uuid
`;
