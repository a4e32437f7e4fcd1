import type { PromotionLine, PromotionLineFilter } from "../../shared/planning/line.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";

type Figures = "lineSpend" | "marginPerUnit" | "landedCost" | "forecastMargin";

/** A line as the grid shows it, before its figures; who made and owns its promotion decides whether it may be edited. */
export type LineRow = Omit<PromotionLine, "editable" | Figures> & {
  createdById: string | null;
  ownerId: string | null;
};

const columns = (tx: Tx) => tx`
  line.id, line.promotion_id, promotion.number as promotion_number, promotion.name as promotion_name,
  promotion.status as promotion_status, product.erp_id as product_erp_id, product.sku, product.name as product_name,
  figure.list_price, figure.cogs, line.discount_per_unit,
  trim_scale(line.forecasted_base_units)::text as forecasted_base_units,
  trim_scale(line.forecasted_uplift_units)::text as forecasted_uplift_units,
  promotion.created_by as created_by_id, promotion.owner_id, line.version
`;

const source = (tx: Tx) => tx`
  page
  join planning.promotion_products line on line.tenant_id = tenancy.current_tenant() and line.id = page.id
  join planning.promotions promotion
    on promotion.tenant_id = line.tenant_id and promotion.id = line.promotion_id
  join master.products product on product.tenant_id = line.tenant_id and product.id = line.product_id
  join planning.line_figures figure on figure.tenant_id = line.tenant_id and figure.line_id = line.id
`;

/** A page of lines after the one named, in the order of their ids, one more than the page holds. */
export const linePage = (
  tx: Tx,
  { after, ...filter }: PromotionLineFilter & { after: string | null },
) => tx<LineRow[]>`
  with page as materialized (
    select line.id
    from planning.promotion_products line
    join planning.promotions promotion
      on promotion.tenant_id = line.tenant_id and promotion.id = line.promotion_id
    join master.customers customer
      on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
    left join planning.promotion_funds share
      on share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id
    left join planning.funds fund on fund.tenant_id = share.tenant_id and fund.id = share.fund_id
    where (${after}::uuid is null or line.id > ${after}::uuid)
      and (${given(filter.promotion)}::text is null or promotion.number = ${given(filter.promotion)}
        or promotion.id::text = lower(${given(filter.promotion)}))
      and (${given(filter.status)}::text is null or promotion.status = ${given(filter.status)})
      and (${given(filter.tactic)}::text is null or promotion.tactic_type = ${given(filter.tactic)})
      and (${given(filter.fund)}::text is null or fund.number = ${given(filter.fund)}
        or fund.id::text = lower(${given(filter.fund)}))
      and (${given(filter.from)}::date is null
        or greatest(promotion.date_end_sellin, promotion.date_end_scan) >= ${given(filter.from)}::date)
      and (${given(filter.to)}::date is null
        or least(promotion.date_start_sellin, promotion.date_start_scan) <= ${given(filter.to)}::date)
      and (${given(filter.customer)}::text is null or customer.hierarchy_path <@ (
        select above.hierarchy_path from master.customers above where above.erp_id = ${given(filter.customer)}))
    order by line.id
    limit ${filter.pageSize + 1}
  )
  select ${columns(tx)}
  from ${source(tx)}
  order by line.id
`;

/** These lines, in the order of their ids. */
export const linesById = (tx: Tx, ids: readonly string[]) => tx<LineRow[]>`
  with page as materialized (
    select asked.id
    from unnest(${[...new Set(ids)]}::uuid[]) as asked (id)
  )
  select ${columns(tx)}
  from ${source(tx)}
  order by line.id
`;
