import type { Sheet } from "../sheets/sheet.ts";

/** What the server gave last for one row, and which of its fields somebody else changed while the user edited them. */
export interface Baseline<Row> {
  row: Row;
  conflicts: readonly string[];
}

/** One JSON text per row: exact (amounts are strings), and small enough for one cell. */
export function baselineText<Row>({ row, conflicts }: Baseline<Row>): string {
  return JSON.stringify({ row, ...(conflicts.length > 0 && { conflicts }) });
}

/** Reads a baseline back. Null when the text is not one of ours: then the row counts as unknown and nothing of it is sent. */
export function readBaseline<Row>(text: string, sheet: Sheet<Row>): Baseline<Row> | null {
  const json = parseJson(text);
  if (typeof json !== "object" || json === null || !("row" in json)) return null;
  const row = sheet.parse(json.row);
  if (row === null) return null;
  const conflicts = "conflicts" in json && Array.isArray(json.conflicts) ? json.conflicts : [];
  return { row, conflicts: conflicts.filter((field) => typeof field === "string") };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
