-- What a file asks for in bulk waits behind what a person waits for: a settlement leaves for the ERP, and the next file is
-- taken in, while thirty thousand claims of the last one are still being matched.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

create or replace function jobs.enqueue_all(task text, payloads jsonb[], job_keys text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
  if tenant is null then
    raise exception using errcode = '42501', message = 'a job belongs to a tenant, and none is set';
  end if;
  if cardinality(payloads) <> cardinality(job_keys) then
    raise exception using errcode = '22023', message = 'each job has a payload and a key';
  end if;
  execute 'select graphile_worker.add_jobs(array(
      select json_populate_record(null::graphile_worker.job_spec, json_build_object(
        ''identifier'', $1,
        ''payload'', job.payload || jsonb_build_object(''tenantId'', $2),
        ''job_key'', $2 || '':'' || job.key,
        ''priority'', 100))
      from unnest($3, $4) as job (payload, key)))'
    using task, tenant::text, payloads, job_keys;
end $$;
