import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Money } from "../../shared/money.ts";

const usd = (text: string) => Money.of(text);
const cents = fc
  .integer({ min: 0, max: 10 ** 11 })
  .map((count) => usd(`${Math.trunc(count / 100)}.${String(count % 100).padStart(2, "0")}`));

describe("reading an amount", () => {
  test.each(["12000", "12000.00", "-3.1415", "0", "999999999999999.9999"])("%s is one", (text) => {
    expect(Money.of(text).toString()).toMatch(/^-?\d+\.\d{4}$/);
  });

  test.each([
    "1.23456",
    "1e3",
    "",
    " 1",
    "1,000",
    "NaN",
    "Infinity",
    "0x10",
    "1000000000000000",
    "--1",
    "1.",
  ])("%j is refused, never rounded", (text) => {
    expect(() => Money.of(text)).toThrow(RangeError);
  });
});

describe("arithmetic", () => {
  test("0.1 plus 0.2 is 0.3", () => {
    expect(usd("0.1").plus(usd("0.2"))).toEqual(usd("0.3"));
  });

  test("operators are refused: as text, 9 would be more than 10", () => {
    const [nine, ten] = [usd("9"), usd("10")];

    expect(() => (nine as unknown as number) > (ten as unknown as number)).toThrow(TypeError);
    expect(nine.isMoreThan(ten)).toBe(false);
  });

  test("two different amounts are not equal to the test runner either", () => {
    expect(usd("1")).not.toEqual(usd("2"));
  });

  test("a percentage is rounded half-up to the cent", () => {
    expect(usd("10000").percent("2")).toEqual(usd("200"));
    expect(usd("0.25").percent("2")).toEqual(usd("0.01"));
    expect(usd("0.24").percent("2")).toEqual(usd("0"));
  });

  test("a unit price of four decimals meets units with one rounding", () => {
    expect(usd("0.3333").times("3")).toEqual(usd("1"));
    expect(usd("1.005").times("1")).toEqual(usd("1.01"));
  });

  test("the negative of nothing is nothing, without a sign", () => {
    expect(Money.zero.negated().toString()).toBe("0.0000");
  });
});

test.each([
  ["850.00", "1500", "0.5667"],
  ["1.00", "3", "0.3333"],
  ["-2.00", "3", "-0.6667"],
  ["0.00", "7", "0.0000"],
])("%s for each of %s is %s", (amount, quantity, price) => {
  expect(usd(amount).per(quantity).toString()).toBe(price);
});

describe("split", () => {
  test("50.00 over promotions with 4,000, 3,000 and 2,000 left is 22.22, 16.67 and 11.11", () => {
    const shares = usd("50").split([usd("4000"), usd("3000"), usd("2000")]);

    expect(shares).toEqual([usd("22.22"), usd("16.67"), usd("11.11")]);
  });

  test("a tie gives the remainder to the earliest", () => {
    expect(usd("0.01").split([usd("1"), usd("1")])).toEqual([usd("0.01"), usd("0")]);
  });

  test("weights that are all zero share equally", () => {
    expect(usd("10").split([Money.zero, Money.zero])).toEqual([usd("5"), usd("5")]);
  });

  test("the parts always add up, each within a cent of its share", () => {
    fc.assert(
      fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 12 }), (amount, weights) => {
        const parts = amount.split(weights);

        expect(Money.sum(parts)).toEqual(amount);
        expect(parts.every((part) => part.isInMinorUnits() && !part.isNegative())).toBe(true);
      }),
    );
  });

  test("a negative amount splits into parts that add up too", () => {
    const parts = usd("-100").split([usd("1"), usd("1"), usd("1")]);

    expect(Money.sum(parts)).toEqual(usd("-100"));
  });
});

describe("writing an amount", () => {
  test("the wire has four decimals, a document two, a person sees groups", () => {
    expect(JSON.stringify({ amount: usd("12000") })).toBe('{"amount":"12000.0000"}');
    expect(usd("12000").toMinor()).toBe("12000.00");
    expect(usd("-1234567.5").toDisplay()).toBe("-1,234,567.50");
    expect(usd("0.3333").toDisplay()).toBe("0.3333");
  });

  test("a document refuses a fraction of a cent", () => {
    expect(() => usd("0.005").toMinor()).toThrow(RangeError);
  });
});
