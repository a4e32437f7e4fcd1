set local lock_timeout = '10s';
set local statement_timeout = '10min';

create table intelligence.pos_facts (
  tenant_id            uuid not null references tenancy.tenants,
  date                 date not null,
  product_id           uuid not null,
  customer_store_id    uuid not null,
  units_sold           numeric(19,4) not null,
  sales_value          numeric(19,4),
  is_promotion         boolean,
  promo_price_detected numeric(19,4),
  base_price           numeric(19,4),
  baseline_units       numeric(19,4),
  feature              boolean,
  display              boolean,
  currency             text check (currency ~ '^[A-Z]{3}$'),
  batch_id             uuid,
  created_at           timestamptz not null default now(),
  primary key (tenant_id, date, product_id, customer_store_id),
  foreign key (tenant_id, product_id) references master.products,
  foreign key (tenant_id, customer_store_id) references master.customers
) partition by range (date);
call tenancy.protect('intelligence.pos_facts');

create table intelligence.shipment_facts (
  tenant_id          uuid not null references tenancy.tenants,
  invoice_date       date not null,
  invoice_id         text not null check (char_length(invoice_id) between 1 and 100),
  line               integer not null check (line > 0),
  product_id         uuid not null,
  customer_id        uuid not null,
  units_shipped      numeric(19,4) not null,
  gross_sales        numeric(19,4) not null,
  off_invoice_amount numeric(19,4) not null default 0,
  other_deductions   numeric(19,4) not null default 0,
  net_invoiced       numeric(19,4) not null,
  net_revenue        numeric(19,4) not null generated always as (net_invoiced - other_deductions) stored,
  currency           text check (currency ~ '^[A-Z]{3}$'),
  batch_id           uuid,
  created_at         timestamptz not null default now(),
  primary key (tenant_id, invoice_date, invoice_id, line),
  foreign key (tenant_id, product_id) references master.products,
  foreign key (tenant_id, customer_id) references master.customers
) partition by range (invoice_date);
call tenancy.protect('intelligence.shipment_facts');
create index shipment_facts_customer on intelligence.shipment_facts (tenant_id, customer_id, product_id, invoice_date);

-- A partition read by name skips its parent's policy, so each is guarded too and granted to nobody.
create function intelligence.make_partitions(months_ahead integer, months_back integer default 0) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  parent text;
  month date;
  partition_name text;
  made integer := 0;
begin
  if months_ahead not between 0 and 60 or months_back not between 0 and 240 then
    raise exception using errcode = '22023', message = 'partitions are made at most 60 months ahead and 240 back';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('intelligence.make_partitions', 0));
  foreach parent in array array['pos_facts', 'shipment_facts'] loop
    for month in
      select generate_series(date_trunc('month', current_date) - make_interval(months => months_back),
        date_trunc('month', current_date) + make_interval(months => months_ahead), interval '1 month')::date
    loop
      partition_name := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
      continue when to_regclass('intelligence.' || quote_ident(partition_name)) is not null;
      execute format('create table intelligence.%I partition of intelligence.%I for values from (%L) to (%L)',
        partition_name, parent, month, (month + interval '1 month')::date);
      execute format('alter table intelligence.%I enable row level security', partition_name);
      execute format('alter table intelligence.%I force row level security', partition_name);
      made := made + 1;
    end loop;
  end loop;
  return made;
end $$;
revoke all on function intelligence.make_partitions(integer, integer) from public;
grant execute on function intelligence.make_partitions(integer, integer) to tradebook_app;
select intelligence.make_partitions(3, 30);

create table analytics.promotion_actuals (
  tenant_id     uuid not null references tenancy.tenants,
  promotion_id  uuid not null,
  product_id    uuid not null,
  customer_id   uuid not null,
  date          date not null,
  pos_units     numeric(19,4) not null default 0,
  shipped_units numeric(19,4) not null default 0,
  share         numeric(9,8) not null default 1 check (share between 0 and 1),
  overlap_flag  boolean not null default false,
  computed_at   timestamptz not null default now(),
  primary key (tenant_id, promotion_id, product_id, customer_id, date),
  foreign key (tenant_id, promotion_id) references planning.promotions,
  foreign key (tenant_id, product_id) references master.products,
  foreign key (tenant_id, customer_id) references master.customers
);
call tenancy.protect('analytics.promotion_actuals', 'select, insert, update, delete');
