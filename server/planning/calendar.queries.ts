import type { CalendarQuery, CalendarRow } from "../../shared/planning/calendar.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";

/** A promotion of the span, with what deciding its overlaps needs. */
export interface CalendarFacts extends Omit<CalendarRow, "overlaps"> {
  customerPath: string;
  skus: string[];
  /** False for a promotion above the asked customer: it is read for its overlaps only. */
  isAsked: boolean;
}

/**
 * The promotions with a day in the span, by customer and then first day: of one customer with all below it, or of all. Those
 * of the customers above it come too, since they may overlap.
 */
export const calendarFacts = (
  tx: Tx,
  { from, to, customer, limit }: CalendarQuery & { limit: number },
) => tx<CalendarFacts[]>`
  with asked as (
    select above.hierarchy_path
    from master.customers above
    where above.erp_id = ${given(customer)}
  )
  select promotion.id as promotion_id, promotion.number, promotion.name, customer.erp_id as customer_erp_id,
    customer.name as customer_name, promotion.tactic_type, tactic.name as tactic_name, promotion.status,
    promotion.accrual_status, promotion.date_start_sellin as sell_in_start, promotion.date_end_sellin as sell_in_end,
    promotion.date_start_scan as scan_start, promotion.date_end_scan as scan_end,
    customer.hierarchy_path::text as customer_path,
    ${given(customer)}::text is null
      or customer.hierarchy_path <@ (select asked.hierarchy_path from asked) as is_asked,
    array(
      select product.sku
      from planning.promotion_products line
      join master.products product on product.tenant_id = line.tenant_id and product.id = line.product_id
      where line.tenant_id = promotion.tenant_id and line.promotion_id = promotion.id
      order by product.sku
    ) as skus
  from planning.promotions promotion
  join master.customers customer
    on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
  join planning.tactic_types tactic
    on tactic.tenant_id = promotion.tenant_id and tactic.code = promotion.tactic_type
  where least(promotion.date_start_sellin, promotion.date_start_scan) <= ${to}::date
    and greatest(promotion.date_end_sellin, promotion.date_end_scan) >= ${from}::date
    and (${given(customer)}::text is null
      or customer.hierarchy_path <@ (select asked.hierarchy_path from asked)
      or customer.hierarchy_path @> (select asked.hierarchy_path from asked))
  order by customer.name, customer.erp_id, least(promotion.date_start_sellin, promotion.date_start_scan),
    promotion.number
  limit ${limit}
`;
