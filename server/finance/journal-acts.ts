import type { Journal, RedateRequest } from "../../shared/finance/journal.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import type { Tx } from "../db/pool.ts";
import { newId } from "../mint.ts";
import { type ApprovalRow, approvalById, outdateOthers } from "./approval.queries.ts";
import * as queries from "./journal.queries.ts";
import { refuseIfClosed } from "./open-period.ts";
import { insertApprovals } from "./posting-writes.queries.ts";
import { enqueueDelivery, recordAct } from "./record.queries.ts";
import { lockTouched, markAccruals } from "./record-outcome.ts";

/** One journal with its rows. Refused: NOT_FOUND. */
export async function journalWithEntries(tx: Tx, id: string): Promise<Journal> {
  const [row] = await queries.journalById(tx, id);
  if (!row) throw new Refusal("NOT_FOUND", "There is no such journal.");
  const [journal] = await withEntries(tx, [row]);
  if (!journal) throw new Error(`journal ${id} lost its rows`);
  return journal;
}

/** Journals with their rows, in the order given. */
export async function withEntries(tx: Tx, rows: readonly queries.JournalRow[]): Promise<Journal[]> {
  const entries = await queries.entriesOf(
    tx,
    rows.map(({ id }) => id),
  );
  const byJournal = new Map<string, Journal["entries"]>(rows.map(({ id }) => [id, []]));
  for (const { journalId, ...entry } of entries) byJournal.get(journalId)?.push(entry);
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    postedAt: row.postedAt?.toISOString() ?? null,
    entries: byJournal.get(row.id) ?? [],
  }));
}

/**
 * Sends a refused journal once more as it is: the account was opened, the customer unblocked. Refused: NOT_FOUND,
 * VERSION_STALE, JOURNAL_NOT_FAILED, PERIOD_CLOSED while its period is still known to be closed.
 */
export async function retryJournal(
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<Journal> {
  const { journal, promotionIds } = await lockFailed(tx, { id, version });
  await refuseIfClosed(tx, journal.postingDate);
  await outdateOthers(tx, { journalId: id, except: null });
  await queries.moveJournal(tx, { id, status: "QUEUED", failure: null, document: null });
  await queries.moveParts(tx, { journalId: id, status: "QUEUED" });
  await markAccruals(tx, promotionIds, journal.kind);
  await enqueueDelivery(tx, { journalId: id, at: null });
  const answer = await journalWithEntries(tx, id);
  await recordAct(tx, [
    {
      act: "journal.retried",
      entity: "journal",
      entityId: id,
      before: { status: journal.status },
      after: { status: answer.status },
    },
  ]);
  return answer;
}

/**
 * Asks a FinanceApprover to move a refused journal to another day; until then nothing changes. Refused: NOT_FOUND,
 * VERSION_STALE, JOURNAL_NOT_FAILED, PERIOD_CLOSED and PERIOD_UNKNOWN for the new day, DUPLICATE while one is asked for.
 */
export async function askRedate(
  tx: Tx,
  { id, version, postingDate, reason }: RedateRequest & { id: string },
  caller: Caller,
): Promise<ApprovalRow> {
  const { journal } = await lockFailed(tx, { id, version });
  const accountingPeriod = await refuseIfClosed(tx, postingDate);
  const summary = `Re-date ${journal.reference} (${journal.claimNumber ?? journal.kind}) from ${journal.postingDate} to ${postingDate}`;
  const by = caller.userId;
  const approvalId = newId();
  await insertApprovals(tx, [
    {
      id: approvalId,
      kind: "REDATE",
      journalId: id,
      claimId: journal.claimId,
      version: journal.version,
      amount: null,
      summary,
      payload: { postingDate, accountingPeriod },
      reason,
      by,
    },
  ]);
  const [approval] = await approvalById(tx, approvalId);
  if (!approval) throw new Error(`approval ${approvalId} was not written`);
  await recordAct(tx, [
    {
      act: "journal.redate-asked",
      entity: "journal",
      entityId: id,
      before: { postingDate: journal.postingDate },
      after: { postingDate, approvalId },
      reason,
    },
  ]);
  return approval;
}

async function lockFailed(tx: Tx, { id, version }: { id: string; version: number }) {
  const [touched] = await queries.touchedBy(tx, id);
  if (!touched) throw new Refusal("NOT_FOUND", "There is no such journal.");
  await lockTouched(tx, touched);
  const [journal] = await queries.lockJournal(tx, id);
  if (!journal) throw new Refusal("NOT_FOUND", "There is no such journal.");
  if (journal.version !== version) {
    throw new Refusal(
      "VERSION_STALE",
      `The journal ${journal.reference} changed since you saw it (version ${journal.version}, not ${version}). Refresh and decide again.`,
    );
  }
  if (journal.status !== "FAILED") {
    throw new Refusal(
      "JOURNAL_NOT_FAILED",
      `The journal ${journal.reference} is ${journal.status}; only a failed one is sent again.`,
    );
  }
  return { journal, promotionIds: touched.promotionIds };
}
