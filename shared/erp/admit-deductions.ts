import type { DeductionRecord } from "./deduction.ts";
import { shown } from "./field.ts";
import type { FieldFault } from "./record.ts";
import {
  type Difference,
  type Duplicate,
  differences,
  inWords,
  type Numbered,
  type Rejected,
} from "./verdict.ts";

/** A deduction that the books have already: its content, its claim, and whether this very batch brought it. */
export interface KnownDeduction {
  record: Readonly<Record<string, unknown>>;
  claimId: string | null;
  isOfThisBatch: boolean;
}

/** What the books know of the customers, accounts and references that a chunk of deductions names. */
export interface DeductionBooks {
  /** The currency the books are kept in; no other is taken yet. */
  currency: string;
  /** The account that a deduction without one of its own is cleared through. */
  clearingAccount: string | null;
  customers: ReadonlyMap<string, { id: string; retailer: string | null }>;
  accounts: ReadonlySet<string>;
  known: ReadonlyMap<string, KnownDeduction>;
}

/** A deduction to be written, with its customer found. */
export interface NewDeduction extends Numbered<DeductionRecord> {
  customerId: string;
  retailer: string | null;
  currency: string;
}

export interface DeductionVerdict {
  fresh: NewDeduction[];
  duplicates: Duplicate[];
  rejected: Rejected[];
}

/**
 * Decides what becomes of each deduction of a chunk. The first with a reference counts: one that says the same again is
 * a duplicate, one that says something else is rejected, whether the first came with this file or long ago
 * (decisions.md 6). A rejected record does not take its reference, so a mended copy of it may follow.
 */
export function admitDeductions(
  records: readonly Numbered<DeductionRecord>[],
  books: DeductionBooks,
): DeductionVerdict {
  const verdict: DeductionVerdict = { fresh: [], duplicates: [], rejected: [] };
  const taken = new Map<string, NewDeduction>();
  for (const { n, record } of records) {
    const faults = faultsInBooks(record, books);
    const customer = books.customers.get(record.customerErpId);
    if (!customer || faults.length > 0) {
      verdict.rejected.push({ n, faults });
      continue;
    }
    const currency = record.currency ?? books.currency;
    const admitted = { n, record, currency, customerId: customer.id, retailer: customer.retailer };
    const earlier = earlierOf(record.erpRef, { taken, books });
    if (!earlier) {
      taken.set(record.erpRef, admitted);
      verdict.fresh.push(admitted);
      continue;
    }
    const found = differences(
      settled(earlier.record, books),
      settled({ ...record, currency }, books),
    );
    if (found.length === 0) verdict.duplicates.push({ n, entityId: earlier.claimId });
    else
      verdict.rejected.push({ n, faults: [referenceTaken(record.erpRef, earlier.where, found)] });
  }
  return verdict;
}

/** A deduction that names no account is the same as one that names the clearing account. */
function settled(record: KnownDeduction["record"], { clearingAccount }: DeductionBooks) {
  return { ...record, glAccountCode: record["glAccountCode"] ?? clearingAccount };
}

function earlierOf(
  erpRef: string,
  { taken, books }: { taken: ReadonlyMap<string, NewDeduction>; books: DeductionBooks },
) {
  const here = taken.get(erpRef);
  if (here) {
    const record = { ...here.record, currency: here.currency };
    return { record, claimId: null, where: `is also record ${here.n} of this file` };
  }
  const known = books.known.get(erpRef);
  if (!known) return null;
  const where = known.isOfThisBatch
    ? "is also an earlier record of this file"
    : "was received before";
  return { record: known.record, claimId: known.claimId, where };
}

function referenceTaken(erpRef: string, where: string, found: readonly Difference[]): FieldFault {
  return {
    pointer: "/erpRef",
    code: "REFERENCE_TAKEN",
    message: `erpRef ${shown(erpRef)} ${where} with other content: ${inWords(found)}. Give this deduction its own reference, or leave it out if the first is right`,
  };
}

function faultsInBooks(record: DeductionRecord, books: DeductionBooks): FieldFault[] {
  const { customerErpId, glAccountCode, currency } = record;
  const faults: FieldFault[] = [];
  if (!books.customers.has(customerErpId)) {
    const message = `customerErpId ${shown(customerErpId)} is no customer here: send the customer through the customers feed and retry this batch, or correct the number`;
    faults.push({ pointer: "/customerErpId", code: "CUSTOMER_UNKNOWN", message });
  }
  if (glAccountCode !== undefined && !books.accounts.has(glAccountCode)) {
    const message = `glAccountCode ${shown(glAccountCode)} is not in the chart of accounts: send it through the accounts feed and retry this batch, or leave it out for the clearing account`;
    faults.push({ pointer: "/glAccountCode", code: "ACCOUNT_UNKNOWN", message });
  }
  if (currency !== undefined && currency !== books.currency) {
    const message = `currency is ${shown(currency)}, but the books are kept in ${books.currency}: send the amount in ${books.currency} as the ERP booked it`;
    faults.push({ pointer: "/currency", code: "CURRENCY_NOT_OF_BOOKS", message });
  }
  return faults;
}
