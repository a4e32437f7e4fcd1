import type { EditedRow, PublishRow } from "../taskpane/ports.ts";

/** The API's limit per request; one chunk is in flight at a time. */
const CHUNK_ROWS = 100;

/** The rows of a diff that can be sent: those with a problem stay in the sheet, those that only look changed have no change. */
export function publishableRows(edited: readonly EditedRow[]): PublishRow[] {
  return edited
    .filter(({ op, problems, changes }) => problems.length === 0 && hasContent(op, changes))
    .map(({ id, op, version, changes }) => ({
      key: id,
      op,
      id,
      ...(version !== null && { version }),
      changes,
    }));
}

const hasContent = (op: EditedRow["op"], changes: EditedRow["changes"]) =>
  op === "delete" || Object.keys(changes).length > 0;

/** Rows in chunks of at most 100, in order: the server judges a fund's balance row by row. */
export function chunksOf<Row>(rows: readonly Row[], size: number = CHUNK_ROWS): Row[][] {
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, chunk) => rows.slice(chunk * size, (chunk + 1) * size));
}
