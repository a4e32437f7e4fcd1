import type { Kind, WireText } from "../grid/cell.ts";
import type { GridList } from "../grid/lookup.ts";

/** Who fills a column: the user, the server, this add-in's outcome of the row, or a formula in the sheet. */
type Source = "input" | "server" | "outcome" | "formula";

/** What a column of a managed table is. One definition drives writing, reading, comparing and formats. */
export interface Column<Row> {
  /** The wire name: what the field is called in a publish, in the baseline and in the binding. */
  field: string;
  /** The title without its mark, as Review names it. */
  title: string;
  /** The title in the sheet: ✎ may be edited, ★ is required, ƒ comes from the server. Words, so that colour only supports it. */
  header: string;
  kind: Kind;
  source: Source;
  /** Points. */
  width: number;
  /** The number format, always en-US. */
  format: string;
  align: "Left" | "Right" | "Center";
  /** What Excel says beside the header when it is selected; at most 255 characters. */
  description: string;
  decimals?: 2 | 4;
  hidden?: true;
  /** Which dropdown list the column offers. */
  list?: ListName;
  /** The in-sheet formula of a column that is calculated where it stands. */
  formula?: string;
  /** The row's field in wire form; `today` is the day of the refresh, for ages. */
  wire(row: Row, today: string): WireText;
}

export type ListName =
  | "reasons"
  | "writeOffReasons"
  | "customers"
  | "products"
  | "tactics"
  | "funds"
  | "promotions"
  | "people";

/** What the dropdowns offer and typed names are resolved against. */
export type GridLists = Readonly<Record<ListName, GridList>>;

/** How sentences call an entry of a list. */
export const LIST_NOUNS: Readonly<Record<ListName, string>> = {
  reasons: "reason",
  writeOffReasons: "write-off code",
  customers: "customer",
  products: "product",
  tactics: "tactic",
  funds: "fund",
  promotions: "promotion",
  people: "person",
};

/** A row's inputs in wire form, by field. */
export type Inputs = Readonly<Record<string, WireText>>;

/** A row as it would be published: every input in wire form, changed or not. */
export interface Draft<Row> {
  /** What the server gave last; null for a new row. */
  row: Row | null;
  inputs: Inputs;
  changed: readonly string[];
  lists: GridLists;
  /** Whether another row of the sheet has the same `keyOf`. */
  isTwice: boolean;
}

/** A field that the local rules refuse; the server checks them again. */
export interface FieldProblem {
  field: string;
  message: string;
}

/** A managed table: its place, its columns and the rules of its rows. */
export interface Sheet<Row> {
  name: string;
  table: string;
  /** What its rows are, in a sentence: "deductions". */
  nouns: string;
  columns: readonly Column<Row>[];
  /** Whether rows are made and deleted here; a deduction only comes from the ERP. */
  hasOwnRows: boolean;
  id(row: Row): string;
  version(row: Row): number;
  /** How Review names a row. */
  label(row: Row): string;
  /** How Review names a row that the server does not know yet. */
  labelNew(inputs: Inputs): string;
  /** The State and Message a row has right after a refresh, before anything was typed. */
  outcome(row: Row): { state: string; message: string };
  /** Why this row's inputs cannot be changed now; null when they can. */
  whyFixed(row: Row): string | null;
  /** What may stand in the sheet only once; null when the row has nothing of the kind yet. */
  keyOf?(inputs: Inputs): string | null;
  /** Reads a row back from the baseline's JSON; null when it is not one of ours. */
  parse(json: unknown): Row | null;
  /** The rules that need no server: lengths, sums, what belongs together. */
  check(draft: Draft<Row>): FieldProblem[];
}

export const inputsOf = <Row>(sheet: Sheet<Row>): Column<Row>[] =>
  sheet.columns.filter(({ source }) => source === "input");
