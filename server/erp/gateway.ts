import type { EntryTag, JournalKind } from "../../shared/finance/journal.ts";

/** A journal as it leaves for an ERP: everything its document needs, amounts with two decimals. */
export interface ErpJournal {
  tenantId: string;
  reference: string;
  journalId: string;
  /** 1, and one more for each time the journal was re-dated: the same reference never means two documents. */
  version: number;
  kind: JournalKind;
  postingDate: string;
  accountingPeriod: string;
  performancePeriod: string;
  currency: string;
  customerErpId: string | null;
  claimNumber: string | null;
  deductionRef: string | null;
  promotions: { id: string; number: string }[];
  entries: {
    n: number;
    tag: EntryTag;
    debitAccount: string;
    creditAccount: string;
    amount: string;
    promotionNumber: string | null;
  }[];
}

/** Names one journal at the ERP. */
export type ErpReference = Pick<ErpJournal, "tenantId" | "reference" | "version">;

/**
 * What became of a journal at the ERP. FAILED: nothing was booked, for certain, and these are its own words. SENT: it
 * has it and answers later. LOST: it may have it or not, so its reference is looked up before anything else.
 */
export type ErpOutcome =
  | { kind: "POSTED"; document: string }
  | { kind: "FAILED"; code: string; message: string }
  | { kind: "SENT" }
  | { kind: "LOST"; message: string };

/** What a look-up found; ABSENT means that the ERP never got it, so that it may be sent. */
export type ErpFinding = Exclude<ErpOutcome, { kind: "LOST" }> | { kind: "ABSENT" };

/** What a connector can do, so that no feature asks which ERP it is. */
export interface ErpCapabilities {
  /** How a repeated journal is recognised. */
  idempotency: "reference" | "none";
  /** Whether the answer comes at once or after a while. */
  answers: "at once" | "later" | "either";
  /** Whether it refuses closed periods itself. */
  knowsPeriods: boolean;
  referenceLength: number;
}

/**
 * The one port to every ERP. `post` may be called again with the same journal and still books one document. A fault
 * (a full disk, a network that is down) is thrown; the job that called is repeated and looks up first.
 */
export interface ErpGateway {
  readonly can: ErpCapabilities;
  post(journal: ErpJournal): Promise<ErpOutcome>;
  lookup(reference: ErpReference): Promise<ErpFinding>;
}
