-- The ground every other table stands on: schemas, the tenant of a transaction, and the one way to guard a table.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

create extension if not exists ltree with schema public;
create extension if not exists btree_gist with schema public;

create schema tenancy;
create schema master;
create schema planning;
create schema finance;
create schema intelligence;
create schema staging;
create schema analytics;
create schema jobs;

grant usage on schema tenancy, master, planning, finance, intelligence, staging, analytics, jobs to tradebook_app;

create function tenancy.current_tenant() returns uuid
language sql stable parallel safe
-- A local setting reads as '' once its transaction is over, hence nullif.
return nullif(current_setting('app.tenant_id', true), '')::uuid;

create function tenancy.current_actor() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.actor_id', true), '')::uuid;

create function tenancy.keep_version() returns trigger
language plpgsql as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $$;

-- Guards a table: rows of the transaction's tenant only, for its owner too, and a version that counts its changes.
create procedure tenancy.protect(guarded regclass, privileges text default 'select, insert, update')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format(
    'create policy own_tenant on %s using (tenant_id = tenancy.current_tenant())
       with check (tenant_id = tenancy.current_tenant())', guarded);
  execute format('grant %s on %s to tradebook_app', privileges, guarded);
  if exists (
    select from pg_attribute column_
    where column_.attrelid = guarded and column_.attname = 'version' and not column_.attisdropped
  ) then
    execute format(
      'create trigger keep_version before update on %s
         for each row execute function tenancy.keep_version()',
      guarded);
  end if;
end $$;
