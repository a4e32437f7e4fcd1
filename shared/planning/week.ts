import { addDays, type Day, daysBetween } from "../day.ts";

const THURSDAY = 3;

/** The Monday of the week a day lies in: weeks are ISO's, from Monday to Sunday, across the turn of the year too. */
export function mondayOf(day: Day): Day {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** The ISO week of a day: week 1 holds the year's first Thursday, so some years have a week 53. */
export function isoWeekOf(day: Day): { year: number; week: number } {
  const thursday = addDays(mondayOf(day), THURSDAY);
  const year = Number(thursday.slice(0, 4));
  const firstDay = `${thursday.slice(0, 4)}-01-01`;
  return { year, week: Math.floor(daysBetween({ from: firstDay, to: thursday }) / 7) + 1 };
}

/** The Mondays of all weeks that a span of days touches, in order; none when it ends before it begins. */
export function mondaysOf({ from, to }: { from: Day; to: Day }): Day[] {
  const first = mondayOf(from);
  const count = Math.floor(daysBetween({ from: first, to: mondayOf(to) }) / 7) + 1;
  return from > to ? [] : Array.from({ length: count }, (_, index) => addDays(first, index * 7));
}
