import { Money } from "../money.ts";

/** What a line is computed from: prices of one unit (four decimals) and units as decimal text. */
export interface LineFacts {
  listPrice: Money;
  cogs: Money;
  discountPerUnit: Money;
  baseUnits: string;
  upliftUnits: string;
}

/** What a line comes to. Line spend and forecast margin are in cents; prices of one unit keep four decimals. */
export interface LineFigures {
  units: string;
  lineSpend: Money;
  marginPerUnit: Money;
  landedCost: Money;
  forecastMargin: Money;
}

/**
 * A line's figures, the same in pane and server: spend = discount x (base + uplift), margin of a unit = list price less cost
 * less discount, landed cost = cost plus discount. Half-up to the cent where a price meets units (decisions.md 2).
 */
export function lineFigures(line: LineFacts): LineFigures {
  const units = unitSum([line.baseUnits, line.upliftUnits]);
  const marginPerUnit = line.listPrice.minus(line.cogs).minus(line.discountPerUnit);
  return {
    units,
    lineSpend: spendOfLine(line),
    marginPerUnit,
    landedCost: line.cogs.plus(line.discountPerUnit),
    forecastMargin: marginPerUnit.times(units),
  };
}

/** What a line is planned to cost: discount x (base + uplift), half-up to the cent once. */
export const spendOfLine = (
  line: Pick<LineFacts, "discountPerUnit" | "baseUnits" | "upliftUnits">,
): Money => line.discountPerUnit.times(unitSum([line.baseUnits, line.upliftUnits]));

/** What a promotion comes to. `spendPerUnit` has four decimals and is null without units. */
export interface PromotionFigures {
  plannedSpend: Money;
  plannedUnits: string;
  plannedMargin: Money;
  spendPerUnit: Money | null;
}

/** A promotion's figures: spend = lines + fixed cost, margin = that of the lines less the fixed cost (decisions.md 2). */
export function promotionFigures(
  lines: readonly Pick<LineFigures, "units" | "lineSpend" | "forecastMargin">[],
  fixedCost: Money,
): PromotionFigures {
  const plannedSpend = Money.sum(lines.map(({ lineSpend }) => lineSpend)).plus(fixedCost);
  const plannedUnits = unitSum(lines.map(({ units }) => units));
  return {
    plannedSpend,
    plannedUnits,
    plannedMargin: Money.sum(lines.map(({ forecastMargin }) => forecastMargin)).minus(fixedCost),
    spendPerUnit: Number(plannedUnits) > 0 ? plannedSpend.per(plannedUnits) : null,
  };
}

/** The exact sum of quantities, as the wire writes units: `"1200"`, `"0.5"`. */
export function unitSum(quantities: readonly string[]): string {
  const sum = Money.sum(quantities.map((quantity) => Money.of(quantity))).toString();
  return sum.replace(/\.?0+$/, "");
}
