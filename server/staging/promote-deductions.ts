import { randomBytes } from "node:crypto";
import { addDays } from "../../shared/day.ts";
import {
  admitDeductions,
  type DeductionBooks,
  type NewDeduction,
} from "../../shared/erp/admit-deductions.ts";
import { DeductionRecord } from "../../shared/erp/deduction.ts";
import type { Numbered } from "../../shared/erp/verdict.ts";
import { lookUpReason } from "../../shared/finance/reason.ts";
import { uuidV7 } from "../../shared/ids.ts";
import type { Tx } from "../db/pool.ts";
import type { BatchAtWork, RawRecord } from "./batch.queries.ts";
import * as queries from "./deductions.queries.ts";
import { type AuditEntry, readRaw, settleRecords } from "./promotion.ts";

/** Takes a chunk of deductions into the books: what the ERP said, and a claim for each that waits to be matched. */
export async function promoteDeductions(
  tx: Tx,
  batch: BatchAtWork,
  raws: readonly RawRecord[],
): Promise<void> {
  const { read, rejected } = readRaw(DeductionRecord, raws, batch);
  await queries.holdDeductions(tx);
  const verdict = admitDeductions(read, await readBooks(tx, batch, read));

  const rows = await deductionRows(tx, verdict.fresh);
  if (rows.length > 0) {
    await queries.writeDeductions(tx, batch.id, rows);
    await queries.forgetPlans(tx);
    await queries.writeClaims(tx, rows);
    await queries.enqueueMatching(
      tx,
      rows.map(({ claimId }) => claimId),
    );
  }
  const claimOf = new Map(rows.map(({ erpRef, claimId }) => [erpRef, claimId]));
  const accepted = verdict.fresh.flatMap(({ n, record }) => {
    const entityId = claimOf.get(record.erpRef);
    return entityId === undefined ? [] : [{ n, entityId }];
  });
  await settleRecords(tx, batch, {
    promoted: {
      accepted,
      updated: [],
      duplicates: verdict.duplicates,
      rejected: [...rejected, ...verdict.rejected],
    },
    audit: rows.map((row) => auditEntry(batch, row)),
  });
}

async function readBooks(
  tx: Tx,
  batch: BatchAtWork,
  read: readonly Numbered<DeductionRecord>[],
): Promise<DeductionBooks> {
  const all = (value: (record: DeductionRecord) => string | undefined) => [
    ...new Set(read.flatMap(({ record }) => value(record) ?? [])),
  ];
  const [books] = await queries.currencyOfBooks(tx);
  const customers = await queries.customersNamed(
    tx,
    all(({ customerErpId }) => customerErpId),
  );
  const accounts = await queries.accountsNamed(
    tx,
    all(({ glAccountCode }) => glAccountCode),
  );
  const received = await queries.deductionsReceived(
    tx,
    all(({ erpRef }) => erpRef),
  );
  return {
    currency: books?.currency ?? "USD",
    clearingAccount: accounts.find(({ isClearing }) => isClearing)?.code ?? null,
    customers: new Map(customers.map((customer) => [customer.erpId, customer])),
    accounts: new Set(accounts.map(({ code }) => code)),
    known: new Map(
      received.map(({ claimId, batchId, ...record }) => [
        record.erpRef,
        { record: { ...record }, claimId, isOfThisBatch: batchId === batch.id },
      ]),
    ),
  };
}

async function deductionRows(
  tx: Tx,
  fresh: readonly NewDeduction[],
): Promise<queries.DeductionRow[]> {
  if (fresh.length === 0) return [];
  const retailers = [...new Set(fresh.flatMap(({ retailer }) => retailer ?? []))];
  const rules = await queries.reasonRules(tx, retailers);
  const windows = new Map(rules.map(({ id, windowDays }) => [id, windowDays]));
  const [numbers] = await queries.takeClaimNumbers(tx, fresh.length);
  const firstNumber = numbers?.first ?? 1;
  const now = Date.now();
  return fresh.map((deduction, at) => {
    const { reasonCodeErp: code = null, postingDate } = deduction.record;
    const rule = lookUpReason(rules, { retailer: deduction.retailer, code });
    const window = rule ? windows.get(rule.id) : null;
    return {
      ...written(deduction),
      glId: uuidV7(now, randomBytes(16)),
      claimId: uuidV7(now, randomBytes(16)),
      claimNumber: `D-${firstNumber + at}`,
      reason: rule?.reason ?? null,
      reasonCodeId: rule?.id ?? null,
      disputeDeadline: window ? addDays(postingDate, window) : null,
    };
  });
}

function written({ record, customerId, currency }: NewDeduction) {
  return {
    claimKind: record.amount.isNegative() ? ("REPAYMENT" as const) : ("DEDUCTION" as const),
    erpRef: record.erpRef,
    customerId,
    amount: record.amount,
    currency,
    postingDate: record.postingDate,
    reasonCodeErp: record.reasonCodeErp ?? null,
    invoiceNumber: record.invoiceNumber ?? null,
    checkNumber: record.checkNumber ?? null,
    checkDate: record.checkDate ?? null,
    promotionRef: record.promotionRef ?? null,
    backupDocUrl: record.backupDocUrl ?? null,
    glAccountCode: record.glAccountCode ?? null,
  };
}

function auditEntry(batch: BatchAtWork, row: queries.DeductionRow): AuditEntry {
  const { claimId, claimNumber, erpRef, amount, reasonCodeErp, reason } = row;
  return {
    act: "claim.received",
    entity: "finance.claims",
    entityId: claimId,
    after: { number: claimNumber, erpRef, amount, reasonCodeErp, reason, batchId: batch.id },
  };
}
