import { addDays, Day, monthOf } from "../day.ts";

/** Whole months, the first and the last of them included, as `YYYY-MM`. */
export interface Months {
  from: string;
  to: string;
}

const YEAR = /^\d{4}$/;
const QUARTER = /^(\d{4})-?q([1-4])$/i;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const FISCAL = /^fy(\d{4})(?:-?(?:p(0?[1-9]|1[0-2])|q([1-4])))?$/i;

/** How a period may be written, for the sentence that refuses one. */
export const PERIOD_FORMS =
  '"2026-03", "2026-Q1", "2026", "FY2026-P03", "2026-01:2026-06" or a day, which stands for its month';

/**
 * The months that a period names (excel.md 4.8): a month, a calendar quarter or year, a month, quarter or year of the
 * company's fiscal year (`FY2026` ends in 2026 when it does not start in January), a day (its month), or two of these joined
 * by a colon. Days in a range must be the first and the last of a month, since spend is kept by month. Null for anything else.
 */
export function monthsOfPeriod(text: string, fiscalYearStart: number): Months | null {
  const [first = "", last, ...more] = text.split(":").map((part) => part.trim());
  if (last === undefined) return single(first, fiscalYearStart);
  if (more.length > 0 || cutsMonth({ first, last })) return null;
  const [from, to] = [single(first, fiscalYearStart), single(last, fiscalYearStart)];
  return from !== null && to !== null && from.from <= to.to ? { from: from.from, to: to.to } : null;
}

/** A range that begins or ends in the middle of a month. */
const cutsMonth = ({ first, last }: { first: string; last: string }): boolean =>
  (isDay(first) && !first.endsWith("-01")) || (isDay(last) && !isLastOfMonth(last));

function single(text: string, fiscalYearStart: number): Months | null {
  if (YEAR.test(text)) return { from: `${text}-01`, to: `${text}-12` };
  if (MONTH.test(text)) return { from: text, to: text };
  if (isDay(text)) return { from: monthOf(text), to: monthOf(text) };
  const [quarterOf, year = "", quarter = ""] = QUARTER.exec(text) ?? [];
  if (quarterOf !== undefined) return span(Number(year), Number(quarter) * 3 - 2, 3);
  return fiscal(text, fiscalYearStart);
}

/** Months of a fiscal year, which is named after the calendar year it ends in. */
function fiscal(text: string, start: number): Months | null {
  const [found, year, month, quarter] = FISCAL.exec(text) ?? [];
  if (found === undefined) return null;
  const first = Number(year) - (start === 1 ? 0 : 1);
  if (month !== undefined) return span(first, start + Number(month) - 1, 1);
  if (quarter !== undefined) return span(first, start + Number(quarter) * 3 - 3, 3);
  return span(first, start, 12);
}

/** `count` months from the `month`-th of a year; a thirteenth is the next year's first. */
function span(year: number, month: number, count: number): Months {
  return { from: monthAt(year, month), to: monthAt(year, month + count - 1) };
}

const monthAt = (year: number, month: number): string => {
  const index = year * 12 + month - 1;
  const [whole, rest] = [Math.floor(index / 12), (index % 12) + 1];
  return `${String(whole).padStart(4, "0")}-${String(rest).padStart(2, "0")}`;
};

const isDay = (text: string): boolean => Day.safeParse(text).success;
const isLastOfMonth = (day: Day): boolean => monthOf(addDays(day, 1)) !== monthOf(day);
