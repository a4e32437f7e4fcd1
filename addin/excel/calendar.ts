import type { Calendar } from "../../shared/planning/calendar.ts";
import { gantt } from "../../shared/planning/gantt.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { CellValue } from "../grid/cell.ts";
import {
  CALENDAR_COLUMNS,
  CALENDAR_HEADER_ROWS,
  calendarCells,
  calendarLines,
} from "../sheets/calendar.ts";
import { holdStill } from "./batch.ts";
import { type CalendarZone, colourCalendar, formatCalendar } from "./calendar-look.ts";
import { openReport, type Report, utcMinute, writeHead } from "./report-sheet.ts";

const KIND = { sheet: "Calendar", anchor: "TPM_Calendar" };
/** The cells that the last calendar filled: they are ours to empty. */
const CELLS = "TPM_CalendarCells";

/**
 * Makes or refills the Calendar sheet: weeks across, promotions down, grouped by customer. A refill writes values only and
 * colours no more than its own cells. More than one sheet can show is refused with what to narrow.
 */
export async function writeCalendar(
  context: Excel.RequestContext,
  calendar: Calendar,
): Promise<{ sheet: string; rows: number; overlaps: number }> {
  const laid = gantt(calendar, calendar.asOf.slice(0, 10));
  if (laid.kind === "TOO_LARGE") throw new Refusal("INVALID", laid.message);
  const report = await openReport(context, KIND);
  const { worksheet } = report;
  const cells = calendarCells(laid, report.serialOf);
  const columns = CALENDAR_COLUMNS.length + laid.weeks.length;
  const zone = { row: report.row, column: report.column, rows: cells.length, columns };
  const before = await filledBefore(context, report);
  if (before !== null) await refuseToOverwrite(context, { worksheet, before, zone });
  holdStill(context);
  if (report.isNew) formatCalendar(worksheet, zone);
  fill(worksheet, { before, zone, cells });
  writeHead(report, [
    "Promotion calendar",
    ...calendarLines(calendar, { asOf: utcMinute(calendar.asOf), overlaps: laid.overlaps }),
  ]);
  if (before === null || !contains(before, zone)) await colourCalendar(context, worksheet, zone);
  worksheet.activate();
  showThisWeek(
    worksheet,
    zone,
    laid.weeks.findIndex(({ isThisWeek }) => isThisWeek),
  );
  await context.sync();
  return { sheet: report.name, rows: calendar.rows.length, overlaps: laid.overlaps };
}

/** Where the last calendar was; null when there was none. */
async function filledBefore(
  context: Excel.RequestContext,
  { worksheet }: Report,
): Promise<CalendarZone | null> {
  const range = worksheet.names
    .getItemOrNullObject(CELLS)
    .getRangeOrNullObject()
    .load("rowIndex,columnIndex,rowCount,columnCount");
  await context.sync();
  if (range.isNullObject) return null;
  return {
    row: range.rowIndex,
    column: range.columnIndex,
    rows: range.rowCount,
    columns: range.columnCount,
  };
}

interface Refill {
  worksheet: Excel.Worksheet;
  before: CalendarZone;
  zone: CalendarZone;
}

/** A note that the user wrote beside or below the calendar is not lost when it grows. */
async function refuseToOverwrite(
  context: Excel.RequestContext,
  { worksheet, before, zone }: Refill,
): Promise<void> {
  if (contains(before, zone)) return;
  const range = rangeOf(worksheet, zone).load("values,address");
  await context.sync();
  const values: unknown[][] = range.values;
  const isTaken = values.some((line, r) =>
    line.some(
      (value, c) =>
        value !== "" &&
        !contains(before, { row: zone.row + r, column: zone.column + c, rows: 1, columns: 1 }),
    ),
  );
  if (!isTaken) return;
  const place = range.address.split("!").at(-1) ?? "";
  throw new Refusal(
    "INVALID",
    `The calendar needs the cells ${place}, and some of them hold something of yours. Move it elsewhere, or choose a shorter span.`,
  );
}

function fill(
  worksheet: Excel.Worksheet,
  {
    before,
    zone,
    cells,
  }: { before: CalendarZone | null; zone: CalendarZone; cells: CellValue[][] },
): void {
  if (before !== null) {
    rangeOf(worksheet, before).clear("Contents");
    worksheet.names.getItem(CELLS).delete();
  }
  rangeOf(worksheet, zone).values = cells;
  worksheet.names.add(CELLS, rangeOf(worksheet, zone));
}

const WEEKS_AHEAD = 8;

/** Brings this week into sight: what is selected is scrolled to, so the weeks ahead are selected first. */
function showThisWeek(worksheet: Excel.Worksheet, zone: CalendarZone, index: number): void {
  if (index < 0 || zone.rows <= CALENDAR_HEADER_ROWS) return;
  const row = zone.row + CALENDAR_HEADER_ROWS;
  const column = zone.column + CALENDAR_COLUMNS.length + index;
  const last = zone.column + zone.columns - 1;
  worksheet.getRangeByIndexes(row, Math.min(column + WEEKS_AHEAD, last), 1, 1).select();
  worksheet.getRangeByIndexes(row, column, 1, 1).select();
}

const rangeOf = (worksheet: Excel.Worksheet, { row, column, rows, columns }: CalendarZone) =>
  worksheet.getRangeByIndexes(row, column, rows, columns);

const contains = (outer: CalendarZone, inner: CalendarZone) =>
  inner.row >= outer.row &&
  inner.column >= outer.column &&
  inner.row + inner.rows <= outer.row + outer.rows &&
  inner.column + inner.columns <= outer.column + outer.columns;
