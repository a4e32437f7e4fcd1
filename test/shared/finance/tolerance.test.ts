import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  allowedVariance,
  spreadVariance,
  varianceLeft,
} from "../../../shared/finance/tolerance.ts";
import { Money } from "../../../shared/money.ts";
import { anyAmount, rule, usd } from "./amounts.ts";

describe("the allowed variance", () => {
  test("2 % of 10,000 lets 200.00 pass", () => {
    expect(allowedVariance({ base: usd("10,000"), rule })).toEqual(usd("200"));
  });

  test("the cap of 500.00 holds above 25,000", () => {
    expect(allowedVariance({ base: usd("50,000"), rule })).toEqual(usd("500"));
  });

  test("a floor lets small differences pass on a small base", () => {
    const withFloor = { ...rule, floor: usd("5") };

    expect(allowedVariance({ base: usd("100"), rule: withFloor })).toEqual(usd("5"));
  });

  test("an overdrawn promotion lets nothing pass", () => {
    expect(allowedVariance({ base: usd("-10,000"), rule })).toEqual(usd("0"));
  });

  test("half a cent is rounded up once", () => {
    expect(allowedVariance({ base: usd("0.25"), rule })).toEqual(usd("0.01"));
  });
});

describe("a promotion's whole tolerance", () => {
  test("150.00 let pass of 200.00 leave 50.00", () => {
    const left = varianceLeft({ planned: usd("10,000"), tolerated: usd("150") }, rule);

    expect(left).toEqual(usd("50"));
  });

  test("it never goes below zero", () => {
    const left = varianceLeft({ planned: usd("10,000"), tolerated: usd("201") }, rule);

    expect(left).toEqual(usd("0"));
  });
});

describe("spreading a variance", () => {
  test("50.00 over 4,000, 3,000 and 2,000 are 22.22, 16.67 and 11.11", () => {
    const bases = [usd("4,000"), usd("3,000"), usd("2,000")];

    expect(spreadVariance({ variance: usd("50"), bases })).toEqual([
      usd("22.22"),
      usd("16.67"),
      usd("11.11"),
    ]);
  });

  test("the shares of any variance add up to it", () => {
    fc.assert(
      fc.property(
        anyAmount,
        fc.array(anyAmount, { minLength: 1, maxLength: 8 }),
        (variance, bases) => {
          expect(Money.sum(spreadVariance({ variance, bases }))).toEqual(variance);
        },
      ),
    );
  });
});
