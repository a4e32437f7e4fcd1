import type { PromotionStatus } from "../../shared/planning/promotion.ts";
import type { Tx } from "../db/pool.ts";

export interface ChangedPromotion {
  id: string;
  number: string;
  status: PromotionStatus;
}

export const changedPromotions = (tx: Tx, ids: readonly string[]) => tx<ChangedPromotion[]>`
  select promotion.id, promotion.number, promotion.status
  from planning.promotions promotion
  where promotion.id = any(${[...ids]}::uuid[])
  order by promotion.id
`;

/** Promotions that were rejected are drafts again once they are changed. */
export const draftAgain = (tx: Tx, ids: readonly string[]) => tx`
  update planning.promotions promotion
  set status = 'DRAFT', fund_status = 'NONE'
  where promotion.id = any(${[...ids]}::uuid[])
`;

/** What was submitted or approved waits for approval of what it says now; its fund stays held. */
export const sendBack = (
  tx: Tx,
  { ids, by, now }: { ids: readonly string[]; by: string; now: Date },
) => tx`
  update planning.promotions promotion
  set status = 'PENDING_APPROVAL', fund_status = 'RESERVED', approved_by = null, approved_at = null,
    submitted_by = ${by}::uuid, submitted_at = ${now}::timestamptz
  where promotion.id = any(${[...ids]}::uuid[])
`;
