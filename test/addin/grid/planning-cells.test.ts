import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CellRule,
  type CellValue,
  cellOf,
  displayOf,
  EN_US,
  wireOf,
} from "../../../addin/grid/cell.ts";
import { shiftPoint } from "../../../addin/grid/decimal-text.ts";
import type { GridList } from "../../../addin/grid/lookup.ts";
import { LISTS, PLAN_SETTING } from "../planning.ts";

const wire = (cell: CellValue, rule: CellRule, how: Parameters<typeof wireOf>[2] = {}) => {
  const reading = wireOf(cell, rule, how);
  return reading.ok ? reading.wire : reading.message;
};

describe("a percentage in a cell", () => {
  const percent: CellRule = { kind: "percent" };

  test("comes back exactly, from -100 % to 999.99 %", () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 99_999 }), (hundredths) => {
        const sign = hundredths < 0 ? "-" : "";
        const digits = String(Math.abs(hundredths)).padStart(3, "0");
        const points = `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;

        expect(wire(cellOf(points, "percent"), percent)).toBe(points);
      }),
      { numRuns: 2_000 },
    );
  });

  test("is a fraction in the cell and points on the wire", () => {
    expect(cellOf("12.50", "percent")).toBe(0.125);
    expect(wire(0.125, percent)).toBe("12.50");
    expect(wire("12.5%", percent)).toBe("12.50");
    expect(wire("12,5 %", percent, { culture: { ...EN_US, decimal: ",", group: "." } })).toBe(
      "12.50",
    );
    expect(displayOf("12.50", "percent")).toBe("12.50 %");
  });

  test.each([
    [12.5, "1250 % is not between -100 % and 999.99 %. 12.5 % is written 12.5%, or 0.125."],
    [-1.5, "-150 % is not between -100 % and 999.99 %. 12.5 % is written 12.5%, or 0.125."],
    ["12.5", '"12.5" is not a percentage. Write it like 12.5%.'],
    [0.12345, "This percentage has more than two decimals. Write 12.35 % instead."],
    [true, '"TRUE" is not a percentage. Write it like 12.5%.'],
  ])("typed as %s is refused with what would be right", (cell, message) => {
    expect(wire(cell, percent)).toBe(message);
  });

  test("from a formula is rounded to two decimals", () => {
    expect(wireOf(1 / 3, percent, { computed: true })).toStrictEqual({
      ok: true,
      wire: "33.33",
      rounded: true,
    });
  });
});

describe("units in a cell", () => {
  const units: CellRule = { kind: "units" };

  test("come back exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), (count) => {
        expect(wire(cellOf(String(count), "units"), units)).toBe(String(count));
      }),
    );
  });

  test.each([
    [12.5, '"12.5" is not a whole number of units. Write 13.'],
    ["1,200", "1200"],
    ["many", '"many" is not a number of units. Write it like 1200.'],
    [1e12, "1000000000000 units are more than Tradebook can keep."],
  ])("typed as %s read as %s", (cell, read) => {
    expect(wire(cell, units)).toBe(read);
  });

  test("from a formula are rounded to whole ones", () => {
    expect(wire(99.6, units, { computed: true })).toBe("100");
  });

  test("are shown in groups of three", () => {
    expect(displayOf("1234567", "units")).toBe("1,234,567");
  });
});

describe("a price of one unit", () => {
  const price: CellRule = { kind: "money", decimals: 4 };

  test("keeps four decimals and refuses a fifth", () => {
    expect(wire(1.2345, price)).toBe("1.2345");
    expect(wire(1.234_56, price)).toMatch(/more than four decimals. Write 1.2346 instead/);
  });
});

describe("a name in a cell", () => {
  const customer: CellRule = {
    kind: "lookup",
    list: PLAN_SETTING.lists.customers,
    what: "customer",
  };
  const twins: GridList = {
    entries: [
      { code: "1", name: "Kroger" },
      { code: "2", name: "Kroger" },
    ],
    isOpen: false,
  };

  test.each([
    ["0010002", "0010002"],
    ["Walmart East", "0010002"],
    [" walmart ", "0010001"],
    [LISTS.customers[2]?.id ?? "", "0020001"],
    ["", null],
    ["  ", null],
  ])("written as %j stands for %j", (cell, code) => {
    expect(wire(cell, customer)).toBe(code);
  });

  test("that nothing has asks what was meant", () => {
    expect(wire("Krogr", customer)).toBe(
      "There is no customer Krogr. Did you mean 0020001 (Kroger)?",
    );
  });

  test("that several have asks for the code", () => {
    expect(wire("kroger", { ...customer, list: twins })).toBe(
      "Several have the name kroger: write the code of the customer you mean, 1 or 2.",
    );
  });

  test("that is not in a list of part of them is left to the server", () => {
    const open = { ...twins, isOpen: true };

    expect(wire("F-9", { ...customer, list: open })).toBe("F-9");
    expect(wire("anything", { kind: "lookup" })).toBe("anything");
  });

  test("whose code became a number proposes the code, unless nothing was lost", () => {
    expect(wire(10_001, customer)).toBe(
      "Excel turned this code into the number 10001. Type it again as text: 0010001.",
    );
    expect(wire(2, { ...customer, list: twins })).toBe("2");
  });
});

test.each([
  ["0.125", 2, "12.5"],
  ["12.5", -2, "0.125"],
  ["-0.5", 2, "-50"],
  ["7", -2, "0.07"],
  ["999.99", -2, "9.9999"],
  ["-100.00", -2, "-1.0000"],
])("the point of %s moved by %i gives %s", (text, places, moved) => {
  expect(shiftPoint(text, places)).toBe(moved);
});
