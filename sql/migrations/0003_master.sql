set local lock_timeout = '10s';
set local statement_timeout = '10min';

create table master.customers (
  tenant_id      uuid not null references tenancy.tenants,
  id             uuid not null default gen_random_uuid(),
  erp_id         text not null check (char_length(erp_id) between 1 and 50),
  name           text not null check (char_length(name) between 1 and 255),
  retailer       text,
  type           text not null check (type in ('HQ', 'Bill-to', 'Ship-to', 'Sold-to', 'Banner', 'Distributor', 'DC', 'Store')),
  parent_id      uuid,
  hierarchy_path public.ltree,
  payment_terms  text check (char_length(payment_terms) <= 50),
  currency       text check (currency ~ '^[A-Z]{3}$'),
  attributes     jsonb not null default '{}',
  active         boolean not null default true,
  version        bigint not null default 1,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint customers_erp_id unique (tenant_id, erp_id),
  constraint customers_parent foreign key (tenant_id, parent_id) references master.customers,
  constraint customers_not_own_parent check (parent_id <> id)
);
call tenancy.protect('master.customers');
create index customers_path on master.customers using gist (hierarchy_path);
create index customers_parent_id on master.customers (tenant_id, parent_id);
create index customers_attributes on master.customers using gin (attributes jsonb_path_ops);

create function master.place_customer() returns trigger
language plpgsql as $$
declare
  own_label public.ltree := replace(new.id::text, '-', '')::public.ltree;
  parent_path public.ltree;
begin
  -- Two moves at once could close a circle that neither of them sees.
  perform pg_advisory_xact_lock(hashtextextended('master.customers ' || new.tenant_id::text, 0));
  if new.parent_id is null then
    new.hierarchy_path := own_label;
    return new;
  end if;
  select parent.hierarchy_path into parent_path
  from master.customers parent
  where parent.tenant_id = new.tenant_id and parent.id = new.parent_id;
  if parent_path is null then
    raise exception using errcode = '23503', schema = 'master', table = 'customers', constraint = 'customers_parent',
      message = format('customer %s has no parent %s', new.erp_id, new.parent_id);
  end if;
  if parent_path operator(public.@>) own_label or position(own_label::text in parent_path::text) > 0 then
    raise exception using errcode = '23514', schema = 'master', table = 'customers', constraint = 'customers_no_cycle',
      message = format('customer %s would become its own ancestor', new.erp_id);
  end if;
  new.hierarchy_path := parent_path operator(public.||) own_label;
  return new;
end $$;
create trigger place_customer before insert or update of parent_id on master.customers
  for each row execute function master.place_customer();

create function master.move_descendants() returns trigger
language plpgsql as $$
begin
  update master.customers child
  set hierarchy_path = new.hierarchy_path operator(public.||) public.subpath(child.hierarchy_path, public.nlevel(old.hierarchy_path))
  where child.tenant_id = new.tenant_id
    and child.id <> new.id
    and child.hierarchy_path operator(public.<@) old.hierarchy_path;
  return null;
end $$;
create trigger move_descendants after update of parent_id on master.customers
  for each row when (old.hierarchy_path is distinct from new.hierarchy_path)
  execute function master.move_descendants();

create function master.path_label(words text) returns text
language sql immutable parallel safe
return left(coalesce(nullif(regexp_replace(lower(words), '[^a-z0-9]+', '_', 'g'), ''), '_'), 200);

create table master.products (
  tenant_id      uuid not null references tenancy.tenants,
  id             uuid not null default gen_random_uuid(),
  erp_id         text not null check (char_length(erp_id) between 1 and 50),
  sku            text not null check (char_length(sku) between 1 and 50),
  name           text not null check (char_length(name) between 1 and 255),
  brand          text not null check (char_length(brand) between 1 and 100),
  category       text not null check (char_length(category) between 1 and 100),
  sub_category   text check (char_length(sub_category) <= 100),
  hierarchy_path public.ltree,
  list_price     numeric(19,4) not null check (list_price >= 0),
  srp            numeric(19,4) check (srp >= 0),
  cogs_standard  numeric(19,4) not null check (cogs_standard >= 0),
  currency       text check (currency ~ '^[A-Z]{3}$'),
  uom            text,
  units_per_case numeric(19,4) check (units_per_case > 0),
  gtin           text check (char_length(gtin) <= 14),
  attributes     jsonb not null default '{}',
  active         boolean not null default true,
  version        bigint not null default 1,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint products_erp_id unique (tenant_id, erp_id),
  constraint products_sku unique (tenant_id, sku)
);
call tenancy.protect('master.products');
create index products_path on master.products using gist (hierarchy_path);
create index products_attributes on master.products using gin (attributes jsonb_path_ops);

create function master.place_product() returns trigger
language plpgsql as $$
begin
  new.hierarchy_path := concat_ws('.', master.path_label(new.brand), master.path_label(new.category),
    case when new.sub_category is not null then master.path_label(new.sub_category) end)::public.ltree;
  return new;
end $$;
create trigger place_product before insert or update of brand, category, sub_category on master.products
  for each row execute function master.place_product();

create table master.chart_of_accounts (
  tenant_id  uuid not null references tenancy.tenants,
  id         uuid not null default gen_random_uuid(),
  code       text not null check (char_length(code) between 1 and 20),
  name       text not null check (char_length(name) between 1 and 255),
  kind       text not null check (kind in ('ASSET', 'LIABILITY', 'REVENUE', 'CONTRA_REVENUE', 'EXPENSE')),
  role       text check (role in ('AR', 'DEDUCTION_CLEARING', 'DISPUTED_AR', 'PREPAID_TRADE', 'AP', 'ACCRUED_TRADE', 'TRADE_SPEND',
               'OFF_INVOICE', 'SLOTTING', 'DISTINCT_SERVICE', 'WRITE_OFF', 'FX', 'CASH', 'REVENUE')),
  active     boolean not null default true,
  version    bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint chart_of_accounts_code unique (tenant_id, code),
  constraint chart_of_accounts_role unique (tenant_id, role)
);
call tenancy.protect('master.chart_of_accounts');

create table master.fiscal_periods (
  tenant_id  uuid not null references tenancy.tenants,
  id         uuid not null default gen_random_uuid(),
  ledger     text not null default 'GL' check (ledger in ('GL', 'AR', 'AP')),
  code       text not null check (char_length(code) between 1 and 20),
  date_start date not null,
  date_end   date not null,
  status     text not null check (status in ('OPEN', 'SOFT', 'CLOSED')),
  version    bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint fiscal_periods_code unique (tenant_id, ledger, code),
  constraint fiscal_periods_in_order check (date_start <= date_end),
  constraint fiscal_periods_no_overlap exclude using gist
    (tenant_id with =, ledger with =, daterange(date_start, date_end, '[]') with &&)
);
call tenancy.protect('master.fiscal_periods');

create table master.reason_codes (
  tenant_id       uuid not null references tenancy.tenants,
  id              uuid not null default gen_random_uuid(),
  retailer        text,
  code            text not null check (char_length(code) between 1 and 50),
  match_kind      text not null default 'EXACT' check (match_kind in ('EXACT', 'PREFIX', 'PATTERN')),
  pattern         text,
  label           text not null,
  l1              text not null check (l1 in ('PROMO', 'SHORTAGE', 'TAX', 'SPOILS', 'PRICING', 'DAMAGE', 'FREIGHT', 'RETURNS',
                    'COMPLIANCE', 'DISCOUNT', 'ACCOUNT', 'AUDIT', 'SERVICE_FEE', 'REPAY', 'OTHER')),
  l2              text,
  trade           boolean not null,
  account_role    text check (account_role in ('AR', 'DISPUTED_AR', 'TRADE_SPEND', 'OFF_INVOICE', 'SLOTTING', 'DISTINCT_SERVICE', 'WRITE_OFF')),
  window_days     integer check (window_days > 0),
  valid_from      date,
  valid_to        date,
  source          text not null,
  tenant_override boolean not null default false,
  version         bigint not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint reason_codes_code unique nulls not distinct (tenant_id, retailer, code, tenant_override, valid_from),
  constraint reason_codes_pattern check ((match_kind = 'PATTERN') = (pattern is not null)),
  check (valid_from <= valid_to)
);
call tenancy.protect('master.reason_codes');

create table master.price_lists (
  tenant_id   uuid not null references tenancy.tenants,
  id          uuid not null default gen_random_uuid(),
  product_id  uuid not null,
  customer_id uuid,
  valid_from  date not null,
  valid_to    date,
  amount      numeric(19,4) not null check (amount >= 0),
  currency    text not null check (currency ~ '^[A-Z]{3}$'),
  version     bigint not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, product_id) references master.products,
  foreign key (tenant_id, customer_id) references master.customers,
  constraint price_lists_from unique nulls not distinct (tenant_id, product_id, customer_id, valid_from),
  check (valid_from <= valid_to)
);
call tenancy.protect('master.price_lists');

create table master.cost_history (
  tenant_id  uuid not null references tenancy.tenants,
  id         uuid not null default gen_random_uuid(),
  product_id uuid not null,
  valid_from date not null,
  amount     numeric(19,4) not null check (amount >= 0),
  currency   text not null check (currency ~ '^[A-Z]{3}$'),
  version    bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, product_id) references master.products,
  constraint cost_history_from unique (tenant_id, product_id, valid_from)
);
call tenancy.protect('master.cost_history');
