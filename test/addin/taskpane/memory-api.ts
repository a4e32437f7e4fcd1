import type { Api } from "../../../addin/taskpane/ports.ts";
import type { Claim } from "../../../shared/finance/claim.ts";
import { Money } from "../../../shared/money.ts";
import { aCandidate, aClaim, aJournal, aMe, aPreview, JOURNAL_ID } from "./samples.ts";

/**
 * A server in memory with one open deduction: it saves drafts, previews the journal of the seed, and posts it after as
 * many questions as `asksUntilPosted` says.
 */
export function memoryApi(given: Partial<Api> = {}, { asksUntilPosted = 1 } = {}): Api {
  let claim = aClaim();
  let asks = 0;
  const change = (fields: Partial<Claim>) => {
    claim = { ...claim, ...fields, version: claim.version + 1 };
    return claim;
  };
  return {
    offersDevIdentities: () => Promise.resolve(true),
    signIn: () => Promise.resolve(aMe()),
    signOut: () => undefined,
    me: () => Promise.resolve(aMe()),
    claims: () => Promise.resolve({ rows: [claim], asOf: "2026-11-23T09:14:07.000Z" }),
    claim: () => {
      if (claim.journalStatus === "QUEUED" && ++asks >= asksUntilPosted)
        change({ journalStatus: "POSTED", status: "SETTLED", erpDocument: "4900001234" });
      return Promise.resolve(claim);
    },
    candidates: () => Promise.resolve([aCandidate()]),
    customers: () => Promise.resolve([]),
    publishClaims: ({ rows }) =>
      Promise.resolve({
        stopped: null,
        results: rows.map(({ key, id, changes }) => {
          const { promotionId = null, settle, dispute } = changes;
          const row = change({
            promotionNumber: promotionId,
            settle: Money.of(settle ?? "0"),
            dispute: Money.of(dispute ?? "0"),
            status: "MATCHED",
          });
          return { key, id, outcome: "saved" as const, version: row.version, row, problem: null };
        }),
      }),
    previewSettlements: () => Promise.resolve(aPreview()),
    postSettlements: ({ claims }) =>
      Promise.resolve({
        claims: claims.map(({ id }) => ({
          claimId: id,
          outcome: "posted" as const,
          journalId: JOURNAL_ID,
          reference: "7Q2M4K9RTX5B8CDE",
          journalStatus: "QUEUED" as const,
          row: change({
            journalStatus: "QUEUED",
            journalId: JOURNAL_ID,
            settled: Money.of("10000"),
            disputed: Money.of("2000"),
            open: Money.zero,
            settle: null,
            dispute: null,
            status: "APPROVED_FOR_PAYMENT",
            editable: false,
          }),
          problem: null,
        })),
      }),
    journal: () => Promise.resolve(aJournal()),
    failedJournals: () => Promise.resolve([]),
    retryJournal: () => Promise.resolve(aJournal({ status: "QUEUED" })),
    redateJournal: () => Promise.resolve(),
    openApprovals: () => Promise.resolve([]),
    decide: () => Promise.resolve(),
    ...given,
  };
}
