import type { Money } from "../../shared/money.ts";
import type { RuleInForce } from "../../shared/planning/approval-rules.ts";
import type { ApprovalFact } from "../../shared/planning/promotion-facts.ts";
import type { Tx } from "../db/pool.ts";

export const rulesInForce = (tx: Tx) => tx<RuleInForce[]>`
  select rule.min_amount, customer.hierarchy_path::text as customer_path, rule.tactic_type, rule.role
  from planning.approval_rules rule
  left join master.customers customer
    on customer.tenant_id = rule.tenant_id and customer.id = rule.customer_id
  where rule.status = 'ACTIVE'
  order by rule.id
`;

/** A promotion as an approval of it is worded and its roles are found. */
export interface PromotionToAsk {
  id: string;
  number: string;
  name: string;
  version: number;
  plannedSpend: Money;
  customerName: string;
  customerPath: string;
  tacticType: string;
  fundNumber: string | null;
}

export const promotionsToAsk = (tx: Tx, ids: readonly string[]) => tx<PromotionToAsk[]>`
  select promotion.id, promotion.number, promotion.name, promotion.version,
    promotion.total_planned_spend as planned_spend, customer.name as customer_name,
    customer.hierarchy_path::text as customer_path, promotion.tactic_type, fund.number as fund_number
  from planning.promotions promotion
  join master.customers customer
    on customer.tenant_id = promotion.tenant_id and customer.id = promotion.customer_id
  left join planning.promotion_funds share
    on share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id
  left join planning.funds fund on fund.tenant_id = share.tenant_id and fund.id = share.fund_id
  where promotion.id = any(${[...ids]}::uuid[])
  order by promotion.id
`;

/** What is open on promotions, and how the newest version asked for was decided; oldest answer first. */
export const approvalsOf = (tx: Tx, promotionIds: readonly string[]) => tx<
  (ApprovalFact & { promotionId: string })[]
>`
  select approval.id, approval.promotion_id, approval.kind, approval.role, approval.status,
    approval.promotion_version, approval.amount, approval.requested_by, requester.name as requested_by_name,
    decider.name as decided_by_name,
    to_char(approval.decided_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as decided_at
  from planning.approvals approval
  join tenancy.users requester
    on requester.tenant_id = approval.tenant_id and requester.id = approval.requested_by
  left join tenancy.users decider
    on decider.tenant_id = approval.tenant_id and decider.id = approval.decided_by
  where approval.promotion_id = any(${[...promotionIds]}::uuid[]) and approval.status <> 'STALE'
    and approval.promotion_version = (
      select max(newest.promotion_version)
      from planning.approvals newest
      where newest.tenant_id = approval.tenant_id and newest.promotion_id = approval.promotion_id)
  order by approval.promotion_id, approval.decided_at, approval.role
`;

export interface NewApproval {
  id: string;
  promotionId: string;
  kind: ApprovalFact["kind"];
  version: number;
  role: ApprovalFact["role"];
  amount: Money;
  summary: string;
  reason: string | null;
}

/** Asks for approvals of promotions in the versions given. */
export const insertApprovals = (
  tx: Tx,
  { approvals, by, now }: { approvals: readonly NewApproval[]; by: string; now: Date },
) => tx`
  insert into planning.approvals (tenant_id, id, promotion_id, kind, promotion_version, role, amount, summary, reason,
    requested_by, requested_at)
  select tenancy.current_tenant(), asked.id, asked."promotionId", asked.kind, asked.version, asked.role, asked.amount,
    asked.summary, asked.reason, ${by}::uuid, ${now}::timestamptz
  from jsonb_to_recordset(${JSON.stringify(approvals)}::text::jsonb)
    as asked (id uuid, "promotionId" uuid, kind text, version bigint, role text, amount numeric, summary text, reason text)
`;

/** Keeps what promotions say now, in the version that they have. */
export const keepVersions = (
  tx: Tx,
  kept: { promotionIds: readonly string[]; kind: "SUBMITTED" | "APPROVED"; by: string; now: Date },
) => tx`
  insert into planning.promotion_versions (tenant_id, promotion_id, promotion_version, kind, snapshot, hash, created_by,
    created_at)
  select said.tenant_id, said.promotion_id, said.promotion_version, ${kept.kind}, said.snapshot, said.hash,
    ${kept.by}::uuid, ${kept.now}::timestamptz
  from planning.promotion_snapshots said
  where said.promotion_id = any(${[...kept.promotionIds]}::uuid[])
`;

/** Open approvals of promotions that a change or another answer made pointless. */
export const outdateApprovals = (
  tx: Tx,
  { promotionIds, now }: { promotionIds: readonly string[]; now: Date },
) => tx`
  update planning.approvals approval
  set status = 'STALE', decided_at = ${now}::timestamptz
  where approval.promotion_id = any(${[...promotionIds]}::uuid[]) and approval.status = 'OPEN'
`;

/** Writes one person's answer to approvals. */
export const answerApprovals = (
  tx: Tx,
  answer: {
    ids: readonly string[];
    status: "APPROVED" | "REJECTED";
    by: string;
    reason: string | null;
    now: Date;
  },
) => tx`
  update planning.approvals approval
  set status = ${answer.status}, decided_by = ${answer.by}::uuid, decided_at = ${answer.now}::timestamptz,
    decision_reason = ${answer.reason}
  where approval.id = any(${[...answer.ids]}::uuid[])
`;

/** Promotions whose present content is not what was submitted last. */
export const changedSinceSubmitted = (tx: Tx, ids: readonly string[]) => tx<{ id: string }[]>`
  select said.promotion_id as id
  from planning.promotion_snapshots said
  join lateral (
    select kept.hash
    from planning.promotion_versions kept
    where kept.tenant_id = said.tenant_id and kept.promotion_id = said.promotion_id and kept.kind = 'SUBMITTED'
    order by kept.promotion_version desc
    limit 1
  ) last on last.hash <> said.hash
  where said.promotion_id = any(${[...ids]}::uuid[])
`;

/** One row of the list of approvals that is about a promotion. */
export interface PromotionApproval {
  promotionId: string;
  promotionVersion: number;
  status: "OPEN" | "APPROVED" | "REJECTED" | "STALE";
  decidedBy: string | null;
  decidedAt: string | null;
}

export const approvalOfPromotion = (tx: Tx, id: string) => tx<PromotionApproval[]>`
  select approval.promotion_id, approval.promotion_version, approval.status, decider.name as decided_by,
    to_char(approval.decided_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as decided_at
  from planning.approvals approval
  left join tenancy.users decider
    on decider.tenant_id = approval.tenant_id and decider.id = approval.decided_by
  where approval.id = ${id}::uuid
`;
