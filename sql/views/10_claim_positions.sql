create view finance.claim_positions with (security_invoker = true) as
select
  claim.tenant_id,
  claim.id as claim_id,
  claim.amount,
  coalesce(part.settled, 0)::numeric(19,4) as settled,
  coalesce(part.tolerance, 0)::numeric(19,4) as tolerance,
  coalesce(part.disputed, 0)::numeric(19,4) as disputed,
  coalesce(part.written_off, 0)::numeric(19,4) as written_off,
  coalesce(part.non_trade, 0)::numeric(19,4) as non_trade,
  (claim.amount - coalesce(part.frozen, 0))::numeric(19,4) as open,
  coalesce(part.drafted, 0)::numeric(19,4) as drafted
from finance.claims claim
-- Lateral: one claim reads its own parts by index, however many the company has.
left join lateral (
  select
    sum(settlement.amount_settled) filter (where settlement.status in ('PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')) as frozen,
    sum(settlement.amount_settled) filter (where settlement.status = 'DRAFT') as drafted,
    sum(settlement.amount_settled) filter (where settlement.kind in ('PROMO', 'TOLERANCE')
      and settlement.status in ('PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')) as settled,
    sum(settlement.amount_settled) filter (where settlement.kind = 'TOLERANCE'
      and settlement.status in ('PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')) as tolerance,
    sum(settlement.amount_settled) filter (where settlement.kind = 'DISPUTE'
      and settlement.status in ('PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')) as disputed,
    sum(settlement.amount_settled) filter (where settlement.kind = 'WRITE_OFF'
      and settlement.status in ('PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')) as written_off,
    sum(settlement.amount_settled) filter (where settlement.kind = 'NON_TRADE'
      and settlement.status in ('PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')) as non_trade
  from finance.settlements settlement
  where settlement.tenant_id = claim.tenant_id and settlement.claim_id = claim.id
) part on true;
grant select on finance.claim_positions to tradebook_app;

comment on view finance.claim_positions is 'What is left of each claim | amount = settled + disputed + written off + non-trade + open; posted and waiting parts are frozen, drafts are not';
comment on column finance.claim_positions.tenant_id is 'Company the row belongs to | Row level security';
comment on column finance.claim_positions.claim_id is 'Claim | finance.claims';
comment on column finance.claim_positions.amount is 'Amount the retailer took | Copied from the claim';
comment on column finance.claim_positions.settled is 'Accepted against promotions, tolerance included | Sum of frozen PROMO and TOLERANCE settlements';
comment on column finance.claim_positions.tolerance is 'Part of settled that lies above the plan, inside the tolerance | Sum of frozen TOLERANCE settlements';
comment on column finance.claim_positions.disputed is 'Sent back to the retailer as a debit memo | Sum of frozen DISPUTE settlements; later outcomes are kept on the dispute';
comment on column finance.claim_positions.written_off is 'Given up | Sum of frozen WRITE_OFF settlements';
comment on column finance.claim_positions.non_trade is 'Cleared outside trade spend, such as a shortage | Sum of frozen NON_TRADE settlements';
comment on column finance.claim_positions.open is 'Still to be decided | amount less every frozen part; equals gl_transactions.open_balance';
comment on column finance.claim_positions.drafted is 'Sum of the drafts that Post would freeze | Not part of open';
