import { monthOf } from "../../shared/day.ts";
import type { PostingPlan } from "../../shared/finance/posting-plan.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import type { Tx } from "../db/pool.ts";
import { newId, newReference } from "../mint.ts";
import { moveClaims } from "./claim.queries.ts";
import type { PostableClaim, PostingFacts } from "./posting-facts.ts";
import * as writes from "./posting-writes.queries.ts";
import { type AuditEntry, enqueueDelivery } from "./record.queries.ts";

/** A claim that was posted: its journal, whether it waits for approval, and what the audit keeps. */
export interface Posted {
  plan: PostingPlan;
  journalId: string;
  reference: string;
  waits: boolean;
  audit: AuditEntry[];
}

interface Posting {
  claim: PostableClaim;
  plan: PostingPlan;
}

/** Carries a plan out, inside the savepoint it is given. */
export async function writePosting(
  tx: Tx,
  { claim, plan }: Posting,
  { facts, by }: { facts: PostingFacts; by: Pick<Caller, "userId"> },
): Promise<Posted> {
  const waits = plan.approvals.length > 0;
  const journal = journalOf({ claim, plan }, { facts, by: by.userId });

  await writes.insertJournal(tx, journal);
  await writes.insertEntries(tx, journal);
  await writes.freezeDrafts(tx, {
    ...journal,
    journalId: journal.id,
    status: waits ? "PENDING_APPROVAL" : "QUEUED",
    snapshot: snapshotOf({ claim, plan }, facts),
  });
  await writes.insertMovements(tx, { journal, movements: movementsOf(plan, facts) });
  await writes.emptyInputs(tx, { claimId: claim.id, late: isLate(plan, facts) });
  const promotionIds = promotionsOf(plan);
  await writes.decideMatches(tx, { claimId: claim.id, promotionIds, by: by.userId });
  if (waits) {
    await writes.insertApprovals(tx, approvalsOf({ claim, plan }, journal));
  } else {
    await writes.openDisputes(tx, { journalId: journal.id, by: by.userId });
    await enqueueDelivery(tx, { journalId: journal.id, at: null });
  }
  const status = waits ? "PENDING_APPROVAL" : "APPROVED_FOR_PAYMENT";
  await moveClaims(tx, [{ id: claim.id, status }]);
  const { id: journalId, reference } = journal;
  return { plan, journalId, reference, waits, audit: [auditOf({ claim, plan }, journal, status)] };
}

function journalOf(
  { claim, plan }: Posting,
  { facts, by }: { facts: PostingFacts; by: string },
): writes.NewJournal {
  const [promotionId, ...others] = promotionsOf(plan);
  const single = others.length === 0 ? promotionId : undefined;
  const performanceEnd = single && facts.promotions.get(single)?.performanceEnd;
  return {
    id: newId(),
    status: plan.approvals.length > 0 ? "DRAFT" : "QUEUED",
    claimId: claim.id,
    claimVersion: claim.version,
    reference: newReference(),
    postingDate: facts.postingDate,
    accountingPeriod: facts.accountingPeriod,
    performancePeriod: monthOf(performanceEnd ?? claim.postingDate),
    currency: claim.currency,
    customerId: claim.customerId,
    promotionId: single ?? null,
    by,
    entries: plan.entries.map((entry) => ({ ...entry, amount: entry.amount.toString() })),
  };
}

const promotionsOf = ({ parts }: PostingPlan) => [
  ...new Set(parts.flatMap(({ promotion }) => (promotion ? [promotion.id] : []))),
];

const isLate = (plan: PostingPlan, { promotions }: PostingFacts) =>
  promotionsOf(plan).some((id) => {
    const status = promotions.get(id)?.status;
    return status === "CLOSED" || status === "SETTLED";
  });

function movementsOf(plan: PostingPlan, { promotions }: PostingFacts): writes.NewMovement[] {
  return plan.movements.map(({ promotionId, entry, amount }) => {
    const promotion = promotions.get(promotionId);
    if (!promotion) throw new Error(`a movement of the unknown promotion ${promotionId}`);
    const { tacticId, customerId } = promotion;
    return { id: newId(), promotionId, tacticId, customerId, entry, amount: amount.toString() };
  });
}

const approvalsOf = ({ claim, plan }: Posting, journal: writes.NewJournal): writes.NewApproval[] =>
  plan.approvals.map(({ kind, amount, message }) => ({
    id: newId(),
    kind,
    journalId: journal.id,
    claimId: claim.id,
    version: 1,
    amount: amount.toString(),
    summary: `${claim.number}, ${claim.customerName}: ${message}`,
    payload: {},
    reason: null,
    by: journal.by,
  }));

/** The books as they were when this was posted, so that nobody has to reconstruct why (domain.md Q36). */
const snapshotOf = ({ claim, plan }: Posting, facts: PostingFacts) => ({
  claim: {
    number: claim.number,
    version: claim.version,
    openBefore: plan.openBefore,
    openAfter: plan.openAfter,
  },
  promotions: promotionsOf(plan).map((id) => facts.books.promotions.get(id)),
  accounts: facts.books.accounts,
  rule: facts.books.rule,
  limits: facts.books.limits,
  period: facts.period,
});

const auditOf = (
  { claim, plan }: Posting,
  journal: writes.NewJournal,
  status: string,
): AuditEntry => ({
  act: "claim.posted",
  entity: "claim",
  entityId: claim.id,
  before: { status: claim.status, open: plan.openBefore },
  after: {
    status,
    open: plan.openAfter,
    journalId: journal.id,
    reference: journal.reference,
    postingDate: journal.postingDate,
    entries: journal.entries,
  },
});
