import { parseA1, type Zone } from "./a1.ts";
import { invalidArgument } from "./errors.ts";
import type { Chart, ChartAxis, ChartCaption, ChartCells, ChartSeries, Sheet } from "./model.ts";
import { formatText } from "./number-format.ts";
import type { SheetModel } from "./sheet.ts";
import type { WorkbookModel } from "./workbook.ts";

const DEFAULT_WIDTH = 360;
const DEFAULT_HEIGHT = 216;
const COLUMN_WIDTH = 48;
const ROW_HEIGHT = 15;

/** Cells of a chart, which follow when rows or columns are inserted before them. */
export function chartCells(book: WorkbookModel, sheet: SheetModel, z: Zone): ChartCells {
  const cells: ChartCells = { sheet, z: { ...z } };
  book.anchor(cells);
  return cells;
}

/** The cells that a formula such as `='Fund burn-down'!$A$1` names. */
export function cellsOfFormula(book: WorkbookModel, formula: string, home: SheetModel): ChartCells {
  const parsed = formula.startsWith("=") ? parseA1(formula.slice(1)) : null;
  const sheet = parsed?.sheet === undefined ? home : book.sheet(parsed.sheet);
  if (!parsed || !sheet) {
    throw invalidArgument();
  }
  const { r, c, rows, cols } = parsed;
  return chartCells(book, sheet, { r, c, rows, cols });
}

/** A new chart of these cells, without a title, with a legend on the right, as Excel makes it. */
export function newChart(
  book: WorkbookModel,
  sheet: SheetModel,
  { type, source }: { type: Chart["type"]; source: ChartCells },
): Chart {
  const chart: Chart = {
    id: book.newGuid(),
    name: `Chart ${sheet.charts.length + 1}`,
    type,
    left: COLUMN_WIDTH,
    top: ROW_HEIGHT,
    width: DEFAULT_WIDTH,
    height: DEFAULT_HEIGHT,
    title: caption(),
    legend: { visible: true, position: "Right" },
    categoryAxis: axis(),
    valueAxis: axis(),
    dataTable: { visible: false, showLegendKey: true },
    displayBlanksAs: "NotPlotted",
    series: [],
  };
  readByColumns(book, chart, source);
  sheet.charts.push(chart);
  return chart;
}

const caption = (): ChartCaption => ({ text: "", cell: null, visible: false });

const axis = (): ChartAxis => ({ title: caption(), visible: true, numberFormat: "" });

export const newSeries = (name: string): ChartSeries => ({
  name,
  nameCell: null,
  values: null,
  categories: null,
  line: {},
  marker: {},
});

/** One series for each column: its header is the name. A first column of texts or days names the categories. */
export function readByColumns(book: WorkbookModel, chart: Chart, { sheet, z }: ChartCells): void {
  const home = book.sheet(sheet.id);
  if (!home || z.rows < 2) {
    throw invalidArgument();
  }
  const bodyOf = (c: number) =>
    chartCells(book, home, { r: z.r + 1, c, rows: z.rows - 1, cols: 1 });
  const hasCategories = z.cols > 1 && namesCategories(sheet, z);
  const first = z.c + (hasCategories ? 1 : 0);
  const old = chart.series;
  chart.series = Array.from({ length: z.c + z.cols - first }, (_, index) => ({
    // Colours and dashes stay with the place of a series, as in Excel.
    ...(old[index] ?? newSeries("")),
    nameCell: chartCells(book, home, { r: z.r, c: first + index, rows: 1, cols: 1 }),
    values: bodyOf(first + index),
    categories: hasCategories ? bodyOf(z.c) : null,
  }));
}

function namesCategories(sheet: Sheet, z: Zone): boolean {
  const format = sheet.numberFormat(z.r + 1, z.c);
  return (
    typeof sheet.at(z.r + 1, z.c)?.v === "string" || /[dmy]/i.test(format.replace("General", ""))
  );
}

/** What a caption says. */
export const captionText = ({ text, cell }: ChartCaption): string =>
  cell === null ? text : firstText(cell);

export const seriesName = ({ name, nameCell }: ChartSeries): string =>
  nameCell === null ? name : firstText(nameCell);

function firstText({ sheet, z }: ChartCells): string {
  return formatText(sheet.at(z.r, z.c)?.v ?? "", sheet.numberFormat(z.r, z.c));
}

/** The texts of a line of cells, as this format shows them, or else their own. */
export function chartTexts(cells: ChartCells | null, format = ""): string[] {
  return positions(cells).map(({ sheet, r, c }) =>
    formatText(sheet.at(r, c)?.v ?? "", format || sheet.numberFormat(r, c)),
  );
}

/** The numbers of a line of cells; what is no number is a gap. */
export function chartNumbers(cells: ChartCells | null): (number | null)[] {
  return positions(cells).map(({ sheet, r, c }) => {
    const value = sheet.at(r, c)?.v;
    return typeof value === "number" ? value : null;
  });
}

function positions(cells: ChartCells | null): { sheet: Sheet; r: number; c: number }[] {
  if (cells === null) return [];
  const { sheet, z } = cells;
  return Array.from({ length: z.rows * z.cols }, (_, index) => ({
    sheet,
    r: z.r + Math.floor(index / z.cols),
    c: z.c + (index % z.cols),
  }));
}

/** Where a zone lies on its sheet, in points. */
export function frameOf(
  { colProps, rowProps }: Sheet,
  z: Zone,
): Pick<Chart, "left" | "top" | "width" | "height"> {
  const across = (from: number, count: number) =>
    sum(from, count, (c) => (colProps.get(c)?.hidden ? 0 : (colProps.get(c)?.w ?? COLUMN_WIDTH)));
  const down = (from: number, count: number) =>
    sum(from, count, (r) => {
      const row = rowProps.get(r);
      return row?.hidden || row?.filtered ? 0 : (row?.h ?? ROW_HEIGHT);
    });
  return {
    left: across(0, z.c),
    top: down(0, z.r),
    width: across(z.c, z.cols),
    height: down(z.r, z.rows),
  };
}

function sum(from: number, count: number, size: (index: number) => number): number {
  return Array.from({ length: count }, (_, index) => size(from + index)).reduce(
    (total, each) => total + each,
    0,
  );
}
