import type { Publish } from "../../shared/batch.ts";
import type { Candidate, Claim } from "../../shared/finance/claim.ts";
import type { Approval, Journal } from "../../shared/finance/journal.ts";
import type { PostingPreview, PostingResult } from "../../shared/finance/posting.ts";
import type { Customer, Person, Product, Tactic } from "../../shared/master/lists.ts";
import type { Money } from "../../shared/money.ts";
import type { Calendar } from "../../shared/planning/calendar.ts";
import type { BurnDown, Fund, FundMovement } from "../../shared/planning/fund.ts";
import type { PromotionLine } from "../../shared/planning/line.ts";
import type { MovesResult, PromotionAct, PromotionChanges } from "../../shared/planning/moves.ts";
import type { Promotion } from "../../shared/planning/promotion.ts";
import type { Problem } from "../../shared/problem.ts";
import type { AuditEntry } from "../../shared/tenancy/audit.ts";
import type { Me, Persona } from "../../shared/tenancy/identity.ts";
import type { Diff } from "./differences.ts";

export type {
  CellProblem,
  Diff,
  EditedRow,
  FieldChange,
  FieldConflict,
  FormulaColumn,
  OvertypedRow,
} from "./differences.ts";

/** The managed tables and the rows of each. */
export interface TableRows {
  deductions: Claim;
  promotions: Promotion;
  promoLines: PromotionLine;
  funds: Fund;
}
export type TableName = keyof TableRows;

/** Which rows a user asked for; kept with the table, so that Refresh asks the same again. One table reads only its own. */
export interface TableQuery {
  customer?: string;
  /** Deductions. */
  reason?: string;
  minAge?: number;
  onlyOpen?: boolean;
  /** Promotions and their lines; from and to also for funds. */
  status?: string;
  fund?: string;
  tactic?: string;
  from?: string;
  to?: string;
}

/** How far a long job is; `total` is unknown until the last page came. */
export type OnProgress = (progress: { done: number; total?: number }) => void;

export interface LongJob {
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

/** A person the development server lets you be; nobody else can be chosen. */
export interface DevIdentity {
  tenant: "demo" | "second";
  persona: Persona;
}

/** Everything that dropdowns and typed names are resolved against. */
export interface Lists {
  customers: Customer[];
  products: Product[];
  tactics: Tactic[];
  people: Person[];
}

/** What the pane asks of the server. Every method rejects with an error whose message is a sentence for the user. */
export interface Api {
  /** Whether this server lets people choose a demo identity; only a development server does. */
  offersDevIdentities(): Promise<boolean>;
  signIn(as: DevIdentity): Promise<Me>;
  signOut(): void;
  me(): Promise<Me>;
  rows<Name extends TableName>(
    table: Name,
    query: TableQuery,
    job: LongJob,
  ): Promise<{ rows: TableRows[Name][]; asOf: string }>;
  /** One row of a table as it is now; a row that is gone rejects with NOT_FOUND. */
  row<Name extends TableName>(table: Name, id: string): Promise<TableRows[Name]>;
  lists(): Promise<Lists>;
  candidates(claimId: string): Promise<Candidate[]>;
  /** In chunks of 100, one in flight. With `validate` the answer is the same and nothing is saved. */
  publish<Name extends TableName>(
    table: Name,
    publish: PublishRequest,
  ): Promise<PublishAnswer<TableRows[Name]>>;
  /** What the server knows of a publish whose answer was lost; a batch that never arrived has no results. */
  published<Name extends TableName>(
    table: Name,
    batchId: string,
  ): Promise<RowResult<TableRows[Name]>[]>;
  /** The caller's publishes, newest first. */
  publishes(): Promise<Publish[]>;
  undoPublish(batchId: string): Promise<{ undone: number }>;
  move(request: {
    act: PromotionAct;
    rows: { id: string; version: number }[];
    reason?: string;
    weeks?: number;
  }): Promise<MovesResult>;
  promotionChanges(id: string): Promise<PromotionChanges>;
  promotionLines(promotionId: string): Promise<PromotionLine[]>;
  calendar(query: { from: string; to: string; customer?: string }): Promise<Calendar>;
  burnDown(fundId: string): Promise<BurnDown>;
  fundMovements(fundId: string): Promise<FundMovement[]>;
  transfer(request: {
    fundId: string;
    toFund: string;
    amount: Money;
    reason: string;
    idempotencyKey: string;
  }): Promise<Fund>;
  /** What happened to one record, newest first. `entity` is the audit's word: claim, promotion, promotion-line, fund, journal. */
  history(entity: string, id: string): Promise<AuditEntry[]>;
  previewSettlements(request: PostingInput): Promise<PostingPreview>;
  postSettlements(request: PostingInput & { idempotencyKey: string }): Promise<PostingResult>;
  journal(id: string): Promise<Journal>;
  promotionJournals(promotionId: string): Promise<Journal[]>;
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

/** One press of Publish on one table: `batchId` is made once per press, so that pressing again under it repeats nothing. */
export interface PublishRequest {
  batchId: string;
  message?: string;
  mode?: "each" | "all";
  validate?: boolean;
  rows: PublishRow[];
  onProgress?: OnProgress;
}

/** One changed row on its way to the server: only the fields that differ from the baseline, in wire form. */
export interface PublishRow {
  key: string;
  op: "create" | "update" | "delete";
  id: string;
  version?: number;
  changes: Record<string, string | null>;
}

/** What the server said of one row: `row` is the row after it, or the current one on a conflict. */
export interface RowResult<Row> {
  key: string;
  outcome: "saved" | "invalid" | "conflict" | "forbidden" | "gone";
  id: string;
  version: number | null;
  row: Row | null;
  problem: Problem | null;
}

/** What the server said of the rows of one publish. `stopped` says why the rows without a result have none. */
export interface PublishAnswer<Row> {
  results: RowResult<Row>[];
  stopped: string | null;
}

export interface PostingInput {
  claims: { id: string; version: number }[];
  postingDate?: string;
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
  table: TableName;
  /** The name of the Excel table. */
  name: string;
  sheet: string;
  rows: number;
  edited: number;
  /** Rows by the state that the sheet shows: failed or invalid, conflict, newer. */
  problems: number;
  conflicts: number;
  newer: number;
  asOf: string | null;
  query: TableQuery | null;
  /** Titles of our columns that the user deleted; they are neither read nor sent. */
  missingColumns: string[];
}

/** What happened to one row; the sheet shows it in State and Message. */
export interface RowOutcome<Row> {
  id: string;
  /**
   * `current` is the row as the server has it now, of which nothing was published (the promotion of a published line):
   * its values and baseline follow as in a refresh, State and Message stay.
   */
  state:
    | "saved"
    | "deleted"
    | "invalid"
    | "failed"
    | "conflict"
    | "unknown"
    | "posting"
    | "posted"
    | "current";
  message: string;
  row: Row | null;
  /** The changes that were published: what was typed since then stays an edit. */
  sent?: Record<string, string | null>;
}

/** A complete answer of the server, to be put into a table. */
export interface TableData<Name extends TableName> {
  table: Name;
  rows: TableRows[Name][];
  asOf: string;
  query: TableQuery;
  lists: Lists;
  owner: { tenantId: string; userName: string };
  /** Where a table that is not there yet is made: on a sheet of its own, or where the cursor is. Own sheet when left out. */
  place?: "sheet" | "selection";
}

/** What the pane asks of the workbook. Implemented in addin/excel on office.js; tests run it on the real library. */
export interface Workbook {
  /** The managed tables of this workbook, in the order deductions, promotions, lines, funds. */
  tables(): Promise<TableState[]>;
  /** The managed table that the selection is in; null when it is elsewhere. */
  activeTable(): Promise<TableName | null>;
  /** Creates the table when it is missing; otherwise merges row by row, writing values only. */
  write<Name extends TableName>(data: TableData<Name>): Promise<RefreshOutcome>;
  /** Reads only, so that counting edits costs no undo history; Review passes `mark`, which writes State, Message and new ids. */
  diff(table: TableName, options?: { mark: boolean }): Promise<Diff>;
  /** Writes State, Message, the server's values and the new baseline of exactly these rows. */
  showOutcomes<Name extends TableName>(
    table: Name,
    outcomes: RowOutcome<TableRows[Name]>[],
  ): Promise<void>;
  /** The rows (as the server gave them last) that are selected and visible, in sheet order; empty when the selection is elsewhere. */
  selected<Name extends TableName>(table: Name): Promise<TableRows[Name][]>;
  /** These rows as the server gave them last, in sheet order; ids that the table does not hold are left out. */
  known<Name extends TableName>(table: Name, ids: readonly string[]): Promise<TableRows[Name][]>;
  /** An ordinary edit: puts these values, in wire form, into the inputs of the rows. */
  fill(
    table: TableName,
    inputs: { id: string; fields: Record<string, string | null> }[],
  ): Promise<void>;
  /** Marks rows for deletion by the next publish, or takes the mark back. */
  markDeleted(table: TableName, ids: string[], isDeleted: boolean): Promise<void>;
  /** Makes the copies of rows that stand in the table twice new rows of their own; tells how many there were. */
  makeNew(table: TableName, ids: string[]): Promise<number>;
  /** Decides conflicts: "theirs" writes the server's value into the cell, "mine" keeps the edit; neither stays a conflict. */
  resolve(
    table: TableName,
    decisions: { id: string; field: string; take: "mine" | "theirs" }[],
  ): Promise<void>;
  /** Takes the baseline back, for these rows or for all that differ. New rows are emptied. */
  discard(table: TableName, ids: string[] | "all"): Promise<number>;
  selectCell(table: TableName, place: { id: string; field: string }): Promise<void>;
  filterToProblems(table: TableName): Promise<number>;
  clearFilter(table: TableName): Promise<void>;
  /** Makes or refills the Calendar sheet: weeks across, promotions down. */
  writeCalendar(calendar: Calendar): Promise<{ sheet: string; rows: number; overlaps: number }>;
  /** Makes or refills a fund's burn-down report table and, once, its native chart. */
  writeBurnDown(burnDown: BurnDown): Promise<{ sheet: string; isNew: boolean }>;
  /** Forgets nothing itself: makes Excel ask the cell functions again. */
  recalculate(): Promise<void>;
  /** A hint only: something in a managed table was typed. The truth is the diff. */
  onEdited(listener: (table: TableName) => void): Promise<() => void>;
  onSelected(listener: () => void): Promise<() => void>;
}

/** The cell functions of this workbook, as the pane shows them. */
export interface CellFunctions {
  /** Drops every remembered answer and has Excel ask again. */
  refresh(): Promise<void>;
  state(): { pending: number; remembered: number; failed: string[]; asOf: string | null };
}
