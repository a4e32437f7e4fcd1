import { Money } from "../../shared/money.ts";
import type { AccrualEntry } from "../../shared/planning/accrual-plan.ts";
import type { Tx } from "../db/pool.ts";
import { enqueueDeliveries } from "../finance/due.queries.ts";
import { newId, newReference } from "../mint.ts";
import type { AuditEntry } from "../tenancy/queries.ts";
import type { AccruedPromotion } from "./accrual.queries.ts";
import * as writes from "./accrual-writes.queries.ts";

/** A journal of one promotion's accrual, decided and not yet written. */
export interface AccrualJournal {
  promotion: AccruedPromotion;
  kind: "ACCRUAL" | "TRUE_UP" | "RELEASE";
  /** What it was written for, unique with its promotion and version: `accrual:2026-12`. */
  source: string;
  sourceVersion: number;
  postingDate: string;
  performancePeriod: string;
  entries: readonly AccrualEntry[];
  movements: readonly AccrualMovement[];
}

/** What a journal does to the sub-ledger: signed, in cents; more owed is positive. */
export interface AccrualMovement {
  entry: "ACCRUE" | "TRUE_UP" | "RELEASE";
  productId: string | null;
  amount: Money;
}

/** What the pairs of a journal owe more, or less. */
export function owed(entries: readonly AccrualEntry[], liability: string): Money {
  return Money.sum(
    entries.map(({ creditAccount, amount }) =>
      creditAccount === liability ? amount : amount.negated(),
    ),
  );
}

/** Writes journals with their rows and movements, and has those delivered that are due; the others wait QUEUED. */
export async function writeAccruals(
  tx: Tx,
  journals: readonly AccrualJournal[],
  { by, today }: { by: string | null; today: string },
): Promise<AuditEntry[]> {
  if (journals.length === 0) return [];
  const minted = journals.map((journal) => ({
    ...journal,
    id: newId(),
    reference: newReference(),
  }));
  await writes.insertJournals(tx, { rows: minted.map(journalRow), by });
  await writes.insertEntries(tx, minted.flatMap(entryRows));
  const movements = minted.flatMap(movementRows);
  if (movements.length > 0) await writes.insertMovements(tx, { rows: movements, by });
  const due = minted.filter(({ postingDate }) => postingDate <= today);
  if (due.length > 0) {
    await enqueueDeliveries(
      tx,
      due.map(({ id }) => id),
    );
  }
  return minted.map(auditOf);
}

type Minted = AccrualJournal & { id: string; reference: string };

const journalRow = ({ promotion, ...journal }: Minted): writes.AccrualJournalRow => ({
  id: journal.id,
  kind: journal.kind,
  source: journal.source,
  sourceVersion: journal.sourceVersion,
  reference: journal.reference,
  postingDate: journal.postingDate,
  performancePeriod: journal.performancePeriod,
  promotionId: promotion.id,
  customerId: promotion.customerId,
  currency: promotion.currency,
});

const entryRows = ({ id: journalId, entries }: Minted): writes.AccrualEntryRow[] =>
  entries.map((entry, at) => ({ ...entry, journalId, n: at + 1, amount: entry.amount.toString() }));

const movementRows = ({ id: journalId, ...journal }: Minted): writes.AccrualMovementRow[] =>
  journal.movements
    .filter(({ amount }) => !amount.isZero())
    .map(({ entry, productId, amount }) => ({
      id: newId(),
      journalId,
      tacticId: journal.promotion.tacticId,
      productId,
      entry,
      amount: amount.toString(),
      sourceType: journal.source.split(":")[0] ?? journal.source,
    }));

const ACTS = {
  ACCRUAL: "promotion.accrued",
  TRUE_UP: "promotion.trued-up",
  RELEASE: "promotion.released",
} as const;

const auditOf = ({ promotion, ...journal }: Minted): AuditEntry => ({
  act: ACTS[journal.kind],
  entity: "promotion",
  entityId: promotion.id,
  after: {
    journalId: journal.id,
    reference: journal.reference,
    postingDate: journal.postingDate,
    performancePeriod: journal.performancePeriod,
    entries: journal.entries,
  },
});
