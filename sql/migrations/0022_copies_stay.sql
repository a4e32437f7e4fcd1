-- A draft that was copied may be deleted: its copies stay and forget where they came from.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

alter table planning.promotions drop constraint promotions_copied_from;
alter table planning.promotions add constraint promotions_copied_from foreign key (tenant_id, copied_from_id)
  references planning.promotions (tenant_id, id) on delete set null (copied_from_id) not valid;
