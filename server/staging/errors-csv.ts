import type { Feed } from "../../shared/erp/batch.ts";
import { csvLine, ERROR_COLUMNS, guarded } from "../../shared/erp/csv.ts";
import { shortened } from "../../shared/erp/field.ts";
import { fieldNames, RECORDS } from "../../shared/erp/record.ts";
import type { RejectedRow } from "./batch.queries.ts";
import { cutCells } from "./cells.ts";

/** How the records of a batch are laid out in columns. */
export interface ErrorLayout {
  columns: string[];
  separator: string;
}

const BYTE_ORDER_MARK = "\ufeff";
const LONGEST_QUOTE = 500;
const windows1252 = new TextDecoder("windows-1252");

/** The columns of a batch's errors.csv: those of its file, or all fields of its feed where there was no header. */
export function errorLayout(
  feed: Feed,
  file: { columns: string[] | null; separator: string | null },
): ErrorLayout {
  const added = new Set<string>(ERROR_COLUMNS);
  return {
    columns: (file.columns ?? fieldNames(RECORDS[feed])).filter((column) => !added.has(column)),
    separator: file.separator ?? ",",
  };
}

/** The first line. The mark before it tells Excel that the file is UTF-8. */
export const errorsHeader = ({ columns }: ErrorLayout): string =>
  `${BYTE_ORDER_MARK}${csvLine([...ERROR_COLUMNS, ...columns])}\r\n`;

/**
 * The rejected records as lines of a CSV that can be mended and uploaded again: what is wrong first, then the record's own
 * columns. One record is one line, however much is wrong with it.
 */
export function errorLines(
  rejected: readonly RejectedRow[],
  file: { layout: ErrorLayout; columns: string[] | null },
): string {
  return rejected.map((row) => `${csvLine(errorCells(row, file))}\r\n`).join("");
}

function errorCells(
  row: RejectedRow,
  { layout, columns }: { layout: ErrorLayout; columns: string[] | null },
): string[] {
  const record = recordOf(row, columns ? { columns, separator: layout.separator } : null);
  const quoted = record ? "" : ` It was: ${shortened(textOf(row) ?? "", LONGEST_QUOTE)}`;
  const all = (value: (error: RejectedRow["errors"][number]) => string) => [
    ...new Set(row.errors.map(value)),
  ];
  return [
    String(row.n),
    all(({ pointer }) => pointer.slice(1)).join("; "),
    all(({ code }) => code).join("; "),
    guarded(`${all(({ message }) => message).join("; ")}${quoted}`),
    // A CSV's cells are guarded already, as they came.
    ...layout.columns.map((column) => cellOf(record?.[column], columns !== null)),
  ];
}

function cellOf(value: unknown, isCell: boolean): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") return guarded(JSON.stringify(value));
  return isCell && value.startsWith("'") ? value : guarded(value);
}

function recordOf(row: RejectedRow, header: ErrorLayout | null): Record<string, unknown> | null {
  if (typeof row.raw === "object" && row.raw !== null) return { ...row.raw };
  if (!header) return null;
  const line = cutCells(textOf(row) ?? "", header.separator);
  if (line.kind === "MISQUOTED") return null;
  const { columns, separator } = header;
  const last = columns.length - 1;
  // A cell too many is mostly a separator that nobody quoted, so nothing of it is dropped.
  const cells = [...line.cells.slice(0, last), line.cells.slice(last).join(separator)];
  return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""]));
}

/** What is not UTF-8 is most likely Windows' Western encoding; whoever mends it sees the letters that were meant. */
function textOf({ rawText, rawBytes }: RejectedRow): string | null {
  if (rawText !== null) return rawText;
  return rawBytes ? windows1252.decode(rawBytes).replaceAll("\0", "") : null;
}
