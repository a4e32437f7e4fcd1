set local lock_timeout = '10s';
set local statement_timeout = '10min';

create table planning.funds (
  tenant_id    uuid not null references tenancy.tenants,
  id           uuid not null default gen_random_uuid(),
  number       text not null,
  name         text not null check (char_length(name) between 1 and 255),
  customer_id  uuid,
  brand        text,
  date_start   date not null,
  date_end     date not null,
  total_budget numeric(19,4) not null check (total_budget >= 0 and total_budget = round(total_budget, 2)),
  currency     text not null check (currency ~ '^[A-Z]{3}$'),
  owner_id     uuid,
  note         text,
  version      bigint not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint funds_number unique (tenant_id, number),
  constraint funds_in_order check (date_start <= date_end),
  foreign key (tenant_id, customer_id) references master.customers,
  foreign key (tenant_id, owner_id) references tenancy.users
);
call tenancy.protect('planning.funds');

create table planning.fund_transactions (
  tenant_id    uuid not null references tenancy.tenants,
  id           uuid not null default gen_random_uuid(),
  fund_id      uuid not null,
  kind         text not null check (kind in ('EARNED', 'TRANSFER_IN', 'TRANSFER_OUT', 'ADJUSTMENT', 'DRAWBACK')),
  amount       numeric(19,4) not null check (amount = round(amount, 2)),
  other_fund_id uuid,
  posting_date date not null,
  reason       text,
  created_by   uuid,
  created_at   timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint fund_transactions_sign check (kind = 'ADJUSTMENT' or amount > 0),
  constraint fund_transactions_pair check ((kind in ('TRANSFER_IN', 'TRANSFER_OUT')) = (other_fund_id is not null)),
  foreign key (tenant_id, fund_id) references planning.funds,
  foreign key (tenant_id, other_fund_id) references planning.funds,
  foreign key (tenant_id, created_by) references tenancy.users
);
call tenancy.protect('planning.fund_transactions', 'select, insert');
create index fund_transactions_fund on planning.fund_transactions (tenant_id, fund_id);

create table planning.tactic_types (
  tenant_id      uuid not null references tenancy.tenants,
  code           text not null check (code ~ '^[A-Z_]{2,40}$'),
  name           text not null,
  cost_basis     text not null check (cost_basis in ('PER_UNIT', 'FIXED', 'PERCENT')),
  presentation   text not null default 'CONTRA_REVENUE' check (presentation in ('CONTRA_REVENUE', 'EXPENSE_DISTINCT')),
  spend_role     text not null check (spend_role in ('TRADE_SPEND', 'SLOTTING', 'OFF_INVOICE', 'DISTINCT_SERVICE')),
  accrual_method text not null check (accrual_method in ('PLAN_AT_APPROVAL', 'PER_SHIPMENT', 'SPREAD_TIME', 'ON_DATE', 'NONE')),
  window_basis   text not null check (window_basis in ('SELL_IN', 'SCAN')),
  description    text not null,
  active         boolean not null default true,
  version        bigint not null default 1,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  primary key (tenant_id, code)
);
call tenancy.protect('planning.tactic_types');

create table planning.promotions (
  tenant_id                uuid not null references tenancy.tenants,
  id                       uuid not null default gen_random_uuid(),
  number                   text not null,
  name                     text not null check (char_length(name) between 1 and 255),
  customer_id              uuid not null,
  bill_through_customer_id uuid,
  status                   text not null default 'DRAFT' check (status in ('DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'LIVE', 'COMPLETED',
                             'CLOSED', 'SETTLED', 'REJECTED', 'CANCELLED')),
  lifecycle_status         text not null generated always as (status) stored,
  accrual_status           text not null default 'NONE' check (accrual_status in ('NONE', 'QUEUED', 'POSTED', 'PARTIAL', 'FAILED', 'RELEASED')),
  fund_status              text not null default 'NONE' check (fund_status in ('NONE', 'RESERVED', 'COMMITTED', 'RELEASED')),
  tactic_type              text not null,
  date_start_sellin        date not null,
  date_end_sellin          date not null,
  date_start_scan          date,
  date_end_scan            date,
  forecast_mode            text not null default 'MANUAL' check (forecast_mode in ('MANUAL', 'AI_LINEAR', 'AI_SEASONALITY')),
  forecast_uplift_pct      numeric(5,2),
  fixed_cost               numeric(19,4) not null default 0 check (fixed_cost >= 0 and fixed_cost = round(fixed_cost, 2)),
  total_planned_spend      numeric(19,4) not null default 0 check (total_planned_spend >= 0 and total_planned_spend = round(total_planned_spend, 2)),
  currency                 text not null check (currency ~ '^[A-Z]{3}$'),
  accrual_method           text not null default 'PLAN_AT_APPROVAL'
                             check (accrual_method in ('PLAN_AT_APPROVAL', 'PER_SHIPMENT', 'SPREAD_TIME', 'ON_DATE', 'NONE')),
  owner_id                 uuid,
  note                     text,
  failure_code             text,
  failure_message          text,
  created_by               uuid,
  approved_by              uuid,
  approved_at              timestamptz,
  version                  bigint not null default 1,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint promotions_number unique (tenant_id, number),
  constraint promotions_sellin_in_order check (date_start_sellin <= date_end_sellin),
  constraint promotions_scan_in_order check (date_start_scan <= date_end_scan),
  constraint promotions_scan_whole check ((date_start_scan is null) = (date_end_scan is null)),
  constraint promotions_approver_is_another check (approved_by <> created_by),
  foreign key (tenant_id, customer_id) references master.customers,
  foreign key (tenant_id, bill_through_customer_id) references master.customers,
  foreign key (tenant_id, tactic_type) references planning.tactic_types,
  foreign key (tenant_id, owner_id) references tenancy.users,
  foreign key (tenant_id, created_by) references tenancy.users,
  foreign key (tenant_id, approved_by) references tenancy.users
);
call tenancy.protect('planning.promotions');
create index promotions_customer on planning.promotions (tenant_id, customer_id, date_start_sellin);
create index promotions_status on planning.promotions (tenant_id, status);

create table planning.promotion_products (
  tenant_id               uuid not null references tenancy.tenants,
  id                      uuid not null default gen_random_uuid(),
  promotion_id            uuid not null,
  product_id              uuid not null,
  discount_per_unit       numeric(19,4) not null check (discount_per_unit >= 0),
  forecasted_base_units   numeric(19,4) not null default 0 check (forecasted_base_units >= 0),
  forecasted_uplift_units numeric(19,4) not null default 0,
  line_spend              numeric(19,4) not null
                            generated always as (round(discount_per_unit * (forecasted_base_units + forecasted_uplift_units), 2)) stored,
  version                 bigint not null default 1,
  created_at              timestamptz not null default now(),
  updated_at              timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint promotion_products_once unique (tenant_id, promotion_id, product_id),
  foreign key (tenant_id, promotion_id) references planning.promotions,
  foreign key (tenant_id, product_id) references master.products
);
call tenancy.protect('planning.promotion_products', 'select, insert, update, delete');

create table planning.tactics (
  tenant_id       uuid not null references tenancy.tenants,
  id              uuid not null default gen_random_uuid(),
  promotion_id    uuid not null,
  tactic_type     text not null,
  presentation    text not null default 'CONTRA_REVENUE' check (presentation in ('CONTRA_REVENUE', 'EXPENSE_DISTINCT')),
  spend_account   text,
  fair_value      numeric(19,4) check (fair_value >= 0 and fair_value = round(fair_value, 2)),
  proof_required  boolean not null default false,
  version         bigint not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint tactics_one_per_promotion unique (tenant_id, promotion_id),
  constraint tactics_fair_value check (presentation = 'CONTRA_REVENUE' or fair_value is not null),
  foreign key (tenant_id, promotion_id) references planning.promotions,
  foreign key (tenant_id, tactic_type) references planning.tactic_types,
  foreign key (tenant_id, spend_account) references master.chart_of_accounts (tenant_id, code)
);
call tenancy.protect('planning.tactics', 'select, insert, update, delete');

create table planning.promotion_funds (
  tenant_id    uuid not null references tenancy.tenants,
  promotion_id uuid not null,
  fund_id      uuid not null,
  version      bigint not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  primary key (tenant_id, promotion_id),
  foreign key (tenant_id, promotion_id) references planning.promotions,
  foreign key (tenant_id, fund_id) references planning.funds
);
call tenancy.protect('planning.promotion_funds', 'select, insert, update, delete');
create index promotion_funds_fund on planning.promotion_funds (tenant_id, fund_id);

create table planning.promotion_results (
  tenant_id          uuid not null references tenancy.tenants,
  id                 uuid not null default gen_random_uuid(),
  run_id             uuid not null,
  promotion_id       uuid not null,
  product_id         uuid,
  is_current         boolean not null default true,
  baseline_units     numeric(19,4) not null,
  actual_units       numeric(19,4) not null,
  gross_lift         numeric(19,4) not null,
  cannibalised       numeric(19,4) not null default 0,
  dip                numeric(19,4) not null default 0,
  halo               numeric(19,4) not null default 0,
  net_incremental    numeric(19,4) not null,
  spend              numeric(19,4) not null,
  incremental_margin numeric(19,4) not null,
  roi                numeric(19,4),
  ci_low             numeric(19,4),
  ci_high            numeric(19,4),
  method             text not null,
  computed_at        timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, promotion_id) references planning.promotions,
  foreign key (tenant_id, product_id) references master.products
);
call tenancy.protect('planning.promotion_results');
create unique index promotion_results_current on planning.promotion_results (tenant_id, promotion_id, product_id) nulls not distinct
  where is_current;
