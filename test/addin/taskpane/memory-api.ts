import type {
  Api,
  LongJob,
  PublishAnswer,
  PublishRequest,
  RowResult,
  TableName,
  TableQuery,
  TableRows,
} from "../../../addin/taskpane/ports.ts";
import type { Claim } from "../../../shared/finance/claim.ts";
import { Money } from "../../../shared/money.ts";
import { aFund, aLine, aPromotion } from "./planning-samples.ts";
import { aCandidate, aClaim, aJournal, aMe, aPreview, JOURNAL_ID } from "./samples.ts";

/** What a test gives of the server: any act, and those of one table without saying which. */
type Given = Partial<Api> & {
  claims?: (query: TableQuery, job: LongJob) => Promise<{ rows: Claim[]; asOf: string }>;
  claim?: (id: string) => Promise<Claim>;
  publishClaims?: (publish: PublishRequest) => Promise<PublishAnswer<Claim>>;
};

const isOf = (row: TableRows[TableName], { status }: TableQuery) =>
  status === undefined || !("status" in row) || row.status === status;

/** An answer about deductions, where any table may be asked about. */
const forTable = <Answer>(answer: unknown) => answer as Promise<Answer>;

/**
 * A server in memory with one open deduction: it saves drafts, previews the journal of the seed, and posts it after as
 * many questions as `asksUntilPosted` says.
 */
export function memoryApi(
  { claims: manyClaims, claim: oneClaim, publishClaims, ...given }: Given = {},
  { asksUntilPosted = 1 } = {},
): Api {
  let claim = aClaim();
  let asks = 0;
  const change = (fields: Partial<Claim>) => {
    claim = { ...claim, ...fields, version: claim.version + 1 };
    return claim;
  };
  const rowsOf = <Name extends TableName>(table: Name): TableRows[Name][] => {
    const rows: { [Each in TableName]: TableRows[Each][] } = {
      deductions: [claim],
      promotions: [aPromotion()],
      promoLines: [aLine()],
      funds: [aFund()],
    };
    return rows[table];
  };
  return {
    offersDevIdentities: () => Promise.resolve(true),
    signIn: () => Promise.resolve(aMe()),
    signOut: () => undefined,
    me: () => Promise.resolve(aMe()),
    rows: <Name extends TableName>(table: Name, query: TableQuery, job: LongJob) =>
      table === "deductions" && manyClaims
        ? forTable<{ rows: TableRows[Name][]; asOf: string }>(manyClaims(query, job))
        : Promise.resolve({
            rows: rowsOf(table).filter((row) => isOf(row, query)),
            asOf: "2026-11-23T09:14:07.000Z",
          }),
    row: <Name extends TableName>(table: Name, id: string) => {
      if (table === "deductions" && oneClaim) return forTable<TableRows[Name]>(oneClaim(id));
      if (table === "deductions" && claim.journalStatus === "QUEUED" && ++asks >= asksUntilPosted)
        change({ journalStatus: "POSTED", status: "SETTLED", erpDocument: "4900001234" });
      const [first] = rowsOf(table);
      const found = rowsOf(table).find((row) => row.id === id) ?? first;
      return found ? Promise.resolve(found) : Promise.reject(new Error(`no ${table} ${id}`));
    },
    lists: () => Promise.resolve({ customers: [], products: [], tactics: [], people: [] }),
    candidates: () => Promise.resolve([aCandidate()]),
    publish: <Name extends TableName>(table: Name, publish: PublishRequest) => {
      if (table === "deductions" && publishClaims)
        return forTable<PublishAnswer<TableRows[Name]>>(publishClaims(publish));
      return Promise.resolve({
        stopped: null,
        results: publish.rows.map(({ key, id, changes }): RowResult<TableRows[Name]> => {
          if (table === "deductions") {
            const { promotionId = null, settle, dispute } = changes;
            change({
              promotionNumber: promotionId,
              settle: Money.of(settle ?? "0"),
              dispute: Money.of(dispute ?? "0"),
              status: "MATCHED",
            });
          }
          const row = rowsOf(table).find((each) => each.id === id) ?? null;
          return { key, id, outcome: "saved", version: 2, row, problem: null };
        }),
      });
    },
    published: () => Promise.resolve([]),
    publishes: () => Promise.resolve([]),
    undoPublish: () => Promise.resolve({ undone: 1 }),
    move: ({ rows }) =>
      Promise.resolve({
        summary: { saved: rows.length },
        results: rows.map(({ id, version }) => ({
          key: id,
          id,
          outcome: "saved" as const,
          version: version + 1,
          row: aPromotion({ id, status: "PENDING_APPROVAL", version: version + 1 }),
          problem: null,
        })),
      }),
    promotionChanges: (id) =>
      Promise.resolve({ promotionId: id, number: "P-1101", since: null, changes: [] }),
    promotionLines: () => Promise.resolve([aLine()]),
    promotionJournals: () => Promise.resolve([]),
    calendar: ({ from, to }) =>
      Promise.resolve({ asOf: "2026-11-23T09:14:07.000Z", from, to, rows: [] }),
    burnDown: (fundId) =>
      Promise.resolve({
        fundId,
        number: "F-1001",
        name: "Walmart trade fund",
        asOf: "2026-11-23T09:14:07.000Z",
        weeks: [],
        outOfMoney: null,
      }),
    fundMovements: () => Promise.resolve([]),
    transfer: () => Promise.resolve(aFund()),
    history: () => Promise.resolve([]),
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
