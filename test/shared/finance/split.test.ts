import fc from "fast-check";
import { expect, test } from "vitest";
import { splitOverPromotions } from "../../../shared/finance/split.ts";
import { Money } from "../../../shared/money.ts";
import { anyAmount, rule, usd } from "./amounts.ts";

const promotions = [
  { id: "a", base: usd("4,000") },
  { id: "b", base: usd("3,000") },
  { id: "c", base: usd("2,000") },
];
const shown = ({ shares }: ReturnType<typeof splitOverPromotions>) =>
  shares.map(({ promo, tolerance }) => [promo.toMinor(), tolerance.toMinor()]);

test("9,000 over 4,000, 3,000 and 2,000 settles each in full", () => {
  const split = splitOverPromotions({ amount: usd("9,000"), promotions, rule });

  expect(shown(split)).toEqual([
    ["4000.00", "0.00"],
    ["3000.00", "0.00"],
    ["2000.00", "0.00"],
  ]);
  expect(split.disputed).toEqual(usd("0"));
});

test("9,050 spreads the 50.00 above by largest remainder", () => {
  const split = splitOverPromotions({ amount: usd("9,050"), promotions, rule });

  expect(shown(split)).toEqual([
    ["4000.00", "22.22"],
    ["3000.00", "16.67"],
    ["2000.00", "11.11"],
  ]);
});

test("9,180.01 is above the tolerance of the three, so 180.01 is disputed whole", () => {
  const split = splitOverPromotions({ amount: usd("9,180.01"), promotions, rule });

  expect(split.disputed).toEqual(usd("180.01"));
  expect(split.shares.every(({ tolerance }) => tolerance.isZero())).toBe(true);
});

test("a smaller claim uses the promotions in their order", () => {
  const split = splitOverPromotions({ amount: usd("5,000"), promotions, rule });

  expect(shown(split).map(([promo]) => promo)).toEqual(["4000.00", "1000.00", "0.00"]);
});

test("without a promotion everything is disputed", () => {
  expect(splitOverPromotions({ amount: usd("1"), promotions: [], rule })).toEqual({
    shares: [],
    disputed: usd("1"),
  });
});

test("the shares and the dispute of any split add up to the claim", () => {
  fc.assert(
    fc.property(anyAmount, fc.array(anyAmount, { maxLength: 6 }), (amount, bases) => {
      const { shares, disputed } = splitOverPromotions({
        amount,
        promotions: bases.map((base, index) => ({ id: String(index), base })),
        rule,
      });

      const total = Money.sum(shares.flatMap(({ promo, tolerance }) => [promo, tolerance]));
      expect(total.plus(disputed)).toEqual(amount);
    }),
  );
});
