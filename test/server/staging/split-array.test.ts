import fc from "fast-check";
import { expect, test } from "vitest";
import { splitArray } from "../../../server/staging/split-array.ts";
import { cuts, nasty, pieces } from "./pieces.ts";

const split = (text: string, at: readonly number[] = []) =>
  pieces(splitArray(100_000), Buffer.from(text), at);

test("an array's elements come back whole, whatever is in them and however they are cut", () => {
  const record = fc.dictionary(nasty, fc.oneof(nasty, fc.array(nasty), fc.constant(null)));

  fc.assert(
    fc.property(fc.array(record, { maxLength: 5 }), cuts, fc.boolean(), (records, at, wide) => {
      const found = split(JSON.stringify(records, null, wide ? 2 : 0), at);
      expect(found.map((piece) => JSON.parse(piece) as unknown)).toEqual(
        JSON.parse(JSON.stringify(records)),
      );
    }),
  );
});

test("an element that is no JSON is still one element", () => {
  expect(split("[{'a': 1}, {}]").map((piece) => piece.trim())).toEqual(["{'a': 1}", "{}"]);
});

test.each([
  ["nothing", "", /The body is empty/],
  ["an object", '{"a":1}', /not an array/],
  ["an array that is never closed", "[{}", /never closed/],
  ["a text that is never closed", '["a]', /never closed/],
  ["two commas", "[{},,{}]", /comma too many before record 2/],
  ["a comma at the end", "[{},]", /comma too many before record 2/],
  ["something behind it", "[{}] {}", /after the end of the array/],
])("%s is refused", (_, text, message) => {
  expect(() => split(text)).toThrow(message);
});

test("an element longer than it may be is refused while it is still coming", () => {
  const splitter = splitArray(10);

  expect(() => splitter.push(Buffer.from('[{},{"a":"12345'))).toThrow(/Record 2 is larger than/);
});
