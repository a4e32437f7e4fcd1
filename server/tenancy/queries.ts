import type { Role } from "../../shared/tenancy/identity.ts";
import type { Tx } from "../db/pool.ts";

/** The tenant's own row as everyone in it may read it. */
export interface TenantRow {
  id: string;
  name: string;
  settings: unknown;
  version: number;
}

export const ownTenant = (tx: Tx) => tx<TenantRow[]>`
  select tenant.id, tenant.name, tenant.settings, tenant.version::int
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
