import type { Problem } from "../../../shared/problem.ts";
import { publishableRows } from "../../grid/publish-plan.ts";
import type { EditedRow, OnProgress, PublishAnswer, RowOutcome } from "../ports.ts";
import type { Desk } from "./desk.ts";

/** A row that needs the user: which one, which cell, what is wrong and what to do. */
export interface RowTrouble {
  id: string;
  label: string;
  /** The wire name and the title of the cell to mend, when one is to blame. */
  cell: { field: string; header: string } | null;
  message: string;
}

/** What became of one press of Publish. */
export interface PublishOutcome {
  saved: number;
  troubles: RowTrouble[];
  stopped: string | null;
}

type Result = PublishAnswer["results"][number];

/** Rows that can be sent: those with a problem of their own stay in the sheet until it is mended. */
export const sendable = (rows: readonly EditedRow[]): EditedRow[] =>
  rows.filter((row) => row.problems.length === 0);

/** Sends the rows, shows each row's outcome in the sheet, and says what needs the user. */
export async function publishRows(
  { api, workbook }: Desk,
  {
    rows,
    batchId,
    message,
    onProgress,
  }: { rows: EditedRow[]; batchId: string; message: string; onProgress?: OnProgress },
): Promise<PublishOutcome> {
  const answer = await api.publishClaims({
    batchId,
    ...(message === "" ? {} : { message }),
    rows: publishableRows(rows),
    ...(onProgress ? { onProgress } : {}),
  });
  const results = new Map(answer.results.map((result) => [result.key, result]));
  const ends = rows.map((row) => endOf(row, results.get(row.id)));
  await workbook.showOutcomes(ends.map(({ outcome }) => outcome));
  return {
    saved: ends.filter(({ outcome }) => outcome.state === "saved").length,
    troubles: ends.flatMap(({ trouble }) => (trouble === null ? [] : [trouble])),
    stopped: answer.stopped,
  };
}

/** The outcome with the rows that were not sent because they are to be mended first: they need the user no less. */
export function withKeptBack(
  outcome: PublishOutcome,
  edited: readonly EditedRow[],
): PublishOutcome {
  const kept = edited.flatMap(({ id, label, problems }) =>
    problems.slice(0, 1).map(({ field, header, message }) => ({
      id,
      label,
      cell: { field, header },
      message,
    })),
  );
  return { ...outcome, troubles: [...outcome.troubles, ...kept] };
}

interface End {
  outcome: RowOutcome;
  trouble: RowTrouble | null;
}

const UNKNOWN =
  "The connection was lost while this row was on its way. Publish again: nothing is saved twice.";

function endOf(row: EditedRow, result: Result | undefined): End {
  if (result?.outcome === "saved") {
    const saved = { id: row.id, state: "saved", message: "", row: result.row } as const;
    return { outcome: { ...saved, sent: row.changes }, trouble: null };
  }
  const message = result === undefined ? UNKNOWN : sentenceOf(result);
  return {
    outcome: { id: row.id, state: stateOf(result), message, row: result?.row ?? null },
    trouble: { id: row.id, label: row.label, cell: cellOf(row, result?.problem ?? null), message },
  };
}

function stateOf(result: Result | undefined): RowOutcome["state"] {
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

function sentenceOf({ outcome, problem }: Result): string {
  if (problem !== null) return sentenceOfProblem(problem);
  return outcome === "gone"
    ? "This deduction no longer exists in Tradebook. Delete the row."
    : "Tradebook refused this row without a reason. Refresh and try again.";
}

/** The most exact words a problem has: its fields' when there are any, its own otherwise. */
export function sentenceOfProblem({ detail, errors }: Pick<Problem, "detail" | "errors">): string {
  return errors.length === 0 ? detail : errors.map(fieldSentence).join(" ");
}

const fieldSentence = ({ message, allowed }: Problem["errors"][number]): string =>
  allowed === undefined || allowed.length === 0
    ? message
    : `${message} Allowed: ${allowed.slice(0, 8).join(", ")}.`;

function cellOf(row: EditedRow, problem: Problem | null): RowTrouble["cell"] {
  const pointed = problem?.errors[0]?.pointer.split("/").at(-1);
  const blamed = row.fields.find(({ field }) => field === pointed) ?? row.fields[0];
  return blamed === undefined ? null : { field: blamed.field, header: blamed.header };
}
