import type { ClaimStatus, Reason } from "../../shared/finance/claim.ts";
import type { DraftPromotion } from "../../shared/finance/expected.ts";
import type { PartKind } from "../../shared/finance/parts.ts";
import type { Money } from "../../shared/money.ts";
import type { Tx } from "../db/pool.ts";

/** What drafting needs of a claim: its inputs as they are, and whether splits made them. */
export interface ClaimToDraft {
  id: string;
  number: string;
  version: number;
  status: ClaimStatus;
  open: Money;
  reason: Reason | null;
  promotionId: string | null;
  settle: Money | null;
  dispute: Money | null;
  writeOff: Money | null;
  writeOffReason: string | null;
  note: string | null;
  assignedTo: string | null;
  hasSplits: boolean;
  reasonAccount: string | null;
}

/** Reads claims for drafting; lock them first. */
export const claimsToDraft = (tx: Tx, ids: readonly string[]) => tx<ClaimToDraft[]>`
  select claim.id, claim.claim_no as number, claim.version, claim.status, position.open, claim.reason,
    claim.promotion_id, draft.settle, draft.dispute, draft.write_off, claim.write_off_reason, claim.note,
    assignee.name as assigned_to, coalesce(draft.has_splits, false) as has_splits,
    account.code as reason_account
  from finance.claims claim
  join finance.claim_positions position
    on position.tenant_id = claim.tenant_id and position.claim_id = claim.id
  left join tenancy.users assignee
    on assignee.tenant_id = claim.tenant_id and assignee.id = claim.assigned_to
  left join master.reason_codes meaning
    on meaning.tenant_id = claim.tenant_id and meaning.id = claim.reason_code_id
  left join master.chart_of_accounts account
    on account.tenant_id = claim.tenant_id and account.role = meaning.account_role
  left join lateral (
    select
      sum(part.amount_settled) filter (where part.kind in ('PROMO', 'TOLERANCE')) as settle,
      sum(part.amount_settled) filter (where part.kind = 'DISPUTE') as dispute,
      sum(part.amount_settled) filter (where part.kind = 'WRITE_OFF') as write_off,
      count(distinct part.promotion_id) > 1 or bool_or(part.kind = 'NON_TRADE')
        or count(*) filter (where part.kind = 'DISPUTE') > 1
        or count(*) filter (where part.kind = 'WRITE_OFF') > 1 as has_splits
    from finance.settlements part
    where part.tenant_id = claim.tenant_id and part.claim_id = claim.id and part.status = 'DRAFT'
  ) draft on true
  where claim.id = any(${[...ids]}::uuid[])
  order by claim.id
`;

/** A promotion and the text that named it. */
export type NamedPromotion = DraftPromotion & { wanted: string };

/** Finds promotions by number, GUID or the 16-character reference of one of their journals. */
export const promotionsNamed = (tx: Tx, wanted: readonly string[]) => tx<NamedPromotion[]>`
  select name.wanted, promotion.id, promotion.number, promotion.status,
    position.planned, position.settled, position.tolerance as tolerated
  from unnest(${[...wanted]}::text[]) as name (wanted)
  join planning.promotions promotion
    on promotion.number = name.wanted
    or promotion.id::text = lower(name.wanted)
    or promotion.id = (
      select journal.promotion_id
      from finance.gl_journals journal
      where journal.reference = upper(name.wanted) and journal.promotion_id is not null)
  join finance.promotion_positions position
    on position.tenant_id = promotion.tenant_id and position.promotion_id = promotion.id
  order by name.wanted, promotion.id
`;

/** Finds people by name, handle or e-mail, for "assigned to". */
export const peopleNamed = (tx: Tx, wanted: readonly string[]) => tx<
  { wanted: string; id: string }[]
>`
  select name.wanted, min(person.id::text) as id
  from unnest(${[...wanted]}::text[]) as name (wanted)
  join tenancy.users person
    on lower(name.wanted) in (lower(person.name), person.handle, lower(person.email))
  where person.disabled_at is null
  group by name.wanted
  having count(*) = 1
`;

/** The accounts among these codes that the chart has. */
export const accountsKnown = (tx: Tx, codes: readonly string[]) => tx<{ code: string }[]>`
  select account.code
  from master.chart_of_accounts account
  where account.code = any(${[...codes]}::text[]) and account.active
`;

/** A claim's inputs after an edit; drafts replace those that were there. */
export interface SavedInputs {
  claimId: string;
  status: ClaimStatus;
  reason: Reason | null;
  promotionId: string | null;
  writeOffReason: string | null;
  note: string | null;
  assignedToId: string | null;
  keepDrafts: boolean;
  by: string;
  drafts: {
    kind: PartKind;
    amount: string;
    promotionId: string | null;
    accountCode: string | null;
    reason: string | null;
  }[];
}

/** Takes a claim's drafts away. */
export const clearDrafts = (tx: Tx, claimId: string) => tx`
  delete from finance.settlements draft
  where draft.claim_id = ${claimId}::uuid and draft.status = 'DRAFT'
`;

/** Writes a claim's drafts. */
export const insertDrafts = (tx: Tx, { claimId, drafts, by }: SavedInputs) => tx`
  insert into finance.settlements (tenant_id, claim_id, promotion_id, tactic_id, kind, amount_settled,
    account_code, reason, created_by)
  select tenancy.current_tenant(), ${claimId}::uuid, draft."promotionId", tactic.id, draft.kind, draft.amount,
    draft."accountCode", draft.reason, ${by}::uuid
  from jsonb_to_recordset(${JSON.stringify(drafts)}::text::jsonb)
    as draft (kind text, amount numeric, "promotionId" uuid, "accountCode" text, reason text)
  left join planning.tactics tactic on tactic.promotion_id = draft."promotionId"
`;

/** Writes the other inputs and the status, and always a new version; the mirror in gl_transactions carries the reason too. */
export const saveInputs = (tx: Tx, saved: SavedInputs) => tx<{ id: string }[]>`
  with claimed as (
    update finance.claims claim
    set status = ${saved.status}, reason = ${saved.reason}, promotion_id = ${saved.promotionId}::uuid,
      write_off_reason = ${saved.writeOffReason}, note = ${saved.note},
      assigned_to = ${saved.assignedToId}::uuid, updated_at = clock_timestamp()
    where claim.id = ${saved.claimId}::uuid
    returning claim.tenant_id, claim.gl_transaction_id, claim.reason
  )
  update finance.gl_transactions mirrored
  set reason_code_normalized = claimed.reason
  from claimed
  where mirrored.tenant_id = claimed.tenant_id and mirrored.id = claimed.gl_transaction_id
  returning mirrored.id
`;
