import { captionText, chartNumbers, chartTexts, seriesName } from "../host/chart.ts";
import type { Chart, ChartSeries } from "../host/model.ts";
import { formatText } from "../host/number-format.ts";
import type { Box } from "./layout.ts";

/** A point of the picture; null is a gap in a line. */
type Point = { readonly x: number; readonly y: number } | null;

/** One line of a chart, placed. */
export interface PlacedLine {
  readonly name: string;
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[];
  /** False for a series that shows its markers only. */
  readonly isDrawn: boolean;
  readonly marker: string;
  readonly markerSize: number;
  readonly points: readonly Point[];
}

/** A chart with every part in its place, ready to be painted. */
export interface ChartPicture {
  readonly box: Box;
  readonly plot: Box;
  readonly title: string;
  readonly valueTitle: string;
  readonly categoryTitle: string;
  readonly ticks: readonly { readonly y: number; readonly label: string }[];
  readonly categories: readonly { readonly x: number; readonly label: string }[];
  readonly lines: readonly PlacedLine[];
  readonly hasLegend: boolean;
  /** Below the plot: a row for each line, a cell for each category. */
  readonly table: readonly { readonly name: string; readonly texts: readonly string[] }[] | null;
}

export const TABLE_ROW = 17;
const TITLE_ROOM = 34;
const LABEL_ROOM = 20;
const AXIS_TITLE_ROOM = 20;
const LEGEND_ROOM = 26;
const VALUE_ROOM = 78;
const TABLE_NAME_ROOM = 108;
const MARGIN = 14;
/** A label needs about as much room across. */
const LABEL_WIDTH = 66;

/** Places the parts of a line chart in a box: title above, axes, plot, then the table or the labels, and the legend. */
export function chartPicture(chart: Chart, box: Box): ChartPicture {
  const texts = chartTexts(chart.series[0]?.categories ?? null, chart.categoryAxis.numberFormat);
  const values = chart.series.map((series) => chartNumbers(series.values));
  const count = Math.max(texts.length, ...values.map(({ length }) => length), 1);
  const plot = plotOf(chart, box);
  const scale = scaleOf(values.flat().filter((value) => value !== null));
  const xOf = (index: number) => plot.x + ((index + 0.5) * plot.width) / count;
  const yOf = (value: number) =>
    plot.y + plot.height - ((value - scale.low) / (scale.high - scale.low)) * plot.height;
  const step = chart.dataTable.visible ? 1 : Math.ceil((count * LABEL_WIDTH) / plot.width);
  return {
    box,
    plot,
    title: shown(chart.title),
    valueTitle: shown(chart.valueAxis.title),
    categoryTitle: shown(chart.categoryAxis.title),
    ticks: scale.ticks.map((value) => ({
      y: yOf(value),
      label: formatText(value, chart.valueAxis.numberFormat || "General"),
    })),
    categories: texts
      .map((label, index) => ({ x: xOf(index), label }))
      .filter((_, index) => index % step === 0),
    lines: chart.series.map((series, index) => ({
      ...lookOf(series, chart.type, index),
      points: (values[index] ?? []).map((value, at) =>
        value === null ? null : { x: xOf(at), y: yOf(value) },
      ),
    })),
    hasLegend: chart.legend.visible,
    table: chart.dataTable.visible ? tableOf(chart) : null,
  };
}

const shown = (caption: Chart["title"]) => (caption.visible ? captionText(caption) : "");

function plotOf({ dataTable, series, legend }: Chart, { x, y, width, height }: Box): Box {
  const left = dataTable.visible ? TABLE_NAME_ROOM + AXIS_TITLE_ROOM : VALUE_ROOM + AXIS_TITLE_ROOM;
  const below =
    (dataTable.visible ? (series.length + 1) * TABLE_ROW : LABEL_ROOM) +
    AXIS_TITLE_ROOM +
    (legend.visible ? LEGEND_ROOM : 0);
  return {
    x: x + left,
    y: y + TITLE_ROOM,
    width: Math.max(20, width - left - MARGIN),
    height: Math.max(20, height - TITLE_ROOM - below),
  };
}

/** Round steps from zero (or below it) to the largest value. */
export function scaleOf(values: readonly number[]): { low: number; high: number; ticks: number[] } {
  const largest = Math.max(0, ...values);
  const smallest = Math.min(0, ...values);
  const span = largest - smallest;
  if (span === 0) return { low: 0, high: 1, ticks: [0, 1] };
  const power = 10 ** Math.floor(Math.log10(span / 5));
  const step = power * ([1, 2, 5, 10].find((each) => each * power * 6 >= span) ?? 10);
  const low = Math.floor(smallest / step) * step;
  const high = Math.ceil(largest / step) * step;
  const count = Math.round((high - low) / step);
  return { low, high, ticks: Array.from({ length: count + 1 }, (_, n) => low + n * step) };
}

const COLORS = ["#156082", "#E97132", "#196B24", "#0F9ED5", "#A02B93", "#4EA72E"];
const DASHES: Readonly<Record<string, readonly number[]>> = {
  Dash: [8, 5],
  DashDot: [8, 4, 2, 4],
  DashDotDot: [8, 3, 2, 3, 2, 3],
  Dot: [2, 3],
  RoundDot: [2, 4],
};
const PIXELS_PER_POINT = 4 / 3;

function lookOf(
  series: ChartSeries,
  type: Chart["type"],
  index: number,
): Omit<PlacedLine, "points"> {
  const { line, marker } = series;
  const style = marker.style ?? (type === "LineMarkers" ? "Circle" : "None");
  return {
    name: seriesName(series),
    color: line.color || (COLORS[index % COLORS.length] ?? "#156082"),
    width: (line.weight ?? 2.25) * PIXELS_PER_POINT,
    dash: DASHES[line.style ?? ""] ?? [],
    isDrawn: line.style !== "None",
    marker: style,
    markerSize: (marker.size ?? 5) * PIXELS_PER_POINT,
  };
}

const tableOf = ({ series, valueAxis }: Chart) =>
  series.map((each) => ({
    name: seriesName(each),
    texts: chartTexts(each.values, valueAxis.numberFormat),
  }));
