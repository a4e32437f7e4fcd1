import { Refusal } from "../../shared/refusal.ts";
import { BYTE, isBlank, PartialRecord, type Splitter } from "./splitter.ts";

type Phase = "before" | "inside" | "after";

/** A JSON array: its elements, found by their commas and brackets without parsing them. */
export function splitArray(recordBytes: number): Splitter {
  const scan = new ArrayScan(recordBytes);
  return { push: (chunk) => scan.push(chunk), end: () => scan.end() };
}

class ArrayScan {
  private readonly partial: PartialRecord;
  private phase: Phase = "before";
  private depth = 0;
  private inText = false;
  private escaped = false;
  private records: Uint8Array[] = [];

  constructor(recordBytes: number) {
    this.partial = new PartialRecord(recordBytes);
  }

  push(chunk: Uint8Array): Uint8Array[] {
    this.records = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.phase !== "inside") {
        this.outside(byte);
        start = at + 1;
      } else if (this.endsRecord(byte)) {
        this.partial.add(chunk.subarray(start, at));
        this.finish(byte);
        start = at + 1;
      }
    }
    if (this.phase === "inside") this.partial.add(chunk.subarray(start));
    return this.records;
  }

  end(): Uint8Array[] {
    if (this.phase === "after") return [];
    throw unreadable(
      this.phase === "before"
        ? "The body is empty. Send an array of records, [{…}, {…}]."
        : "The array is never closed: the body was cut short, or a bracket or quote is missing.",
    );
  }

  private outside(byte: number): void {
    if (isBlank(Uint8Array.of(byte))) return;
    if (this.phase === "before" && byte === BYTE.open) {
      this.phase = "inside";
      return;
    }
    throw unreadable(
      this.phase === "before"
        ? "The body is not an array. Send [{…}, {…}], or one record per line as application/x-ndjson."
        : "There is something after the end of the array. Send one array per request.",
    );
  }

  private endsRecord(byte: number): boolean {
    if (this.inText) return this.textGoesOn(byte);
    if (byte === BYTE.quote) this.inText = true;
    else if (byte === BYTE.openBrace || byte === BYTE.open) this.depth += 1;
    else if (this.depth === 0) return byte === BYTE.comma || byte === BYTE.close;
    else if (byte === BYTE.closeBrace || byte === BYTE.close) this.depth -= 1;
    return false;
  }

  private textGoesOn(byte: number): false {
    this.inText = this.escaped || byte !== BYTE.quote;
    this.escaped = !this.escaped && byte === BYTE.backslash;
    return false;
  }

  private finish(byte: number): void {
    const record = this.partial.take();
    const isEmptyArray = byte === BYTE.close && this.partial.number === 1 && isBlank(record);
    if (byte === BYTE.close) this.phase = "after";
    if (isEmptyArray) return;
    if (isBlank(record))
      throw unreadable(`There is a comma too many before record ${this.partial.number}.`);
    this.partial.number += 1;
    this.records.push(record);
  }
}

const unreadable = (what: string) =>
  new Refusal("UNREADABLE_BODY", `${what} Nothing of the body was kept.`);
