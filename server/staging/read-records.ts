import type { Feed } from "../../shared/erp/batch.ts";
import { type CsvHeader, readHeader } from "../../shared/erp/csv.ts";
import { Refusal } from "../../shared/refusal.ts";
import { cutCells } from "./cells.ts";
import {
  csvReader,
  decoded,
  jsonReader,
  type LandedRecord,
  type RecordReader,
} from "./landed-record.ts";
import type { FeedLimits } from "./limits.ts";
import type { Bytes } from "./read-body.ts";
import { splitArray } from "./split-array.ts";
import { separatorOf, splitCsv } from "./split-csv.ts";
import { splitLines } from "./split-lines.ts";
import type { Splitter } from "./splitter.ts";

/** How records are written in an upload. */
export type Format = "application/json" | "application/x-ndjson" | "text/csv";

/** The records of an upload, read as they arrive; a CSV also has a header. */
export interface UploadedRecords {
  header: (CsvHeader & { separator: string }) | null;
  records: AsyncIterable<LandedRecord>;
}

/** Opens an upload and reads its header, if it has one. */
export async function openRecords(
  content: Bytes,
  upload: { feed: Feed; format: Format; limits: FeedLimits },
): Promise<UploadedRecords> {
  const { feed, format, limits } = upload;
  const pieces = cut(asUtf8(content), splitterOf(format, limits.recordBytes));
  if (format !== "text/csv") {
    return { header: null, records: read(pieces, jsonReader(limits.fieldCharacters)) };
  }
  const header = headerOf(feed, await pieces.next());
  return { header, records: read(pieces, csvReader(header, limits.fieldCharacters)) };
}

function splitterOf(format: Format, recordBytes: number): Splitter {
  switch (format) {
    case "application/json":
      return splitArray(recordBytes);
    case "application/x-ndjson":
      return splitLines(recordBytes);
    case "text/csv":
      return splitCsv(recordBytes);
  }
}

async function* cut(content: Bytes, splitter: Splitter): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of content) yield* splitter.push(chunk);
  yield* splitter.end();
}

async function* read(
  pieces: AsyncIterable<Uint8Array>,
  reader: RecordReader,
): AsyncGenerator<LandedRecord> {
  let n = 1;
  for await (const piece of pieces) {
    const record = reader(piece, n);
    // Spreadsheets leave rows of empty cells behind their last one.
    if (record.json === "{}" && isOnlySeparators(piece)) continue;
    yield record;
    n += 1;
  }
}

const OPENING_BRACE = 0x7b;
const isOnlySeparators = (piece: Uint8Array) => !piece.includes(OPENING_BRACE);

function headerOf(feed: Feed, first: IteratorResult<Uint8Array, undefined>) {
  if (first.done === true) {
    throw unreadable("The file is empty. Send a header row and a row per record.");
  }
  const text = decoded(first.value);
  if (text === null)
    throw unreadable('The header is not UTF-8 text. Save the file as "CSV UTF-8".');
  const separator = String.fromCharCode(separatorOf(first.value));
  const line = cutCells(text, separator);
  if (line.kind === "MISQUOTED") throw unreadable("The quotes of the header row do not fit.");
  const header = readHeader(
    feed,
    line.cells.map((cell) => cell.trim()),
  );
  const [doubled] = header.doubled;
  if (doubled !== undefined) {
    throw unreadable(`The header names the column ${JSON.stringify(doubled)} twice. Keep one.`);
  }
  if (header.missing.length > 0) throw columnsMissing(feed, header);
  return { ...header, separator };
}

function columnsMissing(feed: Feed, { missing, columns }: CsvHeader): Refusal {
  const message = `The header lacks ${missing.join(", ")}, without which no record of ${feed} can be kept. Add ${missing.length === 1 ? "the column" : "the columns"}; the names are ${columns.length > 0 ? "compared exactly" : "in the API reference"}.`;
  return new Refusal(
    "INVALID",
    message,
    missing.map((name) => ({ pointer: `/${name}`, code: "COLUMN_MISSING", message })),
  );
}

/** Takes the byte order mark off; a UTF-16 file would be rejected row by row, so it is refused with its name. */
async function* asUtf8(content: Bytes): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | null = new Uint8Array();
  for await (const chunk of content) {
    if (start === null) {
      yield chunk;
      continue;
    }
    start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
    if (start.length < 3) continue;
    yield withoutMark(start);
    start = null;
  }
  if (start !== null) yield withoutMark(start);
}

function withoutMark(start: Uint8Array): Uint8Array {
  const [first, second, third] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw unreadable('The file is UTF-16, not UTF-8. Save it as "CSV UTF-8".');
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? start.subarray(3) : start;
}

const unreadable = (what: string) =>
  new Refusal("UNREADABLE_BODY", `${what} Nothing of it was kept.`);
