import type { Money } from "../../shared/money.ts";
import type { Tx } from "../db/pool.ts";

/** One writer of invoices at a time and tenant: two batches with one invoice then see each other. */
export const holdInvoices = (tx: Tx) => tx`
  select pg_advisory_xact_lock(hashtextextended('staging.invoices ' || tenancy.current_tenant()::text, 0))
`;

/** The first and the last day for which facts can be kept: twenty years back, one ahead. */
export const spanOfFacts = (tx: Tx) => tx<{ from: string; to: string }[]>`
  select (date_trunc('month', current_date) - interval '240 months')::date as "from",
    (date_trunc('month', current_date) + interval '13 months - 1 day')::date as "to"
`;

/** Makes the months that these days fall into, when one of them is missing: facts are kept by month. */
export const makeMonths = (tx: Tx, days: readonly string[]) => tx`
  select intelligence.make_partitions(greatest(0, month.ahead), greatest(0, month.back))
  from (
    select max(away.months) as ahead, -min(away.months) as back
    from unnest(${[...days]}::date[]) as named (day)
    cross join lateral (
      select ((extract(year from named.day) - extract(year from current_date)) * 12
        + extract(month from named.day) - extract(month from current_date))::integer as months
    ) away
    having bool_or(to_regclass('intelligence.shipment_facts_' || to_char(named.day, 'YYYY_MM')) is null)
  ) month
`;

export const productsNamed = (tx: Tx, erpIds: readonly string[]) => tx<
  { id: string; erpId: string }[]
>`
  select product.id, product.erp_id
  from master.products product
  where product.erp_id = any(${[...erpIds]})
`;

/** A line that was received before, in the words of its record; the id is that of its invoice in the mirror. */
export interface ReceivedLine {
  id: string | null;
  batchId: string | null;
  customerId: string;
  productId: string;
  invoiceId: string;
  line: number;
  invoiceDate: string;
  customerErpId: string;
  productErpId: string;
  units: string;
  grossSales: Money;
  offInvoiceAmount: Money;
  netInvoiced: Money;
  currency: string;
}

/** Every line that the books have of these invoices, on the date given and on the one they had. */
export const linesReceived = (
  tx: Tx,
  invoices: readonly { invoiceId: string; invoiceDate: string }[],
) => tx<ReceivedLine[]>`
  with named as (
    select row."invoiceId" as invoice_id, row."invoiceDate" as invoice_date
    from jsonb_to_recordset(${JSON.stringify(invoices)}::text::jsonb) as row ("invoiceId" text, "invoiceDate" date)
  ), dated as (
    select named.invoice_id, named.invoice_date
    from named
    union
    select mirrored.erp_ref_id, mirrored.posting_date
    from finance.gl_transactions mirrored
    join named on named.invoice_id = mirrored.erp_ref_id
    where mirrored.source = 'invoices'
  )
  select mirrored.id, fact.batch_id, fact.customer_id, fact.product_id, fact.invoice_id, fact.line, fact.invoice_date,
    customer.erp_id as customer_erp_id, product.erp_id as product_erp_id, fact.units_shipped::text as units,
    fact.gross_sales, fact.off_invoice_amount, fact.net_invoiced, coalesce(fact.currency, '') as currency
  from dated
  join intelligence.shipment_facts fact
    on fact.invoice_date = dated.invoice_date and fact.invoice_id = dated.invoice_id
  join master.customers customer on customer.tenant_id = fact.tenant_id and customer.id = fact.customer_id
  join master.products product on product.tenant_id = fact.tenant_id and product.id = fact.product_id
  left join finance.gl_transactions mirrored
    on mirrored.tenant_id = fact.tenant_id and mirrored.source = 'invoices' and mirrored.erp_ref_id = fact.invoice_id
`;

/** A line of an invoice, ready to be written. */
export interface LineRow {
  invoiceId: string;
  line: number;
  invoiceDate: string;
  productId: string;
  customerId: string;
  units: string;
  grossSales: Money;
  offInvoiceAmount: Money;
  netInvoiced: Money;
  currency: string;
}

export const insertLines = (tx: Tx, batchId: string, rows: readonly LineRow[]) => tx`
  insert into intelligence.shipment_facts (tenant_id, invoice_date, invoice_id, line, product_id, customer_id, units_shipped,
    gross_sales, off_invoice_amount, net_invoiced, currency, batch_id)
  select tenancy.current_tenant(), row."invoiceDate", row."invoiceId", row.line, row."productId", row."customerId", row.units,
    row."grossSales", row."offInvoiceAmount", row."netInvoiced", row.currency, ${batchId}
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (
    "invoiceId" text, line integer, "invoiceDate" date, "productId" uuid, "customerId" uuid, units numeric,
    "grossSales" numeric, "offInvoiceAmount" numeric, "netInvoiced" numeric, currency text)
`;

/** An invoice has one date: when it changes, all of its lines move. */
export const moveInvoices = (
  tx: Tx,
  moved: readonly { invoiceId: string; from: string; to: string }[],
) => tx`
  update intelligence.shipment_facts fact
  set invoice_date = moved."to"
  from jsonb_to_recordset(${JSON.stringify(moved)}::text::jsonb) as moved ("invoiceId" text, "from" date, "to" date)
  where fact.invoice_date = moved."from" and fact.invoice_id = moved."invoiceId"
`;

export const changeLines = (tx: Tx, batchId: string, rows: readonly LineRow[]) => tx`
  update intelligence.shipment_facts fact
  set product_id = row."productId", customer_id = row."customerId", units_shipped = row.units,
    gross_sales = row."grossSales", off_invoice_amount = row."offInvoiceAmount", net_invoiced = row."netInvoiced",
    currency = row.currency, batch_id = ${batchId}
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (
    "invoiceId" text, line integer, "invoiceDate" date, "productId" uuid, "customerId" uuid, units numeric,
    "grossSales" numeric, "offInvoiceAmount" numeric, "netInvoiced" numeric, currency text)
  where fact.invoice_date = row."invoiceDate" and fact.invoice_id = row."invoiceId" and fact.line = row.line
`;

/** Restates invoices in the ERP's mirror as the sum of their lines; a new one gets the id given. */
export const mirrorInvoices = (
  tx: Tx,
  invoices: readonly { id: string; invoice_id: string; invoice_date: string; batch_id: string }[],
) => tx<{ invoiceId: string; id: string }[]>`
  select mirrored.invoice_id, mirrored.id
  from finance.mirror_invoices(${JSON.stringify(invoices)}::text::jsonb) mirrored
`;

/** What was shipped to whom and when, before or after a change: it may touch promotions. */
export interface Touched {
  customerId: string;
  productId: string;
  day: string;
}

/** Has every promotion that these shipments fall into look at what it accrues, once each. */
export const enqueueAccruals = (tx: Tx, touched: readonly Touched[]) => tx`
  select jobs.enqueue_all('accrue-shipments', array_agg(jsonb_build_object('promotionId', running.id)),
    array_agg('accrue-shipments:' || running.id))
  from (
    select distinct promotion.id
    from (
      select distinct row."customerId" as customer_id, row."productId" as product_id, row.day
      from jsonb_to_recordset(${JSON.stringify(touched)}::text::jsonb) as row ("customerId" uuid, "productId" uuid, day date)
    ) shipped
    join master.customers buyer on buyer.id = shipped.customer_id
    join planning.promotion_products line on line.product_id = shipped.product_id
    join planning.promotions promotion
      on promotion.tenant_id = line.tenant_id and promotion.id = line.promotion_id
      and shipped.day between promotion.date_start_sellin and promotion.date_end_sellin
    where promotion.status in ('APPROVED', 'LIVE', 'COMPLETED')
      and promotion.accrual_method in ('PER_SHIPMENT', 'PLAN_AT_APPROVAL')
      and exists (
        select from master.customers named
        where named.id in (promotion.customer_id, promotion.bill_through_customer_id)
          and named.hierarchy_path @> buyer.hierarchy_path)
  ) running
  having count(*) > 0
`;
