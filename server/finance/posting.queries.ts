import type { ClaimStatus } from "../../shared/finance/claim.ts";
import type { PartKind } from "../../shared/finance/parts.ts";
import type { BookedPromotion } from "../../shared/finance/posting-plan.ts";
import type { AccountRole } from "../../shared/master/lists.ts";
import type { Money } from "../../shared/money.ts";
import type { Tx } from "../db/pool.ts";

/** A claim as posting reads it. Lock it first; its parts are read apart. */
export interface ClaimPosted {
  id: string;
  number: string;
  version: number;
  status: ClaimStatus;
  open: Money;
  currency: string;
  customerId: string;
  customerName: string;
  deductionAccount: string | null;
  disputeDeadline: string | null;
  postingDate: string;
  reason: string | null;
  lastVersion: number | null;
  lastReference: string | null;
  lastAt: Date | null;
  lastBy: string | null;
}

export const claimsToPost = (tx: Tx, ids: readonly string[]) => tx<ClaimPosted[]>`
  select claim.id, claim.claim_no as number, claim.version, claim.status, position.open, claim.currency,
    claim.claiming_customer_id as customer_id, customer.name as customer_name,
    mirrored.gl_account_code as deduction_account, claim.dispute_deadline, claim.posting_date, claim.reason,
    last.source_version as last_version, last.reference as last_reference, last.created_at as last_at,
    coalesce(poster.name, 'the system') as last_by
  from finance.claims claim
  join master.customers customer
    on customer.tenant_id = claim.tenant_id and customer.id = claim.claiming_customer_id
  join finance.gl_transactions mirrored
    on mirrored.tenant_id = claim.tenant_id and mirrored.id = claim.gl_transaction_id
  join finance.claim_positions position
    on position.tenant_id = claim.tenant_id and position.claim_id = claim.id
  left join lateral (
    select journal.source_version, journal.reference, journal.created_at, journal.created_by
    from finance.gl_journals journal
    where journal.tenant_id = claim.tenant_id and journal.source = 'claim' and journal.source_id = claim.id
    order by journal.source_version desc
    limit 1
  ) last on true
  left join tenancy.users poster
    on poster.tenant_id = claim.tenant_id and poster.id = last.created_by
  where claim.id = any(${[...ids]}::uuid[])
  order by claim.id
`;

/** One part of a claim: a draft, or frozen by an earlier posting. */
export interface PartRow {
  id: string;
  claimId: string;
  kind: PartKind;
  amount: Money;
  promotionId: string | null;
  accountCode: string | null;
  reason: string | null;
  isDraft: boolean;
}

export const partsOfClaims = (tx: Tx, ids: readonly string[]) => tx<PartRow[]>`
  select part.id, part.claim_id, part.kind, part.amount_settled as amount, part.promotion_id, part.account_code,
    part.reason, part.status = 'DRAFT' as is_draft
  from finance.settlements part
  where part.claim_id = any(${[...ids]}::uuid[])
    and part.status in ('DRAFT', 'PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')
  order by part.claim_id, part.created_at, part.kind, part.id
`;

export type PromotionPosted = BookedPromotion & {
  customerId: string;
  tacticId: string | null;
  performanceEnd: string;
};

/** Promotions with what they expect, what is accrued and where they spend. Lock them first. */
export const promotionsToPost = (tx: Tx, ids: readonly string[]) => tx<PromotionPosted[]>`
  select promotion.id, promotion.number, promotion.status, position.planned, position.settled,
    position.tolerance as tolerated, balance.balance as accrued, promotion.accrual_method <> 'NONE' as accrues,
    case when tactic.presentation = 'EXPENSE_DISTINCT' then 'DISTINCT_SERVICE' else kind.spend_role end as spend_role,
    promotion.customer_id, tactic.id as tactic_id,
    case when kind.window_basis = 'SCAN' then coalesce(promotion.date_end_scan, promotion.date_end_sellin)
      else promotion.date_end_sellin end as performance_end
  from planning.promotions promotion
  join planning.tactic_types kind
    on kind.tenant_id = promotion.tenant_id and kind.code = promotion.tactic_type
  join finance.promotion_positions position
    on position.tenant_id = promotion.tenant_id and position.promotion_id = promotion.id
  join finance.accrual_balances balance
    on balance.tenant_id = promotion.tenant_id and balance.promotion_id = promotion.id
  left join planning.tactics tactic
    on tactic.tenant_id = promotion.tenant_id and tactic.promotion_id = promotion.id
  where promotion.id = any(${[...ids]}::uuid[])
  order by promotion.id
`;

export const accounts = (tx: Tx) => tx<{ code: string; name: string; role: AccountRole | null }[]>`
  select account.code, account.name, account.role
  from master.chart_of_accounts account
  order by account.code
`;
