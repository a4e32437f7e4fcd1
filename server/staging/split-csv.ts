import { Refusal } from "../../shared/refusal.ts";
import { BYTE, isBlank, PartialRecord, type Splitter } from "./splitter.ts";

const OUTSIDE = 0;
const CELL_START = 1;
const QUOTED = 2;
const AFTER_QUOTE = 3;

/**
 * CSV (RFC 4180): a record per line, except that a quoted cell may hold line breaks. A quote in the middle of an unquoted
 * cell is text, so an inch mark does not swallow the lines after it. The first record is the header; it shows what
 * separates the columns.
 */
export function splitCsv(recordBytes: number): Splitter {
  const partial = new PartialRecord(recordBytes, 0);
  let state = CELL_START;
  let separator: number | null = null;
  const finish = (): Uint8Array[] => {
    const record = withoutReturn(partial.take());
    if (isBlank(record)) return [];
    separator ??= separatorOf(record);
    partial.number += 1;
    return [record];
  };
  return {
    push(chunk) {
      const records: Uint8Array[] = [];
      let start = 0;
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at] ?? 0;
        state = nextState(state, byte, separator);
        if (byte !== BYTE.newline || state === QUOTED) continue;
        partial.add(chunk.subarray(start, at));
        records.push(...finish());
        start = at + 1;
      }
      partial.add(chunk.subarray(start));
      return records;
    },
    end() {
      if (state !== QUOTED) return finish();
      const message = `Record ${partial.number} opens a quote that is never closed, so the rest of the file cannot be read. Close it, or double a quote that belongs to the text; nothing of the file was kept.`;
      throw new Refusal("UNREADABLE_BODY", message);
    },
  };
}

/** What separates the columns of this header: a comma, or what Excel writes in other countries and from its clipboard. */
export function separatorOf(header: Uint8Array): number {
  const count = (byte: number) => header.reduce((sum, each) => sum + (each === byte ? 1 : 0), 0);
  const [likeliest = BYTE.comma] = [BYTE.comma, BYTE.semicolon, BYTE.tab].toSorted(
    (one, other) => count(other) - count(one),
  );
  return likeliest;
}

function nextState(state: number, byte: number, separator: number | null): number {
  if (state === QUOTED) return byte === BYTE.quote ? AFTER_QUOTE : QUOTED;
  if (byte === BYTE.quote) return state === OUTSIDE ? OUTSIDE : QUOTED;
  if (byte === BYTE.newline || byte === separator) return CELL_START;
  return separator === null && isSeparator(byte) ? CELL_START : OUTSIDE;
}

function isSeparator(byte: number): boolean {
  return byte === BYTE.comma || byte === BYTE.semicolon || byte === BYTE.tab;
}

function withoutReturn(record: Uint8Array): Uint8Array {
  return record.at(-1) === BYTE.return ? record.subarray(0, -1) : record;
}
