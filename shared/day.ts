import { z } from "zod";

/** A calendar day as `YYYY-MM-DD` text. Never a JavaScript Date: a time zone would move it. */
export const Day = z.iso
  .date()
  .meta({ description: "A calendar day, YYYY-MM-DD", example: "2026-11-23" });
export type Day = z.infer<typeof Day>;

const MILLIS_PER_DAY = 86_400_000;
const EXCEL_EPOCH = 25_569;
const OFFSET_1904 = 1_462;

const millis = (day: Day) => Date.parse(`${day}T00:00:00Z`);

/** The day `count` days after `day` (before it, when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(millis(day) + count * MILLIS_PER_DAY).toISOString().slice(0, 10);
}

/** Days from `from` to `to`: 1 for tomorrow, negative for the past. */
export function daysBetween({ from, to }: { from: Day; to: Day }): number {
  return Math.round((millis(to) - millis(from)) / MILLIS_PER_DAY);
}

/** The fiscal month a day lies in, `YYYY-MM`, where no fiscal calendar says otherwise. */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

/** Excel's serial number of a day; `date1904` for workbooks that count from 1904. */
export function toSerial(day: Day, date1904 = false): number {
  return millis(day) / MILLIS_PER_DAY + EXCEL_EPOCH - (date1904 ? OFFSET_1904 : 0);
}

/** The day of an Excel serial, or null when it has a time of day or lies outside 1900 to 9999. */
export function fromSerial(serial: number, date1904 = false): Day | null {
  const days = serial + (date1904 ? OFFSET_1904 : 0);
  if (!Number.isInteger(days) || days < 1 || days > 2_958_465) return null;
  return new Date((days - EXCEL_EPOCH) * MILLIS_PER_DAY).toISOString().slice(0, 10);
}

/** Which day it is for a company, by its IANA time zone: postings are dated where its books are kept. */
export function todayIn(timeZone: string, now: Date): Day {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(now);
}
