import type { Day } from "../../shared/day.ts";
import type { Calendar } from "../../shared/planning/calendar.ts";
import { GANTT_SIGNS, type Gantt, type GanttRow } from "../../shared/planning/gantt.ts";
import type { CellValue } from "../grid/cell.ts";

/** The columns left of the weeks. Status, never empty, stands last: longer texts do not run into the weeks. */
export const CALENDAR_COLUMNS = [
  { title: "Promo #", width: 62, text: ({ number }: GanttRow) => number },
  { title: "Name", width: 156, text: ({ name }: GanttRow) => name },
  { title: "Tactic", width: 70, text: ({ tactic }: GanttRow) => tactic },
  { title: "Overlaps with", width: 150, text: ({ overlaps }: GanttRow) => overlaps },
  { title: "Status", width: 116, text: ({ status }: GanttRow) => status },
] as const;

/** Month band, Monday, ISO week; then the rows. */
export const CALENDAR_HEADER_ROWS = 3;
export const THIS_WEEK = "▼";

/** What the signs mean: beside the weeks, in the part of the sheet that stays in sight. */
const LEGEND = [
  `${GANTT_SIGNS.scan} scan · ${GANTT_SIGNS.sellIn} sell-in · ${GANTT_SIGNS.between} between the two`,
  `2${GANTT_SIGNS.times} red: same products · ${THIS_WEEK} this week`,
] as const;

type LaidOut = Extract<Gantt, { kind: "LAID_OUT" }>;

/** Every cell of the calendar, header first: left columns, then a column for each week. */
export function calendarCells(
  { weeks, groups }: LaidOut,
  serialOf: (day: Day) => number,
): CellValue[][] {
  const blank = CALENDAR_COLUMNS.slice(1).map(() => "");
  return [
    [LEGEND[0], ...blank, ...weeks.map(({ month }) => month)],
    [LEGEND[1], ...blank, ...weeks.map(({ monday }) => serialOf(monday))],
    [
      ...CALENDAR_COLUMNS.map(({ title }) => title),
      ...weeks.map(({ week, isThisWeek }) => `${isThisWeek ? THIS_WEEK : "W"}${week}`),
    ],
    ...groups.flatMap(({ title, rows }) => [
      [title, ...blank, ...weeks.map(() => "")],
      ...rows.map((row) => [...CALENDAR_COLUMNS.map(({ text }) => text(row)), ...row.cells]),
    ]),
  ];
}

/**
 * The two lines above the calendar, short enough for the columns that stay in sight: a longer text would be torn where the
 * weeks scroll past it. An empty calendar, which nobody scrolls, says what to do.
 */
export function calendarLines(
  { from, to, rows }: Calendar,
  { asOf, overlaps }: { asOf: string; overlaps: number },
): [string, string] {
  if (rows.length === 0) {
    return [
      `No promotions from ${from} to ${to} · as of ${asOf}`,
      "Choose other days or another customer, or plan a promotion on the Promotions sheet.",
    ];
  }
  const count = rows.length === 1 ? "1 promotion" : `${rows.length} promotions`;
  const overlapping = overlaps === 0 ? "none overlaps" : `⚠ ${overlaps} overlap`;
  return [`${count} · ${overlapping}`, `As of ${asOf}`];
}
