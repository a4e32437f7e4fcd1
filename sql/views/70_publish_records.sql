-- No joins in the parts: only so does Postgres look a record up by its key instead of reading whole tables.
create view finance.publish_records with (security_invoker = true) as
select claim.tenant_id, 'claims' as entity, claim.id as record_id, claim.version, claim.version::text as state
from finance.claims claim
union all
select promotion.tenant_id, 'promotions', promotion.id, promotion.version,
  md5(row(promotion.name, promotion.customer_id, promotion.bill_through_customer_id, promotion.status, promotion.tactic_type,
    promotion.date_start_sellin, promotion.date_end_sellin, promotion.date_start_scan, promotion.date_end_scan,
    promotion.forecast_mode, promotion.forecast_uplift_pct, promotion.fixed_cost, promotion.total_planned_spend,
    promotion.accrual_method, promotion.owner_id, promotion.note,
    (select share.fund_id from planning.promotion_funds share
      where share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id),
    (select count(*) from planning.promotion_products line
      where line.tenant_id = promotion.tenant_id and line.promotion_id = promotion.id))::text)
from planning.promotions promotion
union all
select line.tenant_id, 'promotion-lines', line.id, line.version,
  md5(row(line.promotion_id, line.product_id, line.discount_per_unit, line.forecasted_base_units,
    line.forecasted_uplift_units,
    (select promotion.status from planning.promotions promotion
      where promotion.tenant_id = line.tenant_id and promotion.id = line.promotion_id))::text)
from planning.promotion_products line
union all
select fund.tenant_id, 'funds', fund.id, fund.version,
  md5(row(fund.name, fund.customer_id, fund.brand, fund.date_start, fund.date_end, fund.total_budget, fund.owner_id,
    fund.note)::text)
from planning.funds fund;
grant select on finance.publish_records to tradebook_app;

comment on view finance.publish_records is 'Every record that the sheets publish, with a fingerprint of what people may change in it | Tells whether a publish can still be taken back';
comment on column finance.publish_records.tenant_id is 'Company the row belongs to | Row level security';
comment on column finance.publish_records.entity is 'Kind of record | claims, promotions, promotion-lines or funds';
comment on column finance.publish_records.record_id is 'Record | Id in its table';
comment on column finance.publish_records.version is 'Version of the record | As in its table';
comment on column finance.publish_records.state is 'Fingerprint of its editable fields and status | Equal when nobody changed it, whatever its version';
