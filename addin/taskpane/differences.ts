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

/** A field that somebody else changed too: what it was, what I typed, what the server has now. All as the sheet shows them. */
export interface FieldConflict {
  field: string;
  header: string;
  base: string;
  mine: string;
  theirs: string;
}

/** A row of a managed table that differs from its baseline, is new, or is marked for deletion. */
export interface EditedRow {
  /** A new row's id is minted when Review marks it and stays in its hidden `_id` cell, so that it is created once. */
  id: string;
  op: "create" | "update" | "delete";
  version: number | null;
  label: string;
  hidden: boolean;
  fields: FieldChange[];
  problems: CellProblem[];
  /** The sheet keeps mine until the user decides; publishing would replace theirs. */
  conflicts: FieldConflict[];
  changes: Record<string, string | null>;
}

/** Read-only cells of a row that were typed over: never sent, put right by the next refresh. */
export interface OvertypedRow {
  id: string;
  label: string;
  headers: string[];
}

/** A formula that Excel filled down a column: one act of the user that changed many rows. */
export interface FormulaColumn {
  field: string;
  header: string;
  rows: number;
}

/** The exact difference between sheet and baseline, found by comparing, never by events. */
export interface Diff {
  edited: EditedRow[];
  missing: { id: string; label: string }[];
  duplicated: { id: string; label: string }[];
  unknown: number;
  overtyped: OvertypedRow[];
  formulas: FormulaColumn[];
  rows: number;
}
