import type { Diff, EditedRow, RefreshOutcome } from "../../../addin/taskpane/ports.ts";
import type { Candidate, Claim } from "../../../shared/finance/claim.ts";
import type { Approval, Journal, JournalEntry } from "../../../shared/finance/journal.ts";
import type { ClaimPreview, PostingPreview } from "../../../shared/finance/posting.ts";
import { Money } from "../../../shared/money.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";

/** The seed's story: Walmart deducts 12,000 for a promotion that still expects 10,000. */
export const CLAIM_ID = "0190d000-0000-7000-8000-000000000c01";
const PROMOTION_ID = "0190d000-0000-7000-8000-000000000501";
export const JOURNAL_ID = "0190d000-0000-7000-8000-000000000a01";

const money = (text: string) => Money.of(text);

export const aClaim = (given: Partial<Claim> = {}): Claim => ({
  id: CLAIM_ID,
  number: "D-1001",
  kind: "DEDUCTION",
  customerErpId: "WM-US",
  customerName: "Walmart US",
  payerErpId: "WM-PAY",
  erpRef: "1400000123",
  invoiceNumber: "INV-77120",
  checkNumber: "0045991",
  postingDate: "2026-11-09",
  amount: money("12000"),
  open: money("12000"),
  settled: money("0"),
  disputed: money("0"),
  writtenOff: money("0"),
  nonTrade: money("0"),
  reasonCodeErp: "005",
  reason: "PROMO",
  status: "PENDING",
  backupStatus: "MISSING",
  disputeDeadline: null,
  matchConfidenceScore: 0.93,
  suggestedPromotionId: PROMOTION_ID,
  suggestedPromotionNumber: "P-2026-014",
  suggestedRemaining: money("10000"),
  autoCleared: false,
  journalId: null,
  journalStatus: null,
  journalFailure: null,
  erpDocument: null,
  promotionId: null,
  promotionNumber: null,
  settle: null,
  dispute: null,
  writeOff: null,
  writeOffReason: null,
  note: null,
  assignedTo: null,
  editable: true,
  version: 1,
  ...given,
});

export const aMe = (given: Partial<Me> = {}): Me => ({
  userId: "0190d000-0000-7000-8000-000000000b01",
  name: "Finn Finance",
  email: "finance@prairie.example",
  roles: ["Finance"],
  tenant: { id: "0190d000-0000-7000-8000-000000000001", name: "Prairie Pantry", currency: "USD" },
  environment: "DEV",
  tolerance: { percent: "2", cap: money("500"), floor: money("0") },
  limits: { settlement: money("25000"), writeOff: money("1000") },
  ...given,
});

export const aCandidate = (given: Partial<Candidate> = {}): Candidate => ({
  promotionId: PROMOTION_ID,
  number: "P-2026-014",
  name: "Autumn scan-back, tomato sauce",
  customerName: "Walmart US",
  tacticType: "SCAN_BACK",
  dateStart: "2026-10-01",
  dateEnd: "2026-10-28",
  score: 0.93,
  reasons: [
    { feature: "customer", text: "The customer is the promotion's own", weight: 0.4 },
    { feature: "dates", text: "Posted 12 days after the promotion ended", weight: 0.3 },
    { feature: "amount", text: "20 % more than is still expected", weight: 0.08 },
    { feature: "reason", text: "Reason 005 means promotion at Walmart", weight: 0.15 },
  ],
  remainingAccrual: money("10000"),
  remainingExpected: money("10000"),
  ...given,
});

/** The three rows of the journal that settles 12,000 against 10,000 (decisions.md 3). */
const threeEntries: JournalEntry[] = [
  entry(1, "ACCRUAL_REVERSAL", { debit: "2150 Accrued trade", credit: "4100 Trade spend" }),
  entry(2, "ACTUAL", { debit: "4100 Trade spend", credit: "1150 Deduction clearing" }),
  {
    ...entry(3, "DEBIT_MEMO", {
      debit: "1160 Disputed receivables",
      credit: "1150 Deduction clearing",
    }),
    amount: money("2000"),
  },
];

function entry(
  n: number,
  tag: JournalEntry["tag"],
  { debit, credit }: { debit: string; credit: string },
): JournalEntry {
  return {
    n,
    tag,
    debitAccount: debit.slice(0, 4),
    debitAccountName: debit.slice(5),
    creditAccount: credit.slice(0, 4),
    creditAccountName: credit.slice(5),
    amount: money("10000"),
    promotionId: PROMOTION_ID,
    promotionNumber: "P-2026-014",
  };
}

export const aClaimPreview = (given: Partial<ClaimPreview> = {}): ClaimPreview => ({
  claimId: CLAIM_ID,
  number: "D-1001",
  version: 2,
  customerName: "Walmart US",
  postingDate: "2026-11-23",
  entries: threeEntries,
  totals: [
    { account: "1150", name: "Deduction clearing", debit: money("0"), credit: money("12000") },
    { account: "1160", name: "Disputed receivables", debit: money("2000"), credit: money("0") },
    { account: "2150", name: "Accrued trade", debit: money("10000"), credit: money("0") },
    { account: "4100", name: "Trade spend", debit: money("10000"), credit: money("10000") },
  ],
  tieOut: {
    openBefore: money("12000"),
    settled: money("10000"),
    tolerance: money("0"),
    disputed: money("2000"),
    writtenOff: money("0"),
    nonTrade: money("0"),
    openAfter: money("0"),
  },
  period: { period: "2026-11", status: "OPEN", message: null },
  approvals: [],
  problem: null,
  ...given,
});

export const aPreview = (claims = [aClaimPreview()]): PostingPreview => ({
  postingDate: "2026-11-23",
  claims,
  totals: claims[0]?.totals ?? [],
});

export const aJournal = (given: Partial<Journal> = {}): Journal => ({
  id: JOURNAL_ID,
  reference: "7Q2M4K9RTX5B8CDE",
  kind: "SETTLEMENT",
  status: "POSTED",
  version: 1,
  postingDate: "2026-11-23",
  accountingPeriod: "2026-11",
  performancePeriod: "2026-10",
  currency: "USD",
  claimId: CLAIM_ID,
  claimNumber: "D-1001",
  promotionId: PROMOTION_ID,
  entries: threeEntries,
  erpDocument: "4900001234",
  failure: null,
  attempts: 1,
  createdBy: "Finn Finance",
  createdAt: "2026-11-23T09:14:07.000Z",
  postedAt: "2026-11-23T09:14:09.000Z",
  ...given,
});

export const aFailedJournal = (given: Partial<Journal> = {}): Journal =>
  aJournal({
    status: "FAILED",
    erpDocument: null,
    postedAt: null,
    failure: { code: "PERIOD_CLOSED", message: "Period 2026-09 is closed." },
    ...given,
  });

export const anApproval = (given: Partial<Approval> = {}): Approval => ({
  id: "0190d000-0000-7000-8000-000000000d01",
  kind: "REDATE",
  status: "OPEN",
  role: "FinanceApprover",
  entity: "gl_journal",
  entityId: JOURNAL_ID,
  entityVersion: 1,
  summary: "Re-date journal 7Q2M4K9RTX5B8CDE of D-1001 to 2026-11-23",
  reason: "September is closed",
  requestedBy: "Finn Finance",
  requestedAt: "2026-11-23T09:20:00.000Z",
  decidedBy: null,
  decidedAt: null,
  ...given,
});

export const anEditedRow = (given: Partial<EditedRow> = {}): EditedRow => ({
  id: CLAIM_ID,
  op: "update",
  version: 1,
  label: "D-1001 · Walmart US",
  hidden: false,
  fields: [
    { field: "promotionId", header: "Promo", before: "", after: "P-2026-014", source: "typed" },
    { field: "settle", header: "Settle", before: "", after: "10,000.00", source: "typed" },
    { field: "dispute", header: "Dispute", before: "", after: "2,000.00", source: "formula" },
  ],
  problems: [],
  conflicts: [],
  changes: { promotionId: "P-2026-014", settle: "10000.0000", dispute: "2000.0000" },
  ...given,
});

export const aDiff = (given: Partial<Diff> = {}): Diff => ({
  edited: [anEditedRow()],
  missing: [],
  duplicated: [],
  unknown: 0,
  overtyped: [],
  formulas: [],
  rows: 62,
  ...given,
});

export const aRefresh = (given: Partial<RefreshOutcome> = {}): RefreshOutcome => ({
  written: 1,
  added: 1,
  kept: 0,
  newer: 0,
  conflicts: 0,
  gone: [],
  asOf: "2026-11-23T09:14:07.000Z",
  filtersLost: [],
  ...given,
});
