-- Who must approve what in Prairie Pantry, and the one promotion that waits for it.
select set_config('app.tenant_id', '0190d000-0000-7000-8000-000000000001', true);

insert into planning.approval_rules (tenant_id, id, name, min_amount, role, status, proposed_by, approved_by, approved_at)
values (tenancy.current_tenant(), '0190d000-0000-7000-8000-000000001520', 'Large promotions', 25000.00, 'FinanceApprover', 'ACTIVE',
  '0190d000-0000-7000-8000-000000001004', '0190d000-0000-7000-8000-000000001003', now())
on conflict do nothing;

insert into planning.promotion_versions (tenant_id, id, promotion_id, promotion_version, kind, snapshot, hash, created_by, created_at)
select promotion.tenant_id, overlay(promotion.id::text placing '1f' from 33 for 2)::uuid, promotion.id, promotion.version,
  case promotion.status when 'PENDING_APPROVAL' then 'SUBMITTED' else 'APPROVED' end, said.snapshot, said.hash,
  coalesce(promotion.approved_by, promotion.created_by), coalesce(promotion.approved_at, now())
from planning.promotions promotion
join planning.promotion_snapshots said on said.tenant_id = promotion.tenant_id and said.promotion_id = promotion.id
where promotion.status <> 'DRAFT' and promotion.id::text like '0190d000-0000-7000-8000-0000000016__'
on conflict do nothing;

insert into planning.approvals (tenant_id, id, promotion_id, kind, promotion_version, role, amount, summary, requested_by)
select promotion.tenant_id, overlay(promotion.id::text placing '20' from 33 for 2)::uuid, promotion.id, 'PROMOTION',
  promotion.version, 'SalesApprover', promotion.total_planned_spend,
  format('%s %s, %s: %s from fund %s', promotion.number, promotion.name, customer.name,
    btrim(to_char(promotion.total_planned_spend, 'FM999,999,990.00')), fund.number),
  promotion.created_by
from planning.promotions promotion
join master.customers customer on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
join planning.promotion_funds share on share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id
join planning.funds fund on fund.tenant_id = share.tenant_id and fund.id = share.fund_id
where promotion.status = 'PENDING_APPROVAL' and promotion.id::text like '0190d000-0000-7000-8000-0000000016__'
on conflict do nothing;
