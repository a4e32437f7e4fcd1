create view tenancy.data_dictionary with (security_invoker = true) as
select
  namespace.nspname::text as schema_name,
  relation.relname::text as table_name,
  column_.attname::text as field_name,
  upper(format_type(column_.atttypid, column_.atttypmod)) as data_type,
  case when column_.attnotnull then 'No' else 'Yes' end as nullable,
  split_part(coalesce(col_description(relation.oid, column_.attnum), ''), ' | ', 1) as description,
  substring(coalesce(col_description(relation.oid, column_.attnum), '') from ' \| (.*)$') as usage,
  split_part(coalesce(obj_description(relation.oid, 'pg_class'), ''), ' | ', 1) as table_description,
  relation.relkind = 'v' as is_view,
  column_.attnum::integer as position
from pg_class relation
join pg_namespace namespace on namespace.oid = relation.relnamespace
join pg_attribute column_ on column_.attrelid = relation.oid and column_.attnum > 0 and not column_.attisdropped
where namespace.nspname in ('tenancy', 'master', 'planning', 'finance', 'intelligence', 'staging', 'analytics')
  and relation.relkind in ('r', 'p', 'v')
  and not relation.relispartition;
grant select on tenancy.data_dictionary to tradebook_app;

comment on view tenancy.data_dictionary is 'Every field of this database with its meaning | Source of the data dictionary workbook';
comment on column tenancy.data_dictionary.schema_name is 'Schema | One per feature';
comment on column tenancy.data_dictionary.table_name is 'Table or view | As in SQL';
comment on column tenancy.data_dictionary.field_name is 'Field | As in SQL';
comment on column tenancy.data_dictionary.data_type is 'Type of the field | In Postgres'' words';
comment on column tenancy.data_dictionary.nullable is 'Whether it may be empty | Yes or No; fields of views are always Yes';
comment on column tenancy.data_dictionary.description is 'What it is | First part of the field''s comment';
comment on column tenancy.data_dictionary.usage is 'How it is used | Second part of the field''s comment';
comment on column tenancy.data_dictionary.table_description is 'What the table is | First part of the table''s comment';
comment on column tenancy.data_dictionary.is_view is 'Whether it is a view | Views hold no data of their own';
comment on column tenancy.data_dictionary.position is 'Order of the field in its table | For sorting';
