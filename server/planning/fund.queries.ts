import type { Fund, FundFilter } from "../../shared/planning/fund.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";

/** A fund as the grid shows it; only whether the caller may edit it is not known here. */
export type FundRow = Omit<Fund, "editable">;

const columns = (tx: Tx) => tx`
  fund.id, fund.number, fund.name, customer.erp_id as customer_erp_id, customer.name as customer_name,
  fund.brand, fund.date_start as "from", fund.date_end as "to", balance.allocated as budget, balance.earned,
  (balance.transfers_in - balance.transfers_out)::numeric(19,4) as transfers, balance.adjustments,
  balance.drawbacks, balance.reserved, balance.committed, balance.actual,
  balance.remaining_balance as available, balance.failed_accruals,
  fund.owner_id, owner.name as owner_name, fund.note, fund.version
`;

const source = (tx: Tx) => tx`
  page
  join planning.funds fund on fund.tenant_id = tenancy.current_tenant() and fund.id = page.id
  join planning.fund_balances balance
    on balance.tenant_id = fund.tenant_id and balance.fund_id = fund.id
  left join master.customers customer
    on customer.tenant_id = fund.tenant_id and customer.id = fund.customer_id
  left join tenancy.users owner on owner.tenant_id = fund.tenant_id and owner.id = fund.owner_id
`;

/** A page of funds with what is left of them, in the order of their ids, one more than the page holds. */
export const fundPage = (tx: Tx, { after, ...filter }: FundFilter & { after: string | null }) => tx<
  FundRow[]
>`
  with page as materialized (
    select fund.id
    from planning.funds fund
    left join master.customers customer
      on customer.tenant_id = fund.tenant_id and customer.id = fund.customer_id
    where (${after}::uuid is null or fund.id > ${after}::uuid)
      and (${given(filter.from)}::date is null or fund.date_end >= ${given(filter.from)}::date)
      and (${given(filter.to)}::date is null or fund.date_start <= ${given(filter.to)}::date)
      and (${given(filter.customer)}::text is null or customer.hierarchy_path <@ (
        select above.hierarchy_path from master.customers above where above.erp_id = ${given(filter.customer)}))
    order by fund.id
    limit ${filter.pageSize + 1}
  )
  select ${columns(tx)}
  from ${source(tx)}
  order by fund.id
`;

/** These funds, in the order of their ids. */
export const fundsById = (tx: Tx, ids: readonly string[]) => tx<FundRow[]>`
  with page as materialized (
    select asked.id
    from unnest(${[...new Set(ids)]}::uuid[]) as asked (id)
  )
  select ${columns(tx)}
  from ${source(tx)}
  order by fund.id
`;

/** Locks funds in the order of their ids, after the promotions. */
export const lockFunds = (tx: Tx, ids: readonly string[]) => tx<{ id: string }[]>`
  select fund.id
  from planning.funds fund
  where fund.id = any(${[...ids]}::uuid[])
  order by fund.id
  for update
`;

/** What is left of these funds: read after they were locked, so that nobody spends it meanwhile. */
export const fundsLeft = (tx: Tx, ids: readonly string[]) => tx<FundLeft[]>`
  select fund.id, fund.number, fund.name, fund.total_budget as budget, balance.remaining_balance as available
  from planning.funds fund
  join planning.fund_balances balance
    on balance.tenant_id = fund.tenant_id and balance.fund_id = fund.id
  where fund.id = any(${[...ids]}::uuid[])
  order by fund.id
`;

export interface FundLeft {
  id: string;
  number: string;
  name: string;
  budget: Fund["budget"];
  available: Fund["available"];
}
