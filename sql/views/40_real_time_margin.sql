create view intelligence.real_time_margin with (security_invoker = true) as
select
  part.tenant_id,
  part.customer_id,
  part.product_id,
  part.month,
  sum(part.units)::numeric(19,4) as units,
  sum(part.gross_sales)::numeric(19,4) as gross_sales,
  sum(part.off_invoice_amount)::numeric(19,4) as off_invoice_amount,
  sum(part.net_revenue)::numeric(19,4) as net_revenue,
  sum(part.cogs)::numeric(19,4) as cogs,
  sum(part.trade_accrued)::numeric(19,4) as trade_accrued,
  (sum(part.net_revenue) - sum(part.cogs) - sum(part.trade_accrued))::numeric(19,4) as margin
from (
  select
    fact.tenant_id, fact.customer_id, fact.product_id, date_trunc('month', fact.invoice_date)::date as month,
    fact.units_shipped as units, fact.gross_sales, fact.off_invoice_amount, fact.net_revenue,
    round(fact.units_shipped * product.cogs_standard, 4) as cogs, 0::numeric as trade_accrued
  from intelligence.shipment_facts fact
  join master.products product on product.tenant_id = fact.tenant_id and product.id = fact.product_id
  union all
  select
    entry.tenant_id, entry.customer_id, entry.product_id, date_trunc('month', entry.posting_date)::date,
    0, 0, 0, 0, 0, entry.amount
  from finance.accrual_ledger entry
  where entry.entry <> 'SETTLE'
) part
group by part.tenant_id, part.customer_id, part.product_id, part.month;
grant select on intelligence.real_time_margin to tradebook_app;

comment on view intelligence.real_time_margin is 'Margin by customer, product and month | Joins products (COGS), shipments (revenue) and the accrual ledger (trade spend); off-invoice is already inside net revenue';
comment on column intelligence.real_time_margin.tenant_id is 'Company the row belongs to | Row level security';
comment on column intelligence.real_time_margin.customer_id is 'Customer | master.customers';
comment on column intelligence.real_time_margin.product_id is 'Product; empty for trade spend that names none | master.products';
comment on column intelligence.real_time_margin.month is 'First day of the month | Invoice date of shipments, posting date of accruals';
comment on column intelligence.real_time_margin.units is 'Units shipped | Sum of shipment_facts.units_shipped';
comment on column intelligence.real_time_margin.gross_sales is 'Sales at list price | Sum of shipment_facts.gross_sales';
comment on column intelligence.real_time_margin.off_invoice_amount is 'Allowances on the face of invoices | For information: net revenue has them already';
comment on column intelligence.real_time_margin.net_revenue is 'Revenue the G/L booked | Net invoiced less other deductions';
comment on column intelligence.real_time_margin.cogs is 'Cost of the units shipped | Units times the product''s standard cost';
comment on column intelligence.real_time_margin.trade_accrued is 'Trade spend booked as accrual | Every entry of the accrual ledger except SETTLE, which moves the balance sheet only';
comment on column intelligence.real_time_margin.margin is 'Margin after trade spend | net revenue - COGS - trade accrued';
