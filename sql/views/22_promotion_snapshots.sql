-- Built by one statement, so that what is kept at approval and what is compared with it later cannot differ in form.
create view planning.promotion_snapshots with (security_invoker = true) as
select
  said.tenant_id,
  said.promotion_id,
  said.promotion_version,
  said.snapshot,
  encode(sha256(convert_to((said.snapshot #- '{promotion,name}' #- '{promotion,ownerId}' #- '{promotion,note}')::text, 'UTF8')), 'hex') as hash
from (
  select
    promotion.tenant_id,
    promotion.id as promotion_id,
    promotion.version as promotion_version,
    jsonb_build_object(
      'promotion', jsonb_build_object(
        'name', promotion.name,
        'customerErpId', customer.erp_id,
        'billThroughErpId', through.erp_id,
        'tacticType', promotion.tactic_type,
        'fundId', fund.number,
        'sellInStart', promotion.date_start_sellin,
        'sellInEnd', promotion.date_end_sellin,
        'scanStart', promotion.date_start_scan,
        'scanEnd', promotion.date_end_scan,
        'forecastMode', promotion.forecast_mode,
        'forecastUpliftPct', promotion.forecast_uplift_pct::text,
        'fixedCost', promotion.fixed_cost::text,
        'accrualMethod', promotion.accrual_method,
        'plannedSpend', promotion.total_planned_spend::text,
        'ownerId', owner.name,
        'note', promotion.note),
      'lines', coalesce(line.said, '{}')) as snapshot
  from planning.promotions promotion
  join master.customers customer on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
  left join master.customers through on through.tenant_id = promotion.tenant_id and through.id = promotion.bill_through_customer_id
  left join planning.promotion_funds share on share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id
  left join planning.funds fund on fund.tenant_id = share.tenant_id and fund.id = share.fund_id
  left join tenancy.users owner on owner.tenant_id = promotion.tenant_id and owner.id = promotion.owner_id
  left join lateral (
    select jsonb_object_agg(product.sku, jsonb_build_object(
      'discountPerUnit', item.discount_per_unit::text,
      'forecastedBaseUnits', item.forecasted_base_units::text,
      'forecastedUpliftUnits', item.forecasted_uplift_units::text,
      'lineSpend', item.line_spend::text)) as said
    from planning.promotion_products item
    join master.products product on product.tenant_id = item.tenant_id and product.id = item.product_id
    where item.tenant_id = promotion.tenant_id and item.promotion_id = promotion.id
  ) line on true
) said;
grant select on planning.promotion_snapshots to tradebook_app;

comment on view planning.promotion_snapshots is 'What each promotion says now, as a document | Kept in planning.promotion_versions when it is submitted and approved';
comment on column planning.promotion_snapshots.tenant_id is 'Company the row belongs to | Row level security';
comment on column planning.promotion_snapshots.promotion_id is 'Promotion | planning.promotions; every promotion has a row';
comment on column planning.promotion_snapshots.promotion_version is 'Version of the promotion | As its row is now';
comment on column planning.promotion_snapshots.snapshot is 'The promotion and its lines | Fields as the sheet names them; lines by SKU';
comment on column planning.promotion_snapshots.hash is 'SHA-256 of all that approval is about | Name, owner and note do not count';
