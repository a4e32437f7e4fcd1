import type { Candidate, Reason } from "../../shared/finance/claim.ts";
import type { MatchClaim, MatchPromotion } from "../../shared/finance/match-facts.ts";
import type { ReasonRule } from "../../shared/finance/reason.ts";
import type { Money } from "../../shared/money.ts";
import type { Tx } from "../db/pool.ts";

export type ClaimToMatch = MatchClaim & {
  id: string;
  status: string;
  retailer: string | null;
};

/** A claim as matching reads it; the hierarchy path holds ids without dashes. */
export const claimToMatch = (tx: Tx, claimId: string) => tx<ClaimToMatch[]>`
  select claim.id, claim.status, claim.claim_type as kind, position.open, claim.claiming_customer_id as customer_id,
    string_to_array(customer.hierarchy_path::text, '.')::uuid[]::text[] as customer_path,
    claim.promotion_ref, claim.posting_date, claim.reason, claim.reason_code_erp,
    coalesce(customer.retailer, (
      select above.retailer
      from master.customers above
      where above.hierarchy_path @> customer.hierarchy_path and above.retailer is not null
      order by nlevel(above.hierarchy_path) desc
      limit 1)) as retailer
  from finance.claims claim
  join master.customers customer
    on customer.tenant_id = claim.tenant_id and customer.id = claim.claiming_customer_id
  join finance.claim_positions position
    on position.tenant_id = claim.tenant_id and position.claim_id = claim.id
  where claim.id = ${claimId}::uuid
`;

export interface PromotionRow extends Omit<MatchPromotion, "sellIn" | "scan"> {
  sellInStart: string | null;
  sellInEnd: string | null;
  scanStart: string | null;
  scanEnd: string | null;
  tacticId: string | null;
  remainingAccrual: Money;
}

/**
 * Promotions that may pay this claim: of the same retailer, billed through the claim's customer, or named by its
 * reference. Those not approved yet are no candidates. At most 200, the nearest in time first.
 */
export const promotionsToMatch = (tx: Tx, claimId: string) => tx<PromotionRow[]>`
  select promotion.id, promotion.number, promotion.customer_id, customer.name as customer_name,
    string_to_array(customer.hierarchy_path::text, '.')::uuid[]::text[] as customer_path,
    promotion.bill_through_customer_id, tactic_type.code as tactic_type, tactic_type.cost_basis,
    tactic_type.spend_role = 'OFF_INVOICE' as off_invoice,
    promotion.date_start_sellin as sell_in_start, promotion.date_end_sellin as sell_in_end,
    promotion.date_start_scan as scan_start, promotion.date_end_scan as scan_end,
    greatest(position.remaining_expected, 0)::numeric(19,4) as expected,
    balance.balance as remaining_accrual, tactic.id as tactic_id,
    array(
      select journal.reference
      from finance.gl_journals journal
      where journal.tenant_id = promotion.tenant_id and journal.promotion_id = promotion.id) as references
  from finance.claims claim
  join master.customers claimant
    on claimant.tenant_id = claim.tenant_id and claimant.id = claim.claiming_customer_id
  join planning.promotions promotion on promotion.tenant_id = claim.tenant_id
  join master.customers customer
    on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
  join planning.tactic_types tactic_type
    on tactic_type.tenant_id = promotion.tenant_id and tactic_type.code = promotion.tactic_type
  join finance.promotion_positions position
    on position.tenant_id = promotion.tenant_id and position.promotion_id = promotion.id
  join finance.accrual_balances balance
    on balance.tenant_id = promotion.tenant_id and balance.promotion_id = promotion.id
  left join planning.tactics tactic
    on tactic.tenant_id = promotion.tenant_id and tactic.promotion_id = promotion.id
  where claim.id = ${claimId}::uuid
    and promotion.status in ('APPROVED', 'LIVE', 'COMPLETED', 'CLOSED', 'SETTLED', 'CANCELLED')
    and (subpath(customer.hierarchy_path, 0, 1) = subpath(claimant.hierarchy_path, 0, 1)
      or promotion.bill_through_customer_id = any(string_to_array(claimant.hierarchy_path::text, '.')::uuid[])
      or promotion.number = trim(claim.promotion_ref)
      or promotion.id::text = lower(trim(claim.promotion_ref))
      or exists (
        select from finance.gl_journals journal
        where journal.tenant_id = promotion.tenant_id and journal.promotion_id = promotion.id
          and journal.reference = upper(trim(claim.promotion_ref))))
  order by abs(claim.posting_date - promotion.date_end_sellin), promotion.id
  limit 200
`;

/** The reason catalogue of one retailer and what holds for all, in force on that day. */
export const reasonRules = (
  tx: Tx,
  { retailer, day }: { retailer: string | null; day: string },
) => tx<ReasonRule[]>`
  select meaning.id, meaning.retailer, meaning.code, meaning.match_kind, meaning.pattern, meaning.label,
    meaning.l1 as reason, meaning.trade, meaning.account_role, meaning.tenant_override as override
  from master.reason_codes meaning
  where (lower(meaning.retailer) = lower(${retailer}) or meaning.retailer = '*')
    and coalesce(meaning.valid_from, ${day}::date) <= ${day}::date
    and coalesce(meaning.valid_to, ${day}::date) >= ${day}::date
  order by meaning.retailer, meaning.code, meaning.id
`;

export interface SavedMatch {
  promotionId: string;
  tacticId: string | null;
  rank: number;
  score: number;
  features: { feature: string; text: string; weight: number }[];
  remainingAccrual: string;
}

/** The proposals of earlier runs make way; they stay for replays. */
export const supersedeMatches = (tx: Tx, claimId: string) => tx`
  update finance.claim_matches candidate
  set decision = 'SUPERSEDED'
  where candidate.claim_id = ${claimId}::uuid and candidate.decision = 'PROPOSED'
`;

/** Keeps every candidate of a run, losers too. */
export const insertMatches = (
  tx: Tx,
  run: { claimId: string; runId: string; ruleVersion: string; matches: SavedMatch[] },
) => tx`
  insert into finance.claim_matches (tenant_id, claim_id, promotion_id, tactic_id, run_id, rank, score, features,
    remaining_accrual, rule_version)
  select tenancy.current_tenant(), ${run.claimId}::uuid, candidate."promotionId", candidate."tacticId",
    ${run.runId}::uuid, candidate.rank, candidate.score, candidate.features, candidate."remainingAccrual",
    ${run.ruleVersion}
  from jsonb_to_recordset(${JSON.stringify(run.matches)}::text::jsonb)
    as candidate ("promotionId" uuid, "tacticId" uuid, rank integer, score numeric, features jsonb,
      "remainingAccrual" numeric)
`;

/** What matching writes on the claim; its status stays as it is. */
export const suggest = (
  tx: Tx,
  suggestion: {
    claimId: string;
    promotionId: string | null;
    score: number | null;
    method: string;
    reason: Reason | null;
    reasonCodeId: string | null;
  },
) => tx<{ id: string }[]>`
  with claimed as (
    update finance.claims claim
    set suggested_promotion_id = ${suggestion.promotionId}::uuid, match_confidence_score = ${suggestion.score},
      match_method = ${suggestion.method}, reason = coalesce(claim.reason, ${suggestion.reason}),
      reason_code_id = coalesce(claim.reason_code_id, ${suggestion.reasonCodeId}::uuid)
    where claim.id = ${suggestion.claimId}::uuid
    returning claim.tenant_id, claim.gl_transaction_id, claim.reason
  )
  update finance.gl_transactions mirrored
  set reason_code_normalized = claimed.reason
  from claimed
  where mirrored.tenant_id = claimed.tenant_id and mirrored.id = claimed.gl_transaction_id
  returning mirrored.id
`;

/** The ranked candidates of the last run, with what is left of each promotion now. */
export const candidates = (tx: Tx, claimId: string) => tx<Candidate[]>`
  select candidate.promotion_id, promotion.number, promotion.name, customer.name as customer_name,
    promotion.tactic_type,
    coalesce(promotion.date_start_scan, promotion.date_start_sellin) as date_start,
    coalesce(promotion.date_end_scan, promotion.date_end_sellin) as date_end,
    candidate.score::float8 as score, candidate.features as reasons,
    balance.balance as remaining_accrual,
    greatest(position.remaining_expected, 0)::numeric(19,4) as remaining_expected
  from finance.claim_matches candidate
  join planning.promotions promotion
    on promotion.tenant_id = candidate.tenant_id and promotion.id = candidate.promotion_id
  join master.customers customer
    on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
  join finance.promotion_positions position
    on position.tenant_id = promotion.tenant_id and position.promotion_id = promotion.id
  join finance.accrual_balances balance
    on balance.tenant_id = promotion.tenant_id and balance.promotion_id = promotion.id
  where candidate.claim_id = ${claimId}::uuid
    and candidate.run_id = (
      select latest.run_id
      from finance.claim_matches latest
      where latest.claim_id = ${claimId}::uuid
      order by latest.created_at desc, latest.id desc
      limit 1)
  order by candidate.rank
  limit 50
`;
