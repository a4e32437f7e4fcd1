import type { Day } from "../../shared/day.ts";
import type { AccrualMethod } from "../../shared/planning/promotion.ts";
import type { Named } from "../../shared/planning/resolve.ts";
import type { Tx } from "../db/pool.ts";

/** Which names are looked for, in small letters; `all` reads the whole list, for suggestions. */
export interface NamesAsked {
  wanted: readonly string[];
  all: boolean;
}

/** Entries that a list for suggestions holds at most: beyond that, a search is the better tool. */
const MOST = 5000;

/** A customer, with the ERP ids of itself and of everybody above it. */
export interface NamedCustomer extends Named {
  id: string;
  chain: string[];
}

export const customersNamed = (tx: Tx, { wanted, all }: NamesAsked) => tx<NamedCustomer[]>`
  select customer.id, customer.erp_id as code, customer.name,
    array(
      select above.erp_id
      from master.customers above
      where above.hierarchy_path @> customer.hierarchy_path
      order by nlevel(above.hierarchy_path)
    ) as chain
  from master.customers customer
  where customer.active
    and (${all}::boolean or lower(customer.erp_id) = any(${[...wanted]}::text[])
      or lower(customer.name) = any(${[...wanted]}::text[]))
  order by customer.erp_id
  limit ${MOST}
`;

export interface NamedTactic extends Named {
  costBasis: "PER_UNIT" | "PERCENT" | "FIXED";
  accrualMethod: AccrualMethod;
}

export const tacticsNamed = (tx: Tx) => tx<NamedTactic[]>`
  select tactic.code, tactic.name, tactic.cost_basis, tactic.accrual_method
  from planning.tactic_types tactic
  where tactic.active
  order by tactic.code
`;

export interface NamedFund extends Named {
  id: string;
  customerErpId: string | null;
  from: Day;
  to: Day;
}

export const fundsNamed = (tx: Tx, { wanted, all }: NamesAsked) => tx<NamedFund[]>`
  select fund.id, fund.number as code, fund.name, array[fund.id::text] as also, customer.erp_id as customer_erp_id,
    fund.date_start as "from", fund.date_end as "to"
  from planning.funds fund
  left join master.customers customer
    on customer.tenant_id = fund.tenant_id and customer.id = fund.customer_id
  where ${all}::boolean or lower(fund.number) = any(${[...wanted]}::text[])
    or lower(fund.name) = any(${[...wanted]}::text[]) or fund.id::text = any(${[...wanted]}::text[])
  order by fund.number
  limit ${MOST}
`;

export interface NamedPerson extends Named {
  id: string;
}

export const peopleNamed = (tx: Tx, { wanted, all }: NamesAsked) => tx<NamedPerson[]>`
  select person.id, coalesce(person.email, person.handle) as code, person.name,
    array[person.handle, person.id::text] as also
  from tenancy.users person
  where person.disabled_at is null
    and (${all}::boolean or lower(person.email) = any(${[...wanted]}::text[])
      or person.handle = any(${[...wanted]}::text[]) or lower(person.name) = any(${[...wanted]}::text[])
      or person.id::text = any(${[...wanted]}::text[]))
  order by person.name, person.id
  limit ${MOST}
`;

export interface NamedProduct extends Named {
  id: string;
  erpId: string;
}

export const productsNamed = (tx: Tx, { wanted, all }: NamesAsked) => tx<NamedProduct[]>`
  select product.id, product.erp_id, product.sku as code, product.name,
    array_remove(array[product.erp_id, product.gtin], null) as also
  from master.products product
  where product.active
    and (${all}::boolean or lower(product.sku) = any(${[...wanted]}::text[])
      or lower(product.erp_id) = any(${[...wanted]}::text[]) or product.gtin = any(${[...wanted]}::text[])
      or lower(product.name) = any(${[...wanted]}::text[]))
  order by product.sku
  limit ${MOST}
`;

export interface NamedPromotion extends Named {
  id: string;
}

/** Promotions by number or id; their names are not unique and mean nothing here. */
export const promotionsNamed = (tx: Tx, { wanted, all }: NamesAsked) => tx<NamedPromotion[]>`
  select promotion.id, promotion.number as code, promotion.number as name, array[promotion.id::text] as also
  from planning.promotions promotion
  where ${all}::boolean or promotion.number = any(select upper(name) from unnest(${[...wanted]}::text[]) as name)
    or promotion.id::text = any(${[...wanted]}::text[])
  order by promotion.number
  limit ${MOST}
`;
