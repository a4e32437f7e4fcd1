import type { ShippedAccrual, ShippedDay } from "../../shared/planning/shipped.ts";
import type { Tx } from "../db/pool.ts";

/**
 * What was invoiced for a promotion: its products, to its customer or who it bills through and everybody below them, with
 * an invoice date inside its sell-in.
 */
export const shippedFor = (tx: Tx, promotionId: string) => tx<ShippedDay[]>`
  select fact.product_id, fact.invoice_date as day, sum(fact.units_shipped)::text as units, line.discount_per_unit as rate
  from planning.promotions promotion
  join planning.promotion_products line
    on line.tenant_id = promotion.tenant_id and line.promotion_id = promotion.id
  join master.customers buyer on buyer.tenant_id = promotion.tenant_id and exists (
    select from master.customers named
    where named.tenant_id = promotion.tenant_id
      and named.id in (promotion.customer_id, promotion.bill_through_customer_id)
      and named.hierarchy_path @> buyer.hierarchy_path)
  join intelligence.shipment_facts fact
    on fact.tenant_id = promotion.tenant_id and fact.customer_id = buyer.id and fact.product_id = line.product_id
    and fact.invoice_date between promotion.date_start_sellin and promotion.date_end_sellin
  where promotion.id = ${promotionId}::uuid
  group by fact.product_id, fact.invoice_date, line.discount_per_unit
  order by fact.invoice_date, fact.product_id
`;

/** What the sub-ledger holds of a promotion's accrual, settlements left out: what came in less what was given back. */
export const bookedByProduct = (tx: Tx, promotionId: string) => tx<ShippedAccrual[]>`
  select coalesce(entry.performance_period, entry.accounting_period) as performance_period, entry.product_id,
    sum(entry.amount)::numeric(19,4) as amount
  from finance.accrual_ledger entry
  where entry.promotion_id = ${promotionId}::uuid
    and coalesce(entry.reverses_entry, entry.entry) in ('ACCRUE', 'TRUE_UP', 'RELEASE', 'ADJUST_ERP')
  group by coalesce(entry.performance_period, entry.accounting_period), entry.product_id
  order by 1, 2
`;

/** How often a promotion has accrued shipments so far, and once more. */
export const nextShipment = (tx: Tx, promotionId: string) => tx<{ version: number }[]>`
  select coalesce(max(journal.source_version), 0) + 1 as version
  from finance.gl_journals journal
  where journal.promotion_id = ${promotionId}::uuid and journal.source like 'shipments:%'
`;
