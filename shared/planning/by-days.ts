import { addDays, type Day, daysBetween, monthOf } from "../day.ts";
import { Money } from "../money.ts";

/** What falls into one calendar month, `YYYY-MM`. */
export interface MonthShare {
  month: string;
  amount: Money;
}

/** The first and the last day of a performance, both inside it. */
export interface Window {
  from: Day;
  to: Day;
}

/**
 * Splits an amount over the months of a window in proportion to how many of its days lie in each (decisions.md 2): in cents,
 * by largest remainder, earliest month first on a tie, so that the months always add up to the amount.
 */
export function byDays(amount: Money, window: Window): MonthShare[] {
  const months = monthsOf(window);
  const parts = amount.split(months.map(({ days }) => Money.of(String(days))));
  return months.map(({ month }, at) => ({ month, amount: parts[at] ?? Money.zero }));
}

function monthsOf({ from, to }: Window): { month: string; days: number }[] {
  const months: { month: string; days: number }[] = [];
  // The month after the last one is never asked for: after 9999 there is none.
  for (let first = from; first <= to; first = firstOfNext(first)) {
    const isLast = monthOf(first) === monthOf(to);
    const last = isLast ? to : addDays(firstOfNext(first), -1);
    months.push({ month: monthOf(first), days: daysBetween({ from: first, to: last }) + 1 });
    if (isLast) break;
  }
  return months;
}

const firstOfNext = (day: Day): Day => `${monthOf(addDays(`${monthOf(day)}-01`, 31))}-01`;
