import type { z } from "zod";
import type {
  Account,
  Customer,
  ListQuery,
  Period,
  Person,
  Product,
  ReasonCode,
  Tactic,
} from "../../shared/master/lists.ts";
import type { Tx } from "../db/pool.ts";

type Asked = ListQuery & { after: string | null };
type Row<Shape extends z.ZodType> = z.output<Shape> & { key: string };

/** Text that contains what was searched for; `%` and `_` stand for themselves. */
const like = (search: string | undefined) =>
  search ? `%${search.replace(/[\\%_]/g, "\\$&")}%` : null;

export const customers = (tx: Tx, { after, search, pageSize }: Asked) => tx<Row<typeof Customer>[]>`
  select customer.erp_id as key, customer.id, customer.erp_id, customer.name, customer.retailer, customer.type,
    parent.erp_id as parent_erp_id, customer.payment_terms
  from master.customers customer
  left join master.customers parent
    on parent.tenant_id = customer.tenant_id and parent.id = customer.parent_id
  where customer.active and (${after}::text is null or customer.erp_id > ${after})
    and (${like(search)}::text is null or customer.erp_id ilike ${like(search)} or customer.name ilike ${like(search)})
  order by customer.erp_id
  limit ${pageSize + 1}
`;

export const products = (tx: Tx, { after, search, pageSize }: Asked) => tx<Row<typeof Product>[]>`
  select product.erp_id as key, product.id, product.erp_id, product.sku, product.name, product.brand,
    product.category, product.list_price, product.cogs_standard
  from master.products product
  where product.active and (${after}::text is null or product.erp_id > ${after})
    and (${like(search)}::text is null or product.sku ilike ${like(search)} or product.name ilike ${like(search)})
  order by product.erp_id
  limit ${pageSize + 1}
`;

export const tactics = (tx: Tx, { after, search, pageSize }: Asked) => tx<Row<typeof Tactic>[]>`
  select tactic.code as key, tactic.code, tactic.name, tactic.cost_basis, tactic.window_basis, tactic.accrual_method,
    tactic.presentation, tactic.spend_role, account.code as spend_account, tactic.description
  from planning.tactic_types tactic
  left join master.chart_of_accounts account
    on account.tenant_id = tactic.tenant_id and account.role = tactic.spend_role and account.active
  where tactic.active and (${after}::text is null or tactic.code > ${after})
    and (${like(search)}::text is null or tactic.code ilike ${like(search)} or tactic.name ilike ${like(search)})
  order by tactic.code
  limit ${pageSize + 1}
`;

/** People who sign in; the connections of systems are nobody who could own anything. */
export const people = (tx: Tx, { after, search, pageSize }: Asked) => tx<Row<typeof Person>[]>`
  select person.id::text as key, person.id, person.name, person.email
  from tenancy.users person
  where person.disabled_at is null and (${after}::uuid is null or person.id > ${after}::uuid)
    and (${like(search)}::text is null or person.name ilike ${like(search)} or person.email ilike ${like(search)})
    and exists (
      select from tenancy.role_grants granted
      where granted.tenant_id = person.tenant_id and granted.user_id = person.id and granted.role <> 'Integration')
  order by person.id
  limit ${pageSize + 1}
`;

export const reasons = (tx: Tx, { after, search, pageSize }: Asked) => tx<Row<typeof ReasonCode>[]>`
  select meaning.id::text as key, nullif(meaning.retailer, '*') as retailer, meaning.code, meaning.label,
    meaning.l1 as reason, meaning.trade
  from master.reason_codes meaning
  where (${after}::uuid is null or meaning.id > ${after}::uuid)
    and (${like(search)}::text is null or meaning.code ilike ${like(search)} or meaning.label ilike ${like(search)}
      or meaning.l1 ilike ${like(search)} or meaning.retailer ilike ${like(search)})
  order by meaning.id
  limit ${pageSize + 1}
`;

export const accounts = (tx: Tx, { after, search, pageSize }: Asked) => tx<Row<typeof Account>[]>`
  select account.code as key, account.code, account.name, account.kind, account.role
  from master.chart_of_accounts account
  where account.active and (${after}::text is null or account.code > ${after})
    and (${like(search)}::text is null or account.code ilike ${like(search)} or account.name ilike ${like(search)})
  order by account.code
  limit ${pageSize + 1}
`;

export const periods = (tx: Tx, { after, search, pageSize }: Asked) => tx<Row<typeof Period>[]>`
  select period.ledger || '/' || period.code as key, period.code, period.date_start as start,
    period.date_end as "end", period.status, period.ledger
  from master.fiscal_periods period
  where (${after}::text is null or period.ledger || '/' || period.code > ${after})
    and (${like(search)}::text is null or period.code ilike ${like(search)})
  order by period.ledger || '/' || period.code
  limit ${pageSize + 1}
`;
