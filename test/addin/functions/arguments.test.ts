import { describe, expect, test } from "vitest";
import { readArguments } from "../../../addin/functions/arguments.ts";

describe("the arguments of a cell function", () => {
  test.each([
    { left: "null", value: null },
    { left: "an empty cell", value: 0 },
    { left: "an empty text", value: "" },
    { left: "blanks", value: "  " },
    { left: "nothing", value: undefined },
  ])("that are left out as $left are one and the same question", ({ value }) => {
    expect(readArguments("FUND", ["F-1001", value, value])).toEqual({
      kind: "read",
      args: ["F-1001"],
    });
    expect(readArguments("FUND", [value, "budget"])).toEqual({ kind: "empty" });
  });

  test("keep their places when one in the middle is left out", () => {
    expect(readArguments("OPENDEDUCTIONS", ["*", null, "005", 30, {}])).toEqual({
      kind: "read",
      args: ["*", null, "005", "30"],
    });
  });

  test("give a date cell as its day, whatever its time of day", () => {
    expect(readArguments("ACCRUAL", ["P-1", "balance", 46_112.75])).toEqual({
      kind: "read",
      args: ["P-1", "balance", "2026-03-31"],
    });
    expect(readArguments("SPEND", ["*", "*", 46_112])).toEqual({
      kind: "read",
      args: ["*", "*", "2026-03-31"],
    });
  });

  test("take a year as a number, which is no date", () => {
    expect(readArguments("SPEND", ["*", "*", 2026])).toEqual({
      kind: "read",
      args: ["*", "*", "2026"],
    });
  });

  test.each([
    { id: "FUND", values: [5], words: '"005" is not 5' },
    { id: "OPENDEDUCTIONS", values: ["*", null, 5], words: "The reason is the number 5" },
    { id: "FUND", values: ["F-1", 3], words: "one of its words" },
    { id: "FUND", values: ["F-1", "actual", 12], words: "no date" },
    { id: "SPEND", values: ["*", "*", 202_603_111], words: "no date" },
    { id: "OPENDEDUCTIONS", values: ["*", null, null, 1.5], words: "whole number of days" },
    { id: "OPENDEDUCTIONS", values: ["*", null, null, -3], words: "whole number of days" },
    { id: "PROMO", values: ["P-1", true], words: "single text or number" },
  ])("are refused in words: $id $values", ({ id, values, words }) => {
    const read = readArguments(id, values);

    expect(read).toMatchObject({ kind: "wrong" });
    expect(read.kind === "wrong" && read.message).toContain(words);
  });
});
