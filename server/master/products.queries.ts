import type { ProductRecord } from "../../shared/erp/product.ts";
import type { Money } from "../../shared/money.ts";
import type { Tx } from "../db/pool.ts";

/** A product in the words of its record. */
export interface KnownProduct {
  id: string;
  erpId: string;
  sku: string;
  name: string;
  brand: string;
  category: string;
  subCategory: string | null;
  listPrice: Money;
  cogsStandard: Money;
  currency: string | null;
  uom: string | null;
  unitsPerCase: string | null;
  gtin: string | null;
  attributes: Record<string, unknown> | null;
}

/** A product to be written: its record under its own id. */
export interface ProductRow extends ProductRecord {
  id: string;
}

export const productsByErpId = (tx: Tx, erpIds: readonly string[]) => tx<KnownProduct[]>`
  select product.id, product.erp_id, product.sku, product.name, product.brand, product.category, product.sub_category,
    product.list_price, product.cogs_standard, product.currency, product.uom,
    product.units_per_case::text as units_per_case, product.gtin, nullif(product.attributes, '{}') as attributes
  from master.products product
  where product.erp_id = any(${[...erpIds]})
`;

export const skuOwners = (tx: Tx, skus: readonly string[]) => tx<{ sku: string; erpId: string }[]>`
  select product.sku, product.erp_id
  from master.products product
  where product.sku = any(${[...skus]})
`;

export const insertProducts = (tx: Tx, rows: readonly ProductRow[]) => tx`
  insert into master.products (tenant_id, id, erp_id, sku, name, brand, category, sub_category, list_price, cogs_standard,
    currency, uom, units_per_case, gtin, attributes)
  select tenancy.current_tenant(), row.id, row."erpId", row.sku, row.name, row.brand, row.category, row."subCategory",
    row."listPrice", row."cogsStandard", row.currency, row.uom, row."unitsPerCase", row.gtin, coalesce(row.attributes, '{}')
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (id uuid, "erpId" text, sku text, name text,
    brand text, category text, "subCategory" text, "listPrice" numeric, "cogsStandard" numeric, currency text, uom text,
    "unitsPerCase" numeric, gtin text, attributes jsonb)
`;

export const changeProducts = (tx: Tx, rows: readonly ProductRow[]) => tx`
  update master.products product
  set sku = row.sku, name = row.name, brand = row.brand, category = row.category, sub_category = row."subCategory",
    list_price = row."listPrice", cogs_standard = row."cogsStandard", currency = row.currency, uom = row.uom,
    units_per_case = row."unitsPerCase", gtin = row.gtin, attributes = coalesce(row.attributes, '{}')
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (id uuid, sku text, name text, brand text,
    category text, "subCategory" text, "listPrice" numeric, "cogsStandard" numeric, currency text, uom text,
    "unitsPerCase" numeric, gtin text, attributes jsonb)
  where product.id = row.id
`;
