import { addDays, type Day } from "../day.ts";
import type { Calendar, CalendarRow, Overlap } from "./calendar.ts";
import type { PromotionStatus } from "./promotion.ts";
import { isoWeekOf, mondayOf, mondaysOf } from "./week.ts";

/** What one sheet can show and still be read, and be quick: beyond it, a narrower span or one customer is asked for. */
export const GANTT_LIMITS = { rows: 200, weeks: 60 } as const;

/** What a week's cell says. The sign carries the meaning; colour only supports it. */
export const GANTT_SIGNS = { scan: "■", sellIn: "///", between: "–", times: "×" } as const;

/** A week across the top: its Monday, its ISO number, and the month where one begins (or the first week). */
export interface GanttWeek {
  monday: Day;
  week: number;
  month: string;
  isThisWeek: boolean;
}

/** A customer with its promotions below it, each a line of texts and one cell for each week. */
export interface GanttGroup {
  title: string;
  rows: GanttRow[];
}

export interface GanttRow {
  number: string;
  name: string;
  tactic: string;
  status: string;
  overlaps: string;
  cells: string[];
}

/** A calendar laid out, or why it does not fit one sheet. `overlaps` counts promotions that overlap with another. */
export type Gantt =
  | { kind: "LAID_OUT"; weeks: GanttWeek[]; groups: GanttGroup[]; overlaps: number }
  | { kind: "TOO_LARGE"; message: string };

/** Lays promotions out over weeks: grouped by customer in the order given, with overlaps counted and named. */
export function gantt({ from, to, rows }: Calendar, today: Day): Gantt {
  const mondays = mondaysOf({ from, to });
  const message = tooLarge({ weeks: mondays.length, rows: rows.length });
  if (message !== null) return { kind: "TOO_LARGE", message };
  const groups = new Map<string, GanttGroup>();
  for (const row of rows) {
    const group = groups.get(row.customerErpId) ?? { title: "", rows: [] };
    group.rows.push(ganttRow(row, mondays));
    group.title = groupTitle(row, group.rows.length);
    groups.set(row.customerErpId, group);
  }
  return {
    kind: "LAID_OUT",
    weeks: ganttWeeks(mondays, today),
    groups: [...groups.values()],
    overlaps: rows.filter(({ overlaps }) => overlaps.length > 0).length,
  };
}

function tooLarge({ weeks, rows }: { weeks: number; rows: number }): string | null {
  if (weeks > GANTT_LIMITS.weeks) {
    return `The calendar would be ${weeks} weeks wide; a sheet shows at most ${GANTT_LIMITS.weeks}. Choose a shorter span.`;
  }
  if (rows > GANTT_LIMITS.rows) {
    return `The calendar has ${rows.toLocaleString("en-US")} promotions; a sheet shows at most ${GANTT_LIMITS.rows}. Choose one customer or a shorter span.`;
  }
  return null;
}

const groupTitle = ({ customerName }: CalendarRow, count: number) =>
  `${customerName} · ${count === 1 ? "1 promotion" : `${count} promotions`}`;

/** The months over the weeks: each where it begins, written as long as its weeks have room. */
function ganttWeeks(mondays: readonly Day[], today: Day): GanttWeek[] {
  // The month of a week is its Thursday's, as its year is.
  const months = mondays.map((monday) => addDays(monday, 3).slice(0, 7));
  return mondays.map((monday, index) => {
    const month = months[index] ?? "";
    const room = months.filter((each) => each === month).length;
    return {
      monday,
      week: isoWeekOf(monday).week,
      month: month === months[index - 1] ? "" : monthName(month, room),
      isThisWeek: mondayOf(today) === monday,
    };
  });
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** `October 2026`, `Oct 2026` over two weeks, `Oct` over one. */
function monthName(month: string, weeks: number): string {
  const [year = "", number = ""] = month.split("-");
  const name = MONTHS[Number(number) - 1] ?? "";
  if (weeks > 2) return `${name} ${year}`;
  return weeks === 2 ? `${name.slice(0, 3)} ${year}` : name.slice(0, 3);
}

function ganttRow(row: CalendarRow, mondays: readonly Day[]): GanttRow {
  return {
    number: row.number,
    name: row.name,
    tactic: row.tacticName,
    status: statusWords(row),
    overlaps: row.overlaps.map(overlapWords).join("; "),
    cells: mondays.map((monday) => weekCell(row, monday)),
  };
}

/** `///` sell-in, `■` scan (which wins a week with both); `■2×` when one other promotion runs on the same products. */
function weekCell(row: CalendarRow, monday: Day): string {
  const touches = (from: Day | null, to: Day | null) =>
    from !== null && to !== null && from <= addDays(monday, 6) && to >= monday;
  const others = row.overlaps.filter(({ from, to }) => touches(from, to)).length;
  const isScan = touches(row.scanStart, row.scanEnd);
  const isSellIn = touches(row.sellInStart, row.sellInEnd);
  if (others > 0) {
    const sign = isScan ? GANTT_SIGNS.scan : isSellIn ? "/" : GANTT_SIGNS.between;
    return `${sign}${others + 1}${GANTT_SIGNS.times}`;
  }
  if (isScan) return GANTT_SIGNS.scan;
  if (isSellIn) return GANTT_SIGNS.sellIn;
  return isBetween(row, monday) ? GANTT_SIGNS.between : "";
}

/** After the sell-in and before the scan (or the other way round): still the promotion's time. */
function isBetween({ sellInEnd, scanStart, sellInStart, scanEnd }: CalendarRow, monday: Day) {
  if (scanStart === null || scanEnd === null) return false;
  return (sellInEnd < monday && monday < scanStart) || (scanEnd < monday && monday < sellInStart);
}

const overlapWords = ({ number, from, to, skus }: Overlap) =>
  `${number}, ${dayWords(from)} to ${dayWords(to)}, SKU ${skuWords(skus)}`;

const dayWords = (day: Day) =>
  `${Number(day.slice(8))} ${(MONTHS[Number(day.slice(5, 7)) - 1] ?? "").slice(0, 3)}`;

const NAMED_SKUS = 5;
const skuWords = (skus: readonly string[]) => {
  const rest = skus.length - NAMED_SKUS;
  return skus.slice(0, NAMED_SKUS).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
};

const STATUS_WORDS: Readonly<Record<PromotionStatus, string>> = {
  DRAFT: "✎ Draft",
  PENDING_APPROVAL: "… Waits for approval",
  APPROVED: "✓ Approved",
  LIVE: "▶ Live",
  COMPLETED: "■ Completed",
  CLOSED: "▣ Closed",
  SETTLED: "✔ Settled",
  REJECTED: "✖ Rejected",
  CANCELLED: "⊘ Cancelled",
};

/** A failed accrual keeps a promotion from going live: whoever reads the calendar must see it. */
const statusWords = ({ status, accrualStatus }: CalendarRow) =>
  accrualStatus === "FAILED" ? `${STATUS_WORDS[status]}, ⚠ accrual failed` : STATUS_WORDS[status];
