import { expect, test } from "vitest";
import { effectOf } from "../../../../addin/taskpane/promotion/effect.ts";
import { Money } from "../../../../shared/money.ts";
import { aPromotion } from "../planning-samples.ts";

const promotion = (planned: string) =>
  aPromotion({ plannedSpend: Money.of(planned), fundAvailable: Money.of("1000.00") });

test("submitting more than a fund has says before what will be refused", () => {
  const { facts } = effectOf("submit", [promotion("700.00"), promotion("500.00")]);

  expect(facts).toContainEqual([
    "Fund F-1001 is short by",
    "200.00: what it cannot pay is refused",
  ]);
});

test("submitting all that a fund has is no shortage", () => {
  const { facts } = effectOf("submit", [promotion("1000.00")]);

  expect(facts.map(([name]) => name)).not.toContain("Fund F-1001 is short by");
});
