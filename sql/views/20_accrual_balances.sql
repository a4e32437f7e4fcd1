create view finance.accrual_balances with (security_invoker = true) as
select
  promotion.tenant_id,
  promotion.id as promotion_id,
  coalesce(moved.accrued, 0)::numeric(19,4) as accrued,
  coalesce(moved.settled, 0)::numeric(19,4) as settled,
  coalesce(moved.released, 0)::numeric(19,4) as released,
  coalesce(moved.adjusted, 0)::numeric(19,4) as adjusted,
  coalesce(moved.balance, 0)::numeric(19,4) as balance
from planning.promotions promotion
-- Lateral: one promotion reads its own entries by index, however many the company has.
left join lateral (
  select
    sum(entry.amount) filter (where coalesce(entry.reverses_entry, entry.entry) in ('ACCRUE', 'TRUE_UP')) as accrued,
    -sum(entry.amount) filter (where coalesce(entry.reverses_entry, entry.entry) = 'SETTLE') as settled,
    -sum(entry.amount) filter (where coalesce(entry.reverses_entry, entry.entry) = 'RELEASE') as released,
    sum(entry.amount) filter (where coalesce(entry.reverses_entry, entry.entry) in ('REVERSE', 'ADJUST_ERP', 'FX')) as adjusted,
    sum(entry.amount) as balance
  from finance.accrual_ledger entry
  where entry.tenant_id = promotion.tenant_id and entry.promotion_id = promotion.id
) moved on true;
grant select on finance.accrual_balances to tradebook_app;

comment on view finance.accrual_balances is 'What is still accrued for each promotion | Sum of the accrual sub-ledger; ties to the accrued-trade account of the G/L';
comment on column finance.accrual_balances.tenant_id is 'Company the row belongs to | Row level security';
comment on column finance.accrual_balances.promotion_id is 'Promotion | planning.promotions; every promotion has a row';
comment on column finance.accrual_balances.accrued is 'Accrued so far, true-ups included | Entries ACCRUE and TRUE_UP less what was taken back of them';
comment on column finance.accrual_balances.settled is 'Accrual used up by settlements | Entries SETTLE less what was taken back of them, shown positive';
comment on column finance.accrual_balances.released is 'Accrual released unused | Entries RELEASE less what was taken back of them, shown positive';
comment on column finance.accrual_balances.adjusted is 'Corrections by the ERP, currency differences and reversals that name no entry | Entries ADJUST_ERP, FX and such REVERSE, signed';
comment on column finance.accrual_balances.balance is 'Liability that is left | accrued - settled - released + adjusted; zero once the promotion is SETTLED';
