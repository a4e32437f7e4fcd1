import { Refusal } from "../../shared/refusal.ts";
import type { AuditEntry } from "../tenancy/queries.ts";
import { refused } from "./answers.ts";
import type { Inverse, Verdict } from "./table.ts";

/** A row and what is to be done about it. */
export interface DecidedRow<Row, Edit> {
  row: Row;
  edit: Edit;
}

/** A row that may be written, or why it may not. */
type Decision<Row, Edit> = DecidedRow<Row, Edit> | { refusal: Refusal };

/** Decides rows in their order; a refusal is of one row, every other error of the whole chunk. */
export const decideRows = <Row, Edit>(
  rows: readonly Row[],
  decide: (row: Row) => Edit,
): Decision<Row, Edit>[] =>
  rows.map((row) => {
    try {
      return { row, edit: decide(row) };
    } catch (error) {
      if (error instanceof Refusal) return { refusal: error };
      throw error;
    }
  });

/** The rows that may be written. */
export const goodOnes = <Row, Edit>(
  decisions: readonly Decision<Row, Edit>[],
): DecidedRow<Row, Edit>[] => decisions.filter((decision) => "edit" in decision);

/** What became of a decided row: refused by a rule, by a constraint, or written. */
export function verdictOn<Row, Edit extends { kind: string }>(
  decision: Decision<Row, Edit>,
  failed: ReadonlyMap<DecidedRow<Row, Edit>, Refusal>,
  written: (decided: DecidedRow<Row, Edit>) => Verdict,
): Verdict {
  if ("refusal" in decision) return refused(decision.refusal);
  const refusal = failed.get(decision);
  if (!refusal) return written(decision);
  return refused(decision.edit.kind === "delete" ? inUse(refusal) : refusal);
}

/** A saved row: how it is taken back, and what the audit keeps of it; nothing of both when nothing changed. */
export const savedRow = (inverse: Inverse | null, entry: AuditEntry | null): Verdict => ({
  kind: "saved",
  inverse,
  entry,
});

/** A deletion that a constraint refused: something else names the record. */
const inUse = (refusal: Refusal): Refusal =>
  refusal.code === "REFERENCED"
    ? new Refusal(
        "INVALID",
        "It is in use already, so it is kept: cancel it instead of deleting it.",
      )
    : refusal;
