import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Settlement, settle, suggestInputs } from "../../../shared/finance/settlement.ts";
import type { Money } from "../../../shared/money.ts";
import { anyAmount, rule, usd } from "./amounts.ts";

const base = usd("10,000");

describe("a deduction against 10,000 expected", () => {
  test("12,000.00 settles 10,000 and disputes 2,000", () => {
    expect(settle({ deducted: usd("12,000"), base, rule })).toEqual({
      kind: "OVER_CLAIMED",
      settled: usd("10,000"),
      disputed: usd("2,000"),
    });
  });

  test("10,200.00 passes with a tolerance of 200.00", () => {
    expect(settle({ deducted: usd("10,200"), base, rule })).toEqual({
      kind: "WITHIN_TOLERANCE",
      settled: usd("10,000"),
      tolerance: usd("200"),
    });
  });

  test("10,200.01 disputes 200.01", () => {
    expect(settle({ deducted: usd("10,200.01"), base, rule })).toEqual({
      kind: "OVER_CLAIMED",
      settled: usd("10,000"),
      disputed: usd("200.01"),
    });
  });

  test("9,999.99 settles in full", () => {
    expect(settle({ deducted: usd("9,999.99"), base, rule })).toEqual({
      kind: "IN_FULL",
      settled: usd("9,999.99"),
    });
  });
});

test("a claim on a cancelled or used-up promotion is disputed whole", () => {
  const settlement = settle({ deducted: usd("12,000"), base: usd("0"), rule });

  expect(settlement).toEqual({ kind: "OVER_CLAIMED", settled: usd("0"), disputed: usd("12,000") });
});

test("the parts of any settlement add up to the deduction", () => {
  fc.assert(
    fc.property(anyAmount, anyAmount, (deducted, expected) => {
      expect(partsOf(settle({ deducted, base: expected, rule }))).toEqual(deducted);
    }),
  );
});

describe("the inputs put into the sheet", () => {
  test("an over-claim suggests settle 10,000 and dispute 2,000", () => {
    expect(suggestInputs({ deducted: usd("12,000"), base, rule })).toEqual({
      settle: usd("10,000"),
      dispute: usd("2,000"),
    });
  });

  test("a tolerance is part of settle", () => {
    expect(suggestInputs({ deducted: usd("10,200"), base, rule })).toEqual({
      settle: usd("10,200"),
      dispute: usd("0"),
    });
  });

  test("they add up to the deduction", () => {
    fc.assert(
      fc.property(anyAmount, anyAmount, (deducted, expected) => {
        const { settle: accepted, dispute } = suggestInputs({ deducted, base: expected, rule });

        expect(accepted.plus(dispute)).toEqual(deducted);
      }),
    );
  });
});

function partsOf(settlement: Settlement): Money {
  switch (settlement.kind) {
    case "IN_FULL":
      return settlement.settled;
    case "WITHIN_TOLERANCE":
      return settlement.settled.plus(settlement.tolerance);
    case "OVER_CLAIMED":
      return settlement.settled.plus(settlement.disputed);
  }
}
