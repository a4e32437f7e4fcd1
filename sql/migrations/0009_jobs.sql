-- A job is written in the transaction of the fact it follows from, stamped with that transaction's tenant. The queue's own
-- schema is the worker's; the name is resolved at the call, so that either may be installed first.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

create function jobs.enqueue(task text, payload jsonb, job_key text default null, run_at timestamptz default null) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
  if tenant is null then
    raise exception using errcode = '42501', message = 'a job belongs to a tenant, and none is set';
  end if;
  execute 'select graphile_worker.add_job($1, $2, run_at => $3, job_key => $4)'
    using task, (payload || jsonb_build_object('tenantId', tenant))::json, run_at,
      case when job_key is not null then tenant::text || ':' || job_key end;
end $$;
revoke all on function jobs.enqueue(text, jsonb, text, timestamptz) from public;
grant execute on function jobs.enqueue(text, jsonb, text, timestamptz) to tradebook_app;
