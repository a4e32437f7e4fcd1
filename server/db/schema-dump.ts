import { openPool, type Pool } from "./pool.ts";

const SCHEMAS = [
  "tenancy",
  "master",
  "planning",
  "finance",
  "intelligence",
  "staging",
  "analytics",
  "jobs",
];

/**
 * Prints the schema as the catalogue has it, in a fixed order, as text for a reviewer: each migration's effect shows
 * as a difference. Monthly partitions are left out, for they follow the calendar.
 */
export async function dumpSchema(ownerUrl: string): Promise<string> {
  const owner = openPool(ownerUrl, { max: 1, name: "tradebook schema dump" });
  try {
    const relations = await relationLines(owner);
    const routines = await routineLines(owner);
    const head =
      "-- Printed from the catalogue after all migrations. Do not edit: npm run schema writes it.";
    return `${[head, ...relations, ...routines].join("\n\n")}\n`;
  } finally {
    await owner.end();
  }
}

async function relationLines(owner: Pool): Promise<string[]> {
  const relations = await owner<
    { oid: number; name: string; kind: string; comment: string | null }[]
  >`
    select
      relation.oid::bigint as oid,
      format('%I.%I', namespace.nspname, relation.relname) as name,
      case relation.relkind when 'v' then 'view' else 'table' end as kind,
      obj_description(relation.oid, 'pg_class') as comment
    from pg_class relation
    join pg_namespace namespace on namespace.oid = relation.relnamespace
    where namespace.nspname = any(${SCHEMAS}) and relation.relkind in ('r', 'p', 'v') and not relation.relispartition
    order by array_position(${SCHEMAS}, namespace.nspname::text), relation.relkind = 'v', relation.relname
  `;
  const parts = new Map<number, string[]>();
  for (const { oid, line } of [
    ...(await columnsOf(owner)),
    ...(await rulesOf(owner)),
    ...(await guardsOf(owner)),
  ])
    parts.set(oid, [...(parts.get(oid) ?? []), line]);
  // What a view computes stands in sql/views, and Postgres words it differently from version to version.
  return relations.map(({ oid, name, kind, comment }) =>
    [`-- ${comment ?? ""}\n${kind} ${name}`, ...(parts.get(oid) ?? [])].join("\n"),
  );
}

interface Part {
  oid: number;
  line: string;
}

/** Columns, one line each, in the order of the table. */
const columnsOf = (owner: Pool) => owner<Part[]>`
  select
    column_.attrelid::bigint as oid,
    format('  %s %s%s%s', column_.attname, format_type(column_.atttypid, column_.atttypmod),
      case when column_.attnotnull then ' not null' else '' end,
      case when value.adbin is null then ''
        when column_.attgenerated = 's' then ' generated ' || pg_get_expr(value.adbin, value.adrelid)
        else ' default ' || pg_get_expr(value.adbin, value.adrelid) end)
      || coalesce(' -- ' || col_description(column_.attrelid, column_.attnum), '') as line
  from pg_attribute column_
  left join pg_attrdef value on value.adrelid = column_.attrelid and value.adnum = column_.attnum
  join pg_class relation on relation.oid = column_.attrelid
  join pg_namespace namespace on namespace.oid = relation.relnamespace
  where namespace.nspname = any(${SCHEMAS}) and column_.attnum > 0 and not column_.attisdropped
  order by column_.attrelid, column_.attnum
`;

/** Constraints, indexes and triggers. */
const rulesOf = (owner: Pool) => owner<Part[]>`
  select rule.oid::bigint as oid, rule.line
  from (
    select rule.conrelid as oid, 1 as kind, format('  constraint %s %s', rule.conname, pg_get_constraintdef(rule.oid)) as line
    from pg_constraint rule
    where rule.contype <> 'n' and rule.conrelid <> 0
    union all
    select index_.indrelid, 2, '  ' || pg_get_indexdef(index_.indexrelid)
    from pg_index index_
    where not exists (
      select from pg_constraint rule where rule.conindid = index_.indexrelid and rule.contype in ('p', 'u', 'x'))
    union all
    select trigger_.tgrelid, 3, '  ' || pg_get_triggerdef(trigger_.oid)
    from pg_trigger trigger_
    where not trigger_.tgisinternal
  ) rule
  order by rule.oid, rule.kind, rule.line collate "C"
`;

/** Who may do what: row level security, policies, options of views, grants. */
const guardsOf = (owner: Pool) => owner<Part[]>`
  select guard.oid::bigint as oid, guard.line
  from (
    select relation.oid, 1 as kind,
      concat('  row level security ', case when relation.relforcerowsecurity then 'forced' else 'enabled' end) as line
    from pg_class relation
    where relation.relrowsecurity
    union all
    select policy.polrelid, 2,
      format('  policy %s for %s%s using (%s)%s', policy.polname, policy.polcmd,
        case when policy.polpermissive then '' else ' as restrictive' end, pg_get_expr(policy.polqual, policy.polrelid),
        coalesce(format(' with check (%s)', pg_get_expr(policy.polwithcheck, policy.polrelid)), ''))
    from pg_policy policy
    union all
    select relation.oid, 3,
      case relation.relkind when 'p' then '  partition by ' || pg_get_partkeydef(relation.oid)
        else '  options ' || array_to_string(relation.reloptions, ', ') end
    from pg_class relation
    where relation.relkind = 'p' or relation.relkind = 'v' and relation.reloptions is not null
    union all
    select relation.oid, 4, format('  grant %s to tradebook_app', lower(granted.privilege_type))
    from pg_class relation
    cross join lateral aclexplode(relation.relacl) granted
    where granted.grantee = 'tradebook_app'::regrole
    union all
    select column_.attrelid, 5, format('  grant %s (%s) to tradebook_app', lower(granted.privilege_type), column_.attname)
    from pg_attribute column_
    cross join lateral aclexplode(column_.attacl) granted
    where granted.grantee = 'tradebook_app'::regrole
  ) guard
  order by guard.oid, guard.kind, guard.line collate "C"
`;

async function routineLines(owner: Pool): Promise<string[]> {
  const routines = await owner<{ text: string }[]>`
    select pg_get_functiondef(routine.oid)
      || coalesce(E'-- execute: ' || (
        select string_agg(case when granted.grantee = 0 then 'public' else granted.grantee::regrole::text end, ', '
          order by granted.grantee)
        from aclexplode(routine.proacl) granted
        where granted.grantee <> routine.proowner
      ), '-- execute: public') as text
    from pg_proc routine
    join pg_namespace namespace on namespace.oid = routine.pronamespace
    where namespace.nspname = any(${SCHEMAS}) and routine.prokind in ('f', 'p')
    order by array_position(${SCHEMAS}, namespace.nspname::text), routine.proname, routine.oid
  `;
  return routines.map(({ text }) => text.trimEnd());
}
