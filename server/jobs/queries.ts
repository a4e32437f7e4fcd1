import type { Pool, Tx } from "../db/pool.ts";

/** Makes the months that the facts of the coming quarter will fall into; those that exist are left alone. */
export const makePartitions = (pool: Pool) => pool<{ made: number }[]>`
  select intelligence.make_partitions(3) as made
`;

export const allTenants = (pool: Pool) => pool<{ id: string; slug: string }[]>`
  select tenant.id, tenant.slug
  from tenancy.all_tenants() tenant
`;

export const erpAck = (tx: Tx) => tx<{ ack: "none" | "file" }[]>`
  select case when tenant.settings ->> 'erpAck' = 'file' then 'file' else 'none' end as ack
  from tenancy.tenants tenant
  where tenant.id = tenancy.current_tenant()
`;
