import type { Zone } from "../host/a1.ts";
import type { Sheet } from "../host/model.ts";
import { formatText, isDateFormat } from "../host/number-format.ts";

/** What the status bar tells of a selection. */
export interface Statistics {
  readonly count: number;
  readonly numbers: number;
  readonly sum: number;
  /** The number format of the first number. */
  readonly format: string;
}

/** Cells hidden by a filter are not counted: the sum is of what is seen. */
export function statisticsOf(sheet: Sheet, zone: Zone): Statistics {
  let [count, numbers, sum] = [0, 0, 0];
  let format: string | undefined;
  for (const [r, c, cell] of sheet.each(zone)) {
    if (cell.v === "" || sheet.isRowHidden(r)) continue;
    count += 1;
    if (typeof cell.v !== "number") continue;
    numbers += 1;
    sum += cell.v;
    format ??= summable(sheet.numberFormat(r, c));
  }
  return { count, numbers, sum, format: format ?? "General" };
}

/** A sum of days is no day. */
const summable = (format: string): string => (isDateFormat(format) ? "General" : format);

/** The words of the status bar; nothing for fewer than two values. */
export function statisticsText({ count, numbers, sum, format }: Statistics): string[] {
  if (count < 2) return [];
  if (numbers === 0) return [`Count: ${count}`];
  // Binary fractions of a long sum show digits nobody typed.
  const text = (value: number) => formatText(Number(value.toPrecision(15)), format);
  return [`Average: ${text(sum / numbers)}`, `Count: ${count}`, `Sum: ${text(sum)}`];
}
