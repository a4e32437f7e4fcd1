import { Refusal } from "../../shared/refusal.ts";

/** Cuts a stream of bytes into the bytes of its records; holds no more than one unfinished record. */
export interface Splitter {
  /** The records that are complete with this chunk. */
  push(chunk: Uint8Array): Uint8Array[];
  /** What is left when the stream has ended: the last record, when nothing ends it. */
  end(): Uint8Array[];
}

/** Marks of ASCII. They are never part of another UTF-8 character, so records can be cut before they are decoded. */
export const BYTE = {
  tab: 0x09,
  newline: 0x0a,
  return: 0x0d,
  space: 0x20,
  quote: 0x22,
  comma: 0x2c,
  semicolon: 0x3b,
  open: 0x5b,
  backslash: 0x5c,
  close: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

const EMPTY = new Uint8Array();

/** The part of a record that has come so far, refused as soon as it is longer than a record may be. */
export class PartialRecord {
  private readonly limitBytes: number;
  private parts: Uint8Array[] = [];
  private bytes = 0;
  /** The number of this record, 1 for the first; a header counts as 0. */
  number: number;

  constructor(limitBytes: number, firstNumber: 0 | 1 = 1) {
    this.limitBytes = limitBytes;
    this.number = firstNumber;
  }

  add(part: Uint8Array): void {
    this.bytes += part.length;
    if (this.bytes > this.limitBytes) throw recordTooLarge(this.number, this.limitBytes);
    if (part.length > 0) this.parts.push(part);
  }

  take(): Uint8Array {
    const [first = EMPTY, ...others] = this.parts;
    const whole = others.length === 0 ? first : Buffer.concat(this.parts);
    this.parts = [];
    this.bytes = 0;
    return whole;
  }
}

function recordTooLarge(record: number, bytes: number): Refusal {
  const message = `Record ${record} is larger than ${Math.round(bytes / 1024)} KB. Look there for a quote or bracket that is never closed, or send less in it; nothing of the body was kept.`;
  return new Refusal("BODY_TOO_LARGE", message, [
    { pointer: `/${Math.max(record - 1, 0)}`, code: "RECORD_TOO_LARGE", message },
  ]);
}

/** Whether there is anything but white space. */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every(
    (byte) =>
      byte === BYTE.space || byte === BYTE.newline || byte === BYTE.return || byte === BYTE.tab,
  );
}
