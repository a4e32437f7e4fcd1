import type { ClaimFilter, Claim as WireClaim } from "../../shared/finance/claim.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";

/** A claim as the Deductions grid shows it; only whether the caller may edit it is not known here. */
export type ClaimRow = Omit<WireClaim, "editable">;

const columns = (tx: Tx) => tx`
  claim.id, claim.claim_no as number, claim.claim_type as kind,
  customer.erp_id as customer_erp_id, customer.name as customer_name, payer.erp_id as payer_erp_id,
  claim.erp_ref, claim.invoice_ref as invoice_number, claim.check_ref as check_number,
  claim.posting_date, claim.amount,
  position.open, position.settled, position.disputed, position.written_off, position.non_trade,
  claim.reason_code_erp, claim.reason, claim.status, claim.backup_status, claim.dispute_deadline,
  claim.match_confidence_score::float8 as match_confidence_score,
  claim.suggested_promotion_id, suggested.number as suggested_promotion_number,
  case when claim.suggested_promotion_id is not null then
    greatest(expected.remaining_expected, 0)::numeric(19,4)
  end as suggested_remaining,
  claim.auto_cleared,
  journal.id as journal_id, journal.status as journal_status, journal.erp_document,
  case when journal.failure_message is not null then
    jsonb_build_object('code', coalesce(journal.failure_code, 'FAILED'), 'message', journal.failure_message)
  end as journal_failure,
  claim.promotion_id, chosen.number as promotion_number,
  draft.settle, draft.dispute, draft.write_off, claim.write_off_reason, claim.note,
  assignee.name as assigned_to, claim.version
`;

const source = (tx: Tx) => tx`
  finance.claims claim
  join master.customers customer
    on customer.tenant_id = claim.tenant_id and customer.id = claim.claiming_customer_id
  join master.customers payer on payer.tenant_id = claim.tenant_id and payer.id = claim.payer_id
  join finance.claim_positions position
    on position.tenant_id = claim.tenant_id and position.claim_id = claim.id
  left join planning.promotions suggested
    on suggested.tenant_id = claim.tenant_id and suggested.id = claim.suggested_promotion_id
  left join finance.promotion_positions expected
    on expected.tenant_id = claim.tenant_id and expected.promotion_id = claim.suggested_promotion_id
  left join planning.promotions chosen
    on chosen.tenant_id = claim.tenant_id and chosen.id = claim.promotion_id
  left join tenancy.users assignee
    on assignee.tenant_id = claim.tenant_id and assignee.id = claim.assigned_to
  left join lateral (
    select latest.id, latest.status, latest.erp_document, latest.failure_code, latest.failure_message
    from finance.gl_journals latest
    where latest.tenant_id = claim.tenant_id and latest.claim_id = claim.id
    order by latest.created_at desc, latest.id desc
    limit 1
  ) journal on true
  left join lateral (
    select
      sum(part.amount_settled) filter (where part.kind in ('PROMO', 'TOLERANCE')) as settle,
      sum(part.amount_settled) filter (where part.kind = 'DISPUTE') as dispute,
      sum(part.amount_settled) filter (where part.kind = 'WRITE_OFF') as write_off
    from finance.settlements part
    where part.tenant_id = claim.tenant_id and part.claim_id = claim.id and part.status = 'DRAFT'
  ) draft on true
`;

/** A page of claims after the one named, in the order of their ids, one more than the page holds. */
export const claimPage = (
  tx: Tx,
  { after, before, ...filter }: ClaimFilter & { after: string | null; before: string | null },
) => tx<ClaimRow[]>`
  select ${columns(tx)}
  from ${source(tx)}
  where (${after}::uuid is null or claim.id > ${after}::uuid)
    and (${given(filter.id)}::uuid is null or claim.id = ${given(filter.id)}::uuid)
    and (${given(filter.status)}::text is null or claim.status = ${given(filter.status)})
    and (${given(filter.reason)}::text is null or claim.reason = ${given(filter.reason)})
    and (${before}::date is null or claim.posting_date <= ${before}::date)
    and (${given(filter.open)}::text is null
      or (position.open <> 0) = (${given(filter.open)}::text = 'true'))
    and (${given(filter.customer)}::text is null or customer.hierarchy_path <@ (
      select above.hierarchy_path from master.customers above where above.erp_id = ${given(filter.customer)}))
  order by claim.id
  limit ${filter.pageSize + 1}
`;

/** These claims, in the order of their ids. */
export const claimsById = (tx: Tx, ids: readonly string[]) => tx<ClaimRow[]>`
  select ${columns(tx)}
  from ${source(tx)}
  where claim.id = any(${[...ids]}::uuid[])
  order by claim.id
`;

/** Locks claims in the order of their ids: the first of every act that changes them. */
export const lockClaims = (tx: Tx, ids: readonly string[]) => tx<{ id: string }[]>`
  select claim.id
  from finance.claims claim
  where claim.id = any(${[...ids]}::uuid[])
  order by claim.id
  for update
`;

/** Locks promotions in the order of their ids, after the claims. */
export const lockPromotions = (tx: Tx, ids: readonly string[]) => tx<{ id: string }[]>`
  select promotion.id
  from planning.promotions promotion
  where promotion.id = any(${[...ids]}::uuid[])
  order by promotion.id
  for update
`;

/** Locks the funds that these promotions use, in the order of their ids, after the promotions. */
export const lockFundsOf = (tx: Tx, promotionIds: readonly string[]) => tx<{ id: string }[]>`
  select fund.id
  from planning.funds fund
  where fund.id in (
    select share.fund_id
    from planning.promotion_funds share
    where share.promotion_id = any(${[...promotionIds]}::uuid[]))
  order by fund.id
  for update
`;

/** What the state of a claim and of the ERP's mirror becomes. `open` is read anew, so that both always agree. */
export const moveClaims = (tx: Tx, moves: readonly { id: string; status: string }[]) => tx<
  { id: string }[]
>`
  with moved as (
    update finance.claims claim
    set status = move.status
    from jsonb_to_recordset(${JSON.stringify(moves)}::text::jsonb) as move (id uuid, status text)
    where claim.id = move.id
    returning claim.tenant_id, claim.id, claim.gl_transaction_id
  )
  update finance.gl_transactions mirrored
  set open_balance = position.open,
    dispute_status = case when position.disputed > 0 then 'DISPUTED' else 'OPEN' end
  from moved
  join finance.claim_positions position
    on position.tenant_id = moved.tenant_id and position.claim_id = moved.id
  where mirrored.tenant_id = moved.tenant_id and mirrored.id = moved.gl_transaction_id
  returning mirrored.id
`;
