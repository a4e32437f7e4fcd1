create view finance.accrual_balances with (security_invoker = true) as
select
  promotion.tenant_id,
  promotion.id as promotion_id,
  coalesce(sum(entry.amount) filter (where entry.entry in ('ACCRUE', 'TRUE_UP')), 0)::numeric(19,4) as accrued,
  coalesce(-sum(entry.amount) filter (where entry.entry = 'SETTLE'), 0)::numeric(19,4) as settled,
  coalesce(-sum(entry.amount) filter (where entry.entry = 'RELEASE'), 0)::numeric(19,4) as released,
  coalesce(sum(entry.amount) filter (where entry.entry in ('REVERSE', 'ADJUST_ERP', 'FX')), 0)::numeric(19,4) as adjusted,
  coalesce(sum(entry.amount), 0)::numeric(19,4) as balance
from planning.promotions promotion
left join finance.accrual_ledger entry on entry.tenant_id = promotion.tenant_id and entry.promotion_id = promotion.id
group by promotion.tenant_id, promotion.id;
grant select on finance.accrual_balances to tradebook_app;

comment on view finance.accrual_balances is 'What is still accrued for each promotion | Sum of the accrual sub-ledger; ties to the accrued-trade account of the G/L';
comment on column finance.accrual_balances.tenant_id is 'Company the row belongs to | Row level security';
comment on column finance.accrual_balances.promotion_id is 'Promotion | planning.promotions; every promotion has a row';
comment on column finance.accrual_balances.accrued is 'Accrued so far, true-ups included | Entries ACCRUE and TRUE_UP';
comment on column finance.accrual_balances.settled is 'Accrual used up by settlements | Entries SETTLE, shown positive';
comment on column finance.accrual_balances.released is 'Accrual released unused | Entries RELEASE, shown positive';
comment on column finance.accrual_balances.adjusted is 'Reversals, corrections by the ERP and currency differences | Entries REVERSE, ADJUST_ERP and FX, signed';
comment on column finance.accrual_balances.balance is 'Liability that is left | accrued - settled - released + adjusted; zero once the promotion is SETTLED';
