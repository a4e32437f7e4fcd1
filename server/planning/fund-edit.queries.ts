import type { Day } from "../../shared/day.ts";
import type { Money } from "../../shared/money.ts";
import type { Tx } from "../db/pool.ts";

/** A fund as an edit needs it: its inputs as codes and ids, what is left of it, and whether anything names it. */
export interface FundToEdit {
  id: string;
  number: string;
  version: number;
  name: string;
  customerErpId: string | null;
  customerId: string | null;
  brand: string | null;
  from: Day;
  to: Day;
  budget: Money;
  ownerId: string | null;
  note: string | null;
  available: Money;
  isUsed: boolean;
}

export const fundsToEdit = (tx: Tx, ids: readonly string[]) => tx<FundToEdit[]>`
  select fund.id, fund.number, fund.version, fund.name, customer.erp_id as customer_erp_id, fund.customer_id, fund.brand,
    fund.date_start as "from", fund.date_end as "to", fund.total_budget as budget, fund.owner_id, fund.note,
    balance.remaining_balance as available,
    exists (
      select from planning.promotion_funds share
      where share.tenant_id = fund.tenant_id and share.fund_id = fund.id)
    or exists (
      select from planning.fund_transactions movement
      where movement.tenant_id = fund.tenant_id and movement.fund_id = fund.id) as is_used
  from planning.funds fund
  join planning.fund_balances balance
    on balance.tenant_id = fund.tenant_id and balance.fund_id = fund.id
  left join master.customers customer
    on customer.tenant_id = fund.tenant_id and customer.id = fund.customer_id
  where fund.id = any(${[...ids]}::uuid[])
  order by fund.id
`;

/** Takes the next numbers of funds and answers the first. */
export const takeFundNumbers = (tx: Tx, howMany: number) => tx<{ first: number }[]>`
  select tenancy.take_numbers('fund', ${howMany}) as first
`;

/** A fund as it is written; one that comes back from an undo says the version it had. */
export interface FundRecord {
  id: string;
  number: string;
  name: string;
  customerId: string | null;
  brand: string | null;
  from: Day;
  to: Day;
  budget: string;
  ownerId: string | null;
  note: string | null;
  version: number;
}

export const insertFunds = (
  tx: Tx,
  { records, currency }: { records: readonly FundRecord[]; currency: string },
) => tx`
  insert into planning.funds (tenant_id, id, number, name, customer_id, brand, date_start, date_end, total_budget, currency,
    owner_id, note, version)
  select tenancy.current_tenant(), fund.id, fund.number, fund.name, fund."customerId", fund.brand, fund."from", fund."to",
    fund.budget, ${currency}, fund."ownerId", fund.note, fund.version
  from jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb) as fund (id uuid, number text, name text,
    "customerId" uuid, brand text, "from" date, "to" date, budget numeric, "ownerId" uuid, note text, version bigint)
`;

export const updateFunds = (tx: Tx, records: readonly FundRecord[]) => tx`
  update planning.funds fund
  set name = wanted.name, customer_id = wanted."customerId", brand = wanted.brand, date_start = wanted."from",
    date_end = wanted."to", total_budget = wanted.budget, owner_id = wanted."ownerId", note = wanted.note
  from jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb) as wanted (id uuid, name text, "customerId" uuid,
    brand text, "from" date, "to" date, budget numeric, "ownerId" uuid, note text)
  where fund.tenant_id = tenancy.current_tenant() and fund.id = wanted.id
`;

export const deleteFunds = (tx: Tx, ids: readonly string[]) => tx`
  delete from planning.funds fund
  where fund.id = any(${[...ids]}::uuid[])
`;
