import { expect, test } from "vitest";
import { differences, inWords } from "../../../shared/erp/verdict.ts";
import { Money } from "../../../shared/money.ts";

test("left out, null and an empty object say the same", () => {
  expect(differences({ a: null, b: {}, c: undefined }, { d: null })).toEqual([]);
});

test("the order of keys says nothing, their values do", () => {
  const one = { attributes: { a: 1, b: { c: 2, d: 3 } } };

  expect(differences(one, { attributes: { b: { d: 3, c: 2 }, a: 1 } })).toEqual([]);
  expect(differences(one, { attributes: { a: 1, b: { c: 2, d: 4 } } })).toHaveLength(1);
});

test("amounts are compared exactly and told in words", () => {
  const found = differences(
    { amount: Money.of("12000") },
    { amount: Money.of("12000.01"), x: "1" },
  );

  expect(inWords(found)).toBe(
    "amount is 12000.0000 there and 12000.0100 here, x is empty there and 1 here",
  );
});

test("a code with zeros in front is another code", () => {
  expect(differences({ reasonCodeErp: "005" }, { reasonCodeErp: "5" })).toHaveLength(1);
});
