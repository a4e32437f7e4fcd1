import type { Problem } from "../../../shared/problem.ts";
import type { EditedRow, RowOutcome, RowResult, TableName } from "../ports.ts";
import { TABLE_WORDS } from "../table-words.ts";

/** A row that needs the user: which one, which cell, what is wrong and what to do. */
export interface RowTrouble {
  table: TableName;
  id: string;
  label: string;
  state: RowOutcome<unknown>["state"];
  /** The wire name and the title of the cell to mend, when one is to blame. */
  cell: { field: string; header: string } | null;
  message: string;
}

/** How one published row ended: what the sheet shows of it, and what the user has to do, if anything. */
export interface RowEnd<Row> {
  outcome: RowOutcome<Row>;
  trouble: RowTrouble | null;
}

const UNKNOWN =
  "The connection was lost while this row was on its way. Publish again: nothing is saved twice.";

/** What the server's answer means for the row, or what its silence means. */
export function endOf<Row>(
  table: TableName,
  row: EditedRow,
  result: RowResult<Row> | undefined,
): RowEnd<Row> {
  if (result?.outcome === "saved") {
    const state = row.op === "delete" ? "deleted" : "saved";
    const outcome = { id: row.id, state, message: "", row: result.row, sent: row.changes } as const;
    return { outcome, trouble: null };
  }
  const message = result === undefined ? UNKNOWN : sentenceOf(table, result);
  const state = stateOf(result);
  const cell = cellOf(row, result?.problem ?? null);
  return {
    outcome: { id: row.id, state, message, row: result?.row ?? null },
    trouble: { table, id: row.id, label: row.label, state, cell, message },
  };
}

/** A row that was not sent, and why: it shows that in the sheet like one that was refused. */
export function keptBack<Row>(table: TableName, row: EditedRow, message: string): RowEnd<Row> {
  const { id, label } = row;
  return {
    outcome: { id, state: "invalid", message, row: null },
    trouble: { table, id, label, state: "invalid", cell: cellOf(row, null), message },
  };
}

/** The rows that were not sent because something is to be decided first: they need the user no less. */
export function undecided(table: TableName, { id, label, problems, conflicts }: EditedRow) {
  const [problem] = problems;
  const [conflict] = conflicts;
  const cell = problem ?? conflict;
  const trouble: RowTrouble = {
    table,
    id,
    label,
    state: problem === undefined ? "conflict" : "invalid",
    cell: cell === undefined ? null : { field: cell.field, header: cell.header },
    message:
      problem?.message ??
      `Somebody else changed it too: yours ${conflict?.mine || "empty"}, theirs ${conflict?.theirs || "empty"}. Choose in Review.`,
  };
  return trouble;
}

function stateOf(result: RowResult<unknown> | undefined): RowOutcome<unknown>["state"] {
  if (result === undefined) return "unknown";
  switch (result.outcome) {
    case "saved":
      return "saved";
    case "invalid":
      return "invalid";
    case "conflict":
      return "conflict";
    case "forbidden":
    case "gone":
      return "failed";
  }
}

function sentenceOf(table: TableName, { outcome, problem }: RowResult<unknown>): string {
  if (problem !== null) return sentenceOfProblem(problem);
  return outcome === "gone"
    ? `This ${TABLE_WORDS[table].row} no longer exists in Tradebook. Delete the row.`
    : "Tradebook refused this row without a reason. Refresh and try again.";
}

/** The most exact words a problem has: its fields' when there are any, its own otherwise. */
export function sentenceOfProblem({ detail, errors }: Pick<Problem, "detail" | "errors">): string {
  return errors.length === 0 ? detail : errors.map(fieldSentence).join(" ");
}

const fieldSentence = ({ message, allowed }: Problem["errors"][number]): string =>
  allowed === undefined || allowed.every((each) => message.includes(each))
    ? message
    : `${message} Allowed: ${allowed.slice(0, 8).join(", ")}.`;

/** The cell that the server blames, even one that was not changed; the first changed one otherwise. */
function cellOf(row: EditedRow, problem: Problem | null): RowTrouble["cell"] {
  const pointed = problem?.errors[0]?.pointer.split("/").at(-1);
  const blamed = row.fields.find(({ field }) => field === pointed);
  if (blamed !== undefined) return { field: blamed.field, header: blamed.header };
  const [first] = row.fields;
  return first === undefined ? null : { field: first.field, header: first.header };
}
