-- Prairie Pantry's master data. Ids are fixed, so that a test can name them; dates follow today.
select set_config('app.tenant_id', '0190d000-0000-7000-8000-000000000001', true);

insert into master.customers (tenant_id, id, erp_id, name, retailer, type, parent_id, payment_terms, currency)
select tenancy.current_tenant(), customer.id::uuid, customer.erp_id, customer.name, customer.retailer, customer.type,
  customer.parent_id::uuid, 'Net 60', 'USD'
from (values
  (1, '0190d000-0000-7000-8000-000000001101', 'WALMART', 'Walmart', 'Walmart', 'HQ', null),
  (2, '0190d000-0000-7000-8000-000000001102', 'WALMART-EAST', 'Walmart East', 'Walmart', 'Bill-to', '0190d000-0000-7000-8000-000000001101'),
  (2, '0190d000-0000-7000-8000-000000001103', 'WALMART-WEST', 'Walmart West', 'Walmart', 'Bill-to', '0190d000-0000-7000-8000-000000001101'),
  (3, '0190d000-0000-7000-8000-000000001104', 'WMT-0411', 'Walmart Store 411', 'Walmart', 'Store', '0190d000-0000-7000-8000-000000001102'),
  (3, '0190d000-0000-7000-8000-000000001105', 'WMT-0412', 'Walmart Store 412', 'Walmart', 'Store', '0190d000-0000-7000-8000-000000001102'),
  (3, '0190d000-0000-7000-8000-000000001106', 'WMT-2207', 'Walmart Store 2207', 'Walmart', 'Store', '0190d000-0000-7000-8000-000000001103'),
  (1, '0190d000-0000-7000-8000-000000001111', 'KROGER', 'Kroger', 'Kroger', 'HQ', null),
  (2, '0190d000-0000-7000-8000-000000001112', 'KROGER-ATL', 'Kroger Atlanta', 'Kroger', 'Bill-to', '0190d000-0000-7000-8000-000000001111'),
  (2, '0190d000-0000-7000-8000-000000001113', 'KROGER-CIN', 'Kroger Cincinnati', 'Kroger', 'Bill-to', '0190d000-0000-7000-8000-000000001111'),
  (3, '0190d000-0000-7000-8000-000000001114', 'KRO-0087', 'Kroger Store 87', 'Kroger', 'Store', '0190d000-0000-7000-8000-000000001112'),
  (3, '0190d000-0000-7000-8000-000000001115', 'KRO-0931', 'Kroger Store 931', 'Kroger', 'Store', '0190d000-0000-7000-8000-000000001113')
) as customer (level, id, erp_id, name, retailer, type, parent_id)
order by customer.level
on conflict do nothing;

insert into master.products (tenant_id, id, erp_id, sku, name, brand, category, sub_category, list_price, cogs_standard, srp,
  currency, uom, units_per_case, gtin, attributes)
select tenancy.current_tenant(), format('0190d000-0000-7000-8000-0000000012%s', product.n)::uuid, '4000' || product.n,
  product.sku, product.name, product.brand, product.category, product.sub_category, product.list_price, product.cogs,
  round(product.list_price * 1.45, 2), 'USD', 'EA', 12, '00850000' || product.n || '00' || product.n, product.attributes::jsonb
from (values
  ('01', 'PG-OAT-12', 'Prairie Gold Oat Rings 12 oz', 'Prairie Gold', 'Cereal', 'Oat', 3.2000, 1.4100, '{"organic": true}'),
  ('02', 'PG-HON-12', 'Prairie Gold Honey Rings 12 oz', 'Prairie Gold', 'Cereal', 'Oat', 3.2000, 1.4600, '{}'),
  ('03', 'PG-BRN-16', 'Prairie Gold Bran Flakes 16 oz', 'Prairie Gold', 'Cereal', 'Bran', 3.6500, 1.5800, '{"wholeGrain": true}'),
  ('04', 'PG-GRN-14', 'Prairie Gold Granola 14 oz', 'Prairie Gold', 'Cereal', 'Granola', 4.1000, 2.0500, '{"organic": true}'),
  ('05', 'MD-ALM-05', 'Meadow Almond Bars 5 ct', 'Meadow', 'Bars', 'Nut', 3.9000, 1.8700, '{"glutenFree": true}'),
  ('06', 'MD-CHO-05', 'Meadow Chocolate Bars 5 ct', 'Meadow', 'Bars', 'Sweet', 3.7000, 1.7300, '{}'),
  ('07', 'MD-OAT-05', 'Meadow Oat Bars 5 ct', 'Meadow', 'Bars', 'Oat', 3.5000, 1.6100, '{"organic": true}'),
  ('08', 'MD-PRO-04', 'Meadow Protein Bars 4 ct', 'Meadow', 'Bars', 'Protein', 5.2000, 2.6400, '{"glutenFree": true}'),
  ('09', 'HE-SEA-09', 'Hearth Sea Salt Crackers 9 oz', 'Hearth', 'Crackers', 'Plain', 2.8500, 1.1900, '{}'),
  ('10', 'HE-ROS-09', 'Hearth Rosemary Crackers 9 oz', 'Hearth', 'Crackers', 'Herb', 2.9500, 1.2400, '{}'),
  ('11', 'HE-CHE-08', 'Hearth Cheddar Crackers 8 oz', 'Hearth', 'Crackers', 'Cheese', 3.0500, 1.3300, '{}'),
  ('12', 'HE-MUL-09', 'Hearth Multigrain Crackers 9 oz', 'Hearth', 'Crackers', 'Grain', 3.0000, 1.2800, '{"wholeGrain": true}')
) as product (n, sku, name, brand, category, sub_category, list_price, cogs, attributes)
on conflict do nothing;

insert into master.price_lists (tenant_id, product_id, valid_from, amount, currency)
select product.tenant_id, product.id, date_trunc('year', current_date)::date, product.list_price, 'USD'
from master.products product
on conflict do nothing;

insert into master.cost_history (tenant_id, product_id, valid_from, amount, currency)
select product.tenant_id, product.id, date_trunc('year', current_date)::date, product.cogs_standard, 'USD'
from master.products product
on conflict do nothing;

insert into master.chart_of_accounts (tenant_id, id, code, name, kind, role)
select tenancy.current_tenant(), format('0190d000-0000-7000-8000-0000000013%s', account.n)::uuid, account.code, account.name,
  account.kind, account.role
from (values
  ('01', '1000', 'Cash', 'ASSET', 'CASH'),
  ('02', '1100', 'Accounts receivable', 'ASSET', 'AR'),
  ('03', '1150', 'Deductions in clearing', 'ASSET', 'DEDUCTION_CLEARING'),
  ('04', '1160', 'Receivables in dispute', 'ASSET', 'DISPUTED_AR'),
  ('05', '1170', 'Prepaid trade', 'ASSET', 'PREPAID_TRADE'),
  ('06', '2100', 'Accounts payable', 'LIABILITY', 'AP'),
  ('07', '2150', 'Accrued trade', 'LIABILITY', 'ACCRUED_TRADE'),
  ('08', '4000', 'Gross sales', 'REVENUE', 'REVENUE'),
  ('09', '4100', 'Trade promotions', 'CONTRA_REVENUE', 'TRADE_SPEND'),
  ('10', '4110', 'Off-invoice allowances', 'CONTRA_REVENUE', 'OFF_INVOICE'),
  ('11', '5510', 'Slotting', 'CONTRA_REVENUE', 'SLOTTING'),
  ('12', '6100', 'Advertising, distinct services', 'EXPENSE', 'DISTINCT_SERVICE'),
  ('13', '6900', 'Deduction write-offs', 'EXPENSE', 'WRITE_OFF'),
  ('14', '7900', 'Currency differences', 'EXPENSE', 'FX')
) as account (n, code, name, kind, role)
on conflict do nothing;

-- Two years of months; only the previous and the current one are open. A later start adds the months since.
insert into master.fiscal_periods (tenant_id, ledger, code, date_start, date_end, status)
select tenancy.current_tenant(), 'GL', to_char(month, 'YYYY-MM'), month::date, (month + interval '1 month - 1 day')::date,
  case when month >= date_trunc('month', current_date) - interval '1 month' then 'OPEN' else 'CLOSED' end
from generate_series(date_trunc('month', current_date) - interval '24 months', date_trunc('month', current_date),
  interval '1 month') as month
on conflict do nothing;

-- Prairie Pantry reads 5 as a scan allowance in Walmart's files; public guides say nothing of it.
insert into master.reason_codes (tenant_id, id, retailer, code, label, l1, l2, trade, source, tenant_override)
values (tenancy.current_tenant(), '0190d000-0000-7000-8000-000000001f01', 'Walmart', '5', 'Scan allowance', 'PROMO', 'SCAN', true,
  'Prairie Pantry', true)
on conflict do nothing;
