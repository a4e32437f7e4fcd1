import type { Approval, JournalApproval } from "../../shared/finance/journal.ts";
import type { ApprovalFilter } from "../../shared/finance/lists.ts";
import { given } from "../db/given.ts";
import type { Tx } from "../db/pool.ts";

export type ApprovalRow = Omit<Approval, "requestedAt" | "decidedAt"> & {
  requestedAt: Date;
  decidedAt: Date | null;
};

const columns = (tx: Tx) => tx`
  approval.id, approval.kind, approval.status, approval.role, approval.entity, approval.entity_id,
  approval.entity_version, approval.summary, approval.reason, requester.name as requested_by,
  approval.requested_at, decider.name as decided_by, approval.decided_at
`;

/** Journals and promotions wait in one list. */
const source = (tx: Tx) => tx`
  (
    select of_journal.tenant_id, of_journal.id, of_journal.kind, of_journal.status, of_journal.role,
      of_journal.entity, of_journal.entity_id, of_journal.entity_version, of_journal.summary, of_journal.reason,
      of_journal.requested_by, of_journal.requested_at, of_journal.decided_by, of_journal.decided_at
    from finance.approvals of_journal
    union all
    select of_promotion.tenant_id, of_promotion.id, of_promotion.kind, of_promotion.status, of_promotion.role,
      'promotion', of_promotion.promotion_id, of_promotion.promotion_version, of_promotion.summary,
      of_promotion.reason, of_promotion.requested_by, of_promotion.requested_at, of_promotion.decided_by,
      of_promotion.decided_at
    from planning.approvals of_promotion
  ) approval
  join tenancy.users requester
    on requester.tenant_id = approval.tenant_id and requester.id = approval.requested_by
  left join tenancy.users decider
    on decider.tenant_id = approval.tenant_id and decider.id = approval.decided_by
`;

/** A page of approvals after the one named, in the order of their ids, one more than the page holds. */
export const approvalPage = (
  tx: Tx,
  { after, status, pageSize }: ApprovalFilter & { after: string | null },
) => tx<ApprovalRow[]>`
  select ${columns(tx)}
  from ${source(tx)}
  where (${after}::uuid is null or approval.id > ${after}::uuid)
    and (${given(status)}::text is null or approval.status = ${given(status)})
  order by approval.id
  limit ${pageSize + 1}
`;

export const approvalById = (tx: Tx, id: string) => tx<ApprovalRow[]>`
  select ${columns(tx)}
  from ${source(tx)}
  where approval.id = ${id}::uuid
`;

/** Which journal an approval is about; it never changes, so it is read before anything is locked. */
export const journalOfApproval = (tx: Tx, id: string) => tx<{ journalId: string }[]>`
  select approval.journal_id
  from finance.approvals approval
  where approval.id = ${id}::uuid and approval.journal_id is not null
`;

/** An approval as deciding it needs it, locked after its journal. `makers` posted or drafted what it is about. */
export interface ApprovalToDecide {
  id: string;
  kind: JournalApproval;
  status: Approval["status"];
  entityVersion: number;
  payload: { postingDate?: string; accountingPeriod?: string };
  requestedBy: string;
  makers: string[];
  othersWait: boolean;
}

export const lockApproval = (tx: Tx, id: string) => tx<ApprovalToDecide[]>`
  select approval.id, approval.kind, approval.status, approval.entity_version, approval.payload,
    approval.requested_by,
    array(
      select distinct maker.id
      from finance.settlements part
      cross join lateral (values (part.created_by), (part.posted_by)) as maker (id)
      where part.tenant_id = approval.tenant_id and part.journal_id = approval.journal_id and maker.id is not null
    )::text[] as makers,
    exists (
      select from finance.approvals other
      where other.tenant_id = approval.tenant_id and other.journal_id = approval.journal_id
        and other.id <> approval.id and other.status = 'OPEN'
    ) as others_wait
  from finance.approvals approval
  where approval.id = ${id}::uuid
  for update of approval
`;

export const decideApproval = (
  tx: Tx,
  decided: { id: string; status: string; by: string; reason: string | null },
) => tx`
  update finance.approvals approval
  set status = ${decided.status}, decided_by = ${decided.by}::uuid, decided_at = now(),
    decision_reason = ${decided.reason}
  where approval.id = ${decided.id}::uuid
`;

/** What still waits for a journal is out of date: another answer made it pointless. */
export const outdateOthers = (
  tx: Tx,
  { journalId, except }: { journalId: string; except: string | null },
) => tx`
  update finance.approvals approval
  set status = 'STALE', decided_at = now()
  where approval.journal_id = ${journalId}::uuid and approval.status = 'OPEN'
    and approval.id is distinct from ${except}::uuid
`;

/** Hands the parts of a refused posting back as drafts; the frozen rows stay as REVERSED. */
export const returnDrafts = (tx: Tx, { journalId, by }: { journalId: string; by: string }) => tx`
  with refused as (
    update finance.settlements part
    set status = 'REVERSED'
    where part.journal_id = ${journalId}::uuid
    returning part.tenant_id, part.claim_id, part.promotion_id, part.tactic_id, part.kind, part.amount_settled,
      part.account_code, part.reason, part.created_by
  )
  insert into finance.settlements (tenant_id, claim_id, promotion_id, tactic_id, kind, amount_settled, account_code,
    reason, created_by)
  select refused.tenant_id, refused.claim_id, refused.promotion_id, refused.tactic_id, refused.kind,
    refused.amount_settled, refused.account_code, refused.reason, coalesce(refused.created_by, ${by}::uuid)
  from refused
`;

/** And the choices of the sheet with them, where there was one promotion and one write-off code. */
export const returnInputs = (tx: Tx, claimId: string) => tx`
  update finance.claims claim
  set promotion_id = (
      select min(part.promotion_id::text)::uuid
      from finance.settlements part
      where part.tenant_id = claim.tenant_id and part.claim_id = claim.id and part.status = 'DRAFT'),
    write_off_reason = (
      select min(part.reason)
      from finance.settlements part
      where part.tenant_id = claim.tenant_id and part.claim_id = claim.id and part.status = 'DRAFT'
        and part.kind = 'WRITE_OFF')
  where claim.id = ${claimId}::uuid
`;

/** A journal whose posting was refused stays a draft and says so. */
export const closeDraftJournal = (
  tx: Tx,
  { journalId, message }: { journalId: string; message: string },
) => tx`
  update finance.gl_journals journal
  set failure_code = 'APPROVAL_REJECTED', failure_message = ${message}
  where journal.id = ${journalId}::uuid
`;
