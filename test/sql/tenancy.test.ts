import { afterAll, beforeAll, expect, test } from "vitest";
import { partitions, relations } from "../support/catalogue.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const OWN_ROWS = ["(tenant_id = tenancy.current_tenant())", "(id = tenancy.current_tenant())"];

let db: TestDatabase;
let tables: string[];
beforeAll(async () => {
  db = await openTestDatabase({ seed: "none" });
  tables = (await relations(db.owner))
    .filter(({ kind }) => kind === "table")
    .map(({ name }) => name);
});
afterAll(() => db.close());

test("every table starts with tenant_id, a uuid that cannot be empty", async () => {
  const odd = await db.owner<{ name: string }[]>`
    select table_.name
    from unnest(${tables}::text[]) as table_ (name)
    where not exists (
      select from pg_attribute column_
      where column_.attrelid = table_.name::regclass and column_.attnum = 1 and column_.attname = 'tenant_id'
        and column_.atttypid = 'uuid'::regtype and column_.attnotnull)
  `;

  expect(odd.map(({ name }) => name)).toEqual(["tenancy.tenants"]);
});

test("every primary key and every unique index starts with the tenant", async () => {
  const odd = await db.owner<{ name: string }[]>`
    select index_.indexrelid::regclass::text as name
    from pg_index index_
    join pg_attribute first_column on first_column.attrelid = index_.indrelid and first_column.attnum = index_.indkey[0]
    where index_.indisunique and index_.indrelid = any(${tables}::regclass[]) and first_column.attname <> 'tenant_id'
    order by 1
  `;

  // A company's own row is the one place where companies stand beside each other.
  expect(odd.map(({ name }) => name)).toEqual([
    "tenancy.tenants_pkey",
    "tenancy.tenants_slug_key",
    "tenancy.tenants_tid_issuer_key",
  ]);
});

test("every table has a primary key", async () => {
  const odd = await db.owner<{ name: string }[]>`
    select table_.name
    from unnest(${tables}::text[]) as table_ (name)
    where not exists (select from pg_index index_ where index_.indrelid = table_.name::regclass and index_.indisprimary)
  `;

  expect(odd).toHaveLength(0);
});

test("every foreign key between tables of a tenant pairs the tenants", async () => {
  const odd = await db.owner<{ name: string }[]>`
    select rule.conname, rule.conrelid::regclass::text as name
    from pg_constraint rule
    join pg_attribute here on here.attrelid = rule.conrelid and here.attnum = rule.conkey[1]
    join pg_attribute there on there.attrelid = rule.confrelid and there.attnum = rule.confkey[1]
    where rule.contype = 'f' and rule.conparentid = 0 and rule.conrelid = any(${tables}::regclass[])
      and not (here.attname = 'tenant_id' and (there.attname = 'tenant_id' or rule.confrelid = 'tenancy.tenants'::regclass))
  `;

  expect(odd).toHaveLength(0);
});

test("row level security is enabled and forced on every table and every partition", async () => {
  const all = [...tables, ...(await partitions(db.owner)).map(({ name }) => name)];

  const odd = await db.owner<{ name: string }[]>`
    select relation.oid::regclass::text as name
    from pg_class relation
    where relation.oid = any(${all}::regclass[]) and not (relation.relrowsecurity and relation.relforcerowsecurity)
  `;

  expect(odd).toHaveLength(0);
  expect(all.length).toBeGreaterThan(tables.length);
});

test("every table has a policy that ties reading and writing to the transaction's tenant", async () => {
  const odd = await db.owner<{ name: string }[]>`
    select table_.name
    from unnest(${tables}::text[]) as table_ (name)
    where not exists (
      select from pg_policy policy
      where policy.polrelid = table_.name::regclass and policy.polcmd = '*' and policy.polpermissive
        and pg_get_expr(policy.polqual, policy.polrelid) = any(${OWN_ROWS})
        and pg_get_expr(policy.polwithcheck, policy.polrelid) = any(${OWN_ROWS}))
  `;

  expect(odd).toHaveLength(0);
});

test("no other permissive policy widens what the app sees", async () => {
  const others = await db.owner<{ name: string; policy: string }[]>`
    select policy.polrelid::regclass::text as name, policy.polname as policy
    from pg_policy policy
    where policy.polpermissive and policy.polname <> 'own_tenant' and policy.polrelid = any(${tables}::regclass[])
  `;

  expect(others.map(({ name, policy }) => `${name}: ${policy}`)).toEqual([
    "tenancy.tenants: directory",
  ]);
});

test("every view reads as its caller", async () => {
  const odd = await db.owner<{ name: string }[]>`
    select relation.oid::regclass::text as name
    from pg_class relation
    join pg_namespace namespace on namespace.oid = relation.relnamespace
    where relation.relkind = 'v' and namespace.nspname in ('tenancy', 'master', 'planning', 'finance', 'intelligence', 'staging', 'analytics')
      and not coalesce(relation.reloptions @> array['security_invoker=true'], false)
  `;

  expect(odd).toHaveLength(0);
});

test("the app's role owns nothing, bypasses nothing and makes no roles", async () => {
  const [role] = await db.pool`
    select role.rolsuper, role.rolbypassrls, role.rolcreaterole, role.rolcreatedb,
      (select count(*)::int from pg_class where relowner = role.oid) as owned,
      pg_has_role('tradebook_owner', 'member') as is_owner
    from pg_roles role
    where role.rolname = current_user
  `;

  expect(role).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    owned: 0,
    isOwner: false,
  });
});

test("the owner's role does not bypass row level security either", async () => {
  const [role] =
    await db.owner`select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user`;

  expect(role).toEqual({ bypasses: false });
});

test("only named functions run as the owner, each with a fixed search path and closed to the public", async () => {
  const definers = await db.owner<{ name: string }[]>`
    select routine.oid::regproc::text as name, routine.proconfig as config,
      exists (select from aclexplode(routine.proacl) granted where granted.grantee = 0) or routine.proacl is null as public
    from pg_proc routine
    join pg_namespace namespace on namespace.oid = routine.pronamespace
    where routine.prosecdef
      and namespace.nspname in ('tenancy', 'master', 'planning', 'finance', 'intelligence', 'staging', 'analytics', 'jobs')
    order by 1
  `;

  expect(definers.map(({ name }) => name)).toEqual([
    "finance.mirror_invoices",
    "intelligence.make_partitions",
    "jobs.enqueue",
    "jobs.enqueue_all",
    "tenancy.all_tenants",
    "tenancy.tenant_by_slug",
    "tenancy.tenant_by_tid",
  ]);
  for (const definer of definers)
    expect(definer).toMatchObject({ public: false, config: ["search_path=pg_catalog, pg_temp"] });
});

test("nothing is granted to the public, and partitions are granted to nobody", async () => {
  const granted = await db.owner<{ name: string }[]>`
    select relation.oid::regclass::text as name
    from pg_class relation
    join pg_namespace namespace on namespace.oid = relation.relnamespace
    cross join lateral aclexplode(relation.relacl) privilege
    where namespace.nspname in ('tenancy', 'master', 'planning', 'finance', 'intelligence', 'staging', 'analytics')
      and (privilege.grantee = 0 or (relation.relispartition and privilege.grantee <> relation.relowner))
  `;

  expect(granted).toHaveLength(0);
});

test("ledgers and the audit log are append-only for the app", async () => {
  const granted = await db.owner<{ name: string; privileges: string }[]>`
    select relation.oid::regclass::text as name,
      string_agg(lower(privilege.privilege_type), ' ' order by privilege.privilege_type) as privileges
    from pg_class relation
    cross join lateral aclexplode(relation.relacl) privilege
    where privilege.grantee = 'tradebook_app'::regrole
      and relation.oid = any(array['tenancy.audit_log', 'finance.accrual_ledger', 'finance.gl_ledger', 'finance.gl_transactions',
        'finance.claim_matches', 'finance.publishes', 'finance.publish_rows', 'planning.fund_transactions']::regclass[])
    group by relation.oid
  `;

  expect(granted).toHaveLength(8);
  for (const { privileges } of granted) expect(privileges).toBe("insert select");
});

test("of the ERP's record the app may change the open balance, the normalised reason and the dispute status only", async () => {
  const columns = await db.owner<{ name: string }[]>`
    select column_.attname as name
    from pg_attribute column_
    where column_.attrelid = 'finance.gl_transactions'::regclass and column_.attnum > 0
      and has_column_privilege('tradebook_app', column_.attrelid, column_.attnum, 'update')
    order by 1
  `;

  expect(columns.map(({ name }) => name)).toEqual([
    "dispute_status",
    "open_balance",
    "reason_code_normalized",
  ]);
});
