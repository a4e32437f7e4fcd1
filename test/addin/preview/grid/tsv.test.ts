import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromTsv, toTsv } from "../../../../addin/preview/grid/tsv.ts";

describe("cells as clipboard text", () => {
  test("a cell with a tab, a line end or a quote is quoted", () => {
    expect(toTsv([["a\tb", 'say "no"', "two\nlines", "plain"]])).toBe(
      '"a\tb"\t"say ""no"""\t"two\nlines"\tplain',
    );
  });

  test("the last line end closes the last row", () => {
    expect(fromTsv("12,000.00\t005\r\n10,000.00\t010\r\n")).toEqual([
      ["12,000.00", "005"],
      ["10,000.00", "010"],
    ]);
  });

  test("empty cells keep their place, also at the end of a row", () => {
    expect(fromTsv("a\t\t\n\tb\t")).toEqual([
      ["a", "", ""],
      ["", "b", ""],
    ]);
  });

  test("a short row is filled up", () => {
    expect(fromTsv("a\tb\nc")).toEqual([
      ["a", "b"],
      ["c", ""],
    ]);
  });

  test("a quote inside a word is a quote", () => {
    expect(fromTsv('5" screen\tx')).toEqual([['5" screen', "x"]]);
  });

  test("what is copied comes back the same", () => {
    const cell = fc.string({ maxLength: 6 }).map((text) => text.replaceAll("\r", "\n"));
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain((cols) =>
        fc.array(fc.array(cell, { minLength: cols, maxLength: cols }), {
          minLength: 1,
          maxLength: 4,
        }),
      )
      // A last row of one empty cell cannot be told from a last line end.
      .filter((rows) => rows.length === 1 || (rows.at(-1) ?? []).join("") !== "");

    fc.assert(
      fc.property(block, (rows) => {
        expect(fromTsv(toTsv(rows))).toEqual(rows);
      }),
    );
  });
});
