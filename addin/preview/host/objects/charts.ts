import { bounding, type Zone } from "../a1.ts";
import { cellsOfFormula, chartCells, frameOf, newChart, readByColumns } from "../chart.ts";
import { invalidArgument, itemNotFound } from "../errors.ts";
import type { Chart as Model } from "../model.ts";
import type { SheetModel } from "../sheet.ts";
import {
  ChartAxes,
  ChartDataTable,
  ChartLegend,
  type ChartPlace,
  ChartTitle,
} from "./chart-parts.ts";
import { ChartSeriesCollection } from "./chart-series.ts";
import { notImplemented } from "./object.ts";
import { Range } from "./range.ts";
import { placeAt } from "./range-geometry.ts";
import { type Session, SessionObject } from "./session.ts";

/** The charts of a sheet. Only line charts exist here; another type is a loud error. */
export class ChartCollection extends SessionObject {
  readonly typeName = "ChartCollection";
  private readonly sheet: SheetModel;

  constructor(session: Session, sheet: SheetModel) {
    super(session);
    this.sheet = sheet;
  }

  get items() {
    return this.sheet.charts.map((chart) => this.wrap(chart));
  }
  get count() {
    return this.sheet.charts.length;
  }
  getCount() {
    return this.count;
  }
  add(type: string, source: unknown, seriesBy = "Auto") {
    if (type !== "Line" && type !== "LineMarkers") {
      throw notImplemented("ChartType", type);
    }
    refuseRows(seriesBy);
    const cells = cellsAt(source);
    const chart = newChart(this.book, this.sheet, {
      type,
      source: chartCells(this.book, cells.sheet, cells.z),
    });
    this.book.emit({ kind: "sheetChanged", sheet: this.sheet });
    return this.wrap(chart);
  }
  getItemOrNullObject(key: string) {
    const name = key.toLowerCase();
    const chart = this.sheet.charts.find(
      (each) => each.id === key || each.name.toLowerCase() === name,
    );
    return chart ? this.wrap(chart) : null;
  }
  getItem(key: string) {
    return this.getItemOrNullObject(key) ?? missing();
  }
  getItemAt(index: number) {
    const chart = this.sheet.charts[index];
    return chart ? this.wrap(chart) : missing();
  }

  private wrap(chart: Model) {
    return new Chart(this.session, { sheet: this.sheet, chart });
  }
}

class Chart extends SessionObject {
  readonly typeName = "Chart";
  private readonly place: ChartPlace;

  constructor(session: Session, place: Omit<ChartPlace, "changed" | "pointAt">) {
    super(session);
    this.place = {
      ...place,
      changed: () => this.book.emit({ kind: "sheetChanged", sheet: place.sheet }),
      pointAt: (formula) => cellsOfFormula(this.book, formula, place.sheet),
    };
  }

  get id() {
    return this.chart.id;
  }
  get name() {
    return this.chart.name;
  }
  set name(name: string) {
    this.put({ name });
  }
  get chartType() {
    return this.chart.type;
  }
  get left() {
    return this.chart.left;
  }
  set left(left: number) {
    this.put({ left });
  }
  get top() {
    return this.chart.top;
  }
  set top(top: number) {
    this.put({ top });
  }
  get width() {
    return this.chart.width;
  }
  set width(width: number) {
    this.put({ width });
  }
  get height() {
    return this.chart.height;
  }
  set height(height: number) {
    this.put({ height });
  }
  get displayBlanksAs() {
    return this.chart.displayBlanksAs;
  }
  set displayBlanksAs(displayBlanksAs: string) {
    if (!["NotPlotted", "Zero", "Interplotted"].includes(displayBlanksAs)) {
      throw invalidArgument();
    }
    this.put({ displayBlanksAs });
  }

  get title() {
    return new ChartTitle(this.place, this.chart.title);
  }
  get legend() {
    return new ChartLegend(this.place);
  }
  get axes() {
    return new ChartAxes(this.place);
  }
  get series() {
    return new ChartSeriesCollection(this.session, this.place);
  }
  get worksheet() {
    return this.session.make.worksheet(this.place.sheet);
  }
  getDataTableOrNullObject() {
    return new ChartDataTable(this.place);
  }
  getDataTable() {
    return this.getDataTableOrNullObject();
  }

  setData(source: unknown, seriesBy = "Auto") {
    refuseRows(seriesBy);
    const { sheet, z } = cellsAt(source);
    readByColumns(this.book, this.chart, chartCells(this.book, sheet, z));
    this.place.changed();
  }
  /** From the first corner of one cell to the last of another; one cell alone moves and keeps the size. */
  setPosition(start: unknown, end?: unknown) {
    const from = this.zoneAt(start);
    const frame = frameOf(this.place.sheet, from);
    if (end === undefined) {
      this.put({ left: frame.left, top: frame.top });
      return;
    }
    this.put(frameOf(this.place.sheet, bounding(from, this.zoneAt(end))));
  }
  activate() {
    this.book.active = this.place.sheet;
  }
  delete() {
    const { sheet, chart } = this.place;
    sheet.charts = sheet.charts.filter((each) => each !== chart);
    this.place.changed();
  }

  private zoneAt(cell: unknown): Zone {
    return (cell instanceof Range ? cell : placeAt(this.session, cell, this.place.sheet)).z;
  }
  private get chart(): Model {
    return this.place.chart;
  }
  private put(change: Partial<Model>): void {
    Object.assign(this.chart, change);
    this.place.changed();
  }
}

function cellsAt(source: unknown): Range {
  if (!(source instanceof Range)) {
    throw invalidArgument();
  }
  return source;
}

function refuseRows(seriesBy: string): void {
  if (seriesBy === "Rows") {
    throw notImplemented("ChartSeriesBy", seriesBy);
  }
}

function missing(): never {
  throw itemNotFound();
}
