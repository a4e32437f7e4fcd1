-- What a user chose for a claim before an amount was typed: drafts cannot hold it, because a draft is an amount.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

alter table finance.claims add column promotion_id uuid;
alter table finance.claims add column write_off_reason text;
alter table finance.claims add constraint claims_write_off_reason check (char_length(write_off_reason) <= 50) not valid;
alter table finance.claims add constraint claims_promotion foreign key (tenant_id, promotion_id)
  references planning.promotions (tenant_id, id) not valid;

comment on column finance.claims.promotion_id is 'Promotion chosen in the sheet | Emptied when the claim is posted';
comment on column finance.claims.write_off_reason is 'Write-off code typed in the sheet | Emptied when the claim is posted';
