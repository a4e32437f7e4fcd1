import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Money } from "../../../shared/money.ts";
import { lineFigures, promotionFigures, unitSum } from "../../../shared/planning/spend.ts";

const line = (
  changes: Partial<Record<"discountPerUnit" | "baseUnits" | "upliftUnits", string>> = {},
) => ({
  listPrice: Money.of("3.2000"),
  cogs: Money.of("1.4100"),
  discountPerUnit: Money.of(changes.discountPerUnit ?? "0.3333"),
  baseUnits: changes.baseUnits ?? "1000",
  upliftUnits: changes.upliftUnits ?? "1",
});

describe("a line", () => {
  test("is rounded once, where the discount meets all of its units", () => {
    const figures = lineFigures(line());

    expect(figures.units).toBe("1001");
    expect(figures.lineSpend.toString()).toBe("333.6300");
    expect(figures.marginPerUnit.toString()).toBe("1.4567");
    expect(figures.landedCost.toString()).toBe("1.7433");
    expect(figures.forecastMargin.toString()).toBe("1458.1600");
  });

  test("that loses money on each unit has a negative margin", () => {
    expect(lineFigures(line({ discountPerUnit: "2" })).marginPerUnit.toString()).toBe("-0.2100");
  });

  test("with fewer units than its base costs less", () => {
    expect(lineFigures(line({ upliftUnits: "-1000" })).lineSpend.isZero()).toBe(true);
  });
});

describe("a promotion", () => {
  test("is its lines and its fixed cost", () => {
    const figures = promotionFigures(
      [lineFigures(line()), lineFigures(line())],
      Money.of("100.00"),
    );

    expect(figures.plannedSpend.toMinor()).toBe("767.26");
    expect(figures.plannedUnits).toBe("2002");
    expect(figures.plannedMargin.toMinor()).toBe("2816.32");
    expect(figures.spendPerUnit?.toString()).toBe("0.3832");
  });

  test("without units has no spend per unit", () => {
    expect(promotionFigures([], Money.of("5.00")).spendPerUnit).toBeNull();
  });

  test("costs exactly the sum of its parts, whatever they are", () => {
    const cents = fc
      .integer({ min: 0, max: 10_000_000 })
      .map((n) => Money.of((n / 10_000).toFixed(4)));
    const units = fc.integer({ min: 0, max: 1_000_000 }).map(String);
    const lines = fc.array(
      fc.record({
        listPrice: cents,
        cogs: cents,
        discountPerUnit: cents,
        baseUnits: units,
        upliftUnits: units,
      }),
      { maxLength: 8 },
    );

    fc.assert(
      fc.property(lines, (made) => {
        const figures = made.map(lineFigures);
        const whole = promotionFigures(figures, Money.zero);
        expect(whole.plannedSpend).toEqual(Money.sum(figures.map((each) => each.lineSpend)));
        expect(whole.plannedSpend.isInMinorUnits()).toBe(true);
        expect(whole.plannedMargin.isInMinorUnits()).toBe(true);
      }),
    );
  });
});

test.each([
  [["1200"], "1200"],
  [["1200.0"], "1200"],
  [["0.5", "0.25"], "0.75"],
  [["10", "-10"], "0"],
  [[], "0"],
])("units %j add up to %s", (quantities, sum) => {
  expect(unitSum(quantities)).toBe(sum);
});
