create view finance.broken_invariants with (security_invoker = true) as
select position.tenant_id, 'CLAIM_OVERDRAWN' as invariant, 'finance.claims' as entity, position.claim_id as entity_id,
  format('parts exceed the amount of %s: %s is left', position.amount, position.open) as detail
from finance.claim_positions position
where sign(position.open) = -sign(position.amount)
union all
select position.tenant_id, 'OPEN_BALANCE_DIFFERS', 'finance.gl_transactions', mirrored.id,
  format('the mirror says %s, the settlements leave %s', mirrored.open_balance, position.open)
from finance.claim_positions position
join finance.claims claim on claim.tenant_id = position.tenant_id and claim.id = position.claim_id
join finance.gl_transactions mirrored on mirrored.tenant_id = claim.tenant_id and mirrored.id = claim.gl_transaction_id
where mirrored.open_balance <> position.open
union all
select claim.tenant_id, 'SETTLED_CLAIM_STILL_OPEN', 'finance.claims', claim.id, format('%s is still open', position.open)
from finance.claims claim
join finance.claim_positions position on position.tenant_id = claim.tenant_id and position.claim_id = claim.id
where claim.status = 'SETTLED' and position.open <> 0
union all
select balance.tenant_id, 'ACCRUAL_NEGATIVE', 'planning.promotions', balance.promotion_id, format('balance %s', balance.balance)
from finance.accrual_balances balance
where balance.balance < 0
union all
select promotion.tenant_id, 'SETTLED_WITH_ACCRUAL', 'planning.promotions', promotion.id, format('balance %s', balance.balance)
from planning.promotions promotion
join finance.accrual_balances balance on balance.tenant_id = promotion.tenant_id and balance.promotion_id = promotion.id
where promotion.status = 'SETTLED' and balance.balance <> 0
union all
select position.tenant_id, 'OVER_TOLERANCE', 'planning.promotions', position.promotion_id,
  format('tolerance of %s on a plan of %s', position.tolerance, position.planned)
from finance.promotion_positions position
join tenancy.tenants tenant on tenant.id = position.tenant_id
where position.tolerance > greatest(
    round(position.planned * coalesce((tenant.settings #>> '{tolerance,percent}')::numeric, 0) / 100, 2),
    coalesce((tenant.settings #>> '{tolerance,floor}')::numeric, 0))
  and not exists (
    select from finance.approvals approval
    where approval.tenant_id = position.tenant_id and approval.kind = 'OVERRIDE'
      and approval.entity_id = position.promotion_id and approval.status = 'APPROVED')
union all
select journal.tenant_id, 'JOURNAL_EMPTY', 'finance.gl_journals', journal.id, journal.kind
from finance.gl_journals journal
where journal.status <> 'DRAFT'
  and not exists (select from finance.gl_ledger row_ where row_.tenant_id = journal.tenant_id and row_.journal_id = journal.id)
union all
select journal.tenant_id, 'SUB_LEDGER_DIFFERS', 'finance.gl_journals', journal.id,
  format('the G/L moves %s, the accrual ledger %s', booked.amount, sub_ledger.amount)
from finance.gl_journals journal
cross join lateral (
  select coalesce(sum(case when row_.credit_account = account.code then row_.amount else -row_.amount end), 0) as amount
  from finance.gl_ledger row_
  join master.chart_of_accounts account on account.tenant_id = row_.tenant_id and account.role = 'ACCRUED_TRADE'
    and account.code in (row_.debit_account, row_.credit_account)
  where row_.tenant_id = journal.tenant_id and row_.journal_id = journal.id
) booked
cross join lateral (
  select coalesce(sum(entry.amount), 0) as amount
  from finance.accrual_ledger entry
  where entry.tenant_id = journal.tenant_id and entry.journal_id = journal.id
) sub_ledger
where journal.status <> 'DRAFT' and booked.amount <> sub_ledger.amount
union all
select dispute.tenant_id, 'DISPUTE_DIFFERS', 'finance.disputes', dispute.id,
  format('dispute %s, settlement %s', dispute.amount, settlement.amount_settled)
from finance.disputes dispute
join finance.settlements settlement on settlement.tenant_id = dispute.tenant_id and settlement.id = dispute.settlement_id
where settlement.kind <> 'DISPUTE' or dispute.amount <> settlement.amount_settled
union all
select journal.tenant_id, 'ERP_DOCUMENT_TWICE', 'finance.gl_journals', journal.id, journal.erp_document
from finance.gl_journals journal
where exists (
  select from finance.gl_journals other
  where other.tenant_id = journal.tenant_id and other.erp_document = journal.erp_document and other.id <> journal.id);
grant select on finance.broken_invariants to tradebook_app;

comment on view finance.broken_invariants is 'What the books must never show; empty when all is well | Read by every test and by the close';
comment on column finance.broken_invariants.tenant_id is 'Company the row belongs to | Row level security';
comment on column finance.broken_invariants.invariant is 'Rule that is broken | A fixed word per rule';
comment on column finance.broken_invariants.entity is 'Kind of record that breaks it | Table name';
comment on column finance.broken_invariants.entity_id is 'Record that breaks it | Id in that table';
comment on column finance.broken_invariants.detail is 'What was found | For the reader';
