import { toSerial } from "../../shared/day.ts";
import { addStyles, STYLES } from "./styles.ts";

/** A sheet that only shows: what it is called, and the name by which it is found again wherever the user moved it. */
export interface ReportKind {
  sheet: string;
  /** A name of the sheet's own, on the first cell of the data. */
  anchor: string;
}

/** A report as it stands: its sheet, and where its data begins (0 first). */
export interface Report {
  worksheet: Excel.Worksheet;
  name: string;
  row: number;
  column: number;
  isNew: boolean;
  /** A day as this workbook counts it. */
  serialOf(day: string): number;
}

/** The heading of a report: title, as-of line, and what its signs mean. Then the data. */
export const REPORT_HEAD_ROWS = 3;

/**
 * Finds the report by its name, or makes its sheet. A sheet that the user renamed is found; one that merely has the same title
 * is the user's, and the report gets another title.
 */
export async function openReport(context: Excel.RequestContext, kind: ReportKind): Promise<Report> {
  const worksheets = context.workbook.worksheets.load("items/name");
  await context.sync();
  const known = worksheets.items.map((worksheet) => ({
    worksheet,
    first: worksheet.names
      .getItemOrNullObject(kind.anchor)
      .getRangeOrNullObject()
      .load("rowIndex,columnIndex"),
  }));
  await context.sync();
  const found = known.find(({ first }) => !first.isNullObject);
  const taken = worksheets.items.map(({ name }) => name.toLowerCase());
  const worksheet =
    found?.worksheet ?? (await makeReport(context, kind, freeTitle(kind.sheet, taken)));
  const { rowIndex: row, columnIndex: column } = found?.first ?? {
    rowIndex: REPORT_HEAD_ROWS,
    columnIndex: 0,
  };
  const firstDay = askFirstDay(worksheet, { row, column });
  worksheet.load("name");
  await context.sync();
  return {
    worksheet,
    name: worksheet.name,
    row,
    column,
    isNew: found === undefined,
    serialOf: (day) => toSerial(day, firstDay.values[0]?.[0] === 0),
  };
}

async function makeReport(
  context: Excel.RequestContext,
  { anchor }: ReportKind,
  title: string,
): Promise<Excel.Worksheet> {
  await addStyles(context);
  const worksheet = context.workbook.worksheets.add(title);
  worksheet.names.add(anchor, worksheet.getRangeByIndexes(REPORT_HEAD_ROWS, 0, 1, 1));
  worksheet.showGridlines = false;
  return worksheet;
}

function freeTitle(wanted: string, taken: readonly string[]): string {
  let title = wanted;
  for (let n = 2; taken.includes(title.toLowerCase()); n += 1) title = `${wanted} ${n}`;
  return title;
}

/**
 * office.js does not tell which day a workbook counts from. The as-of cell is about to be written anyway: for a moment it says
 * what the first day of 1904 is here, which is 0 where days count from 1904.
 */
function askFirstDay(
  worksheet: Excel.Worksheet,
  { row, column }: { row: number; column: number },
): Excel.Range {
  const cell = worksheet.getRangeByIndexes(Math.max(row - 2, 0), column, 1, 1);
  if (row >= REPORT_HEAD_ROWS) {
    cell.numberFormat = [["General"]];
    cell.formulas = [["=DATE(1904,1,1)"]];
  }
  return cell.load("values");
}

/** Title, as-of line and notes above the data, wherever it was moved to. */
export function writeHead(
  { worksheet, row, column, isNew }: Report,
  lines: [title: string, asOf: string, note: string],
): void {
  // Rows above were deleted: the heading went with them, and the user wants it so.
  if (row < REPORT_HEAD_ROWS) return;
  const head = worksheet.getRangeByIndexes(row - REPORT_HEAD_ROWS, column, REPORT_HEAD_ROWS, 1);
  head.numberFormat = lines.map(() => ["@"]);
  head.values = lines.map((line) => [line]);
  if (!isNew) return;
  head.style = STYLES.asOf;
  head.format.horizontalAlignment = "Left";
  const title = head.getRow(0);
  title.style = STYLES.title;
  title.format.rowHeight = 26;
}

/** `2026-11-23 05:07 UTC`, as the as-of lines write it. */
export const utcMinute = (instant: string): string =>
  `${new Date(instant).toISOString().slice(0, 16).replace("T", " ")} UTC`;
