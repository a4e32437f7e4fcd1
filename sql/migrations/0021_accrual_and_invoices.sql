-- What a reversing row takes back, and the ERP's invoices in its mirror.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

alter table finance.accrual_ledger add column reverses_entry text;
alter table finance.accrual_ledger add constraint accrual_ledger_reverses_entry
  check (reverses_entry is null or (entry = 'REVERSE' and reverses_entry in ('ACCRUE', 'TRUE_UP', 'SETTLE', 'RELEASE', 'ADJUST_ERP', 'FX')))
  not valid;

comment on column finance.accrual_ledger.reverses_entry is 'For REVERSE: the entry it takes back | Accrued, settled and released leave out what was taken back';

-- The mirror is not the app's to change. What an invoice asks for is what its lines say now, so this alone restates it.
create function finance.mirror_invoices(invoices jsonb) returns table (invoice_id text, id uuid)
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into finance.gl_transactions as mirrored (tenant_id, id, source, source_type, erp_ref_id, customer_id, amount, currency,
    posting_date, open_balance, invoice_number, batch_id)
  select tenancy.current_tenant(), named.id, 'invoices', 'INVOICE', named.invoice_id, stated.customer_id, stated.amount,
    stated.currency, named.invoice_date, stated.amount, named.invoice_id, named.batch_id
  from jsonb_to_recordset(invoices) as named (id uuid, invoice_id text, invoice_date date, batch_id uuid)
  cross join lateral (
    select sum(fact.net_invoiced) as amount, (array_agg(fact.customer_id order by fact.line))[1] as customer_id,
      (array_agg(fact.currency order by fact.line))[1] as currency
    from intelligence.shipment_facts fact
    where fact.tenant_id = tenancy.current_tenant() and fact.invoice_date = named.invoice_date
      and fact.invoice_id = named.invoice_id
  ) stated
  on conflict on constraint gl_transactions_source_ref do update
  set customer_id = excluded.customer_id, amount = excluded.amount, currency = excluded.currency,
    posting_date = excluded.posting_date, open_balance = excluded.open_balance
  where mirrored.source_type = 'INVOICE'
  returning mirrored.erp_ref_id, mirrored.id
$$;
revoke all on function finance.mirror_invoices(jsonb) from public;
grant execute on function finance.mirror_invoices(jsonb) to tradebook_app;
