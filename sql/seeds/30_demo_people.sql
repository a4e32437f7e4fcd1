-- One person per role in each demo company; the development issuer signs tokens for their oid.
do $$
declare
  company record;
begin
  for company in
    select tenant.id, case tenant.slug when 'demo' then 1 else 2 end as n,
      case tenant.slug when 'demo' then 'prairie-pantry' else 'harbor-snacks' end as domain
    from tenancy.all_tenants() tenant
    where tenant.slug in ('demo', 'second')
  loop
    perform set_config('app.tenant_id', company.id::text, true);
    insert into tenancy.users (tenant_id, id, oid, handle, name, email)
    select company.id, format('0190d000-0000-7000-8000-00000000%s0%s', company.n, person.n)::uuid,
      format('0190d000-0000-4000-8000-00000000%s0%s', company.n, person.n)::uuid, person.handle,
      case company.n when 1 then person.name else person.second_name end, format('%s@%s.example', person.handle, company.domain)
    from (values
      ('01', 'planner', 'Paula Reyes', 'Pat Quigley'),
      ('02', 'finance', 'Frank Osei', 'Fiona Marsh'),
      ('03', 'approver', 'Alice Berg', 'Amir Haddad'),
      ('04', 'controller', 'Carlos Stone', 'Chen Wu'),
      ('05', 'admin', 'Ada Lindgren', 'Abe Novak'),
      ('06', 'auditor', 'Audrey Kim', 'Ari Cohen'),
      ('07', 'integration', 'ERP connection', 'ERP connection')
    ) as person (n, handle, name, second_name)
    on conflict do nothing;
    insert into tenancy.role_grants (tenant_id, user_id, role)
    select company.id, account.id, granted.role
    from (values
      ('planner', 'Planner'), ('finance', 'Finance'), ('approver', 'SalesApprover'), ('approver', 'FinanceApprover'),
      ('controller', 'Controller'), ('admin', 'Admin'), ('auditor', 'Auditor'), ('integration', 'Integration')
    ) as granted (handle, role)
    join tenancy.users account on account.handle = granted.handle
    on conflict do nothing;
  end loop;
end $$;
