import type { Feed } from "./batch.ts";
import { fieldNames, RECORDS, type Reading, requiredFields } from "./record.ts";

/** The columns that errors.csv adds in front; an uploaded file may still have them, they are not part of the record. */
export const ERROR_COLUMNS = ["error_row", "error_field", "error_code", "error_message"] as const;

/** A header row, judged: what the feed knows, what it will ignore, and what is missing altogether. */
export interface CsvHeader {
  columns: string[];
  ignored: string[];
  missing: string[];
  doubled: string[];
}

const NUMBER = /^-?\d+(\.\d+)?$/;
const RISKY = /^'*[=+\-@\t\r]/;
const RISKY_AND_GUARDED = /^'+[=+\-@\t\r]/;

/** Judges the header row of a feed's CSV. Names are compared exactly. */
export function readHeader(feed: Feed, columns: readonly string[]): CsvHeader {
  const known = new Set<string>([...fieldNames(RECORDS[feed]), ...ERROR_COLUMNS]);
  return {
    columns: [...columns],
    ignored: columns.filter((column) => !known.has(column)),
    missing: requiredFields(RECORDS[feed]).filter((name) => !columns.includes(name)),
    doubled: [...new Set(columns.filter((column, at) => columns.indexOf(column) !== at))],
  };
}

/** The sentence that tells once which columns of a file were not read. */
export function ignoredColumnsWarning(feed: Feed, ignored: readonly string[]): string {
  const names = ignored.map((name) => JSON.stringify(name)).join(", ");
  return `${ignored.length === 1 ? "The column" : "The columns"} ${names} ${ignored.length === 1 ? "was" : "were"} ignored: ${feed} know ${fieldNames(RECORDS[feed]).join(", ")}`;
}

/** A row's cells under their columns, as they came; an empty cell is a field left out. */
export function recordOfCells(
  columns: readonly string[],
  cells: readonly string[],
): Record<string, string> {
  const record: Record<string, string> = {};
  for (const [at, column] of columns.entries()) {
    const cell = cells[at] ?? "";
    if (cell !== "") record[column] = cell;
  }
  return record;
}

/** What a CSV record says in the feed's own terms: guards stripped, `attributes` read, foreign columns left out. */
export function fromCells(
  feed: Feed,
  cells: Readonly<Record<string, string>>,
): Reading<Record<string, unknown>> {
  const raw: Record<string, unknown> = {};
  for (const name of fieldNames(RECORDS[feed])) {
    const cell = cells[name];
    if (cell !== undefined) raw[name] = unguarded(cell);
  }
  if (typeof raw["attributes"] !== "string") return { kind: "READ", record: raw };
  try {
    const attributes: unknown = JSON.parse(raw["attributes"]);
    return { kind: "READ", record: { ...raw, attributes } };
  } catch {
    const message =
      'attributes is not JSON: write it like {"route": "12"}, with the quotes doubled as CSV wants it';
    return { kind: "FAULTY", faults: [{ pointer: "/attributes", code: "NOT_JSON", message }] };
  }
}

/** Text that a spreadsheet would run as a formula gets a `'` in front. Numbers are never touched. */
export function guarded(cell: string): string {
  return RISKY.test(cell) && !isNumber(cell) ? `'${cell}` : cell;
}

/** Takes away the one `'` that `guarded` puts in front. */
export function unguarded(cell: string): string {
  return RISKY_AND_GUARDED.test(cell) && !isNumber(cell) ? cell.slice(1) : cell;
}

function isNumber(cell: string): boolean {
  return NUMBER.test(cell.replace(/^'+/, ""));
}

/** One line of a CSV (RFC 4180), without its end. */
export function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/[",\r\n;\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",");
}
