import type { Tx } from "../db/pool.ts";

/** What a promotion says now, and what it said in the version to compare it with. */
export interface ComparedPromotion {
  number: string;
  now: unknown;
  kind: "APPROVED" | "SUBMITTED" | null;
  at: Date | null;
  by: string | null;
  then: unknown;
}

/**
 * Compares with what was approved last; before any approval, with the last submission that said something else, so that an
 * approver who looks at a changed one sees the change.
 */
export const comparedPromotion = (tx: Tx, promotionId: string) => tx<ComparedPromotion[]>`
  select promotion.number, said.snapshot as now, last.kind, last.created_at as at, maker.name as by,
    last.snapshot as then
  from planning.promotions promotion
  join planning.promotion_snapshots said
    on said.tenant_id = promotion.tenant_id and said.promotion_id = promotion.id
  left join lateral (
    select kept.kind, kept.created_at, kept.created_by, kept.snapshot
    from planning.promotion_versions kept
    where kept.tenant_id = promotion.tenant_id and kept.promotion_id = promotion.id
    order by kept.kind, kept.kind = 'SUBMITTED' and kept.hash = said.hash, kept.promotion_version desc
    limit 1
  ) last on true
  left join tenancy.users maker on maker.tenant_id = promotion.tenant_id and maker.id = last.created_by
  where promotion.id = ${promotionId}::uuid
`;
