-- Prairie Pantry's deductions: the 12,000 of the first job, some of other shapes, and three that were settled long ago.
select set_config('app.tenant_id', '0190d000-0000-7000-8000-000000000001', true);

create temporary table taken on commit drop as
select deduction.n, format('0190d000-0000-7000-8000-0000000018%s', deduction.n)::uuid as gl_id,
  format('0190d000-0000-7000-8000-0000000019%s', deduction.n)::uuid as claim_id, 'D-10' || deduction.n as claim_no,
  customer.id as customer_id, deduction.erp_ref, deduction.amount, current_date - deduction.age as posting_date, deduction.reason_code,
  reason.l1 as reason, reason.id as reason_code_id, deduction.invoice, deduction.check_no, deduction.promotion_ref, deduction.settled_on
from (values
  ('01', 'WALMART', 'WMT-784512', 12000.00, 6, '005', 'INV-60411', 'EFT-990121', null, null),
  ('02', 'KROGER', 'KRO-310077', 8120.00, 8, 'KSD', 'INV-60377', 'EFT-551820', null, null),
  ('03', 'KROGER', 'KRO-310102', 3000.00, 11, '092-A', 'INV-60290', 'EFT-551604', 'P-1005', null),
  ('04', 'WALMART-EAST', 'WMT-784530', 1845.50, 4, '22', 'INV-60415', 'EFT-990140', null, null),
  ('05', 'WALMART', 'WMT-784544', 4000.00, 3, '50', 'INV-60420', 'EFT-990152', null, null),
  ('06', 'WALMART-WEST', 'WMT-784551', 640.25, 3, '24', 'INV-60422', 'EFT-990152', null, null),
  ('07', 'KROGER-CIN', 'KRO-310155', 2310.00, 9, 'ZZ9', 'INV-60391', 'EFT-551844', null, null),
  ('08', 'WALMART-EAST', 'WMT-783990', 9875.00, 41, '52', 'INV-59870', 'EFT-988801', null, null),
  ('09', 'KROGER-ATL', 'KRO-310161', 365.40, 7, 'CV', 'INV-60399', 'EFT-551844', null, null),
  ('10', 'WALMART', 'WMT-784560', 4000.00, 3, '50', 'INV-60420', 'EFT-990167', null, null),
  ('11', 'KROGER', 'KRO-310170', 4500.00, 5, 'A', 'INV-60402', 'EFT-551860', 'P-1011', null),
  ('12', 'WALMART-WEST', 'WMT-784571', 52.80, 2, '35', 'INV-60431', 'EFT-990171', null, null),
  ('13', 'KROGER-ATL', 'KRO-310188', 1275.00, 2, 'SH', 'INV-60408', 'EFT-551871', null, null),
  ('21', 'WALMART', 'WMT-770011', 15000.00, 100, '51', 'INV-57110', 'EFT-960110', 'P-1002', 95),
  ('22', 'WALMART', 'WMT-770450', 15000.00, 85, '51', 'INV-57632', 'EFT-961204', 'P-1002', 80),
  ('23', 'WALMART', 'WMT-771208', 15000.00, 66, '51', 'INV-58204', 'EFT-962977', 'P-1002', 60)
) as deduction (n, customer, erp_ref, amount, age, reason_code, invoice, check_no, promotion_ref, settled_on)
join master.customers customer on customer.erp_id = deduction.customer
left join lateral (
  select code.id, code.l1
  from master.reason_codes code
  where code.retailer = customer.retailer
    and case code.match_kind when 'PATTERN' then deduction.reason_code ~ code.pattern
      when 'PREFIX' then starts_with(deduction.reason_code, code.code)
      else ltrim(deduction.reason_code, '0') = ltrim(code.code, '0') end
  order by code.tenant_override desc, array_position(array['EXACT', 'PREFIX', 'PATTERN'], code.match_kind), code.id
  limit 1
) reason on true;

insert into finance.gl_transactions (tenant_id, id, source, source_type, erp_ref_id, gl_account_code, customer_id, amount, currency,
  posting_date, open_balance, reason_code_erp, reason_code_normalized, invoice_number, check_number, check_date, promotion_ref)
select tenancy.current_tenant(), taken.gl_id, 'deductions', 'DEDUCTION', taken.erp_ref, '1150', taken.customer_id, taken.amount, 'USD',
  taken.posting_date, case when taken.settled_on is null then taken.amount else 0 end, taken.reason_code, taken.reason,
  taken.invoice, taken.check_no, taken.posting_date, taken.promotion_ref
from taken
on conflict do nothing;

insert into finance.claims (tenant_id, id, claim_no, claim_type, gl_transaction_id, payer_id, claiming_customer_id, source, erp_ref,
  invoice_ref, check_ref, check_date, posting_date, currency, amount, reason_code_erp, reason_code_id, reason, status, backup_status,
  dispute_deadline, fingerprint, promotion_ref)
select tenancy.current_tenant(), taken.claim_id, taken.claim_no, 'DEDUCTION', taken.gl_id, taken.customer_id, taken.customer_id,
  'deductions', taken.erp_ref, taken.invoice, taken.check_no, taken.posting_date, taken.posting_date, 'USD', taken.amount,
  taken.reason_code, taken.reason_code_id, taken.reason, case when taken.settled_on is null then 'PENDING' else 'SETTLED' end,
  case when taken.settled_on is null then 'MISSING' else 'RECEIVED' end, taken.posting_date + 90,
  concat_ws('|', taken.customer_id, taken.invoice, taken.amount, taken.posting_date), taken.promotion_ref
from taken
on conflict do nothing;

-- The settlements of the summer promotion: accrued 50,000, settled 45,000.
create temporary table settled on commit drop as
select taken.*, promotion.id as promotion_id, overlay(promotion.id::text placing '17' from 33 for 2)::uuid as tactic_id,
  overlay(taken.claim_id::text placing '1b' from 33 for 2)::uuid as settlement_id,
  overlay(taken.claim_id::text placing '1a' from 33 for 2)::uuid as journal_id,
  current_date - taken.settled_on as settled_date, to_char(current_date - taken.settled_on, 'YYYY-MM') as accounting_period,
  to_char(promotion.date_start_scan, 'YYYY-MM') as performance_period, 'DEM0SETT0000' || substring(taken.claim_no from 3) as reference
from taken
join planning.promotions promotion on promotion.number = taken.promotion_ref
where taken.settled_on is not null;

insert into finance.gl_journals (tenant_id, id, kind, status, source, source_id, source_version, reference, posting_date,
  accounting_period, performance_period, currency, customer_id, claim_id, promotion_id, erp_document, attempts, sent_at, posted_at, created_by)
select tenancy.current_tenant(), settled.journal_id, 'SETTLEMENT', 'POSTED', 'claim', settled.claim_id, 1, settled.reference,
  settled.settled_date, settled.accounting_period, settled.performance_period, 'USD', settled.customer_id, settled.claim_id,
  settled.promotion_id, settled.reference, 1, settled.settled_date + time '15:00', settled.settled_date + time '15:00',
  '0190d000-0000-7000-8000-000000001002'::uuid
from settled
on conflict do nothing;

insert into finance.gl_ledger (tenant_id, journal_id, n, tag, debit_account, credit_account, amount, promotion_id, customer_id)
select tenancy.current_tenant(), settled.journal_id, leg.n, leg.tag, leg.debit_account, leg.credit_account, settled.amount,
  settled.promotion_id, settled.customer_id
from settled
cross join (values (1, 'ACCRUAL_REVERSAL', '2150', '4100'), (2, 'ACTUAL', '4100', '1150')) as leg (n, tag, debit_account, credit_account)
on conflict do nothing;

insert into finance.settlements (tenant_id, id, claim_id, promotion_id, tactic_id, kind, amount_settled, status, posting_date,
  accounting_period, performance_period, journal_id, gl_posting_json, snapshot, created_by, posted_by, posted_at)
select tenancy.current_tenant(), settled.settlement_id, settled.claim_id, settled.promotion_id, settled.tactic_id, 'PROMO', settled.amount,
  'POSTED', settled.settled_date, settled.accounting_period, settled.performance_period, settled.journal_id,
  jsonb_build_object('reference', settled.reference, 'claimNumber', settled.claim_no),
  jsonb_build_object('claim', jsonb_build_object('number', settled.claim_no, 'amount', settled.amount::text),
    'accounts', jsonb_build_array('1150', '2150', '4100')),
  '0190d000-0000-7000-8000-000000001002'::uuid, '0190d000-0000-7000-8000-000000001002'::uuid, settled.settled_date + time '15:00'
from settled
on conflict do nothing;

insert into finance.accrual_ledger (tenant_id, id, promotion_id, tactic_id, customer_id, entry, amount, currency, posting_date,
  accounting_period, performance_period, source_type, source_id, journal_id, created_by)
select tenancy.current_tenant(), overlay(settled.claim_id::text placing '1c' from 33 for 2)::uuid, settled.promotion_id, settled.tactic_id,
  settled.customer_id, 'SETTLE', -settled.amount, 'USD', settled.settled_date, settled.accounting_period, settled.performance_period,
  'settlement', settled.settlement_id, settled.journal_id, '0190d000-0000-7000-8000-000000001002'::uuid
from settled
on conflict do nothing;

-- Kroger's store fee was paid by check: the voucher sits on the slotting account, waiting to be linked.
insert into finance.gl_transactions (tenant_id, id, source, source_type, erp_ref_id, gl_account_code, customer_id, amount, currency,
  posting_date, open_balance, invoice_number, description, promotion_ref)
values (tenancy.current_tenant(), '0190d000-0000-7000-8000-000000001851', 'vouchers', 'AP_VOUCHER', 'AP-44120', '5510',
  '0190d000-0000-7000-8000-000000001111', 20000.00, 'USD', current_date - 12, 20000.00, 'KRO-NSO-17', 'New store opening fee', 'P-1003')
on conflict do nothing;

insert into tenancy.counters (tenant_id, name, value)
select tenancy.current_tenant(), counter.name, counter.value
from (values ('claim', 1100), ('dispute', 1000), ('promotion', 1100), ('fund', 1100)) as counter (name, value)
on conflict do nothing;

-- The history that a company of two years has: the chain of audit entries starts with the demo itself.
select tenancy.record_act(jsonb_build_array(jsonb_build_object('act', 'demo.loaded', 'entity', 'tenancy.tenants',
  'entityId', tenancy.current_tenant(), 'after', jsonb_build_object('company', 'Prairie Pantry'), 'reason', 'demo company')))
where not exists (select from tenancy.audit_log);

-- Whatever no one has looked at yet goes to the matcher.
select jobs.enqueue('match-claim', jsonb_build_object('claimId', claim.id), 'match-claim:' || claim.id)
from finance.claims claim
where claim.status = 'PENDING'
  and not exists (select from finance.claim_matches match where match.tenant_id = claim.tenant_id and match.claim_id = claim.id);
