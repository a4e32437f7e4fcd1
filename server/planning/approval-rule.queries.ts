import type {
  ApprovalRuleFilter,
  NewApprovalRule,
  RuleFacts,
} from "../../shared/planning/approval-rules.ts";
import type { ApprovalRule } from "../../shared/planning/moves.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";

const columns = (tx: Tx) => tx`
  rule.id, rule.name, customer.erp_id as customer_erp_id, rule.tactic_type, rule.min_amount, rule.role, rule.status,
  proposer.name as proposed_by, approver.name as approved_by, asker.name as retire_asked_by, rule.version
`;

const source = (tx: Tx) => tx`
  planning.approval_rules rule
  join tenancy.users proposer on proposer.tenant_id = rule.tenant_id and proposer.id = rule.proposed_by
  left join tenancy.users approver on approver.tenant_id = rule.tenant_id and approver.id = rule.approved_by
  left join tenancy.users asker on asker.tenant_id = rule.tenant_id and asker.id = rule.retire_asked_by
  left join master.customers customer
    on customer.tenant_id = rule.tenant_id and customer.id = rule.customer_id
`;

/** A page of rules after the one named, in the order of their ids, one more than the page holds. */
export const rulePage = (
  tx: Tx,
  { after, status, pageSize }: ApprovalRuleFilter & { after: string | null },
) => tx<ApprovalRule[]>`
  select ${columns(tx)}
  from ${source(tx)}
  where (${after}::uuid is null or rule.id > ${after}::uuid)
    and (${given(status)}::text is null or rule.status = ${given(status)})
  order by rule.id
  limit ${pageSize + 1}
`;

export const ruleById = (tx: Tx, id: string) => tx<ApprovalRule[]>`
  select ${columns(tx)}
  from ${source(tx)}
  where rule.id = ${id}::uuid
`;

export const lockRule = (tx: Tx, id: string) => tx<RuleFacts[]>`
  select rule.name, rule.status, rule.version, rule.proposed_by, rule.retire_asked_by
  from planning.approval_rules rule
  where rule.id = ${id}::uuid
  for update
`;

/** The customer and the tactic of a rule, by their codes. */
export const ruleScope = (
  tx: Tx,
  { customerErpId, tacticType }: Pick<NewApprovalRule, "customerErpId" | "tacticType">,
) => tx<{ customerId: string | null; knowsTactic: boolean }[]>`
  select
    (select customer.id from master.customers customer where customer.erp_id = ${customerErpId}) as customer_id,
    exists (select from planning.tactic_types tactic where tactic.code = ${tacticType}) as knows_tactic
`;

export const insertRule = (
  tx: Tx,
  rule: Omit<NewApprovalRule, "customerErpId"> & {
    id: string;
    customerId: string | null;
    by: string;
  },
) => tx`
  insert into planning.approval_rules (tenant_id, id, name, customer_id, tactic_type, min_amount, role, proposed_by)
  values (tenancy.current_tenant(), ${rule.id}::uuid, ${rule.name}, ${rule.customerId}::uuid, ${rule.tacticType},
    ${rule.minAmount.toString()}::numeric, ${rule.role}, ${rule.by}::uuid)
`;

export const activateRule = (tx: Tx, { id, by, now }: { id: string; by: string; now: Date }) => tx`
  update planning.approval_rules rule
  set status = 'ACTIVE', approved_by = ${by}::uuid, approved_at = ${now}::timestamptz
  where rule.id = ${id}::uuid
`;

export const askToRetireRule = (tx: Tx, { id, by }: { id: string; by: string }) => tx`
  update planning.approval_rules rule
  set retire_asked_by = ${by}::uuid
  where rule.id = ${id}::uuid
`;

export const retireRule = (tx: Tx, { id, by, now }: { id: string; by: string; now: Date }) => tx`
  update planning.approval_rules rule
  set status = 'RETIRED', retired_by = ${by}::uuid, retired_at = ${now}::timestamptz
  where rule.id = ${id}::uuid
`;
