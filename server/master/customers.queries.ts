import type { CustomerRecord } from "../../shared/erp/customer.ts";
import type { Tx } from "../db/pool.ts";

/** A customer in the words of its record; `attributes` is null where nothing is known. */
export interface KnownCustomer {
  id: string;
  erpId: string;
  name: string;
  retailer: string | null;
  type: string;
  parentErpId: string | null;
  paymentTerms: string | null;
  currency: string | null;
  attributes: Record<string, unknown> | null;
}

/** A customer to be written: its record under its own id. Its place is written apart, when its parent is there. */
export interface CustomerRow extends Omit<CustomerRecord, "parentErpId"> {
  id: string;
}

export const customersByErpId = (tx: Tx, erpIds: readonly string[]) => tx<KnownCustomer[]>`
  select customer.id, customer.erp_id, customer.name, customer.retailer, customer.type, parent.erp_id as parent_erp_id,
    customer.payment_terms, customer.currency, nullif(customer.attributes, '{}') as attributes
  from master.customers customer
  left join master.customers parent on parent.tenant_id = customer.tenant_id and parent.id = customer.parent_id
  where customer.erp_id = any(${[...erpIds]})
`;

/** The whole hierarchy as pairs: a circle may run through customers that nobody sent. */
export const customerParents = (tx: Tx) => tx<{ erpId: string; parentErpId: string | null }[]>`
  select customer.erp_id, parent.erp_id as parent_erp_id
  from master.customers customer
  left join master.customers parent on parent.tenant_id = customer.tenant_id and parent.id = customer.parent_id
`;

export const insertCustomers = (tx: Tx, rows: readonly CustomerRow[]) => tx`
  insert into master.customers (tenant_id, id, erp_id, name, retailer, type, payment_terms, currency, attributes)
  select tenancy.current_tenant(), row.id, row."erpId", row.name, row.retailer, row.type, row."paymentTerms", row.currency,
    coalesce(row.attributes, '{}')
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (id uuid, "erpId" text, name text, retailer text,
    type text, "paymentTerms" text, currency text, attributes jsonb)
`;

export const changeCustomers = (tx: Tx, rows: readonly CustomerRow[]) => tx`
  update master.customers customer
  set name = row.name, retailer = row.retailer, type = row.type, payment_terms = row."paymentTerms",
    currency = row.currency, attributes = coalesce(row.attributes, '{}')
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (id uuid, name text, retailer text, type text,
    "paymentTerms" text, currency text, attributes jsonb)
  where customer.id = row.id
`;

/** Takes customers out of the hierarchy, so that no circle can close while others are being placed. */
export const detachCustomers = (tx: Tx, erpIds: readonly string[]) => tx`
  update master.customers customer
  set parent_id = null
  where customer.erp_id = any(${[...erpIds]}) and customer.parent_id is not null
`;

export const placeCustomers = (
  tx: Tx,
  rows: readonly { erpId: string; parentErpId: string }[],
) => tx`
  update master.customers customer
  set parent_id = parent.id
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row ("erpId" text, "parentErpId" text)
  join master.customers parent on parent.erp_id = row."parentErpId"
  where customer.erp_id = row."erpId"
`;
