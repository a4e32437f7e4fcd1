import type { Pool } from "../../server/db/pool.ts";

const SCHEMAS = [
  "tenancy",
  "master",
  "planning",
  "finance",
  "intelligence",
  "staging",
  "analytics",
];

export interface Relation {
  name: string;
  kind: "table" | "view";
}

/** Every table and view of the seven schemas, partitions aside: tests over it cover tables that do not exist yet. */
export const relations = (owner: Pool) => owner<Relation[]>`
  select namespace.nspname || '.' || relation.relname as name, case relation.relkind when 'v' then 'view' else 'table' end as kind
  from pg_class relation
  join pg_namespace namespace on namespace.oid = relation.relnamespace
  where namespace.nspname = any(${SCHEMAS}) and relation.relkind in ('r', 'p', 'v') and not relation.relispartition
  order by 1
`;

/** The monthly partitions. */
export const partitions = (owner: Pool) => owner<{ name: string }[]>`
  select relation.oid::regclass::text as name
  from pg_class relation
  join pg_namespace namespace on namespace.oid = relation.relnamespace
  where namespace.nspname = any(${SCHEMAS}) and relation.relispartition and relation.relkind = 'r'
  order by 1
`;

/** Columns of a table that a statement may write. */
export const writableColumns = (owner: Pool, table: string) => owner<{ name: string }[]>`
  select column_.attname as name
  from pg_attribute column_
  where column_.attrelid = ${table}::regclass and column_.attnum > 0 and not column_.attisdropped and column_.attgenerated = ''
  order by column_.attnum
`;
