create view planning.line_figures with (security_invoker = true) as
select
  line.tenant_id,
  line.id as line_id,
  line.promotion_id,
  line.product_id,
  coalesce(priced.amount, product.list_price) as list_price,
  coalesce(cost.amount, product.cogs_standard) as cogs,
  line.forecasted_base_units + line.forecasted_uplift_units as units,
  line.line_spend,
  round((coalesce(priced.amount, product.list_price) - coalesce(cost.amount, product.cogs_standard) - line.discount_per_unit)
    * (line.forecasted_base_units + line.forecasted_uplift_units), 2)::numeric(19,4) as forecast_margin
from planning.promotion_products line
join planning.promotions promotion on promotion.tenant_id = line.tenant_id and promotion.id = line.promotion_id
join master.customers customer on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
join master.products product on product.tenant_id = line.tenant_id and product.id = line.product_id
-- Lateral: each line reads the few prices of its product by index. The nearest customer's price wins, then the newest.
left join lateral (
  select price.amount
  from master.price_lists price
  left join master.customers above on above.tenant_id = price.tenant_id and above.id = price.customer_id
  where price.tenant_id = line.tenant_id and price.product_id = line.product_id
    and price.valid_from <= promotion.date_start_sellin
    and (price.valid_to is null or price.valid_to >= promotion.date_start_sellin)
    and (price.customer_id is null or above.hierarchy_path @> customer.hierarchy_path)
  order by nlevel(above.hierarchy_path) desc nulls last, price.valid_from desc
  limit 1
) priced on true
left join lateral (
  select history.amount
  from master.cost_history history
  where history.tenant_id = line.tenant_id and history.product_id = line.product_id
    and history.valid_from <= promotion.date_start_sellin
  order by history.valid_from desc
  limit 1
) cost on true;
grant select on planning.line_figures to tradebook_app;

comment on view planning.line_figures is 'What each promotion line is worth | Prices in force for its customer on the first day of sell-in';
comment on column planning.line_figures.tenant_id is 'Company the row belongs to | Row level security';
comment on column planning.line_figures.line_id is 'Line | planning.promotion_products; every line has a row';
comment on column planning.line_figures.promotion_id is 'Promotion | planning.promotions';
comment on column planning.line_figures.product_id is 'Product | master.products';
comment on column planning.line_figures.list_price is 'List price of one unit | Of the nearest customer at or above the promotion''s, else of the product';
comment on column planning.line_figures.cogs is 'Cost of one unit | master.cost_history, else the product''s standard cost';
comment on column planning.line_figures.units is 'Planned units | Base and uplift';
comment on column planning.line_figures.line_spend is 'Planned spend of the line | Discount times units, in cents';
comment on column planning.line_figures.forecast_margin is 'Planned margin of the line | List price less cost less discount, times units, in cents';
