import fc from "fast-check";
import type { Splitter } from "../../../server/staging/splitter.ts";

/** The records that a splitter finds in `bytes` when they arrive cut after these counts. */
export function pieces(
  splitter: Splitter,
  bytes: Uint8Array,
  cuts: readonly number[] = [],
): string[] {
  const found: Uint8Array[] = [];
  let start = 0;
  for (const length of [...cuts, bytes.length]) {
    found.push(...splitter.push(bytes.subarray(start, start + length)));
    start += length;
  }
  return [...found, ...splitter.end()].map((piece) => Buffer.from(piece).toString());
}

/** Ways in which a stream may be cut into chunks, also in the middle of a character. */
export const cuts = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 60 });

/** Text made of what formats trip over. */
export const nasty = fc.string({
  unit: fc.constantFrom(
    '"',
    ",",
    ";",
    "\n",
    "\r",
    "\t",
    "\\",
    "[",
    "]",
    "{",
    "}",
    "ü",
    "🧾",
    "a",
    " ",
  ),
  maxLength: 12,
});
