-- Two companies, so that a look across the fence would be seen. Their directory ids and issuer exist in development only.
do $$
declare
  demo record;
begin
  for demo in
    select company.id::uuid, company.name, company.slug, company.tid::uuid, company.percent, company.time_zone
    from (values
      ('0190d000-0000-7000-8000-000000000001', 'Prairie Pantry', 'demo', '11111111-1111-4111-8111-111111111111', '2', 'America/Chicago'),
      ('0190d000-0000-7000-8000-000000000002', 'Harbor Snacks', 'second', '22222222-2222-4222-8222-222222222222', '3', 'America/New_York')
    ) as company (id, name, slug, tid, percent, time_zone)
  loop
    perform set_config('app.tenant_id', demo.id::text, true);
    insert into tenancy.tenants (id, name, slug, tid, issuer, settings)
    values (demo.id, demo.name, demo.slug, demo.tid, format('https://localhost/.dev-idp/%s/v2.0', demo.tid), jsonb_build_object(
      'currency', 'USD',
      'tolerance', jsonb_build_object('percent', demo.percent, 'cap', '500.00', 'floor', '0.00'),
      'limits', jsonb_build_object('settlement', '25000.00', 'writeOff', '1000.00'),
      'fiscalYearStart', 1, 'erpType', 'file', 'erpAck', 'none', 'timeZone', demo.time_zone))
    on conflict do nothing;
  end loop;
end $$;
