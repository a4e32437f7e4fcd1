import { GANTT_LIMITS, GANTT_SIGNS } from "../../shared/planning/gantt.ts";
import { CALENDAR_COLUMNS, CALENDAR_HEADER_ROWS, THIS_WEEK } from "../sheets/calendar.ts";
import { STYLES } from "./styles.ts";

const LEFT = CALENDAR_COLUMNS.length;
const WEEK_WIDTH = 27;

/** Where the calendar stands: its first cell, and how many rows and columns it fills, header included. */
export interface CalendarZone {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Widths, formats and headings, for as many weeks as there can be: set once, from then on the user's. */
export function formatCalendar(
  worksheet: Excel.Worksheet,
  { row, column }: Pick<CalendarZone, "row" | "column">,
): void {
  for (const [index, { width }] of CALENDAR_COLUMNS.entries()) {
    const cells = worksheet.getRangeByIndexes(row, column + index, 1, 1).getEntireColumn();
    // A name that starts with "=" is a name.
    cells.numberFormat = [["@"]];
    cells.format.columnWidth = width;
  }
  const first = column + LEFT;
  const weeks = worksheet.getRangeByIndexes(row, first, 1, GANTT_LIMITS.weeks).getEntireColumn();
  weeks.format.columnWidth = WEEK_WIDTH;
  weeks.format.horizontalAlignment = "Center";
  weeks.format.font.size = 9;
  const band = worksheet.getRangeByIndexes(row, first, 1, GANTT_LIMITS.weeks);
  // Text, or Excel would make a date of "July 2026". It runs over the empty cells of the month's other weeks.
  band.numberFormat = [["@"]];
  band.format.horizontalAlignment = "Left";
  worksheet.getRangeByIndexes(row + 1, first, 1, GANTT_LIMITS.weeks).numberFormat = [["d"]];
  const titles = worksheet.getRangeByIndexes(row, column, CALENDAR_HEADER_ROWS, LEFT);
  titles.style = STYLES.header;
  // The signs, explained where they stay in sight: of no more weight than the notes.
  worksheet.getRangeByIndexes(row, column, 2, LEFT).format.font.bold = false;
  worksheet.freezePanes.freezeAt(
    worksheet.getRangeByIndexes(0, 0, row + CALENDAR_HEADER_ROWS, column + 2),
  );
}

interface Rule {
  formula: string;
  fill: string;
  color: string;
  bold?: true;
}

/** What colours support; each cell says the same by its sign. Of two that hold, the first wins. */
function rulesOf({ row, column }: Pick<CalendarZone, "row" | "column">): Rule[] {
  const cell = address({ row: row + CALENDAR_HEADER_ROWS, column: column + LEFT });
  const week = `${letters(column + LEFT)}$${row + CALENDAR_HEADER_ROWS}`;
  return [
    {
      formula: `=ISNUMBER(SEARCH("${GANTT_SIGNS.times}",${cell}))`,
      fill: "#C62828",
      color: "#FFFFFF",
      bold: true,
    },
    { formula: `=LEFT(${cell},1)="${GANTT_SIGNS.scan}"`, fill: "#0B57B0", color: "#FFFFFF" },
    { formula: `=LEFT(${cell},1)="/"`, fill: "#DDE9F6", color: "#0B57B0" },
    { formula: `=LEFT(${week},1)="${THIS_WEEK}"`, fill: "#FFF6D6", color: "#6B4E00" },
  ];
}

/**
 * Colours the calendar's own cells, no more: conditional formats over whole columns slow every calculation. Ours from the last
 * time are taken away first; those that the user added are not ours.
 */
export async function colourCalendar(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  zone: CalendarZone,
): Promise<void> {
  const { row, column, rows, columns } = zone;
  const all = worksheet.getRangeByIndexes(row, column, rows, columns);
  const rules = rulesOf(zone);
  const group = `=AND($${address({ row: row + CALENDAR_HEADER_ROWS, column })}<>"",$${address({ row: row + CALENDAR_HEADER_ROWS, column: column + 1 })}="")`;
  const head = `=${letters(column + LEFT)}$${row + 2}<>""`;
  await removeRules(context, all, [...rules.map(({ formula }) => formula), group, head]);
  const weeks = columns - LEFT;
  const body = rows - CALENDAR_HEADER_ROWS;
  if (weeks > 0) {
    const headings = worksheet.getRangeByIndexes(row, column + LEFT, CALENDAR_HEADER_ROWS, weeks);
    addRule(headings, { formula: head, fill: "#E6ECF1", color: "#1F2A33", bold: true });
    const mark = rules.at(-1);
    if (mark !== undefined) addRule(headings, { ...mark, bold: true });
  }
  if (body <= 0) return;
  const first = row + CALENDAR_HEADER_ROWS;
  addRule(worksheet.getRangeByIndexes(first, column, body, columns), {
    formula: group,
    fill: "#EFF3F6",
    color: "#1F2A33",
    bold: true,
  });
  const cells = worksheet.getRangeByIndexes(first, column + LEFT, body, Math.max(weeks, 1));
  // Excel puts a new rule before the others.
  for (const rule of rules.toReversed()) addRule(cells, rule);
}

function addRule(range: Excel.Range, { formula, fill, color, bold }: Rule): void {
  const { custom } = range.conditionalFormats.add("Custom");
  custom.rule.formula = formula;
  custom.format.fill.color = fill;
  custom.format.font.color = color;
  if (bold) custom.format.font.bold = true;
}

async function removeRules(
  context: Excel.RequestContext,
  range: Excel.Range,
  formulas: readonly string[],
): Promise<void> {
  const known = range.conditionalFormats.load("items/type");
  await context.sync();
  const custom = known.items
    .filter(({ type }) => type === "Custom")
    .map((format) => ({ format, rule: format.custom.rule.load("formula") }));
  await context.sync();
  for (const { format, rule } of custom) if (formulas.includes(rule.formula)) format.delete();
}

const address = ({ row, column }: { row: number; column: number }) =>
  `${letters(column)}${row + 1}`;

function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : "") + String.fromCodePoint(65 + (column % 26));
}
