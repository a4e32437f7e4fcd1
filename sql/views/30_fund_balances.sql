create view planning.fund_balances with (security_invoker = true) as
select
  fund.tenant_id,
  fund.id as fund_id,
  fund.total_budget as allocated,
  moved.earned,
  moved.transfers_in,
  moved.transfers_out,
  moved.adjustments,
  moved.drawbacks,
  used.reserved,
  (used.committed - invoiced.committed)::numeric(19,4) as committed,
  (used.actual + invoiced.actual)::numeric(19,4) as actual,
  used.failed_accruals,
  (fund.total_budget + moved.earned + moved.transfers_in - moved.transfers_out + moved.adjustments - moved.drawbacks
    - used.reserved - used.committed + invoiced.committed - used.actual - invoiced.actual)::numeric(19,4) as remaining_balance
from planning.funds fund
cross join lateral (
  select
    coalesce(sum(movement.amount) filter (where movement.kind = 'EARNED'), 0)::numeric(19,4) as earned,
    coalesce(sum(movement.amount) filter (where movement.kind = 'TRANSFER_IN'), 0)::numeric(19,4) as transfers_in,
    coalesce(sum(movement.amount) filter (where movement.kind = 'TRANSFER_OUT'), 0)::numeric(19,4) as transfers_out,
    coalesce(sum(movement.amount) filter (where movement.kind = 'ADJUSTMENT'), 0)::numeric(19,4) as adjustments,
    coalesce(sum(movement.amount) filter (where movement.kind = 'DRAWBACK'), 0)::numeric(19,4) as drawbacks
  from planning.fund_transactions movement
  where movement.tenant_id = fund.tenant_id and movement.fund_id = fund.id
) moved
cross join lateral (
  select
    coalesce(sum(promotion.total_planned_spend) filter (where promotion.fund_status = 'RESERVED'), 0)::numeric(19,4) as reserved,
    coalesce(sum(greatest(promotion.total_planned_spend - spent.settled, 0))
      filter (where promotion.fund_status = 'COMMITTED'), 0)::numeric(19,4) as committed,
    coalesce(sum(greatest(promotion.total_planned_spend - spent.settled, 0))
      filter (where promotion.fund_status = 'COMMITTED' and promotion.accrual_status = 'FAILED'), 0)::numeric(19,4) as failed_accruals,
    coalesce(sum(spent.settled + spent.tolerance + spent.conceded), 0)::numeric(19,4) as actual
  from planning.promotion_funds share
  join planning.promotions promotion on promotion.tenant_id = share.tenant_id and promotion.id = share.promotion_id
  join finance.promotion_positions spent on spent.tenant_id = promotion.tenant_id and spent.promotion_id = promotion.id
  where share.tenant_id = fund.tenant_id and share.fund_id = fund.id
) used
-- What came off the face of invoices is paid already (off-invoice has no accrual and no settlement).
cross join lateral (
  select
    coalesce(sum(face.amount), 0)::numeric(19,4) as actual,
    coalesce(sum(least(face.amount, greatest(promotion.total_planned_spend - spent.settled, 0)))
      filter (where promotion.fund_status = 'COMMITTED'), 0)::numeric(19,4) as committed
  from planning.promotion_funds share
  join planning.promotions promotion on promotion.tenant_id = share.tenant_id and promotion.id = share.promotion_id
    and promotion.status in ('APPROVED', 'LIVE', 'COMPLETED', 'CLOSED', 'SETTLED')
  join planning.tactic_types kind on kind.tenant_id = promotion.tenant_id and kind.code = promotion.tactic_type
    and kind.spend_role = 'OFF_INVOICE'
  join finance.promotion_positions spent on spent.tenant_id = promotion.tenant_id and spent.promotion_id = promotion.id
  cross join lateral (
    select sum(fact.off_invoice_amount) as amount
    from planning.promotion_products line
    join master.customers buyer on buyer.tenant_id = line.tenant_id and exists (
      select from master.customers named
      where named.tenant_id = promotion.tenant_id and named.id in (promotion.customer_id, promotion.bill_through_customer_id)
        and named.hierarchy_path @> buyer.hierarchy_path)
    join intelligence.shipment_facts fact on fact.tenant_id = line.tenant_id and fact.customer_id = buyer.id
      and fact.product_id = line.product_id
      and fact.invoice_date between promotion.date_start_sellin and promotion.date_end_sellin
    where line.tenant_id = promotion.tenant_id and line.promotion_id = promotion.id
  ) face
  where share.tenant_id = fund.tenant_id and share.fund_id = fund.id
) invoiced;
grant select on planning.fund_balances to tradebook_app;

comment on view planning.fund_balances is 'What is left in each fund | Always computed, never stored';
comment on column planning.fund_balances.tenant_id is 'Company the row belongs to | Row level security';
comment on column planning.fund_balances.fund_id is 'Fund | planning.funds; every fund has a row';
comment on column planning.fund_balances.allocated is 'Budget of the fund | planning.funds.total_budget';
comment on column planning.fund_balances.earned is 'Earned on top, such as a share of sales | Movements EARNED';
comment on column planning.fund_balances.transfers_in is 'Received from other funds | Movements TRANSFER_IN';
comment on column planning.fund_balances.transfers_out is 'Given to other funds | Movements TRANSFER_OUT, shown positive';
comment on column planning.fund_balances.adjustments is 'Corrections | Movements ADJUSTMENT, signed';
comment on column planning.fund_balances.drawbacks is 'Taken back by the company | Movements DRAWBACK, shown positive';
comment on column planning.fund_balances.reserved is 'Held for promotions that wait for approval | Planned spend of promotions whose fund_status is RESERVED';
comment on column planning.fund_balances.committed is 'Promised and not yet paid | Planned less settled and less what came off invoices, of promotions whose fund_status is COMMITTED';
comment on column planning.fund_balances.actual is 'Paid | Settled, tolerance and conceded disputes of the fund''s promotions, and what came off invoices in the sell-in of off-invoice ones';
comment on column planning.fund_balances.failed_accruals is 'Part of committed whose accrual the ERP refused | No active budget until it is posted';
comment on column planning.fund_balances.remaining_balance is 'Available to plan with | allocated + earned + transfers in - out +- adjustments - drawbacks - reserved - committed - actual';
