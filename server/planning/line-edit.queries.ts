import type { Money } from "../../shared/money.ts";
import type { Tx } from "../db/pool.ts";

/** A line as an edit needs it. */
export interface LineToEdit {
  id: string;
  promotionId: string;
  productId: string;
  productErpId: string;
  discountPerUnit: Money;
  forecastedBaseUnits: string;
  forecastedUpliftUnits: string;
  version: number;
}

/** Which promotions lines belong to now: they are locked before the lines are read. */
export const promotionsOfLines = (tx: Tx, ids: readonly string[]) => tx<{ promotionId: string }[]>`
  select distinct line.promotion_id
  from planning.promotion_products line
  where line.id = any(${[...ids]}::uuid[])
  order by line.promotion_id
`;

/** Locks the promotions of lines, in the order of their ids. */
export const lockPromotionsOfLines = (tx: Tx, ids: readonly string[]) => tx<{ id: string }[]>`
  select promotion.id
  from planning.promotions promotion
  where promotion.id in (
    select line.promotion_id
    from planning.promotion_products line
    where line.id = any(${[...ids]}::uuid[]))
  order by promotion.id
  for update
`;

export const linesToEdit = (tx: Tx, ids: readonly string[]) => tx<LineToEdit[]>`
  select line.id, line.promotion_id, line.product_id, product.erp_id as product_erp_id, line.discount_per_unit,
    trim_scale(line.forecasted_base_units)::text as forecasted_base_units,
    trim_scale(line.forecasted_uplift_units)::text as forecasted_uplift_units, line.version
  from planning.promotion_products line
  join master.products product on product.tenant_id = line.tenant_id and product.id = line.product_id
  where line.id = any(${[...ids]}::uuid[])
  order by line.id
`;

/** Which products promotions have already, and in which line. */
export const productsOf = (tx: Tx, promotionIds: readonly string[]) => tx<
  { id: string; promotionId: string; productId: string }[]
>`
  select line.id, line.promotion_id, line.product_id
  from planning.promotion_products line
  where line.promotion_id = any(${[...promotionIds]}::uuid[])
  order by line.id
`;

/** A line as it is written; a line that comes back from an undo says the version it had. */
export interface LineRecord {
  id: string;
  promotionId: string;
  productId: string;
  discountPerUnit: string;
  forecastedBaseUnits: string;
  forecastedUpliftUnits: string;
  version: number;
}

export const insertLines = (tx: Tx, records: readonly LineRecord[]) => tx`
  insert into planning.promotion_products (tenant_id, id, promotion_id, product_id, discount_per_unit,
    forecasted_base_units, forecasted_uplift_units, version)
  select tenancy.current_tenant(), line.id, line."promotionId", line."productId", line."discountPerUnit",
    line."forecastedBaseUnits", line."forecastedUpliftUnits", line.version
  from jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb) as line (id uuid, "promotionId" uuid,
    "productId" uuid, "discountPerUnit" numeric, "forecastedBaseUnits" numeric, "forecastedUpliftUnits" numeric,
    version bigint)
`;

export const updateLines = (tx: Tx, records: readonly LineRecord[]) => tx`
  update planning.promotion_products line
  set promotion_id = wanted."promotionId", product_id = wanted."productId",
    discount_per_unit = wanted."discountPerUnit", forecasted_base_units = wanted."forecastedBaseUnits",
    forecasted_uplift_units = wanted."forecastedUpliftUnits"
  from jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb) as wanted (id uuid, "promotionId" uuid,
    "productId" uuid, "discountPerUnit" numeric, "forecastedBaseUnits" numeric, "forecastedUpliftUnits" numeric)
  where line.tenant_id = tenancy.current_tenant() and line.id = wanted.id
`;

export const deleteLines = (tx: Tx, ids: readonly string[]) => tx`
  delete from planning.promotion_products line
  where line.id = any(${[...ids]}::uuid[])
`;
