import type { Pool } from "./pool.ts";

/** The role whose privileges the migrations grant; it owns nothing and sees one tenant at a time. */
const APP_ROLE = "tradebook_app";
const OWNER_ROLE = "tradebook_owner";

export interface RolePasswords {
  owner: string;
  app: string;
}

/** On a database of our own: makes both roles with their passwords, and the database that the owner owns. */
export async function createRolesAndDatabase(
  superuser: Pool,
  database: string,
  passwords: RolePasswords,
): Promise<void> {
  await ensureLogin(superuser, OWNER_ROLE, passwords.owner);
  await ensureLogin(superuser, APP_ROLE, passwords.app);
  const [existing] = await superuser`select 1 from pg_database where datname = ${database}`;
  if (existing) return;
  await superuser`create database ${superuser(database)} owner ${superuser(OWNER_ROLE)}`;
}

/** On any database: the granted role exists, and the address of the app may use it. */
export async function admitAppRole(owner: Pool, appUser: string): Promise<void> {
  const [role] = await owner`select 1 from pg_roles where rolname = ${APP_ROLE}`;
  if (!role) await define(owner, "create role %I nologin", [APP_ROLE]);
  if (appUser === APP_ROLE) return;
  const [member] = await owner`
    select 1
    from pg_auth_members membership
    join pg_roles granted on granted.oid = membership.roleid
    join pg_roles holder on holder.oid = membership.member
    where granted.rolname = ${APP_ROLE} and holder.rolname = ${appUser}
  `;
  if (!member) await define(owner, "grant %I to %I", [APP_ROLE, appUser]);
}

/** Says in one sentence why the app's address is unfit: a role that could look past the tenants must not serve requests. */
export async function whyUnfit(app: Pool): Promise<string | undefined> {
  const [role] = await app<{ name: string; bypasses: boolean; owns: boolean; member: boolean }[]>`
    select
      current_user::text as name,
      role.rolsuper or role.rolbypassrls as bypasses,
      exists (
        select from pg_class owned
        join pg_namespace namespace on namespace.oid = owned.relnamespace
        where pg_has_role(owned.relowner, 'usage') and namespace.nspname in ('tenancy', 'finance')
      ) as owns,
      pg_has_role(${APP_ROLE}, 'usage') as member
    from pg_roles role
    where role.rolname = current_user
  `;
  if (!role) return "DATABASE_URL names a role that does not exist";
  if (role.bypasses)
    return `DATABASE_URL signs in as ${role.name}, which bypasses row level security`;
  if (role.owns)
    return `DATABASE_URL signs in as ${role.name}, which owns the tables; use another role`;
  if (!role.member)
    return `DATABASE_URL signs in as ${role.name}, which lacks the role ${APP_ROLE}`;
  return undefined;
}

/** Makes a role that may sign in, or gives the one there is this password. */
export async function ensureLogin(superuser: Pool, role: string, password: string): Promise<void> {
  const [existing] = await superuser`select 1 from pg_roles where rolname = ${role}`;
  await define(superuser, `${existing ? "alter" : "create"} role %I login password %L`, [
    role,
    password,
  ]);
}

/** Statements that define roles take no parameters, so the server itself quotes what goes into them. */
async function define(pool: Pool, template: string, names: readonly string[]): Promise<void> {
  await pool.begin(async (tx) => {
    await tx`
      select set_config('tradebook.statement', format(${template}::text, variadic ${tx.array([...names], 25)}::text[]), true)
    `;
    await tx`do $$ begin execute current_setting('tradebook.statement'); end $$`;
  });
}
