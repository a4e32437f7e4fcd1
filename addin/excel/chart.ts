import { BURN_DOWN_COLUMNS } from "../sheets/burn-down.ts";
import { REPORT_HEAD_ROWS, type Report } from "./report-sheet.ts";

/** Found again by this name: a user who gives the chart another one has made it their own, and gets a new one. */
const NAME = "TPM Fund burn-down";

/** More weeks than this, and markers and a table within the chart could not be told apart. The report's table is below it. */
const READABLE_WEEKS = 14;

/** The rows that the chart covers, under the heading; the table comes below it. */
export const CHART_ROWS = 28;
const CHART_COLUMNS = 11;

type LineLook = Pick<Excel.Interfaces.ChartLineFormatData, "color" | "lineStyle" | "weight"> & {
  marker: Excel.Interfaces.ChartSeriesData["markerStyle"];
};

/** Each line has its own dash and marker: without colour they are still five lines. */
const LOOKS: Readonly<Record<string, LineLook>> = {
  Budget: { color: "#1F2A33", lineStyle: "Continuous", weight: 2.5, marker: "Square" },
  Committed: { color: "#0B57B0", lineStyle: "Continuous", weight: 2, marker: "Circle" },
  Forecast: { color: "#0B57B0", lineStyle: "Dash", weight: 2, marker: "Diamond" },
  Accrued: { color: "#8A3A00", lineStyle: "DashDot", weight: 1.75, marker: "Triangle" },
  Settled: { color: "#1B6130", lineStyle: "RoundDot", weight: 1.75, marker: "Plus" },
  "Out of money": { color: "#A01C21", lineStyle: "None", weight: 2, marker: "X" },
};
const ALARM = "Out of money";

const isReadable = (weeks: number) => weeks <= READABLE_WEEKS;
const markerOf = (line: string, weeks: number) =>
  line === ALARM || isReadable(weeks) ? (LOOKS[line]?.marker ?? "None") : "None";

/**
 * The native chart of the report's table: made once; after that its lines are pointed at the table's rows as they are now, and
 * nothing else of it is touched. Its title is a cell of the report, so that it follows the fund and the as-of by itself.
 */
export async function ensureChart(
  context: Excel.RequestContext,
  chartOf: ChartOf,
): Promise<"made" | "kept"> {
  const { report, table } = chartOf;
  const known = report.worksheet.charts.getItemOrNullObject(NAME);
  const title = report.worksheet
    .getRangeByIndexes(Math.max(report.row - REPORT_HEAD_ROWS, 0), report.column, 1, 1)
    .load("address");
  await context.sync();
  const chart = known.isNullObject ? makeChart(chartOf, title.address) : known;
  await pointSeries(context, chart, table);
  if (!known.isNullObject) {
    await followLength(context, chart, chartOf);
    return "kept";
  }
  lookAtSeries(chart, chartOf.weeks);
  return "made";
}

interface ChartOf {
  report: Report;
  table: Excel.Table;
  weeks: number;
  /** How many it drew last time. */
  weeksBefore: number;
}

function makeChart({ report, table, weeks }: ChartOf, titleCell: string): Excel.Chart {
  const { worksheet, row, column } = report;
  const lines = BURN_DOWN_COLUMNS.length - 1;
  // Without the column of weeks: some Excels would draw days as one more line. They become the categories below.
  const source = table
    .getRange()
    .getColumn(1)
    .getResizedRange(0, lines - 1);
  const chart = worksheet.charts.add("Line", source, "Columns");
  chart.name = NAME;
  chart.setPosition(
    worksheet.getRangeByIndexes(row, column, 1, 1),
    worksheet.getRangeByIndexes(row + CHART_ROWS - 1, column + CHART_COLUMNS - 1, 1, 1),
  );
  chart.title.setFormula(`=${absolute(titleCell)}`);
  chart.legend.position = "Bottom";
  chart.displayBlanksAs = "NotPlotted";
  chart.axes.categoryAxis.title.text = "Week (its Monday)";
  chart.axes.categoryAxis.numberFormat = "d mmm yy";
  chart.axes.valueAxis.title.text = "Amount, cumulative";
  chart.axes.valueAxis.numberFormat = "#,##0";
  const dataTable = chart.getDataTable();
  dataTable.visible = isReadable(weeks);
  dataTable.showLegendKey = true;
  return chart;
}

/** `Sheet!A1` as a formula writes a fixed cell: `Sheet!$A$1`. */
const absolute = (address: string) => address.replace(/([A-Z]+)(\d+)$/, "$$$1$$$2");

/** Points each line at its column. A line that the user renamed or removed is theirs. */
async function pointSeries(
  context: Excel.RequestContext,
  chart: Excel.Chart,
  table: Excel.Table,
): Promise<void> {
  const series = chart.series.load("items/name,items/markerStyle");
  const columns = BURN_DOWN_COLUMNS.map(({ header }) => ({
    header,
    column: table.columns.getItemOrNullObject(header).load("name"),
  }));
  await context.sync();
  const [weeks, ...lines] = columns;
  for (const { header, column } of lines) {
    const line = series.items.find(({ name }) => name === header);
    if (line === undefined || column.isNullObject) continue;
    line.setValues(column.getDataBodyRange());
    if (weeks && !weeks.column.isNullObject) line.setXAxisValues(weeks.column.getDataBodyRange());
  }
}

/**
 * A fund of another length than the last: its table and markers come or go, as long as they are as we left them. Where the user
 * chose otherwise, theirs stays.
 */
async function followLength(
  context: Excel.RequestContext,
  chart: Excel.Chart,
  { weeks, weeksBefore }: ChartOf,
): Promise<void> {
  if (isReadable(weeks) === isReadable(weeksBefore)) return;
  const dataTable = chart.getDataTableOrNullObject().load("visible");
  await context.sync();
  if (!dataTable.isNullObject && dataTable.visible === isReadable(weeksBefore)) {
    dataTable.visible = isReadable(weeks);
  }
  for (const line of chart.series.items) {
    if (line.markerStyle === markerOf(line.name, weeksBefore)) {
      line.markerStyle = markerOf(line.name, weeks);
    }
  }
}

/** Right after it was made: from then on how it looks is the user's. The names were loaded with the data. */
function lookAtSeries(chart: Excel.Chart, weeks: number): void {
  for (const line of chart.series.items) {
    const look = LOOKS[line.name];
    if (look === undefined) continue;
    const { color = "", lineStyle = "Continuous", weight = 2 } = look;
    line.format.line.color = color;
    line.format.line.lineStyle = lineStyle;
    line.format.line.weight = weight;
    line.markerStyle = markerOf(line.name, weeks);
    line.markerForegroundColor = color;
    line.markerBackgroundColor = color;
    line.markerSize = line.name === ALARM ? 14 : 5;
  }
}
