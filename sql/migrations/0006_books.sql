set local lock_timeout = '10s';
set local statement_timeout = '10min';

create table finance.gl_journals (
  tenant_id          uuid not null references tenancy.tenants,
  id                 uuid not null default gen_random_uuid(),
  kind               text not null check (kind in ('ACCRUAL', 'TRUE_UP', 'RELEASE', 'SETTLEMENT', 'DISPUTE_OUTCOME', 'WRITE_OFF', 'RECLASS', 'REVERSAL')),
  status             text not null default 'DRAFT' check (status in ('DRAFT', 'QUEUED', 'SENT', 'POSTED', 'FAILED', 'REVERSED')),
  source             text not null,
  source_id          uuid not null,
  source_version     bigint not null,
  reference          text not null check (reference ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  posting_date       date not null,
  accounting_period  text not null,
  performance_period text not null,
  currency           text not null check (currency ~ '^[A-Z]{3}$'),
  customer_id        uuid,
  claim_id           uuid,
  promotion_id       uuid,
  reverses_id        uuid,
  erp_document       text,
  failure_code       text,
  failure_message    text,
  attempts           integer not null default 0 check (attempts >= 0),
  sent_at            timestamptz,
  posted_at          timestamptz,
  created_by         uuid,
  version            bigint not null default 1,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint gl_journals_idempotency unique (tenant_id, source, source_id, source_version),
  constraint gl_journals_reference unique (tenant_id, reference),
  constraint gl_journals_reversed_once unique (tenant_id, reverses_id),
  constraint gl_journals_failure check (status <> 'FAILED' or failure_message is not null),
  constraint gl_journals_posted check (status not in ('POSTED', 'REVERSED') or (erp_document is not null and posted_at is not null)),
  foreign key (tenant_id, customer_id) references master.customers,
  foreign key (tenant_id, claim_id) references finance.claims,
  foreign key (tenant_id, promotion_id) references planning.promotions,
  foreign key (tenant_id, reverses_id) references finance.gl_journals,
  foreign key (tenant_id, created_by) references tenancy.users
);
call tenancy.protect('finance.gl_journals');
create index gl_journals_claim on finance.gl_journals (tenant_id, claim_id);
create index gl_journals_promotion on finance.gl_journals (tenant_id, promotion_id);
create index gl_journals_open on finance.gl_journals (tenant_id, status, id) where status <> 'POSTED';

create table finance.gl_ledger (
  tenant_id      uuid not null references tenancy.tenants,
  journal_id     uuid not null,
  n              integer not null check (n > 0),
  tag            text not null,
  debit_account  text not null,
  credit_account text not null,
  amount         numeric(19,4) not null check (amount > 0 and amount = round(amount, 2)),
  promotion_id   uuid,
  customer_id    uuid,
  created_at     timestamptz not null default now(),
  primary key (tenant_id, journal_id, n),
  constraint gl_ledger_two_accounts check (debit_account <> credit_account),
  foreign key (tenant_id, journal_id) references finance.gl_journals,
  foreign key (tenant_id, debit_account) references master.chart_of_accounts (tenant_id, code),
  foreign key (tenant_id, credit_account) references master.chart_of_accounts (tenant_id, code),
  foreign key (tenant_id, promotion_id) references planning.promotions,
  foreign key (tenant_id, customer_id) references master.customers
);
call tenancy.protect('finance.gl_ledger', 'select, insert');

create table finance.settlements (
  tenant_id          uuid not null references tenancy.tenants,
  id                 uuid not null default gen_random_uuid(),
  claim_id           uuid not null,
  promotion_id       uuid,
  tactic_id          uuid,
  kind               text not null check (kind in ('PROMO', 'TOLERANCE', 'DISPUTE', 'WRITE_OFF', 'NON_TRADE')),
  amount_settled     numeric(19,4) not null check (amount_settled <> 0 and amount_settled = round(amount_settled, 2)),
  status             text not null default 'DRAFT' check (status in ('DRAFT', 'PENDING_APPROVAL', 'QUEUED', 'POSTED', 'FAILED', 'REVERSED')),
  account_code       text,
  reason             text,
  note               text,
  posting_date       date,
  accounting_period  text,
  performance_period text,
  journal_id         uuid,
  gl_posting_json    jsonb,
  snapshot           jsonb,
  created_by         uuid,
  posted_by          uuid,
  posted_at          timestamptz,
  approved_by        uuid,
  version            bigint not null default 1,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint settlements_promotion check (kind not in ('PROMO', 'TOLERANCE') or promotion_id is not null),
  constraint settlements_frozen check (status = 'DRAFT' or (journal_id is not null and snapshot is not null and accounting_period is not null)),
  constraint settlements_approver_is_another check (approved_by <> posted_by),
  foreign key (tenant_id, claim_id) references finance.claims,
  foreign key (tenant_id, promotion_id) references planning.promotions,
  foreign key (tenant_id, tactic_id) references planning.tactics,
  foreign key (tenant_id, account_code) references master.chart_of_accounts (tenant_id, code),
  foreign key (tenant_id, journal_id) references finance.gl_journals,
  foreign key (tenant_id, created_by) references tenancy.users,
  foreign key (tenant_id, posted_by) references tenancy.users,
  foreign key (tenant_id, approved_by) references tenancy.users
);
call tenancy.protect('finance.settlements', 'select, insert, update, delete');
-- Drafts are replaced freely; what was posted stays.
create policy only_drafts_go on finance.settlements as restrictive for delete using (status = 'DRAFT');
create index settlements_claim on finance.settlements (tenant_id, claim_id);
create index settlements_promotion_id on finance.settlements (tenant_id, promotion_id);
create index settlements_journal on finance.settlements (tenant_id, journal_id);

create table finance.disputes (
  tenant_id     uuid not null references tenancy.tenants,
  id            uuid not null default gen_random_uuid(),
  dispute_no    text not null,
  claim_id      uuid not null,
  settlement_id uuid not null,
  amount        numeric(19,4) not null check (amount > 0 and amount = round(amount, 2)),
  status        text not null default 'DISPUTED' check (status in ('OPEN', 'DISPUTED', 'RECOVERED', 'WRITEOFF', 'CONCEDED', 'PARTIAL', 'EXPIRED')),
  reason        text,
  due_at        date,
  debit_memo_no text,
  journal_id    uuid,
  recovered     numeric(19,4) not null default 0 check (recovered >= 0 and recovered = round(recovered, 2)),
  conceded      numeric(19,4) not null default 0 check (conceded >= 0 and conceded = round(conceded, 2)),
  written_off   numeric(19,4) not null default 0 check (written_off >= 0 and written_off = round(written_off, 2)),
  outstanding   numeric(19,4) not null generated always as (amount - recovered - conceded - written_off) stored,
  outcome       text,
  evidence      jsonb not null default '[]',
  opened_by     uuid,
  opened_at     timestamptz not null default now(),
  version       bigint not null default 1,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint disputes_dispute_no unique (tenant_id, dispute_no),
  constraint disputes_settlement unique (tenant_id, settlement_id),
  constraint disputes_outstanding check (amount - recovered - conceded - written_off >= 0),
  foreign key (tenant_id, claim_id) references finance.claims,
  foreign key (tenant_id, settlement_id) references finance.settlements,
  foreign key (tenant_id, journal_id) references finance.gl_journals,
  foreign key (tenant_id, opened_by) references tenancy.users
);
call tenancy.protect('finance.disputes');
create index disputes_claim on finance.disputes (tenant_id, claim_id);

create table finance.accrual_ledger (
  tenant_id          uuid not null references tenancy.tenants,
  id                 uuid not null default gen_random_uuid(),
  promotion_id       uuid not null,
  tactic_id          uuid,
  product_id         uuid,
  customer_id        uuid not null,
  entry              text not null check (entry in ('ACCRUE', 'TRUE_UP', 'SETTLE', 'RELEASE', 'REVERSE', 'ADJUST_ERP', 'FX')),
  amount             numeric(19,4) not null check (amount <> 0 and amount = round(amount, 2)),
  currency           text not null check (currency ~ '^[A-Z]{3}$'),
  fx_rate            numeric(19,8) check (fx_rate > 0),
  posting_date       date not null,
  accounting_period  text not null,
  performance_period text,
  source_type        text not null,
  source_id          uuid not null,
  journal_id         uuid,
  created_by         uuid,
  created_at         timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, promotion_id) references planning.promotions,
  foreign key (tenant_id, tactic_id) references planning.tactics,
  foreign key (tenant_id, product_id) references master.products,
  foreign key (tenant_id, customer_id) references master.customers,
  foreign key (tenant_id, journal_id) references finance.gl_journals,
  foreign key (tenant_id, created_by) references tenancy.users
);
call tenancy.protect('finance.accrual_ledger', 'select, insert');
create index accrual_ledger_promotion on finance.accrual_ledger (tenant_id, promotion_id);

create table finance.approvals (
  tenant_id       uuid not null references tenancy.tenants,
  id              uuid not null default gen_random_uuid(),
  kind            text not null check (kind in ('SETTLEMENT', 'WRITE_OFF', 'REDATE', 'CONCEDE', 'RELEASE', 'REOPEN', 'OVERRIDE')),
  entity          text not null,
  entity_id       uuid not null,
  entity_version  bigint not null,
  claim_id        uuid,
  journal_id      uuid,
  amount          numeric(19,4) check (amount = round(amount, 2)),
  payload         jsonb not null default '{}',
  reason          text,
  role            text not null,
  summary         text not null,
  status          text not null default 'OPEN' check (status in ('OPEN', 'APPROVED', 'REJECTED', 'STALE')),
  requested_by    uuid not null,
  requested_at    timestamptz not null default now(),
  decided_by      uuid,
  decided_at      timestamptz,
  decision_reason text,
  version         bigint not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint approvals_once unique (tenant_id, kind, entity, entity_id, entity_version),
  constraint approvals_decider_is_another check (decided_by <> requested_by),
  constraint approvals_decided check ((status = 'OPEN') = (decided_at is null)),
  foreign key (tenant_id, claim_id) references finance.claims,
  foreign key (tenant_id, journal_id) references finance.gl_journals,
  foreign key (tenant_id, requested_by) references tenancy.users,
  foreign key (tenant_id, decided_by) references tenancy.users
);
call tenancy.protect('finance.approvals');
create index approvals_status on finance.approvals (tenant_id, status, id);

create table finance.publishes (
  tenant_id    uuid not null references tenancy.tenants,
  batch_id     uuid not null,
  entity       text not null,
  message      text,
  context      jsonb,
  created_by   uuid,
  created_at   timestamptz not null default now(),
  primary key (tenant_id, batch_id),
  foreign key (tenant_id, created_by) references tenancy.users
);
call tenancy.protect('finance.publishes', 'select, insert');

create table finance.publish_rows (
  tenant_id    uuid not null references tenancy.tenants,
  batch_id     uuid not null,
  row_key      text not null check (char_length(row_key) between 1 and 200),
  entity_id    uuid,
  request_hash text not null,
  outcome      text not null check (outcome in ('saved', 'invalid', 'conflict', 'forbidden', 'gone')),
  answer       jsonb not null,
  created_at   timestamptz not null default now(),
  primary key (tenant_id, batch_id, row_key),
  foreign key (tenant_id, batch_id) references finance.publishes
);
call tenancy.protect('finance.publish_rows', 'select, insert');
