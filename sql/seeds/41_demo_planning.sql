-- Prairie Pantry's funds and promotions, one in each state that the grid shows.
select set_config('app.tenant_id', '0190d000-0000-7000-8000-000000000001', true);

insert into planning.funds (tenant_id, id, number, name, customer_id, brand, date_start, date_end, total_budget, currency, owner_id)
select tenancy.current_tenant(), fund.id::uuid, fund.number, fund.name, fund.customer_id::uuid, fund.brand,
  date_trunc('year', current_date - 180)::date, (date_trunc('year', current_date - 180) + interval '2 years - 1 day')::date,
  fund.total_budget, 'USD', '0190d000-0000-7000-8000-000000001001'::uuid
from (values
  ('0190d000-0000-7000-8000-000000001501', 'F-1001', 'Walmart trade fund', '0190d000-0000-7000-8000-000000001101', null, 150000.00),
  ('0190d000-0000-7000-8000-000000001502', 'F-1002', 'Kroger trade fund', '0190d000-0000-7000-8000-000000001111', null, 90000.00),
  ('0190d000-0000-7000-8000-000000001503', 'F-1003', 'Prairie Gold innovation fund', null, 'Prairie Gold', 40000.00)
) as fund (id, number, name, customer_id, brand, total_budget)
on conflict do nothing;

insert into planning.fund_transactions (tenant_id, id, fund_id, kind, amount, other_fund_id, posting_date, reason, created_by)
select tenancy.current_tenant(), movement.id::uuid, movement.fund_id::uuid, movement.kind, movement.amount,
  movement.other_fund_id::uuid, current_date - 60, movement.reason, '0190d000-0000-7000-8000-000000001004'::uuid
from (values
  ('0190d000-0000-7000-8000-000000001511', '0190d000-0000-7000-8000-000000001503', 'TRANSFER_OUT', 5000.00, '0190d000-0000-7000-8000-000000001501', 'Fall support'),
  ('0190d000-0000-7000-8000-000000001512', '0190d000-0000-7000-8000-000000001501', 'TRANSFER_IN', 5000.00, '0190d000-0000-7000-8000-000000001503', 'Fall support'),
  ('0190d000-0000-7000-8000-000000001513', '0190d000-0000-7000-8000-000000001502', 'ADJUSTMENT', -1500.00, null, 'Budget correction')
) as movement (id, fund_id, kind, amount, other_fund_id, reason)
on conflict do nothing;

-- Windows are days from today: sell-in from, to, scan from, to.
insert into planning.promotions (tenant_id, id, number, name, customer_id, status, accrual_status, fund_status, tactic_type,
  date_start_sellin, date_end_sellin, date_start_scan, date_end_scan, forecast_uplift_pct, fixed_cost, total_planned_spend,
  currency, accrual_method, owner_id, created_by, approved_by, approved_at, note)
select tenancy.current_tenant(), format('0190d000-0000-7000-8000-0000000016%s', promo.n)::uuid, 'P-10' || promo.n, promo.name,
  case promo.retailer when 'Walmart' then '0190d000-0000-7000-8000-000000001101' else '0190d000-0000-7000-8000-000000001111' end::uuid,
  promo.status, promo.accrual_status, promo.fund_status, promo.tactic_type,
  current_date + promo.sellin_from, current_date + promo.sellin_to, current_date + promo.scan_from, current_date + promo.scan_to,
  promo.uplift, promo.fixed_cost, promo.planned, 'USD', promo.accrual_method,
  '0190d000-0000-7000-8000-000000001001'::uuid, '0190d000-0000-7000-8000-000000001001'::uuid,
  case when promo.status not in ('DRAFT', 'PENDING_APPROVAL') then '0190d000-0000-7000-8000-000000001003'::uuid end,
  case when promo.status not in ('DRAFT', 'PENDING_APPROVAL') then least(now(), now() + make_interval(days => promo.sellin_from - 10)) end,
  promo.note
from (values
  ('01', 'Fall Scan-Back, Oat Rings', 'Walmart', 'LIVE', 'POSTED', 'COMMITTED', 'SCAN_BACK', -35, 10, -28, 14, 35.00, 0.00, 10000.00, 'PLAN_AT_APPROVAL', 'Scan-down on two items'),
  ('02', 'Summer TPR, Cereal', 'Walmart', 'COMPLETED', 'POSTED', 'COMMITTED', 'TPR', -135, -80, -125, -70, 60.00, 0.00, 50000.00, 'PLAN_AT_APPROVAL', 'All deductions are in; 5,000 is left'),
  ('03', 'New store opening', 'Kroger', 'LIVE', 'POSTED', 'COMMITTED', 'FIXED_FEE', -40, 40, null, null, null, 20000.00, 20000.00, 'PLAN_AT_APPROVAL', 'Paid by voucher; proof of performance is missing'),
  ('04', 'Harvest TPR, Crackers', 'Kroger', 'LIVE', 'POSTED', 'COMMITTED', 'TPR', -30, 5, -25, 7, 25.00, 0.00, 8000.00, 'PLAN_AT_APPROVAL', null),
  ('05', 'End-cap display, Bars', 'Kroger', 'COMPLETED', 'POSTED', 'COMMITTED', 'DISPLAY', -50, -20, null, null, null, 3000.00, 3000.00, 'PLAN_AT_APPROVAL', null),
  ('06', 'Circular feature, Granola', 'Walmart', 'LIVE', 'POSTED', 'COMMITTED', 'FEATURE', -21, 7, null, null, null, 4000.00, 4000.00, 'PLAN_AT_APPROVAL', null),
  ('07', 'Holiday Scan-Back, Bars', 'Walmart', 'APPROVED', 'POSTED', 'COMMITTED', 'SCAN_BACK', 14, 45, 18, 50, 40.00, 0.00, 12000.00, 'PLAN_AT_APPROVAL', null),
  ('08', 'January BOGO, Crackers', 'Kroger', 'DRAFT', 'NONE', 'NONE', 'BOGO', 40, 60, 45, 65, 80.00, 0.00, 5000.00, 'PLAN_AT_APPROVAL', null),
  ('09', 'Everyday price, Bran Flakes', 'Kroger', 'PENDING_APPROVAL', 'NONE', 'RESERVED', 'EDLP', 10, 100, null, null, 8.00, 0.00, 6000.00, 'PER_SHIPMENT', null),
  ('10', 'Off-invoice, Protein Bars', 'Walmart', 'LIVE', 'NONE', 'COMMITTED', 'OFF_INVOICE', -20, 20, null, null, 10.00, 0.00, 2500.00, 'NONE', 'On the face of the invoice: a deduction for it would pay twice'),
  ('11', 'Bill-back, Honey Rings', 'Kroger', 'LIVE', 'PARTIAL', 'COMMITTED', 'BILL_BACK', -45, 30, null, null, 15.00, 0.00, 9000.00, 'PER_SHIPMENT', 'Half has shipped'),
  ('12', 'Sampling weekend', 'Walmart', 'CANCELLED', 'RELEASED', 'RELEASED', 'DEMO', -60, -58, -60, -58, null, 2000.00, 2000.00, 'PLAN_AT_APPROVAL', 'Called off by the retailer')
) as promo (n, name, retailer, status, accrual_status, fund_status, tactic_type, sellin_from, sellin_to, scan_from, scan_to, uplift,
  fixed_cost, planned, accrual_method, note)
on conflict do nothing;

-- A promotion's spend is the sum of its lines and its fixed cost.
insert into planning.promotion_products (tenant_id, id, promotion_id, product_id, discount_per_unit, forecasted_base_units, forecasted_uplift_units)
select tenancy.current_tenant(), format('0190d000-0000-7000-8000-000000001e%s', line.n)::uuid,
  format('0190d000-0000-7000-8000-0000000016%s', line.promotion)::uuid,
  format('0190d000-0000-7000-8000-0000000012%s', line.product)::uuid, line.discount, line.base, line.uplift
from (values
  ('01', '01', '01', 0.5000, 9000, 3000), ('02', '01', '02', 0.4000, 7400, 2600),
  ('03', '02', '01', 0.8000, 15000, 10000), ('04', '02', '03', 0.7500, 24000, 16000),
  ('05', '04', '09', 0.3000, 9600, 2400), ('06', '04', '10', 0.4000, 8800, 2200),
  ('07', '07', '05', 0.6000, 7000, 3000), ('08', '07', '06', 0.5000, 8500, 3500),
  ('09', '08', '11', 0.5000, 5600, 4400), ('10', '09', '03', 0.1500, 37000, 3000),
  ('11', '10', '08', 0.2500, 9000, 1000), ('12', '11', '02', 0.4500, 17400, 2600),
  ('13', '05', '05', 0.0000, 3000, 900), ('14', '06', '04', 0.0000, 4200, 1300)
) as line (n, promotion, product, discount, base, uplift)
on conflict do nothing;

insert into planning.tactics (tenant_id, id, promotion_id, tactic_type, proof_required)
select promotion.tenant_id, overlay(promotion.id::text placing '17' from 33 for 2)::uuid, promotion.id, promotion.tactic_type,
  promotion.tactic_type = 'FIXED_FEE'
from planning.promotions promotion
on conflict do nothing;

insert into planning.promotion_funds (tenant_id, promotion_id, fund_id)
select promotion.tenant_id, promotion.id,
  case when promotion.customer_id = '0190d000-0000-7000-8000-000000001101' then '0190d000-0000-7000-8000-000000001501'
    else '0190d000-0000-7000-8000-000000001502' end::uuid
from planning.promotions promotion
on conflict do nothing;

-- What approval posted: one journal per promotion, and its line in the sub-ledger.
create temporary table accrued on commit drop as
select promotion.tenant_id, promotion.id as promotion_id, overlay(promotion.id::text placing '17' from 33 for 2)::uuid as tactic_id,
  overlay(promotion.id::text placing '1a' from 33 for 2)::uuid as journal_id,
  overlay(promotion.id::text placing '1c' from 33 for 2)::uuid as entry_id,
  promotion.customer_id, promotion.created_by, substring(promotion.number from 3) as number, promotion.total_planned_spend as planned,
  case promotion.accrual_status when 'PARTIAL' then promotion.total_planned_spend / 2 else promotion.total_planned_spend end as amount,
  promotion.accrual_status,
  least(promotion.date_start_sellin - 7, current_date) as posting_date,
  to_char(least(promotion.date_start_sellin - 7, current_date), 'YYYY-MM') as accounting_period,
  to_char(coalesce(promotion.date_start_scan, promotion.date_start_sellin), 'YYYY-MM') as performance_period,
  account.code as spend_account, liability.code as liability_account
from planning.promotions promotion
join planning.tactic_types kind on kind.tenant_id = promotion.tenant_id and kind.code = promotion.tactic_type
join master.chart_of_accounts account on account.tenant_id = promotion.tenant_id and account.role = kind.spend_role
join master.chart_of_accounts liability on liability.tenant_id = promotion.tenant_id and liability.role = 'ACCRUED_TRADE'
where promotion.accrual_status in ('POSTED', 'PARTIAL', 'RELEASED')
  and promotion.id::text like '0190d000-0000-7000-8000-0000000016__';

insert into finance.gl_journals (tenant_id, id, kind, status, source, source_id, source_version, reference, posting_date,
  accounting_period, performance_period, currency, customer_id, promotion_id, erp_document, attempts, sent_at, posted_at, created_by)
select accrued.tenant_id, accrued.journal_id, 'ACCRUAL', 'POSTED', 'promotion', accrued.promotion_id, 1, 'DEM0ACCR0000' || accrued.number,
  accrued.posting_date, accrued.accounting_period, accrued.performance_period, 'USD', accrued.customer_id, accrued.promotion_id,
  'DEM0ACCR0000' || accrued.number, 1, accrued.posting_date + time '12:00', accrued.posting_date + time '12:00', accrued.created_by
from accrued
on conflict do nothing;

insert into finance.gl_ledger (tenant_id, journal_id, n, tag, debit_account, credit_account, amount, promotion_id, customer_id)
select accrued.tenant_id, accrued.journal_id, 1, 'ACCRUAL', accrued.spend_account, accrued.liability_account, accrued.amount,
  accrued.promotion_id, accrued.customer_id
from accrued
on conflict do nothing;

insert into finance.accrual_ledger (tenant_id, id, promotion_id, tactic_id, customer_id, entry, amount, currency, posting_date,
  accounting_period, performance_period, source_type, source_id, journal_id, created_by)
select accrued.tenant_id, accrued.entry_id, accrued.promotion_id, accrued.tactic_id, accrued.customer_id, 'ACCRUE', accrued.amount,
  'USD', accrued.posting_date, accrued.accounting_period, accrued.performance_period, 'promotion', accrued.promotion_id,
  accrued.journal_id, accrued.created_by
from accrued
on conflict do nothing;

-- The cancelled promotion gave its accrual back.
insert into finance.gl_journals (tenant_id, id, kind, status, source, source_id, source_version, reference, posting_date,
  accounting_period, performance_period, currency, customer_id, promotion_id, erp_document, attempts, sent_at, posted_at, created_by)
select accrued.tenant_id, overlay(accrued.journal_id::text placing '1d' from 33 for 2)::uuid, 'RELEASE', 'POSTED', 'promotion',
  accrued.promotion_id, 2, 'DEM0RE1S0000' || accrued.number, current_date - 62, to_char(current_date - 62, 'YYYY-MM'),
  accrued.performance_period, 'USD', accrued.customer_id, accrued.promotion_id, 'DEM0RE1S0000' || accrued.number, 1,
  current_date - 62 + time '12:00', current_date - 62 + time '12:00', accrued.created_by
from accrued
where accrued.accrual_status = 'RELEASED'
on conflict do nothing;

insert into finance.gl_ledger (tenant_id, journal_id, n, tag, debit_account, credit_account, amount, promotion_id, customer_id)
select accrued.tenant_id, overlay(accrued.journal_id::text placing '1d' from 33 for 2)::uuid, 1, 'RELEASE', accrued.liability_account,
  accrued.spend_account, accrued.amount, accrued.promotion_id, accrued.customer_id
from accrued
where accrued.accrual_status = 'RELEASED'
on conflict do nothing;

insert into finance.accrual_ledger (tenant_id, id, promotion_id, tactic_id, customer_id, entry, amount, currency, posting_date,
  accounting_period, performance_period, source_type, source_id, journal_id, created_by)
select accrued.tenant_id, overlay(accrued.entry_id::text placing '1d' from 33 for 2)::uuid, accrued.promotion_id, accrued.tactic_id,
  accrued.customer_id, 'RELEASE', -accrued.amount, 'USD', current_date - 62, to_char(current_date - 62, 'YYYY-MM'),
  accrued.performance_period, 'promotion', accrued.promotion_id, overlay(accrued.journal_id::text placing '1d' from 33 for 2)::uuid,
  accrued.created_by
from accrued
where accrued.accrual_status = 'RELEASED'
on conflict do nothing;
