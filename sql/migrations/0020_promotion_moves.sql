-- The life of a promotion: who must agree to it, who did, and what it said at that moment.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

alter table planning.promotions add column submitted_by uuid;
alter table planning.promotions add column submitted_at timestamptz;
alter table planning.promotions add column closed_by uuid;
alter table planning.promotions add column closed_at timestamptz;
alter table planning.promotions add column last_words text;
alter table planning.promotions add column copied_from_id uuid;
alter table planning.promotions add constraint promotions_submitter foreign key (tenant_id, submitted_by)
  references tenancy.users (tenant_id, id) not valid;
alter table planning.promotions add constraint promotions_closer foreign key (tenant_id, closed_by)
  references tenancy.users (tenant_id, id) not valid;
alter table planning.promotions add constraint promotions_copied_from foreign key (tenant_id, copied_from_id)
  references planning.promotions (tenant_id, id) not valid;
alter table planning.promotions add constraint promotions_submitter_is_another
  check (approved_by <> submitted_by) not valid;

comment on column planning.promotions.submitted_by is 'Who asked for approval last, by submitting or by changing it | Never who approves it; tenancy.users';
comment on column planning.promotions.submitted_at is 'When approval was asked for last | Empty before it is submitted';
comment on column planning.promotions.closed_by is 'Who closed it | Empty once it is reopened; tenancy.users';
comment on column planning.promotions.closed_at is 'When it was closed | What was accrued and not claimed is released then';
comment on column planning.promotions.last_words is 'Why it was rejected, cancelled or reopened last | In that person''s words';
comment on column planning.promotions.copied_from_id is 'Promotion it was copied from | planning.promotions';

create table planning.approval_rules (
  tenant_id       uuid not null references tenancy.tenants,
  id              uuid not null default gen_random_uuid(),
  name            text not null check (char_length(name) between 1 and 255),
  customer_id     uuid,
  tactic_type     text,
  min_amount      numeric(19,4) not null check (min_amount >= 0 and min_amount = round(min_amount, 2)),
  role            text not null check (role in ('SalesApprover', 'FinanceApprover')),
  status          text not null default 'PROPOSED' check (status in ('PROPOSED', 'ACTIVE', 'RETIRED')),
  proposed_by     uuid not null,
  approved_by     uuid,
  approved_at     timestamptz,
  retire_asked_by uuid,
  retired_by      uuid,
  retired_at      timestamptz,
  version         bigint not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint approval_rules_approver_is_another check (approved_by <> proposed_by),
  constraint approval_rules_retirer_is_another check (retired_by <> retire_asked_by),
  constraint approval_rules_active check (status <> 'ACTIVE' or (approved_by is not null and approved_at is not null)),
  constraint approval_rules_retired check ((status = 'RETIRED') = (retired_at is not null)),
  foreign key (tenant_id, customer_id) references master.customers,
  foreign key (tenant_id, tactic_type) references planning.tactic_types,
  foreign key (tenant_id, proposed_by) references tenancy.users,
  foreign key (tenant_id, approved_by) references tenancy.users,
  foreign key (tenant_id, retire_asked_by) references tenancy.users,
  foreign key (tenant_id, retired_by) references tenancy.users
);
call tenancy.protect('planning.approval_rules');
create unique index approval_rules_name on planning.approval_rules (tenant_id, name) where status <> 'RETIRED';
call tenancy.describe('planning.approval_rules', $${
  "": "Who must approve which promotions, beside a SalesApprover | All active rules that fit a promotion hold",
  "name": "Name of the rule | Unique among the rules that are not retired",
  "customer_id": "Customer it is for, with everything below; empty for all | master.customers",
  "tactic_type": "Tactic it is for; empty for all | planning.tactic_types",
  "min_amount": "Planned spend from which it holds | Minor units of the currency",
  "role": "Role that must agree | SalesApprover or FinanceApprover",
  "status": "PROPOSED, ACTIVE or RETIRED | Only an active rule holds",
  "proposed_by": "Who proposed it | tenancy.users",
  "approved_by": "Who put it into force | Never who proposed it",
  "approved_at": "When it came into force | Promotions that were submitted before are not touched",
  "retire_asked_by": "Who asked to take it out of force | It holds until another person agrees",
  "retired_by": "Who took it out of force | Never who asked for it",
  "retired_at": "When it was retired | Set once"
}$$);

create table planning.approvals (
  tenant_id         uuid not null references tenancy.tenants,
  id                uuid not null default gen_random_uuid(),
  promotion_id      uuid not null,
  kind              text not null check (kind in ('PROMOTION', 'CLOSE', 'REOPEN')),
  promotion_version bigint not null,
  role              text not null check (role in ('SalesApprover', 'FinanceApprover')),
  amount            numeric(19,4) not null check (amount = round(amount, 2)),
  summary           text not null,
  reason            text,
  status            text not null default 'OPEN' check (status in ('OPEN', 'APPROVED', 'REJECTED', 'STALE')),
  requested_by      uuid not null,
  requested_at      timestamptz not null default now(),
  decided_by        uuid,
  decided_at        timestamptz,
  decision_reason   text,
  version           bigint not null default 1,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint promotion_approvals_once unique (tenant_id, promotion_id, kind, promotion_version, role),
  constraint promotion_approvals_decider_is_another check (decided_by <> requested_by),
  constraint promotion_approvals_decided check ((status = 'OPEN') = (decided_at is null)),
  foreign key (tenant_id, promotion_id) references planning.promotions,
  foreign key (tenant_id, requested_by) references tenancy.users,
  foreign key (tenant_id, decided_by) references tenancy.users
);
call tenancy.protect('planning.approvals');
create index promotion_approvals_status on planning.approvals (tenant_id, status, id);
call tenancy.describe('planning.approvals', $${
  "": "Promotions that wait, or waited, for a second person | One row per role; it belongs to the version that was seen",
  "promotion_id": "Promotion | planning.promotions",
  "kind": "What is asked: PROMOTION to run it, CLOSE to release more than the limit, REOPEN to claim on it again | A fixed word",
  "promotion_version": "Version of the promotion that it was asked for | A later change of what is paid makes the row STALE",
  "role": "Role that may decide it | One person of each role that was asked",
  "amount": "Planned spend, or what closing would release | Minor units of the currency",
  "summary": "What it is about, in a line | Shown in the list of approvals",
  "reason": "Why it is asked, in the words of who asks | May be empty",
  "status": "OPEN, APPROVED, REJECTED or STALE | STALE: a change made it pointless",
  "requested_by": "Who asks | tenancy.users",
  "requested_at": "When it was asked | Set by the database",
  "decided_by": "Who decided; empty when it became stale | Never who asks",
  "decided_at": "When it was decided or became stale | Empty while it is open",
  "decision_reason": "Why, in the words of who decided | Needed for a rejection"
}$$);

create table planning.promotion_versions (
  tenant_id         uuid not null references tenancy.tenants,
  id                uuid not null default gen_random_uuid(),
  promotion_id      uuid not null,
  promotion_version bigint not null,
  kind              text not null check (kind in ('SUBMITTED', 'APPROVED')),
  snapshot          jsonb not null,
  hash              text not null check (hash ~ '^[0-9a-f]{64}$'),
  created_by        uuid not null,
  created_at        timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint promotion_versions_once unique (tenant_id, promotion_id, promotion_version, kind),
  foreign key (tenant_id, promotion_id) references planning.promotions,
  foreign key (tenant_id, created_by) references tenancy.users
);
call tenancy.protect('planning.promotion_versions', 'select, insert');
call tenancy.describe('planning.promotion_versions', $${
  "": "What a promotion said when it was submitted and when it was approved | Kept for good; the difference to it is shown",
  "promotion_id": "Promotion | planning.promotions",
  "promotion_version": "Version of the promotion | As its row was then",
  "kind": "SUBMITTED or APPROVED | What it was kept for",
  "snapshot": "The promotion and its lines | Fields as the sheet names them; lines by SKU",
  "hash": "SHA-256 of all that approval is about | Name, owner and note do not count"
}$$);
