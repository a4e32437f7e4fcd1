import type { Role } from "../../shared/tenancy/identity.ts";
import type { Pool, Tx } from "../db/pool.ts";

/** A company as its directory names it; read before its tenant is known, through a function that shows nothing else. */
export interface TenantByTid {
  id: string;
  name: string;
  slug: string;
  status: "ACTIVE" | "SUSPENDED";
}

export const tenantByTid = (pool: Pool, { tid, issuer }: { tid: string; issuer: string }) => pool<
  TenantByTid[]
>`
  select tenant.id, tenant.name, tenant.slug, tenant.status
  from tenancy.tenant_by_tid(${tid}::uuid, ${issuer}) tenant
`;

/** What the development issuer needs to sign a token of a demo company. */
export interface TenantBySlug {
  id: string;
  tid: string;
  issuer: string;
}

export const tenantBySlug = (pool: Pool, slug: string) => pool<TenantBySlug[]>`
  select tenant.id, tenant.tid, tenant.issuer
  from tenancy.tenant_by_slug(${slug}) tenant
`;

/** The tenant's own row as everyone in it may read it. */
export interface TenantRow {
  id: string;
  name: string;
  settings: unknown;
  version: number;
}

export const ownTenant = (tx: Tx) => tx<TenantRow[]>`
  select tenant.id, tenant.name, tenant.settings, tenant.version
  from tenancy.tenants tenant
  where tenant.id = tenancy.current_tenant()
`;

/** A person or system of the tenant, by the object id of its directory. */
export interface UserRow {
  id: string;
  name: string;
  email: string | null;
  disabled: boolean;
  roles: Role[];
}

export const userByOid = (tx: Tx, oid: string) => tx<UserRow[]>`
  select account.id, account.name, account.email, account.disabled_at is not null as disabled,
    coalesce(array_agg(granted.role order by granted.role) filter (where granted.role is not null), '{}') as roles
  from tenancy.users account
  left join tenancy.role_grants granted
    on granted.tenant_id = account.tenant_id and granted.user_id = account.id
  where account.oid = ${oid}::uuid
  group by account.tenant_id, account.id
`;

export const userById = (tx: Tx, userId: string) => tx<Pick<UserRow, "id" | "name" | "email">[]>`
  select account.id, account.name, account.email
  from tenancy.users account
  where account.id = ${userId}::uuid
`;

export const userByHandle = (tx: Tx, handle: string) => tx<
  { oid: string; name: string; email: string | null }[]
>`
  select account.oid, account.name, account.email
  from tenancy.users account
  where account.handle = ${handle}
`;

/** Changes nothing when another version is there by now. */
export const changeSettings = (
  tx: Tx,
  { settings, version }: { settings: string; version: number },
) => tx<{ version: number }[]>`
  update tenancy.tenants tenant
  set settings = ${settings}::text::jsonb
  where tenant.id = tenancy.current_tenant() and tenant.version = ${version}
  returning tenant.version
`;

/** One changed thing of an act; the database adds who, when and the link of the chain. */
export interface AuditEntry {
  act: string;
  entity: string;
  entityId: string;
  before?: object | null;
  after?: object | null;
  reason?: string | null;
}

/** Links acts to the tenant's audit chain; the last statement of an act. */
export const recordAct = (tx: Tx, entries: string) => tx`
  select tenancy.record_act(${entries}::text::jsonb)
`;
