-- Views hold no data and may depend on each other, so all of them go before they are made anew.
do $$
declare
  outdated record;
begin
  for outdated in
    select namespace.nspname, relation.relname
    from pg_class relation
    join pg_namespace namespace on namespace.oid = relation.relnamespace
    where relation.relkind = 'v'
      and namespace.nspname in ('tenancy', 'master', 'planning', 'finance', 'intelligence', 'staging', 'analytics')
  loop
    execute format('drop view if exists %I.%I cascade', outdated.nspname, outdated.relname);
  end loop;
end $$;
