create view finance.promotion_positions with (security_invoker = true) as
select
  promotion.tenant_id,
  promotion.id as promotion_id,
  promotion.total_planned_spend as planned,
  coalesce(part.settled, 0)::numeric(19,4) as settled,
  coalesce(part.tolerance, 0)::numeric(19,4) as tolerance,
  coalesce(part.conceded, 0)::numeric(19,4) as conceded,
  (case when promotion.status = 'CANCELLED' then 0
    else promotion.total_planned_spend - coalesce(part.settled, 0) end)::numeric(19,4) as remaining_expected
from planning.promotions promotion
-- Lateral: one promotion reads its own parts by index, however many the company has.
left join lateral (
  select
    sum(settlement.amount_settled) filter (where settlement.kind = 'PROMO') as settled,
    sum(settlement.amount_settled) filter (where settlement.kind = 'TOLERANCE') as tolerance,
    sum(dispute.conceded) as conceded
  from finance.settlements settlement
  left join finance.disputes dispute on dispute.tenant_id = settlement.tenant_id and dispute.settlement_id = settlement.id
  where settlement.tenant_id = promotion.tenant_id and settlement.promotion_id = promotion.id
    and settlement.status in ('PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED')
) part on true;
grant select on finance.promotion_positions to tradebook_app;

comment on view finance.promotion_positions is 'What each promotion still expects to pay | The base of the tolerance rule';
comment on column finance.promotion_positions.tenant_id is 'Company the row belongs to | Row level security';
comment on column finance.promotion_positions.promotion_id is 'Promotion | planning.promotions; every promotion has a row';
comment on column finance.promotion_positions.planned is 'Planned spend | Copied from the promotion';
comment on column finance.promotion_positions.settled is 'Settled against the plan | Frozen PROMO settlements, tolerance not included';
comment on column finance.promotion_positions.tolerance is 'Accepted above the plan | Frozen TOLERANCE settlements; at most the tenant''s percent of the planned spend';
comment on column finance.promotion_positions.conceded is 'Disputed first and accepted later | Concessions on the disputes of this promotion''s claims';
comment on column finance.promotion_positions.remaining_expected is 'Planned spend not yet settled | planned - settled, whatever was accrued or released; zero once cancelled';
