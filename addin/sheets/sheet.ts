import type { Kind, WireText } from "../grid/cell.ts";

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

export type ListName = "reasons" | "writeOffReasons";

/** The codes behind the dropdowns. */
export type Lists = Record<ListName, readonly string[]>;

/** A row as it would be published: every input in wire form, changed or not. */
export interface Draft<Row> {
  row: Row;
  inputs: Readonly<Record<string, WireText>>;
  changed: readonly string[];
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
  columns: readonly Column<Row>[];
  id(row: Row): string;
  version(row: Row): number;
  /** How Review names a row. */
  label(row: Row): string;
  /** The State and Message a row has right after a refresh, before anything was typed. */
  outcome(row: Row): { state: string; message: string };
  /** Reads a row back from the baseline's JSON; null when it is not one of ours. */
  parse(json: unknown): Row | null;
  /** The rules that need no server: lengths, sums, what belongs together. */
  check(draft: Draft<Row>): FieldProblem[];
}

export const inputsOf = <Row>(sheet: Sheet<Row>): Column<Row>[] =>
  sheet.columns.filter(({ source }) => source === "input");
