-- What arrives lands here first, as it came. These tables have no foreign keys: a wrong record must be storable too.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

create table staging.batches (
  tenant_id       uuid not null,
  id              uuid not null default gen_random_uuid(),
  feed            text not null,
  source          text not null,
  content_type    text not null,
  status          text not null default 'LANDED' check (status in ('LANDED', 'PROMOTING', 'DONE', 'FAILED')),
  received        bigint not null default 0,
  accepted        bigint not null default 0,
  updated         bigint not null default 0,
  duplicates      bigint not null default 0,
  rejected        bigint not null default 0,
  ignored_fields  text[] not null default '{}',
  params          jsonb not null default '{}',
  content_hash    text,
  failure_message text,
  created_by      uuid,
  started_at      timestamptz,
  finished_at     timestamptz,
  version         bigint not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (tenant_id, id)
);
call tenancy.protect('staging.batches');

create table staging.records (
  tenant_id   uuid not null,
  batch_id    uuid not null,
  n           bigint not null check (n > 0),
  raw         jsonb,
  raw_text    text,
  raw_bytes   bytea,
  status      text not null default 'LANDED' check (status in ('LANDED', 'PROMOTED', 'DUPLICATE', 'REJECTED')),
  outcome     text check (outcome in ('accepted', 'updated', 'duplicate')),
  errors      jsonb not null default '[]',
  entity_id   uuid,
  attempts    integer not null default 0,
  created_at  timestamptz not null default now(),
  promoted_at timestamptz,
  primary key (tenant_id, batch_id, n),
  constraint records_have_content check (num_nonnulls(raw, raw_text, raw_bytes) > 0),
  constraint records_rejected_for_a_reason check ((status = 'REJECTED') = (jsonb_array_length(errors) > 0))
);
call tenancy.protect('staging.records');
create index records_waiting on staging.records (tenant_id, batch_id, status, n);
