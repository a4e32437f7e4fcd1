insert into tenancy.roles (tenant_id, code, name, description)
select tenancy.current_tenant(), role.code, role.name, role.description
from (values
  ('Planner', 'Planner', 'Plans promotions and submits them'),
  ('SalesApprover', 'Sales approver', 'Approves promotions that others planned'),
  ('Finance', 'Finance', 'Matches deductions, drafts and posts settlements up to the limit'),
  ('FinanceApprover', 'Finance approver', 'Approves what is above the limit, new dates and concessions'),
  ('Controller', 'Controller', 'Keeps periods, rules, accounts and funds; settles nothing'),
  ('Auditor', 'Auditor', 'Reads everything, with the evidence'),
  ('Integration', 'Integration', 'Sends feeds; an ERP, not a person'),
  ('Admin', 'Administrator', 'Keeps users, keys and connections; never posts money')
) as role (code, name, description)
on conflict do nothing;
