import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CellRule, type CellValue, cellOf, EN_US, wireOf } from "../../../addin/grid/cell.ts";
import { codeList } from "../../../addin/grid/lookup.ts";
import { Money } from "../../../shared/money.ts";

const money: CellRule = { kind: "money", decimals: 4 };
const booked: CellRule = { kind: "money", decimals: 2 };

const wire = (cell: CellValue, rule: CellRule, how: Parameters<typeof wireOf>[2] = {}) => {
  const reading = wireOf(cell, rule, how);
  return reading.ok ? reading.wire : reading.message;
};

describe("an amount in a cell", () => {
  const amounts = fc
    .bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n })
    .map((units) => Money.of(fourDecimals(units)).toString());

  test("comes back exactly below 100,000,000,000", () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(wire(cellOf(amount, "money"), money)).toBe(amount);
      }),
      { numRuns: 3_000 },
    );
  });

  test("of 100,000,000,000 and more is written as text and refused when typed", () => {
    const large = fc.bigInt({ min: 10n ** 15n, max: 10n ** 19n - 1n });
    fc.assert(
      fc.property(large, (units) => {
        const amount = fourDecimals(units);

        expect(cellOf(amount, "money")).toBe(`'${amount}`);
        expect(wireOf(Number(amount), money).ok).toBe(false);
        expect(wireOf(amount, money).ok).toBe(false);
      }),
    );
  });

  test("keeps its 15 digits after Excel has cut the double to them", () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const cut = Number(Number(amount).toPrecision(15));

        expect(wire(cut, money)).toBe(amount);
      }),
    );
  });

  test("from a formula is rounded half-up after the 15 digits, as exact arithmetic rounds", () => {
    const cents = fc.integer({ min: 1, max: 9_999_999 });
    fc.assert(
      fc.property(cents, (price) => {
        const half = price / 100 + 0.005;
        const exact = Money.of((price / 100).toFixed(2)).plus(Money.of("0.01"));

        expect(wire(half, booked, { computed: true })).toBe(exact.toString());
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    [0.1 + 0.2, "0.3000"],
    [12000, "12000.0000"],
    [-0.005, "-0.0050"],
    [1e-7, "0.0000"],
    [-1e-9, "0.0000"],
    [99_999_999_999.9999, "99999999999.9999"],
  ])("%d of a formula is %s", (cell, expected) => {
    expect(wire(cell, money, { computed: true })).toBe(expected);
  });

  test("typed with five decimals is refused with what would be right", () => {
    expect(wire(10.12345, money)).toMatch(/more than four decimals. Write 10.1235 instead/);
  });

  test("typed with three decimals is refused in the books", () => {
    expect(wire(10_000.005, booked)).toMatch(/more than two decimals/);
  });

  test("computed with three decimals is rounded and says so", () => {
    expect(wireOf(10_000.005, booked, { computed: true })).toStrictEqual({
      ok: true,
      wire: "10000.0100",
      rounded: true,
    });
  });

  test.each([
    ["12,000.00", "12000.0000"],
    ["(2,000.00)", "-2000.0000"],
    [" -5 ", "-5.0000"],
    ["+7.5", "7.5000"],
    ["12000", "12000.0000"],
  ])("pasted as the text %s is read", (cell, expected) => {
    expect(wire(cell, money)).toBe(expected);
  });

  test.each(["1,50", "12.000,00", "1 000", "$5", "5%", "(-5)", "(5", "5)", "1e3", "abc", "--5"])(
    "pasted as the text %s is refused, never guessed",
    (cell) => {
      expect(wireOf(cell, money).ok).toBe(false);
    },
  );

  test("pasted in German is read in a German Excel", () => {
    const culture = { ...EN_US, decimal: ",", group: "." };

    expect(wire("12.000,50", money, { culture })).toBe("12000.5000");
    expect(wireOf("12,000.50", money, { culture }).ok).toBe(false);
  });

  test("pasted in French is read whichever space sets the groups apart", () => {
    const culture = { ...EN_US, decimal: ",", group: "\u202f" };

    expect(wire("12\u00a0000,50", money, { culture })).toBe("12000.5000");
    expect(wire("12 000,50", money, { culture })).toBe("12000.5000");
  });

  test.each([true, "#N/A", "#VALUE!", Number.NaN])("that is %s is refused", (cell) => {
    expect(wireOf(cell, money).ok).toBe(false);
  });

  test("that is blank is null, and 0 is not blank", () => {
    expect(wire("", money)).toBeNull();
    expect(wire(0, money)).toBe("0.0000");
  });
});

describe("a code in a cell", () => {
  const code: CellRule = { kind: "code", list: codeList(["005", "05", "12", "AB5"]) };

  test("keeps every character, leading zeros and spaces among them", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ 0-9A-Z-]{1,12}$/), (text) => {
        expect(wire(cellOf(text, "code"), code)).toBe(text);
      }),
    );
  });

  test("that became a number offers the codes it may have been", () => {
    expect(wire(5, code)).toBe(
      "Excel turned this code into the number 5. Type it again as text: 005 or 05.",
    );
  });

  test("that became a number and is in no list offers the usual paddings", () => {
    expect(wire(7, { kind: "code" })).toMatch(/007 or 07 or 7/);
  });

  test("that became a logical value is refused", () => {
    expect(wireOf(true, code).ok).toBe(false);
  });
});

describe("a choice in a cell", () => {
  const choice: CellRule = { kind: "choice", list: codeList(["PROMO", "PRICING", "SHORTAGE"]) };

  test("is found whatever its case", () => {
    expect(wire("promo ", choice)).toBe("PROMO");
  });

  test("that is not in the list names those that start alike", () => {
    expect(wire("PR", choice)).toBe('"PR" is not in the list. Choose PROMO, PRICING.');
  });

  test("is taken as typed while no list is known", () => {
    expect(wire("PROMO", { kind: "choice" })).toBe("PROMO");
  });
});

describe("text in a cell", () => {
  test.each(["=1+1", "+49 123", "-5 % off", "@Anna", "005", " padded "])(
    "stays %s to the letter",
    (text) => {
      expect(wire(cellOf(text, "text"), { kind: "text" })).toBe(text);
    },
  );

  test("may say #N/A when it was typed, but not when a formula failed", () => {
    expect(wire("#N/A", { kind: "text" })).toBe("#N/A");
    expect(wireOf("#N/A", { kind: "text" }, { computed: true }).ok).toBe(false);
  });

  test("that Excel took for a number is read as its digits", () => {
    expect(wire(2026, { kind: "text" })).toBe("2026");
    expect(wire(0.25, { kind: "text" })).toBe("0.25");
  });
});

describe("a day in a cell", () => {
  const day: CellRule = { kind: "day" };
  const days = fc
    .integer({ min: 0, max: 80_000 })
    .map((count) => new Date(Date.UTC(1904, 0, 2) + count * 86_400_000).toISOString().slice(0, 10));

  test.each([false, true])("comes back as the same day, counted from 1904: %s", (date1904) => {
    const culture = { ...EN_US, date1904 };
    fc.assert(
      fc.property(days, (each) => {
        expect(wire(cellOf(each, "day", culture), day, { culture })).toBe(each);
      }),
    );
  });

  test("with a time of day is refused", () => {
    expect(wireOf(46_349.5, day).ok).toBe(false);
  });

  test.each(["23.11.2026", "2026-02-30", "yesterday"])("written as %s is refused", (cell) => {
    expect(wireOf(cell, day).ok).toBe(false);
  });

  test("written as 2026-11-23 is that day", () => {
    expect(wire("2026-11-23", day)).toBe("2026-11-23");
  });

  test.each(["UTC", "America/New_York", "Pacific/Auckland", "Asia/Kolkata"])(
    "is the same serial in %s",
    (zone) => {
      const script = `
        const { cellOf, wireOf } = await import(${JSON.stringify(moduleUrl)});
        const days = ["1999-12-31", "2026-03-08", "2026-04-05", "2026-11-01", "2026-11-23"];
        const serials = days.map((each) => cellOf(each, "day"));
        console.log(JSON.stringify({ serials, back: serials.map((each) => wireOf(each, { kind: "day" }).wire) }));`;

      const printed = execFileSync(
        process.execPath,
        ["--import", "tsx", "--input-type=module", "-e", script],
        { env: { ...process.env, TZ: zone }, encoding: "utf8" },
      );

      expect(JSON.parse(printed)).toStrictEqual({
        serials: [36_525, 46_089, 46_117, 46_327, 46_349],
        back: ["1999-12-31", "2026-03-08", "2026-04-05", "2026-11-01", "2026-11-23"],
      });
    },
  );
});

describe("numbers that are not amounts", () => {
  test("units are whole", () => {
    expect(wire(480, { kind: "int" })).toBe("480");
    expect(wireOf(480.5, { kind: "int" }).ok).toBe(false);
  });

  test("a score is a share of one", () => {
    expect(wire(0.93, { kind: "score" })).toBe("0.93");
    expect(wireOf(93, { kind: "score" }).ok).toBe(false);
  });
});

const moduleUrl = new URL("../../../addin/grid/cell.ts", import.meta.url).href;

function fourDecimals(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(5, "0");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
