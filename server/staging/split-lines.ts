import { BYTE, isBlank, PartialRecord, type Splitter } from "./splitter.ts";

/** NDJSON: a record per line. Empty lines do not count. */
export function splitLines(recordBytes: number): Splitter {
  const partial = new PartialRecord(recordBytes);
  const finish = (): Uint8Array[] => {
    const record = partial.take();
    if (isBlank(record)) return [];
    partial.number += 1;
    return [record];
  };
  return {
    push(chunk) {
      const records: Uint8Array[] = [];
      let start = 0;
      for (;;) {
        const newline = chunk.indexOf(BYTE.newline, start);
        if (newline < 0) break;
        partial.add(chunk.subarray(start, newline));
        records.push(...finish());
        start = newline + 1;
      }
      partial.add(chunk.subarray(start));
      return records;
    },
    end: finish,
  };
}
