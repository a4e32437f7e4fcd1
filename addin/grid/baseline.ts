import type { Sheet } from "../sheets/sheet.ts";
import type { WireText } from "./cell.ts";

/** What the server gave last for one row, and what the user has still to decide or to publish about it. */
export interface Baseline<Row> {
  row: Row;
  /** The fields that somebody else changed while the user edited them, each with what it was before both. */
  conflicts: Readonly<Record<string, WireText>>;
  /** Whether the next publish is to delete the row. */
  deleted?: true;
}

/** One JSON text per row: exact (amounts are strings), and small enough for one cell. */
export function baselineText<Row>({ row, conflicts, deleted }: Baseline<Row>): string {
  const hasConflicts = Object.keys(conflicts).length > 0;
  return JSON.stringify({ row, ...(hasConflicts && { conflicts }), ...(deleted && { deleted }) });
}

/** Reads a baseline back. Null when the text is not one of ours: then the row counts as unknown and nothing of it is sent. */
export function readBaseline<Row>(text: string, sheet: Sheet<Row>): Baseline<Row> | null {
  const json = parseJson(text);
  if (typeof json !== "object" || json === null || !("row" in json)) return null;
  const row = sheet.parse(json.row);
  if (row === null) return null;
  const conflicts = "conflicts" in json ? conflictsOf(sheet, row, json.conflicts) : {};
  const isDeleted = "deleted" in json && json.deleted === true;
  return { row, conflicts, ...(isDeleted && { deleted: true }) };
}

/** Workbooks of the first version kept the names of the fields only: what they were before both is not known any more. */
function conflictsOf<Row>(
  sheet: Sheet<Row>,
  row: Row,
  conflicts: unknown,
): Record<string, WireText> {
  if (Array.isArray(conflicts)) {
    const columns = sheet.columns.filter(({ field }) => conflicts.includes(field));
    return Object.fromEntries(columns.map((column) => [column.field, column.wire(row, "")]));
  }
  if (typeof conflicts !== "object" || conflicts === null) return {};
  const known = Object.entries(conflicts).filter(
    (each): each is [string, WireText] => each[1] === null || typeof each[1] === "string",
  );
  return Object.fromEntries(known);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
