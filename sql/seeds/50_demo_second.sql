-- Harbor Snacks: a smaller company with its own customers, account codes and books. Nothing of it may show in Prairie Pantry.
select set_config('app.tenant_id', '0190d000-0000-7000-8000-000000000002', true);

insert into master.customers (tenant_id, id, erp_id, name, retailer, type, parent_id, payment_terms, currency)
select tenancy.current_tenant(), customer.id::uuid, customer.erp_id, customer.name, 'Target', customer.type, customer.parent_id::uuid,
  'Net 45', 'USD'
from (values
  (1, '0190d000-0000-7000-8000-000000002101', 'TARGET', 'Target', 'HQ', null),
  (2, '0190d000-0000-7000-8000-000000002102', 'TGT-1375', 'Target Store 1375', 'Store', '0190d000-0000-7000-8000-000000002101')
) as customer (level, id, erp_id, name, type, parent_id)
order by customer.level
on conflict do nothing;

insert into master.products (tenant_id, id, erp_id, sku, name, brand, category, list_price, cogs_standard, srp, currency, uom, units_per_case)
select tenancy.current_tenant(), format('0190d000-0000-7000-8000-0000000022%s', product.n)::uuid, '7000' || product.n, product.sku,
  product.name, 'Harbor', 'Chips', product.list_price, product.cogs, round(product.list_price * 1.4, 2), 'USD', 'EA', 20
from (values
  ('01', 'HB-SAL-06', 'Harbor Salted Chips 6 oz', 2.1000, 0.8200),
  ('02', 'HB-VIN-06', 'Harbor Vinegar Chips 6 oz', 2.1500, 0.8600)
) as product (n, sku, name, list_price, cogs)
on conflict do nothing;

insert into master.chart_of_accounts (tenant_id, id, code, name, kind, role)
select tenancy.current_tenant(), format('0190d000-0000-7000-8000-0000000023%s', account.n)::uuid, account.code, account.name,
  account.kind, account.role
from (values
  ('01', '10100', 'Bank', 'ASSET', 'CASH'),
  ('02', '11000', 'Trade receivables', 'ASSET', 'AR'),
  ('03', '11500', 'Deductions', 'ASSET', 'DEDUCTION_CLEARING'),
  ('04', '11600', 'Disputed receivables', 'ASSET', 'DISPUTED_AR'),
  ('05', '21500', 'Trade accrual', 'LIABILITY', 'ACCRUED_TRADE'),
  ('06', '40000', 'Sales', 'REVENUE', 'REVENUE'),
  ('07', '41000', 'Promotions', 'CONTRA_REVENUE', 'TRADE_SPEND'),
  ('08', '55100', 'Slotting fees', 'CONTRA_REVENUE', 'SLOTTING'),
  ('09', '69000', 'Write-offs', 'EXPENSE', 'WRITE_OFF')
) as account (n, code, name, kind, role)
on conflict do nothing;

insert into master.fiscal_periods (tenant_id, ledger, code, date_start, date_end, status)
select tenancy.current_tenant(), 'GL', to_char(month, 'YYYY-MM'), month::date, (month + interval '1 month - 1 day')::date,
  case when month >= date_trunc('month', current_date) - interval '1 month' then 'OPEN' else 'CLOSED' end
from generate_series(date_trunc('month', current_date) - interval '12 months', date_trunc('month', current_date),
  interval '1 month') as month
on conflict do nothing;

insert into planning.funds (tenant_id, id, number, name, customer_id, date_start, date_end, total_budget, currency, owner_id)
values (tenancy.current_tenant(), '0190d000-0000-7000-8000-000000002501', 'F-1', 'Target fund', '0190d000-0000-7000-8000-000000002101',
  date_trunc('year', current_date - 180)::date, (date_trunc('year', current_date - 180) + interval '2 years - 1 day')::date, 30000.00, 'USD',
  '0190d000-0000-7000-8000-000000002001')
on conflict do nothing;

insert into planning.promotions (tenant_id, id, number, name, customer_id, status, accrual_status, fund_status, tactic_type,
  date_start_sellin, date_end_sellin, fixed_cost, total_planned_spend, currency, accrual_method, owner_id, created_by, approved_by, approved_at)
values (tenancy.current_tenant(), '0190d000-0000-7000-8000-000000002601', 'H-1', 'Game day display', '0190d000-0000-7000-8000-000000002101',
  'LIVE', 'POSTED', 'COMMITTED', 'DISPLAY', current_date - 30, current_date + 10, 6500.00, 6500.00, 'USD', 'PLAN_AT_APPROVAL',
  '0190d000-0000-7000-8000-000000002001', '0190d000-0000-7000-8000-000000002001', '0190d000-0000-7000-8000-000000002003',
  now() - interval '40 days')
on conflict do nothing;

insert into planning.tactics (tenant_id, id, promotion_id, tactic_type)
values (tenancy.current_tenant(), '0190d000-0000-7000-8000-000000002701', '0190d000-0000-7000-8000-000000002601', 'DISPLAY')
on conflict do nothing;

insert into planning.promotion_funds (tenant_id, promotion_id, fund_id)
values (tenancy.current_tenant(), '0190d000-0000-7000-8000-000000002601', '0190d000-0000-7000-8000-000000002501')
on conflict do nothing;

insert into finance.gl_journals (tenant_id, id, kind, status, source, source_id, source_version, reference, posting_date,
  accounting_period, performance_period, currency, customer_id, promotion_id, erp_document, attempts, sent_at, posted_at, created_by)
values (tenancy.current_tenant(), '0190d000-0000-7000-8000-000000002a01', 'ACCRUAL', 'POSTED', 'promotion',
  '0190d000-0000-7000-8000-000000002601', 1, 'DEM0ACCR00002001', current_date - 37, to_char(current_date - 37, 'YYYY-MM'),
  to_char(current_date - 30, 'YYYY-MM'), 'USD', '0190d000-0000-7000-8000-000000002101', '0190d000-0000-7000-8000-000000002601',
  'DEM0ACCR00002001', 1, current_date - 37 + time '12:00', current_date - 37 + time '12:00', '0190d000-0000-7000-8000-000000002001')
on conflict do nothing;

insert into finance.gl_ledger (tenant_id, journal_id, n, tag, debit_account, credit_account, amount, promotion_id, customer_id)
values (tenancy.current_tenant(), '0190d000-0000-7000-8000-000000002a01', 1, 'ACCRUAL', '41000', '21500', 6500.00,
  '0190d000-0000-7000-8000-000000002601', '0190d000-0000-7000-8000-000000002101')
on conflict do nothing;

insert into finance.accrual_ledger (tenant_id, id, promotion_id, tactic_id, customer_id, entry, amount, currency, posting_date,
  accounting_period, performance_period, source_type, source_id, journal_id, created_by)
values (tenancy.current_tenant(), '0190d000-0000-7000-8000-000000002c01', '0190d000-0000-7000-8000-000000002601',
  '0190d000-0000-7000-8000-000000002701', '0190d000-0000-7000-8000-000000002101', 'ACCRUE', 6500.00, 'USD', current_date - 37,
  to_char(current_date - 37, 'YYYY-MM'), to_char(current_date - 30, 'YYYY-MM'), 'promotion', '0190d000-0000-7000-8000-000000002601',
  '0190d000-0000-7000-8000-000000002a01', '0190d000-0000-7000-8000-000000002001')
on conflict do nothing;

create temporary table taken on commit drop as
select format('0190d000-0000-7000-8000-0000000028%s', deduction.n)::uuid as gl_id,
  format('0190d000-0000-7000-8000-0000000029%s', deduction.n)::uuid as claim_id, 'D-20' || deduction.n as claim_no,
  '0190d000-0000-7000-8000-000000002101'::uuid as customer_id, deduction.erp_ref, deduction.amount, deduction.reason_code, deduction.reason
from (values ('01', 'TGT-55012', 7400.00, 'CPN-118', 'PROMO'), ('02', 'TGT-55040', 318.75, 'A030', 'SHORTAGE'))
  as deduction (n, erp_ref, amount, reason_code, reason);

insert into finance.gl_transactions (tenant_id, id, source, source_type, erp_ref_id, gl_account_code, customer_id, amount, currency,
  posting_date, open_balance, reason_code_erp, reason_code_normalized)
select tenancy.current_tenant(), taken.gl_id, 'deductions', 'DEDUCTION', taken.erp_ref, '11500', taken.customer_id, taken.amount, 'USD',
  current_date - 5, taken.amount, taken.reason_code, taken.reason
from taken
on conflict do nothing;

insert into finance.claims (tenant_id, id, claim_no, gl_transaction_id, payer_id, claiming_customer_id, source, erp_ref, posting_date,
  currency, amount, reason_code_erp, reason, fingerprint)
select tenancy.current_tenant(), taken.claim_id, taken.claim_no, taken.gl_id, taken.customer_id, taken.customer_id, 'deductions',
  taken.erp_ref, current_date - 5, 'USD', taken.amount, taken.reason_code, taken.reason,
  concat_ws('|', taken.customer_id, taken.erp_ref, taken.amount, current_date - 5)
from taken
on conflict do nothing;

insert into tenancy.counters (tenant_id, name, value)
values (tenancy.current_tenant(), 'claim', 2100), (tenancy.current_tenant(), 'dispute', 2000)
on conflict do nothing;

insert into intelligence.shipment_facts (tenant_id, invoice_date, invoice_id, line, product_id, customer_id, units_shipped, gross_sales,
  net_invoiced, currency)
select product.tenant_id, week.day::date, 'HS-' || to_char(week.day, 'IYYYIW'), row_number() over (partition by week.day order by product.sku)::integer,
  product.id, '0190d000-0000-7000-8000-000000002101', 400, round(400 * product.list_price, 2), round(400 * product.list_price, 2), 'USD'
from generate_series(date_trunc('week', current_date) - interval '11 weeks', date_trunc('week', current_date), interval '1 week') as week (day)
cross join master.products product
on conflict do nothing;

insert into intelligence.pos_facts (tenant_id, date, product_id, customer_store_id, units_sold, sales_value, base_price, currency)
select product.tenant_id, week.day::date, product.id, '0190d000-0000-7000-8000-000000002102', 60, round(60 * product.srp, 2), product.srp, 'USD'
from generate_series(date_trunc('week', current_date) - interval '11 weeks', date_trunc('week', current_date), interval '1 week') as week (day)
cross join master.products product
on conflict do nothing;

select tenancy.record_act(jsonb_build_array(jsonb_build_object('act', 'demo.loaded', 'entity', 'tenancy.tenants',
  'entityId', tenancy.current_tenant(), 'after', jsonb_build_object('company', 'Harbor Snacks'), 'reason', 'demo company')))
where not exists (select from tenancy.audit_log);

select jobs.enqueue('match-claim', jsonb_build_object('claimId', claim.id), 'match-claim:' || claim.id)
from finance.claims claim
where claim.status = 'PENDING'
  and not exists (select from finance.claim_matches match where match.tenant_id = claim.tenant_id and match.claim_id = claim.id);
