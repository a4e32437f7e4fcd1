import { expect, test } from "vitest";
import { Money } from "../../../shared/money.ts";
import { checkMovement } from "../../../shared/planning/fund-moves.ts";

const FUND = { id: "fund-1", number: "F-1", name: "Trade", available: Money.of("1000.00") };

const book = (amount: string) => () =>
  checkMovement(FUND, { kind: "EARNED", amount: Money.of(amount) });

test("a movement that no fund can hold is refused, and the largest below it is not", () => {
  expect(book("999999999999999.00")).toThrow("is too large. Give less than 100,000,000,000.00.");
  expect(book("99999999999.99")).not.toThrow();
});
