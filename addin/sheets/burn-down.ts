import type { Day } from "../../shared/day.ts";
import type { Money } from "../../shared/money.ts";
import type { BurnDown } from "../../shared/planning/fund.ts";
import { type CellValue, cellOf } from "../grid/cell.ts";

/** A line of the report: history in Committed, Accrued and Settled; what is to come in Forecast. */
export interface BurnDownRow {
  week: number;
  budget: CellValue;
  committed: CellValue;
  forecast: CellValue;
  accrued: CellValue;
  settled: CellValue;
  outOfMoney: CellValue;
}

interface BurnDownColumn {
  field: keyof BurnDownRow;
  header: string;
  format: string;
  align: "Left" | "Right";
  /** Points. */
  width: number;
}

const AMOUNT = { format: "#,##0.00", align: "Right", width: 84 } as const;

/** The columns of tblBurnDown; all but the first are lines of the chart, under the same names. */
export const BURN_DOWN_COLUMNS: readonly BurnDownColumn[] = [
  { field: "week", header: "Week", format: "yyyy-mm-dd", align: "Left", width: 72 },
  { field: "budget", header: "Budget", ...AMOUNT },
  { field: "committed", header: "Committed", ...AMOUNT },
  { field: "forecast", header: "Forecast", ...AMOUNT },
  { field: "accrued", header: "Accrued", ...AMOUNT },
  { field: "settled", header: "Settled", ...AMOUNT },
  { field: "outOfMoney", header: "Out of money", ...AMOUNT },
];

/**
 * The rows of the report. An empty cell is a gap in the line: history ends where Forecast begins, and both share this week so
 * that the lines meet. Out of money marks the first week whose use is more than the budget.
 */
export function burnDownRows(
  { weeks, outOfMoney }: BurnDown,
  serialOf: (day: Day) => number,
): BurnDownRow[] {
  return weeks.map((each, index) => {
    const { week, isForecast } = each;
    const isJoint = !isForecast && weeks[index + 1]?.isForecast === true;
    const past = (amount: Money) => (isForecast ? "" : amountCell(amount));
    return {
      week: serialOf(week),
      budget: amountCell(each.budget),
      committed: past(each.committed),
      forecast: isForecast || isJoint ? amountCell(each.committed) : "",
      accrued: past(each.accrued),
      settled: past(each.settled),
      outOfMoney: week === outOfMoney ? amountCell(each.committed) : "",
    };
  });
}

const amountCell = (amount: Money): CellValue => cellOf(amount.toString(), "money");

/** Whether the money lasts, in a sentence; what to do when there is nothing to see. */
export function outOfMoneyWords({ weeks, outOfMoney }: BurnDown): string {
  const short = weeks.find(({ week }) => week === outOfMoney);
  if (short !== undefined) {
    const over = short.committed.minus(short.budget).toDisplay();
    return `⚠ Out of money in the week of ${short.week}: ${over} more than the budget of ${short.budget.toDisplay()}`;
  }
  const last = weeks.at(-1);
  if (last === undefined || last.committed.isZero()) {
    return "Nothing uses this fund yet: choose it in the Fund column of Promotions and publish";
  }
  return `✓ The money lasts: ${last.budget.minus(last.committed).toDisplay()} left at the end`;
}
