import { expect, test } from "vitest";
import { asFormula, parseInput } from "../../../../addin/preview/host/input.ts";

test.each([
  ["005", 5, undefined],
  ["12000.10", 12000.1, undefined],
  ["1,234.50", 1234.5, "#,##0.00"],
  ["(2,000)", -2000, "#,##0"],
  ["$10,000", 10000, "$#,##0"],
  ["12.5%", 0.125, "0.00%"],
  ["1e3", 1000, undefined],
  ["true", true, undefined],
  ["2026-11-23", 46349, "m/d/yyyy"],
  ["11/23/2026", 46349, "m/d/yyyy"],
  ["July 2026", 46204, "mmm-yy"],
  ["Dec-2026", 46357, "mmm-yy"],
  ["12345678901234567", 12345678901234600, undefined],
])("%j typed into General becomes %j", (typed, value, format) => {
  expect(parseInput(typed, "General")).toMatchObject({ value, ...(format ? { format } : {}) });
});

test.each(["", "Walmart", "1,23", "2026-02-30", "13/45/2026", "12 000", "5 %x", "Julian 2026"])(
  "%j typed into General stays text",
  (typed) => {
    expect(parseInput(typed, "General").value).toBe(typed);
  },
);

test("a Text cell keeps what is typed", () => {
  expect(parseInput("005", "@").value).toBe("005");
  expect(parseInput(5, "@").value).toBe("5");
  expect(asFormula("=1+1", "@")).toBeNull();
});

test("a leading apostrophe is taken off and protects the rest", () => {
  expect(parseInput("'005", "General").value).toBe("005");
  expect(asFormula("'=1+1", "General")).toBeNull();
});

test.each([
  ["=A1", "=A1"],
  ["+SUM(A1)", "=+SUM(A1)"],
  ["-chargeback", "=-chargeback"],
  ["@cmd", "=@cmd"],
])("%j becomes the formula %s", (typed, formula) => {
  expect(asFormula(typed, "General")).toBe(formula);
});

test.each(["=", "-5", "+1.5", "- see note", "a=b"])("%j is no formula", (typed) => {
  expect(asFormula(typed, "General")).toBeNull();
});
