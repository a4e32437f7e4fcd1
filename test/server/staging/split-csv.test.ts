import fc from "fast-check";
import { expect, test } from "vitest";
import { cutCells } from "../../../server/staging/cells.ts";
import { separatorOf, splitCsv } from "../../../server/staging/split-csv.ts";
import { csvLine } from "../../../shared/erp/csv.ts";
import { cuts, nasty, pieces } from "./pieces.ts";

const split = (text: string, at: readonly number[] = []) =>
  pieces(splitCsv(100_000), Buffer.from(text), at);

test("a CSV comes back cell by cell, however it was quoted and cut", () => {
  const rows = fc.array(fc.tuple(nasty, nasty, nasty), { minLength: 1, maxLength: 6 });

  fc.assert(
    fc.property(rows, cuts, (records, at) => {
      const lines = records.map((cells) => csvLine(cells.map((cell) => `x${cell}`)));
      const found = split(["one,two,three", ...lines].join("\r\n"), at).slice(1);
      expect(found.map((line) => cutCells(line, ","))).toEqual(
        records.map((cells) => ({ kind: "CELLS", cells: cells.map((cell) => `x${cell}`) })),
      );
    }),
  );
});

test("a quote in the middle of a cell is text and swallows no line", () => {
  expect(split('a,b\n5" pipe,1\n6" pipe,2')).toEqual(["a,b", '5" pipe,1', '6" pipe,2']);
});

test("a semicolon in a comma file opens no quoted cell", () => {
  expect(split('a,b\nx;"y,1\nz,2')).toEqual(["a,b", 'x;"y,1', "z,2"]);
});

test("a quote that is never closed names the record it starts in", () => {
  expect(() => split('a,b\n1,2\n"3,4\n5,6\n')).toThrow(/Record 2 opens a quote/);
});

test("a record longer than it may be is refused while it is still coming", () => {
  const splitter = splitCsv(10);

  expect(() => splitter.push(Buffer.from("a,b\n12345678901"))).toThrow(/Record 1 is larger than/);
});

test.each([
  ["a;b;c,d", ";"],
  ["a\tb", "\t"],
  ["a,b;c,d", ","],
  ["alone", ","],
])("the header %s is separated by %s", (header, separator) => {
  expect(String.fromCharCode(separatorOf(Buffer.from(header)))).toBe(separator);
});
