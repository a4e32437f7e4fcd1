-- Two years of weekly shipments to the divisions and of sales in the stores. Arithmetic instead of chance: the same every time.
select set_config('app.tenant_id', '0190d000-0000-7000-8000-000000000001', true);
select intelligence.make_partitions(3, 25);

insert into intelligence.shipment_facts (tenant_id, invoice_date, invoice_id, line, product_id, customer_id, units_shipped, gross_sales,
  off_invoice_amount, net_invoiced, currency)
select product.tenant_id, week.day, format('INV-%s-%s', to_char(week.day, 'IYYYIW'), customer.erp_id), product.n, product.id, customer.id,
  volume.units, round(volume.units * product.list_price, 2), 0, round(volume.units * product.list_price, 2), 'USD'
from (
  select day::date as day, row_number() over (order by day)::integer as n
  from generate_series(date_trunc('week', current_date) - interval '103 weeks', date_trunc('week', current_date), interval '1 week') as day
) week
cross join (
  select customer.id, customer.erp_id, row_number() over (order by customer.erp_id)::integer as n
  from master.customers customer
  where customer.type = 'Bill-to'
) customer
cross join (
  select product.tenant_id, product.id, product.list_price, row_number() over (order by product.sku)::integer as n
  from master.products product
) product
cross join lateral (
  select 12 * (20 + (product.n * 7 + customer.n * 13) % 30
    + round(10 * sin(2 * pi() * extract(week from week.day)::integer / 52.0 + product.n))::integer
    + (extract(week from week.day)::integer * 31 + product.n * 17 + customer.n * 5) % 9) as units
) volume
on conflict do nothing;

-- The bill-back P-1011 accrues with what ships: one promotional order brings it to half of its plan, which is what is accrued.
insert into intelligence.shipment_facts (tenant_id, invoice_date, invoice_id, line, product_id, customer_id, units_shipped, gross_sales,
  off_invoice_amount, net_invoiced, currency)
select line.tenant_id, current_date - 10, 'INV-P1011', 1, line.product_id, division.id, still.units, round(still.units * product.list_price, 2), 0,
  round(still.units * product.list_price, 2), 'USD'
from planning.promotions promotion
join planning.promotion_products line on line.tenant_id = promotion.tenant_id and line.promotion_id = promotion.id
join master.products product on product.tenant_id = line.tenant_id and product.id = line.product_id
join master.customers division on division.tenant_id = promotion.tenant_id and division.erp_id = 'KROGER-CIN'
cross join lateral (
  select (line.forecasted_base_units + line.forecasted_uplift_units) / 2 - coalesce(sum(fact.units_shipped), 0) as units
  from intelligence.shipment_facts fact
  join master.customers customer on customer.tenant_id = fact.tenant_id and customer.id = fact.customer_id
  join master.customers retailer on retailer.tenant_id = promotion.tenant_id and retailer.id = promotion.customer_id
  where fact.tenant_id = line.tenant_id and fact.product_id = line.product_id and customer.hierarchy_path <@ retailer.hierarchy_path
    and fact.invoice_date between promotion.date_start_sellin and promotion.date_end_sellin
) still
where promotion.number = 'P-1011' and still.units > 0
on conflict do nothing;

insert into intelligence.pos_facts (tenant_id, date, product_id, customer_store_id, units_sold, sales_value, is_promotion,
  promo_price_detected, base_price, currency)
select product.tenant_id, week.day, product.id, store.id, sold.units,
  round(sold.units * case when sold.promoted then product.srp - 0.5 else product.srp end, 2), sold.promoted,
  case when sold.promoted then product.srp - 0.5 end, product.srp, 'USD'
from (
  select day::date as day
  from generate_series(date_trunc('week', current_date) - interval '103 weeks', date_trunc('week', current_date), interval '1 week') as day
) week
cross join (
  select store.id, row_number() over (order by store.erp_id)::integer as n
  from master.customers store
  where store.type = 'Store'
) store
cross join (
  select product.tenant_id, product.id, product.srp, row_number() over (order by product.sku)::integer as n
  from master.products product
) product
cross join lateral (select (extract(week from week.day)::integer + product.n * 3) % 13 = 0 as promoted) offer
cross join lateral (
  select offer.promoted, (40 + (product.n * 11 + store.n * 17) % 35
    + round(8 * sin(2 * pi() * extract(week from week.day)::integer / 52.0 + product.n))::integer
    + (extract(week from week.day)::integer * 29 + product.n * 13 + store.n * 7) % 11)
    * case when offer.promoted then 2 else 1 end as units
) sold
on conflict do nothing;
