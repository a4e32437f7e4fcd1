import type { Candidate, Claim, ClaimBatchResult } from "../../shared/finance/claim.ts";
import type { Approval, Journal } from "../../shared/finance/journal.ts";
import type { PostingPreview, PostingResult } from "../../shared/finance/posting.ts";
import type { Customer } from "../../shared/master/lists.ts";
import type { Money } from "../../shared/money.ts";
import type { Me, Persona } from "../../shared/tenancy/identity.ts";

/** Which deductions a user asked for; kept with the table, so that Refresh asks the same again. */
export interface DeductionsQuery {
  customer?: string;
  reason?: string;
  minAge?: number;
  onlyOpen: boolean;
}

/** How far a long job is; `total` is unknown until the last page came. */
export type OnProgress = (progress: { done: number; total?: number }) => void;

/** A person the development server lets you be; nobody else can be chosen. */
export interface DevIdentity {
  tenant: "demo" | "second";
  persona: Persona;
}

/** What the pane asks of the server. Every method rejects with an error whose message is a sentence for the user. */
export interface Api {
  /** Whether this server lets people choose a demo identity; only a development server does. */
  offersDevIdentities(): Promise<boolean>;
  signIn(as: DevIdentity): Promise<Me>;
  signOut(): void;
  me(): Promise<Me>;
  claims(
    query: DeductionsQuery,
    options: { onProgress?: OnProgress; signal?: AbortSignal },
  ): Promise<{ rows: Claim[]; asOf: string }>;
  claim(id: string): Promise<Claim>;
  candidates(claimId: string): Promise<Candidate[]>;
  customers(): Promise<Customer[]>;
  publishClaims(publish: {
    batchId: string;
    message?: string;
    rows: PublishRow[];
    onProgress?: OnProgress;
  }): Promise<PublishAnswer>;
  previewSettlements(request: PostingInput): Promise<PostingPreview>;
  postSettlements(request: PostingInput & { idempotencyKey: string }): Promise<PostingResult>;
  journal(id: string): Promise<Journal>;
  failedJournals(): Promise<Journal[]>;
  retryJournal(journal: { id: string; version: number }): Promise<Journal>;
  redateJournal(journal: {
    id: string;
    version: number;
    postingDate: string;
    reason: string;
  }): Promise<void>;
  /** What waits for a second person; the server says which of them this caller may decide. */
  openApprovals(): Promise<Approval[]>;
  decide(decision: { approvalId: string; approve: boolean; reason?: string }): Promise<void>;
}

/** What the server said of the rows of one publish. `stopped` says why the rows without a result have none. */
export interface PublishAnswer {
  results: ClaimBatchResult["results"];
  stopped: string | null;
}

export interface PostingInput {
  claims: { id: string; version: number }[];
  postingDate?: string;
}

/** One changed row on its way to the server: only the fields that differ from the baseline, in wire form. */
export interface PublishRow {
  key: string;
  id: string;
  version: number;
  changes: Record<string, string | null>;
}

/** One changed cell of a row, as Review shows it. `field` is the wire name, `header` the column's title. */
export interface FieldChange {
  field: string;
  header: string;
  before: string;
  after: string;
  source: "typed" | "formula" | "rounded";
}

/** A cell that cannot be sent, and what to do about it. */
export interface CellProblem {
  field: string;
  header: string;
  message: string;
}

/** A row of the managed table that differs from its baseline. */
export interface EditedRow {
  id: string;
  version: number;
  label: string;
  hidden: boolean;
  fields: FieldChange[];
  problems: CellProblem[];
  /** Headers of the fields that somebody else changed too: the sheet keeps mine, publishing would replace theirs. */
  conflicts: string[];
  changes: Record<string, string | null>;
}

/** Read-only cells of a row that were typed over: never sent, put right by the next refresh. */
export interface OvertypedRow {
  id: string;
  label: string;
  headers: string[];
}

/** The exact difference between sheet and baseline, found by comparing, never by events. */
export interface Diff {
  edited: EditedRow[];
  missing: { id: string; label: string }[];
  duplicated: { id: string; label: string }[];
  unknown: number;
  overtyped: OvertypedRow[];
  rows: number;
}

/** What a refresh did to the sheet: nothing the user typed is lost by it. */
export interface RefreshOutcome {
  written: number;
  added: number;
  kept: number;
  newer: number;
  conflicts: number;
  /** Rows of the sheet that the answer does not list any more; they stay where they are. */
  gone: string[];
  asOf: string;
  /** Headers whose filter could not be put back after the write; empty nearly always. */
  filtersLost: string[];
}

export interface TableState {
  name: string;
  sheet: string;
  rows: number;
  edited: number;
  asOf: string | null;
  query: DeductionsQuery | null;
  /** Titles of our columns that the user deleted; they are neither read nor sent. */
  missingColumns: string[];
}

/** What happened to one row; the sheet shows it in State and Message. */
export interface RowOutcome {
  id: string;
  state: "saved" | "invalid" | "failed" | "conflict" | "unknown" | "posting" | "posted";
  message: string;
  row: Claim | null;
  /** The changes that were published: what was typed since then stays an edit. */
  sent?: Record<string, string | null>;
}

/** What the pane asks of the workbook. Implemented in addin/excel on office.js; tests run it on the real library. */
export interface Workbook {
  /** Null when the workbook has no Deductions table yet. */
  deductions(): Promise<TableState | null>;
  /** Creates the table when it is missing; otherwise merges row by row, writing values only. */
  writeDeductions(data: {
    claims: Claim[];
    asOf: string;
    query: DeductionsQuery;
    reasons: string[];
    owner: { tenantId: string; userName: string };
  }): Promise<RefreshOutcome>;
  /** Reads only, so that counting edits costs no undo history; Review passes `mark`, which writes State and Message. */
  diffDeductions(options?: { mark: boolean }): Promise<Diff>;
  /** Writes State, Message, the server's values and the new baseline of exactly these rows. */
  showOutcomes(outcomes: RowOutcome[]): Promise<void>;
  /** The claims of the selected rows (visible ones), in sheet order; empty when the selection is elsewhere. */
  selectedClaims(): Promise<Claim[]>;
  /** An ordinary edit: puts promotion, settle and dispute into the inputs of the rows. */
  fillInputs(
    inputs: { id: string; promotionNumber: string; settle: Money; dispute: Money }[],
  ): Promise<void>;
  /** Takes the baseline back, for these rows or for all that differ. */
  discard(ids: string[] | "all"): Promise<number>;
  selectCell(place: { id: string; field: string }): Promise<void>;
  filterToProblems(): Promise<number>;
  clearFilter(): Promise<void>;
  /** A hint only: something in the table was typed. The truth is the diff. */
  onEdited(listener: () => void): Promise<() => void>;
  onSelected(listener: () => void): Promise<() => void>;
}
