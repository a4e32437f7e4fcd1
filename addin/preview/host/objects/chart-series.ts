import { chartCells, chartTexts, newSeries, seriesName } from "../chart.ts";
import { invalidArgument, itemNotFound } from "../errors.ts";
import type { ChartCells, ChartSeries as Model } from "../model.ts";
import type { ChartPlace } from "./chart-parts.ts";
import { HostObject } from "./object.ts";
import { Range } from "./range.ts";
import { type Session, SessionObject } from "./session.ts";
import { colour } from "./styled.ts";

export class ChartSeriesCollection extends SessionObject {
  readonly typeName = "ChartSeriesCollection";
  private readonly place: ChartPlace;

  constructor(session: Session, place: ChartPlace) {
    super(session);
    this.place = place;
  }

  get items() {
    return this.place.chart.series.map((series) => this.wrap(series));
  }
  get count() {
    return this.place.chart.series.length;
  }
  getCount() {
    return this.count;
  }
  getItemAt(index: number) {
    const series = this.place.chart.series[index];
    if (!series) {
      throw itemNotFound();
    }
    return this.wrap(series);
  }
  add(name = "", index = this.count) {
    const series = newSeries(name);
    this.place.chart.series.splice(index, 0, series);
    this.place.changed();
    return this.wrap(series);
  }

  private wrap(series: Model) {
    return new ChartSeries(this.session, this.place, series);
  }
}

class ChartSeries extends SessionObject {
  readonly typeName = "ChartSeries";
  private readonly place: ChartPlace;
  private readonly series: Model;

  constructor(session: Session, place: ChartPlace, series: Model) {
    super(session);
    this.place = place;
    this.series = series;
  }

  get name() {
    return seriesName(this.series);
  }
  set name(name: string) {
    Object.assign(this.series, { name, nameCell: null });
    this.place.changed();
  }
  get format() {
    return new ChartSeriesFormat(this.place, this.series);
  }
  get markerStyle() {
    return this.series.marker.style ?? "Automatic";
  }
  set markerStyle(style: string) {
    this.mark({ style });
  }
  get markerSize() {
    return this.series.marker.size ?? 5;
  }
  set markerSize(size: number) {
    if (size < 2 || size > 72) {
      throw invalidArgument();
    }
    this.mark({ size });
  }
  get markerForegroundColor() {
    return this.series.marker.color ?? "";
  }
  set markerForegroundColor(color: string) {
    this.mark({ color: colour(color) });
  }
  get markerBackgroundColor() {
    return this.series.marker.background ?? "";
  }
  set markerBackgroundColor(background: string) {
    this.mark({ background: colour(background) });
  }

  setValues(source: unknown) {
    this.series.values = this.cells(source);
    this.place.changed();
  }
  setXAxisValues(source: unknown) {
    this.series.categories = this.cells(source);
    this.place.changed();
  }
  getDimensionValues(dimension: string) {
    if (dimension !== "Values" && dimension !== "Categories") {
      throw invalidArgument();
    }
    return chartTexts(dimension === "Values" ? this.series.values : this.series.categories);
  }
  delete() {
    const { chart } = this.place;
    chart.series = chart.series.filter((each) => each !== this.series);
    this.place.changed();
  }

  private mark(change: Model["marker"]): void {
    Object.assign(this.series.marker, change);
    this.place.changed();
  }
  private cells(source: unknown): ChartCells {
    if (!(source instanceof Range)) {
      throw invalidArgument();
    }
    return chartCells(this.book, source.sheet, source.z);
  }
}

class ChartSeriesFormat extends HostObject {
  readonly typeName = "ChartSeriesFormat";
  private readonly place: ChartPlace;
  private readonly series: Model;

  constructor(place: ChartPlace, series: Model) {
    super();
    this.place = place;
    this.series = series;
  }

  get line() {
    return new ChartLineFormat(this.place, this.series);
  }
}

const LINE_STYLES = ["None", "Continuous", "Dash", "DashDot", "DashDotDot", "Dot", "RoundDot"];

class ChartLineFormat extends HostObject {
  readonly typeName = "ChartLineFormat";
  private readonly place: ChartPlace;
  private readonly series: Model;

  constructor(place: ChartPlace, series: Model) {
    super();
    this.place = place;
    this.series = series;
  }

  get color() {
    return this.series.line.color ?? "";
  }
  set color(color: string) {
    this.put({ color: colour(color) });
  }
  get lineStyle() {
    return this.series.line.style ?? "Automatic";
  }
  set lineStyle(style: string) {
    if (!LINE_STYLES.includes(style)) {
      throw invalidArgument();
    }
    this.put({ style });
  }
  get weight() {
    return this.series.line.weight ?? 2.25;
  }
  set weight(weight: number) {
    this.put({ weight });
  }
  clear() {
    this.put({ style: "None" });
  }

  private put(change: Model["line"]): void {
    Object.assign(this.series.line, change);
    this.place.changed();
  }
}
