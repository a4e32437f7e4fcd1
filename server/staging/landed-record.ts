import { type CsvHeader, recordOfCells } from "../../shared/erp/csv.ts";
import { isStorable, shortened } from "../../shared/erp/field.ts";
import type { FieldFault } from "../../shared/erp/record.ts";
import { cutCells } from "./cells.ts";

/**
 * A record as it is kept before anyone judges it. `json` is JSON text; what cannot be that is kept as its `text`, and what
 * is not even text as its `bytes` (base64), each with the faults that say why.
 */
export interface LandedRecord {
  n: number;
  json: string | null;
  text: string | null;
  bytes: string | null;
  faults: FieldFault[];
}

/** How one record of an upload is read. */
export type RecordReader = (bytes: Uint8Array, n: number) => LandedRecord;

const DEEPEST_NESTING = 16;
const LONGEST_NAME = 100;

const strictText = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenientText = new TextDecoder("utf-8", { ignoreBOM: true });
const REPLACEMENT = "\ufffd";

/** Text of valid UTF-8; null for any other encoding. */
export function decoded(bytes: Uint8Array): string | null {
  try {
    return strictText.decode(bytes);
  } catch {
    return null;
  }
}

/** Reads an element of a JSON array or a line of NDJSON. */
export function jsonReader(fieldCharacters: number): RecordReader {
  return (bytes, n) => {
    const text = decoded(bytes);
    if (text === null) return wrongEncoding({ n, bytes, fields: fieldsOfJson });
    const value = parsed(text);
    if (value === undefined) {
      const message =
        "the record is not JSON: a quote, comma or bracket is missing or one too many. Correct it and send it again";
      return unread(n, text, [{ pointer: "", code: "UNREADABLE", message }]);
    }
    return judged({ n, value, text, fieldCharacters });
  };
}

/** Reads a line of a CSV under its header. */
export function csvReader(
  { columns, separator }: { columns: CsvHeader["columns"]; separator: string },
  fieldCharacters: number,
): RecordReader {
  return (bytes, n) => {
    const text = decoded(bytes);
    if (text === null) {
      const fields = (line: string) => fieldsOfLine(line, columns, separator);
      return wrongEncoding({ n, bytes, fields });
    }
    const line = cutCells(text, separator);
    if (line.kind === "MISQUOTED") {
      const message =
        'the quotes of the row do not fit: put the whole cell in quotes and double a quote inside it, such as "5"" pipe"';
      return unread(n, text, [{ pointer: "", code: "UNREADABLE", message }]);
    }
    if (line.cells.length !== columns.length) {
      return unread(n, text, [cellCountFault(line.cells.length, columns.length)]);
    }
    const value = recordOfCells(columns, line.cells);
    return judged({ n, value, text, fieldCharacters });
  };
}

function judged(record: {
  n: number;
  value: unknown;
  text: string;
  fieldCharacters: number;
}): LandedRecord {
  const { n, value, text, fieldCharacters } = record;
  const fault = shapeFault(value) ?? longFieldFault(value, fieldCharacters);
  if (!fault) return { n, json: JSON.stringify(value), text: null, bytes: null, faults: [] };
  // No text of the database holds a NUL, which JSON writes as an escape and a CSV as itself.
  return text.includes("\0")
    ? { n, json: null, text: null, bytes: base64(Buffer.from(text)), faults: [fault] }
    : unread(n, text, [fault]);
}

function shapeFault(value: unknown): FieldFault | null {
  if (typeof value !== "object" || value === null) {
    const message = 'the record is not an object: send names and values, such as {"erpRef": "…"}';
    return { pointer: "", code: "NOT_A_RECORD", message };
  }
  if (isDeeperThan(value, DEEPEST_NESTING)) {
    const message = `the record is nested more than ${DEEPEST_NESTING} levels deep: send it flatter`;
    return { pointer: "", code: "TOO_DEEP", message };
  }
  if (isStorable(value)) return null;
  const [found = ""] = Object.entries(value).find(([, field]) => !isStorable(field)) ?? [];
  const name = nameOf(found);
  const message = `${name || "the record"} contains a character that cannot be stored (NUL or half a character): remove it`;
  return { pointer: name && `/${name}`, code: "CONTROL_CHARACTER", message };
}

function longFieldFault(value: unknown, fieldCharacters: number): FieldFault | null {
  for (const [name, field] of Object.entries(value ?? {})) {
    const { length } = typeof field === "string" ? field : (JSON.stringify(field) ?? "");
    if (length <= fieldCharacters) continue;
    const message = `${nameOf(name)} has ${length} characters: a field may have ${fieldCharacters} at most, so shorten it`;
    return { pointer: `/${nameOf(name)}`, code: "FIELD_TOO_LARGE", message };
  }
  return null;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

function cellCountFault(found: number, expected: number): FieldFault {
  const message = `the row has ${found} cells, the header has ${expected}: ${
    found > expected
      ? "put a cell that contains the separator in quotes"
      : "add the missing cells, empty where there is nothing to say"
  }`;
  return { pointer: "", code: "CELL_COUNT", message };
}

function wrongEncoding(record: {
  n: number;
  bytes: Uint8Array;
  fields: (text: string) => string[];
}): LandedRecord {
  const names = record.fields(lenientText.decode(record.bytes));
  const where = names.length > 0 ? names : [""];
  const faults = where.map((name) => ({
    pointer: name && `/${name}`,
    code: "WRONG_ENCODING",
    message: `${name || "the record"} is not UTF-8 text: save the file as UTF-8 (in Excel "CSV UTF-8") and send the record again`,
  }));
  const { n, bytes } = record;
  return { n, json: null, text: null, bytes: base64(bytes), faults };
}

function fieldsOfLine(text: string, columns: readonly string[], separator: string): string[] {
  const line = cutCells(text, separator);
  if (line.kind === "MISQUOTED") return [];
  return columns.filter((_, at) => line.cells[at]?.includes(REPLACEMENT));
}

function fieldsOfJson(text: string): string[] {
  return Object.entries(parsed(text) ?? {})
    .filter(([, value]) => JSON.stringify(value)?.includes(REPLACEMENT))
    .map(([name]) => nameOf(name));
}

/** A field's name as a fault may show it: whatever came, it can be stored and read. */
function nameOf(name: string): string {
  return shortened(name.replaceAll(/[\p{Cc}\p{Cs}]/gu, "?"), LONGEST_NAME);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const unread = (n: number, text: string, faults: FieldFault[]): LandedRecord => ({
  n,
  json: null,
  text,
  bytes: null,
  faults,
});

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
