set local lock_timeout = '10s';
set local statement_timeout = '10min';

create table finance.gl_transactions (
  tenant_id              uuid not null references tenancy.tenants,
  id                     uuid not null default gen_random_uuid(),
  source                 text not null check (char_length(source) between 1 and 50),
  source_type            text not null check (source_type in ('INVOICE', 'DEDUCTION', 'JOURNAL_ENTRY', 'AP_VOUCHER', 'AP_PAYMENT',
                           'CREDIT_MEMO', 'DEBIT_MEMO', 'ADJUSTMENT', 'REPAYMENT')),
  erp_ref_id             text not null check (char_length(erp_ref_id) between 1 and 100),
  gl_account_code        text check (char_length(gl_account_code) <= 20),
  customer_id            uuid,
  amount                 numeric(19,4) not null check (amount = round(amount, 2)),
  currency               text not null check (currency ~ '^[A-Z]{3}$'),
  document_amount        numeric(19,4),
  document_currency      text check (document_currency ~ '^[A-Z]{3}$'),
  fx_rate                numeric(19,8) check (fx_rate > 0),
  posting_date           date not null,
  open_balance           numeric(19,4) not null check (open_balance = round(open_balance, 2)),
  reason_code_erp        text check (char_length(reason_code_erp) <= 50),
  reason_code_normalized text check (reason_code_normalized in ('PROMO', 'SHORTAGE', 'TAX', 'SPOILS', 'PRICING', 'DAMAGE', 'FREIGHT', 'RETURNS',
                           'COMPLIANCE', 'DISCOUNT', 'ACCOUNT', 'AUDIT', 'SERVICE_FEE', 'REPAY', 'OTHER')),
  dispute_status         text not null default 'OPEN' check (dispute_status in ('OPEN', 'DISPUTED', 'RECOVERED', 'WRITEOFF')),
  invoice_number         text check (char_length(invoice_number) <= 100),
  check_number           text check (char_length(check_number) <= 100),
  check_date             date,
  promotion_ref          text check (char_length(promotion_ref) <= 100),
  description            text,
  backup_doc_url         text check (backup_doc_url like 'https://%'),
  batch_id               uuid,
  content_hash           text,
  version                bigint not null default 1,
  created_at             timestamptz not null default now(),
  updated_at             timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint gl_transactions_source_ref unique (tenant_id, source, erp_ref_id),
  constraint gl_transactions_open_balance check (abs(open_balance) <= abs(amount) and (open_balance = 0 or sign(open_balance) = sign(amount))),
  foreign key (tenant_id, customer_id) references master.customers
);
call tenancy.protect('finance.gl_transactions', 'select, insert, update (open_balance, reason_code_normalized, dispute_status)');
create index gl_transactions_customer on finance.gl_transactions (tenant_id, customer_id, posting_date);

create table finance.claims (
  tenant_id              uuid not null references tenancy.tenants,
  id                     uuid not null default gen_random_uuid(),
  claim_no               text not null,
  claim_type             text not null default 'DEDUCTION' check (claim_type in ('DEDUCTION', 'INVOICE_CLAIM', 'AP_VOUCHER', 'REPAYMENT')),
  gl_transaction_id      uuid not null,
  payer_id               uuid not null,
  claiming_customer_id   uuid not null,
  source                 text not null check (char_length(source) between 1 and 50),
  erp_ref                text not null check (char_length(erp_ref) between 1 and 100),
  invoice_ref            text,
  check_ref              text,
  check_date             date,
  posting_date           date not null,
  currency               text not null check (currency ~ '^[A-Z]{3}$'),
  amount                 numeric(19,4) not null check (amount = round(amount, 2) and amount <> 0),
  reason_code_erp        text check (char_length(reason_code_erp) <= 50),
  reason_code_id         uuid,
  reason                 text check (reason in ('PROMO', 'SHORTAGE', 'TAX', 'SPOILS', 'PRICING', 'DAMAGE', 'FREIGHT', 'RETURNS',
                           'COMPLIANCE', 'DISCOUNT', 'ACCOUNT', 'AUDIT', 'SERVICE_FEE', 'REPAY', 'OTHER')),
  status                 text not null default 'PENDING' check (status in ('PENDING', 'IN_REVIEW', 'MATCHED', 'PENDING_APPROVAL',
                           'APPROVED_FOR_PAYMENT', 'SETTLED', 'PARTIALLY_SETTLED', 'VOID')),
  backup_status          text not null default 'MISSING' check (backup_status in ('MISSING', 'REQUESTED', 'RECEIVED', 'NOT_REQUIRED')),
  dispute_deadline       date,
  suggested_promotion_id uuid,
  match_confidence_score numeric(5,4) check (match_confidence_score between 0 and 1),
  match_method           text,
  auto_cleared           boolean not null default false,
  late                   boolean not null default false,
  duplicate_of           uuid,
  fingerprint            text,
  promotion_ref          text,
  assigned_to            uuid,
  note                   text,
  version                bigint not null default 1,
  created_at             timestamptz not null default now(),
  updated_at             timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint claims_claim_no unique (tenant_id, claim_no),
  constraint claims_source_ref unique (tenant_id, source, erp_ref),
  constraint claims_gl_transaction unique (tenant_id, gl_transaction_id),
  foreign key (tenant_id, gl_transaction_id) references finance.gl_transactions,
  foreign key (tenant_id, payer_id) references master.customers,
  foreign key (tenant_id, claiming_customer_id) references master.customers,
  foreign key (tenant_id, reason_code_id) references master.reason_codes,
  foreign key (tenant_id, suggested_promotion_id) references planning.promotions,
  foreign key (tenant_id, duplicate_of) references finance.claims,
  foreign key (tenant_id, assigned_to) references tenancy.users
);
call tenancy.protect('finance.claims');
create index claims_fingerprint on finance.claims (tenant_id, fingerprint);
create index claims_status on finance.claims (tenant_id, status, id);
create index claims_customer on finance.claims (tenant_id, claiming_customer_id, posting_date);

create table finance.claim_lines (
  tenant_id        uuid not null references tenancy.tenants,
  id               uuid not null default gen_random_uuid(),
  claim_id         uuid not null,
  n                integer not null check (n > 0),
  product_id       uuid,
  quantity         numeric(19,4),
  rate             numeric(19,4),
  amount           numeric(19,4) not null check (amount = round(amount, 2)),
  performance_from date,
  performance_to   date,
  page             integer,
  ocr_confidence   numeric(5,4) check (ocr_confidence between 0 and 1),
  created_at       timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint claim_lines_n unique (tenant_id, claim_id, n),
  foreign key (tenant_id, claim_id) references finance.claims,
  foreign key (tenant_id, product_id) references master.products
);
call tenancy.protect('finance.claim_lines', 'select, insert');

create table finance.claim_matches (
  tenant_id         uuid not null references tenancy.tenants,
  id                uuid not null default gen_random_uuid(),
  claim_id          uuid not null,
  promotion_id      uuid not null,
  tactic_id         uuid,
  run_id            uuid not null,
  rank              integer not null check (rank > 0),
  score             numeric(5,4) not null check (score between 0 and 1),
  features          jsonb not null,
  remaining_accrual numeric(19,4) not null,
  rule_version      text not null,
  decision          text not null default 'PROPOSED' check (decision in ('PROPOSED', 'ACCEPTED', 'REJECTED', 'SUPERSEDED')),
  decided_by        uuid,
  decided_at        timestamptz,
  created_at        timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint claim_matches_once unique (tenant_id, claim_id, run_id, promotion_id),
  foreign key (tenant_id, claim_id) references finance.claims,
  foreign key (tenant_id, promotion_id) references planning.promotions,
  foreign key (tenant_id, tactic_id) references planning.tactics,
  foreign key (tenant_id, decided_by) references tenancy.users
);
call tenancy.protect('finance.claim_matches', 'select, insert, update (decision, decided_by, decided_at)');

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
