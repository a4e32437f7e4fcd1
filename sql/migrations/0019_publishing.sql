-- What publishing the planning grid and taking a publish back need to know of each row.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

alter table finance.publish_rows add column n integer;
alter table finance.publish_rows add column undo jsonb;
alter table finance.publish_rows add column saved_state text;
comment on column finance.publish_rows.n is 'Place of the row in its chunk | Answers and undo keep the order';
comment on column finance.publish_rows.undo is 'How the row is taken back: op, changes and what a deleted record was | Written with a saved row';
comment on column finance.publish_rows.saved_state is 'State of the record after the row was saved; empty when it was deleted | Another state means that it has changed since';

create table finance.publish_undos (
  tenant_id  uuid not null references tenancy.tenants,
  batch_id   uuid not null,
  undoes     uuid not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (tenant_id, batch_id),
  constraint publish_undos_once unique (tenant_id, undoes),
  constraint publish_undos_of_another check (undoes <> batch_id),
  foreign key (tenant_id, batch_id) references finance.publishes,
  foreign key (tenant_id, undoes) references finance.publishes,
  foreign key (tenant_id, created_by) references tenancy.users
);
call tenancy.protect('finance.publish_undos', 'select, insert');
call tenancy.describe('finance.publish_undos', $${
  "": "Publishes that took another one back | A publish is taken back once",
  "batch_id": "Publish that wrote the old values again | finance.publishes",
  "undoes": "Publish that it took back | finance.publishes"
}$$);

-- A draft that was never approved and a fund that was never used may be deleted.
grant delete on planning.promotions to tradebook_app;
grant delete on planning.funds to tradebook_app;
