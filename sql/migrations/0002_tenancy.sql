set local lock_timeout = '10s';
set local statement_timeout = '10min';

create table tenancy.tenants (
  id         uuid primary key default gen_random_uuid(),
  name       text not null check (char_length(name) between 1 and 255),
  slug       text not null unique check (slug ~ '^[a-z0-9-]{1,40}$'),
  tid        uuid not null,
  issuer     text not null,
  status     text not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED')),
  settings   jsonb not null default '{}',
  version    bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tid, issuer)
);
alter table tenancy.tenants enable row level security;
alter table tenancy.tenants force row level security;
create policy own_tenant on tenancy.tenants
  using (id = tenancy.current_tenant()) with check (id = tenancy.current_tenant());
-- The named look-ups below run as the owner and need to see a tenant before it is known; the app's role never is the owner.
create policy directory on tenancy.tenants for select to current_user using (true);
create trigger keep_version before update on tenancy.tenants
  for each row execute function tenancy.keep_version();
grant select, update (name, settings) on tenancy.tenants to tradebook_app;

create function tenancy.tenant_by_tid(wanted_tid uuid, wanted_issuer text)
returns table (id uuid, name text, slug text, status text, settings jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select tenant.id, tenant.name, tenant.slug, tenant.status, tenant.settings
  from tenancy.tenants tenant
  where tenant.tid = wanted_tid and tenant.issuer = wanted_issuer
$$;

create function tenancy.tenant_by_slug(wanted_slug text)
returns table (id uuid, name text, tid uuid, issuer text, status text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select tenant.id, tenant.name, tenant.tid, tenant.issuer, tenant.status
  from tenancy.tenants tenant
  where tenant.slug = wanted_slug
$$;

create function tenancy.all_tenants()
returns table (id uuid, slug text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select tenant.id, tenant.slug
  from tenancy.tenants tenant
  where tenant.status = 'ACTIVE'
  order by tenant.id
$$;

revoke all on function tenancy.tenant_by_tid(uuid, text), tenancy.tenant_by_slug(text), tenancy.all_tenants() from public;
grant execute on function tenancy.tenant_by_tid(uuid, text), tenancy.tenant_by_slug(text), tenancy.all_tenants() to tradebook_app;

create table tenancy.users (
  tenant_id   uuid not null references tenancy.tenants,
  id          uuid not null default gen_random_uuid(),
  oid         uuid not null,
  handle      text not null check (handle ~ '^[a-z0-9._-]{1,60}$'),
  name        text not null check (char_length(name) between 1 and 255),
  email       text,
  disabled_at timestamptz,
  version     bigint not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, oid),
  unique (tenant_id, handle)
);
call tenancy.protect('tenancy.users');

create table tenancy.roles (
  tenant_id   uuid not null references tenancy.tenants,
  code        text not null check (code in ('Planner', 'SalesApprover', 'Finance', 'FinanceApprover',
                'Controller', 'Auditor', 'Integration', 'Admin')),
  name        text not null,
  description text not null,
  primary key (tenant_id, code)
);
call tenancy.protect('tenancy.roles', 'select');

create table tenancy.role_grants (
  tenant_id  uuid not null references tenancy.tenants,
  user_id    uuid not null,
  role       text not null,
  granted_by uuid,
  granted_at timestamptz not null default now(),
  primary key (tenant_id, user_id, role),
  foreign key (tenant_id, user_id) references tenancy.users,
  foreign key (tenant_id, role) references tenancy.roles,
  foreign key (tenant_id, granted_by) references tenancy.users
);
call tenancy.protect('tenancy.role_grants', 'select, insert, delete');

create table tenancy.audit_log (
  tenant_id  uuid not null references tenancy.tenants,
  seq        bigint not null check (seq > 0),
  at         timestamptz not null,
  act        text not null,
  entity     text not null,
  entity_id  uuid,
  actor_id   uuid,
  actor_name text not null,
  actor_role text,
  client     jsonb,
  before     jsonb,
  after      jsonb,
  reason     text,
  prev_hash  bytea not null check (octet_length(prev_hash) = 32),
  hash       bytea not null check (octet_length(hash) = 32),
  primary key (tenant_id, seq)
);
call tenancy.protect('tenancy.audit_log', 'select, insert');
create index audit_log_entity on tenancy.audit_log (tenant_id, entity, entity_id, seq);

create function tenancy.audit_hash(entry tenancy.audit_log) returns bytea
language sql immutable parallel safe
return sha256(entry.prev_hash || convert_to(jsonb_build_array(
  entry.tenant_id, entry.seq, (extract(epoch from entry.at) * 1000000)::bigint,
  entry.act, entry.entity, entry.entity_id, entry.actor_id, entry.actor_name, entry.actor_role,
  entry.client, entry.before, entry.after, entry.reason)::text, 'UTF8'));

-- Writes the acts of one transaction and links them to the tenant's chain. It is the last statement of an act:
-- the chain is held from here to the commit, so the wait of others is short.
create function tenancy.record_act(entries jsonb) returns void
language plpgsql as $$
declare
  entry jsonb;
  written tenancy.audit_log;
begin
  perform pg_advisory_xact_lock(hashtextextended('tenancy.audit_log ' || tenancy.current_tenant()::text, 0));
  select last_entry.seq, last_entry.hash into written.seq, written.hash
  from tenancy.audit_log last_entry
  where last_entry.tenant_id = tenancy.current_tenant()
  order by last_entry.seq desc
  limit 1;
  written.tenant_id := tenancy.current_tenant();
  written.seq := coalesce(written.seq, 0);
  written.hash := coalesce(written.hash, sha256(convert_to(tenancy.current_tenant()::text, 'UTF8')));
  written.at := clock_timestamp();
  written.actor_id := tenancy.current_actor();
  written.actor_name := coalesce(nullif(current_setting('app.actor_name', true), ''), 'system');
  written.actor_role := nullif(current_setting('app.actor_role', true), '');
  written.client := nullif(current_setting('app.client', true), '')::jsonb;
  for entry in select jsonb_array_elements(entries) loop
    written.seq := written.seq + 1;
    written.prev_hash := written.hash;
    written.act := entry ->> 'act';
    written.entity := entry ->> 'entity';
    written.entity_id := (entry ->> 'entityId')::uuid;
    written.before := nullif(entry -> 'before', 'null');
    written.after := nullif(entry -> 'after', 'null');
    written.reason := entry ->> 'reason';
    written.hash := tenancy.audit_hash(written);
    insert into tenancy.audit_log select written.*;
  end loop;
end $$;

-- Recomputes the chain of the current tenant; no rows means that nothing was changed, removed or slipped in.
create function tenancy.verify_audit()
returns table (seq bigint, problem text)
language sql stable as $$
  select checked.seq,
    case
      when checked.seq <> checked.expected_seq then 'an entry is missing before this one'
      when checked.prev_hash <> checked.expected_prev then 'the link to the entry before is broken'
      else 'the content does not match its hash'
    end
  from (
    select entry.seq, entry.prev_hash, entry.hash, tenancy.audit_hash(entry) as expected_hash,
      row_number() over (order by entry.seq) as expected_seq,
      lag(entry.hash, 1, sha256(convert_to(entry.tenant_id::text, 'UTF8'))) over (order by entry.seq) as expected_prev
    from tenancy.audit_log entry
    where entry.tenant_id = tenancy.current_tenant()
  ) checked
  where checked.seq <> checked.expected_seq
    or checked.prev_hash <> checked.expected_prev
    or checked.hash <> checked.expected_hash
  order by checked.seq
$$;
grant execute on function tenancy.record_act(jsonb), tenancy.verify_audit() to tradebook_app;

create table tenancy.idempotency_keys (
  tenant_id    uuid not null references tenancy.tenants,
  route        text not null,
  key          text not null check (char_length(key) between 1 and 200),
  request_hash text not null,
  state        text not null default 'RUNNING' check (state in ('RUNNING', 'DONE')),
  status       integer,
  headers      jsonb,
  body         text,
  created_by   uuid,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null default now() + interval '72 hours',
  primary key (tenant_id, route, key),
  check ((state = 'DONE') = (status is not null))
);
call tenancy.protect('tenancy.idempotency_keys', 'select, insert, update, delete');
create index idempotency_keys_expiry on tenancy.idempotency_keys (tenant_id, expires_at);

create table tenancy.counters (
  tenant_id uuid not null references tenancy.tenants,
  name      text not null,
  value     bigint not null check (value >= 0),
  primary key (tenant_id, name)
);
call tenancy.protect('tenancy.counters');

-- Takes a run of readable numbers (claim 1001, 1002 …) and returns the first; the row lock keeps them unique.
create function tenancy.take_numbers(counter text, how_many integer default 1) returns bigint
language sql volatile as $$
  insert into tenancy.counters as counter_ (tenant_id, name, value)
  values (tenancy.current_tenant(), counter, 1000 + how_many)
  on conflict (tenant_id, name) do update set value = counter_.value + how_many
  returning counter_.value - how_many + 1
$$;
grant execute on function tenancy.take_numbers(text, integer) to tradebook_app;
