import type { Tx } from "../db/pool.ts";

/** A journal as it is written: amounts as text, ids minted by us. */
export interface NewJournal {
  id: string;
  status: "DRAFT" | "QUEUED";
  claimId: string;
  claimVersion: number;
  reference: string;
  postingDate: string;
  accountingPeriod: string;
  performancePeriod: string;
  currency: string;
  customerId: string;
  promotionId: string | null;
  by: string;
  entries: {
    n: number;
    tag: string;
    debitAccount: string;
    creditAccount: string;
    amount: string;
    promotionId: string | null;
  }[];
}

export const insertJournal = (tx: Tx, journal: NewJournal) => tx`
  insert into finance.gl_journals (tenant_id, id, kind, status, source, source_id, source_version, reference,
    posting_date, accounting_period, performance_period, currency, customer_id, claim_id, promotion_id, created_by)
  values (tenancy.current_tenant(), ${journal.id}::uuid, 'SETTLEMENT', ${journal.status}, 'claim',
    ${journal.claimId}::uuid, ${journal.claimVersion}, ${journal.reference}, ${journal.postingDate}::date,
    ${journal.accountingPeriod}, ${journal.performancePeriod}, ${journal.currency}, ${journal.customerId}::uuid,
    ${journal.claimId}::uuid, ${journal.promotionId}::uuid, ${journal.by}::uuid)
`;

export const insertEntries = (tx: Tx, { id, customerId, entries }: NewJournal) => tx`
  insert into finance.gl_ledger (tenant_id, journal_id, n, tag, debit_account, credit_account, amount, promotion_id,
    customer_id)
  select tenancy.current_tenant(), ${id}::uuid, entry.n, entry.tag, entry."debitAccount", entry."creditAccount",
    entry.amount, entry."promotionId", ${customerId}::uuid
  from jsonb_to_recordset(${JSON.stringify(entries)}::text::jsonb)
    as entry (n integer, tag text, "debitAccount" text, "creditAccount" text, amount numeric, "promotionId" uuid)
`;

/** Freezes a claim's drafts as parts of a journal, with the state of the books they were posted on. */
export const freezeDrafts = (
  tx: Tx,
  frozen: {
    claimId: string;
    journalId: string;
    status: "PENDING_APPROVAL" | "QUEUED";
    postingDate: string;
    accountingPeriod: string;
    performancePeriod: string;
    by: string;
    snapshot: object;
    entries: object;
  },
) => tx`
  update finance.settlements part
  set status = ${frozen.status}, journal_id = ${frozen.journalId}::uuid, posting_date = ${frozen.postingDate}::date,
    accounting_period = ${frozen.accountingPeriod}, performance_period = ${frozen.performancePeriod},
    posted_by = ${frozen.by}::uuid, snapshot = ${JSON.stringify(frozen.snapshot)}::text::jsonb,
    gl_posting_json = ${JSON.stringify(frozen.entries)}::text::jsonb
  where part.claim_id = ${frozen.claimId}::uuid and part.status = 'DRAFT'
`;

/** One movement of the accrual sub-ledger. */
export interface NewMovement {
  id: string;
  promotionId: string;
  tacticId: string | null;
  customerId: string;
  entry: string;
  amount: string;
}

export const insertMovements = (
  tx: Tx,
  { journal, movements }: { journal: NewJournal; movements: readonly NewMovement[] },
) => tx`
  insert into finance.accrual_ledger (tenant_id, id, promotion_id, tactic_id, customer_id, entry, amount, currency,
    posting_date, accounting_period, performance_period, source_type, source_id, journal_id, created_by)
  select tenancy.current_tenant(), movement.id, movement."promotionId", movement."tacticId", movement."customerId",
    movement.entry, movement.amount, ${journal.currency}, ${journal.postingDate}::date, ${journal.accountingPeriod},
    ${journal.performancePeriod}, 'claim', ${journal.claimId}::uuid, ${journal.id}::uuid, ${journal.by}::uuid
  from jsonb_to_recordset(${JSON.stringify(movements)}::text::jsonb)
    as movement (id uuid, "promotionId" uuid, "tacticId" uuid, "customerId" uuid, entry text, amount numeric)
`;

/** Opens a dispute for each DISPUTE part of a journal that is on its way. */
export const openDisputes = (tx: Tx, { journalId, by }: { journalId: string; by: string }) => tx<
  { id: string }[]
>`
  insert into finance.disputes (tenant_id, dispute_no, claim_id, settlement_id, amount, reason, due_at, journal_id,
    opened_by)
  select part.tenant_id, 'DSP-' || tenancy.take_numbers('dispute'), part.claim_id, part.id, part.amount_settled,
    coalesce(part.reason, claim.reason), claim.dispute_deadline, part.journal_id, ${by}::uuid
  from finance.settlements part
  join finance.claims claim on claim.tenant_id = part.tenant_id and claim.id = part.claim_id
  where part.journal_id = ${journalId}::uuid and part.kind = 'DISPUTE'
  order by part.id
  returning id
`;

/** Posting empties a claim's inputs: what they said is frozen now. A claim on a closed promotion came late (J20). */
export const emptyInputs = (tx: Tx, { claimId, late }: { claimId: string; late: boolean }) => tx`
  update finance.claims claim
  set promotion_id = null, write_off_reason = null, late = claim.late or ${late}
  where claim.id = ${claimId}::uuid
`;

/** The candidate a user chose is ACCEPTED, the others of its run REJECTED: what matching learns from. */
export const decideMatches = (
  tx: Tx,
  decided: { claimId: string; promotionIds: readonly string[]; by: string },
) => tx`
  update finance.claim_matches candidate
  set decision = case when candidate.promotion_id = any(${[...decided.promotionIds]}::uuid[])
      then 'ACCEPTED' else 'REJECTED' end,
    decided_by = ${decided.by}::uuid, decided_at = now()
  where candidate.claim_id = ${decided.claimId}::uuid and candidate.decision = 'PROPOSED'
`;

export interface NewApproval {
  id: string;
  kind: "SETTLEMENT" | "WRITE_OFF" | "REDATE";
  journalId: string;
  claimId: string | null;
  version: number;
  amount: string | null;
  summary: string;
  payload: { postingDate?: string; accountingPeriod?: string };
  reason: string | null;
  by: string;
}

/** Asks for approvals of a journal in the version that was seen. */
export const insertApprovals = (tx: Tx, approvals: readonly NewApproval[]) => tx`
  insert into finance.approvals (tenant_id, id, kind, entity, entity_id, entity_version, claim_id, journal_id, amount,
    role, summary, payload, reason, requested_by)
  select tenancy.current_tenant(), asked.id, asked.kind, 'journal', asked."journalId", asked.version, asked."claimId",
    asked."journalId", asked.amount, 'FinanceApprover', asked.summary, asked.payload, asked.reason, asked.by
  from jsonb_to_recordset(${JSON.stringify(approvals)}::text::jsonb)
    as asked (id uuid, kind text, "journalId" uuid, "claimId" uuid, version bigint, amount numeric, summary text,
      payload jsonb, reason text, by uuid)
`;
