import type { BurnDown } from "../../shared/planning/fund.ts";
import {
  BURN_DOWN_COLUMNS,
  type BurnDownRow,
  burnDownRows,
  outOfMoneyWords,
} from "../sheets/burn-down.ts";
import { CHART_ROWS, ensureChart } from "./chart.ts";
import { openReport, type Report, utcMinute, writeHead } from "./report-sheet.ts";
import { STYLES } from "./styles.ts";

const KIND = { sheet: "Fund burn-down", anchor: "TPM_FundBurnDown" };
const TABLE = "tblBurnDown";

/**
 * Makes or refills a fund's burn-down: a native chart, made once, and below it the table of weeks that it draws. Later calls write
 * values only; what the user did to the chart, the table's style or their own columns stays.
 */
export async function writeBurnDown(
  context: Excel.RequestContext,
  burnDown: BurnDown,
): Promise<{ sheet: string; isNew: boolean }> {
  const report = await openReport(context, KIND);
  const table = await tableOf(context, report);
  const rows = burnDownRows(burnDown, report.serialOf);
  const weeksBefore = await writeRows(context, table, rows);
  writeHead(report, [
    `${burnDown.number} ${burnDown.name}: burn-down as of ${utcMinute(burnDown.asOf)}`,
    `${weekWords(burnDown)} · ${outOfMoneyWords(burnDown)}`,
    "Cumulative at the end of each week. Committed is reserved, committed and paid so far; Forecast adds drafts by their dates.",
  ]);
  const hasChart = await ensureChart(context, {
    report,
    table,
    weeks: rows.length,
    weeksBefore,
  });
  report.worksheet.activate();
  await context.sync();
  return { sheet: report.name, isNew: hasChart === "made" };
}

const weekWords = ({ weeks }: BurnDown) =>
  weeks.length === 1 ? "1 week" : `${weeks.length} weeks`;

/** The report's table: the first on its sheet with our columns, made when it is missing. */
async function tableOf(context: Excel.RequestContext, report: Report): Promise<Excel.Table> {
  const tables = report.worksheet.tables.load("items/name");
  const all = context.workbook.tables.load("items/name");
  await context.sync();
  const known = tables.items.find(({ name }) => name.startsWith(TABLE));
  if (known !== undefined) return known;
  const { worksheet, column } = report;
  const row = report.row + CHART_ROWS + 1;
  const range = worksheet.getRangeByIndexes(row, column, 2, BURN_DOWN_COLUMNS.length);
  const header = range.getRow(0);
  header.values = [BURN_DOWN_COLUMNS.map(({ header: title }) => title)];
  const table = worksheet.tables.add(range, true);
  const taken = all.items.filter(({ name }) => name.startsWith(TABLE)).length;
  table.name = taken === 0 ? TABLE : `${TABLE}${taken + 1}`;
  table.style = "TableStyleLight1";
  // Whole columns, once: rows that come later look alike, and what the user changes stays.
  for (const [index, { format, align, width }] of BURN_DOWN_COLUMNS.entries()) {
    const cells = range.getColumn(index).getEntireColumn();
    cells.numberFormat = [[format]];
    cells.format.horizontalAlignment = align;
    cells.format.columnWidth = width;
  }
  header.style = STYLES.header;
  header.format.wrapText = true;
  header.format.verticalAlignment = "Center";
  header.format.rowHeight = 32;
  return table;
}

/** Gives the table as many rows as there are weeks and fills our columns, wherever they stand. Answers how many it had. */
async function writeRows(
  context: Excel.RequestContext,
  table: Excel.Table,
  rows: readonly BurnDownRow[],
): Promise<number> {
  const header = table.getHeaderRowRange().load("rowCount");
  const body = table.getDataBodyRange().load("rowCount");
  const columns = BURN_DOWN_COLUMNS.map((column) => ({
    ...column,
    found: table.columns.getItemOrNullObject(column.header).load("index"),
  }));
  await context.sync();
  const count = Math.max(rows.length, 1);
  if (body.rowCount !== count) {
    // What the weeks no longer need is emptied first: a table that shrinks leaves its cells behind.
    if (body.rowCount > count) {
      body
        .getRow(count)
        .getResizedRange(body.rowCount - count - 1, 0)
        .clear("Contents");
    }
    table.resize(header.getResizedRange(count, 0));
  }
  const filled = table.getDataBodyRange();
  for (const { found, field } of columns) {
    if (found.isNullObject) continue;
    filled.getColumn(found.index).values = Array.from({ length: count }, (_, index) => [
      rows[index]?.[field] ?? "",
    ]);
  }
  return body.rowCount;
}
