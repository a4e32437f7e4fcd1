import { expect } from "vitest";
import { type CellValue, cellOf, EN_US } from "../../addin/grid/cell.ts";
import type { GridSetting, SheetRow } from "../../addin/grid/compare.ts";
import { NO_LIST } from "../../addin/grid/lookup.ts";
import { deductionsSheet } from "../../addin/sheets/deductions.ts";
import { listsFrom } from "../../addin/sheets/entries.ts";
import { Claim } from "../../shared/finance/claim.ts";

type ClaimWire = ReturnType<typeof wireDefaults>;

/** A matcher for a part of an object; vitest's own is typed any. */
export const matching = (words: RegExp): unknown => expect.stringMatching(words);

export const TODAY = "2026-11-23";

export const SETTING: GridSetting = {
  culture: EN_US,
  lists: {
    ...listsFrom({ customers: [], products: [], tactics: [], people: [] }),
    funds: NO_LIST,
    promotions: NO_LIST,
  },
  today: TODAY,
  precisionAsDisplayed: false,
};

/** The n-th claim's id. */
export const claimId = (n: number): string =>
  `0190d000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** Walmart's 12,000 of scenario A, not looked at yet; a test names what matters to it, in wire form. */
export const aClaim = (given: Partial<Record<keyof ClaimWire, unknown>> = {}): Claim =>
  Claim.parse({ ...wireDefaults(), ...given });

function wireDefaults() {
  return {
    id: claimId(1),
    number: "D-1001",
    kind: "DEDUCTION",
    customerErpId: "0010001",
    customerName: "Walmart",
    payerErpId: null,
    erpRef: "5100000001",
    invoiceNumber: "0090001234",
    checkNumber: "000778812",
    postingDate: "2026-11-02",
    amount: "12000.0000",
    open: "12000.0000",
    settled: "0.0000",
    disputed: "0.0000",
    writtenOff: "0.0000",
    nonTrade: "0.0000",
    reasonCodeErp: "005",
    reason: "PROMO",
    status: "PENDING",
    backupStatus: "MISSING",
    disputeDeadline: null,
    matchConfidenceScore: 0.93,
    suggestedPromotionId: claimId(900),
    suggestedPromotionNumber: "P-1001",
    suggestedRemaining: "10000.0000",
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
  };
}

/** A claim's row as a refresh leaves it in the sheet, with what the user typed into it since. */
export function sheetRow(
  claim: Claim,
  typed: Record<string, CellValue> = {},
  formulas: string[] = [],
): SheetRow {
  const written = deductionsSheet.columns.map(
    (column) => [column.field, cellOf(column.wire(claim, TODAY), column.kind)] as const,
  );
  return {
    index: 0,
    hidden: false,
    values: { ...Object.fromEntries(written), ...typed },
    formulas: new Set(formulas),
  };
}
