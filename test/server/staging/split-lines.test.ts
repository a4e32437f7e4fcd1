import fc from "fast-check";
import { expect, test } from "vitest";
import { splitLines } from "../../../server/staging/split-lines.ts";
import { cuts, nasty, pieces } from "./pieces.ts";

test("lines come back whole, however they are cut", () => {
  fc.assert(
    fc.property(fc.array(nasty, { maxLength: 6 }), cuts, (texts, at) => {
      const lines = texts.map((text) => JSON.stringify({ text }));
      const found = pieces(splitLines(100_000), Buffer.from(lines.join("\n")), at);
      expect(found).toEqual(lines);
    }),
  );
});

test("an empty line is no record, a carriage return no matter", () => {
  const found = pieces(splitLines(100), Buffer.from("{}\r\n\r\n  \n{}"));

  expect(found.map((line) => line.trim())).toEqual(["{}", "{}"]);
});

test("a line longer than it may be is refused while it is still coming", () => {
  const splitter = splitLines(10);

  expect(() => splitter.push(Buffer.from('{}\n{}\n"12345678901'))).toThrow(/Record 3 is larger/);
});
