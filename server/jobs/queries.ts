import type { Pool, Tx } from "../db/pool.ts";

/** Makes the months that the facts of the coming quarter will fall into; those that exist are left alone. */
export const makePartitions = (pool: Pool) => pool<{ made: number }[]>`
  select intelligence.make_partitions(3) as made
`;

export const allTenants = (pool: Pool) => pool<{ id: string; slug: string }[]>`
  select tenant.id, tenant.slug
  from tenancy.all_tenants() tenant
`;

/** A fed period; `fed` tells whether the company ever fed any, and is on every row. */
export interface FedPeriodRow {
  fed: boolean;
  code: string | null;
  ledger: string | null;
  status: "OPEN" | "SOFT" | "CLOSED" | null;
}

export const fedPeriodsOn = (tx: Tx, day: string) => tx<FedPeriodRow[]>`
  select any_fed.fed, period.code, period.ledger, period.status
  from (select exists (select from master.fiscal_periods) as fed) any_fed
  left join master.fiscal_periods period on ${day}::date between period.date_start and period.date_end
  order by period.ledger
`;

export const erpAck = (tx: Tx) => tx<{ ack: "none" | "file" }[]>`
  select case when tenant.settings ->> 'erpAck' = 'file' then 'file' else 'none' end as ack
  from tenancy.tenants tenant
  where tenant.id = tenancy.current_tenant()
`;
