import { captionText } from "../chart.ts";
import { invalidArgument } from "../errors.ts";
import type { ChartAxis as Axis, Chart, ChartCaption, ChartCells } from "../model.ts";
import type { SheetModel } from "../sheet.ts";
import { HostObject } from "./object.ts";

/** A chart on its sheet, and what its parts need of the workbook. */
export interface ChartPlace {
  readonly sheet: SheetModel;
  readonly chart: Chart;
  /** Tells the grid to draw it anew. */
  changed(): void;
  /** The cell that a formula such as `=Sheet1!$A$1` names. */
  pointAt(formula: string): ChartCells;
}

abstract class Part extends HostObject {
  protected readonly place: ChartPlace;

  constructor(place: ChartPlace) {
    super();
    this.place = place;
  }
}

abstract class Caption extends Part {
  private readonly caption: ChartCaption;

  constructor(place: ChartPlace, caption: ChartCaption) {
    super(place);
    this.caption = caption;
  }

  get text() {
    return captionText(this.caption);
  }
  /** Writing a title shows it, and ends its tie to a cell. */
  set text(text: string) {
    this.put({ text, cell: null, visible: true });
  }
  get visible() {
    return this.caption.visible;
  }
  set visible(visible: boolean) {
    this.put({ visible });
  }
  setFormula(formula: string) {
    this.put({ cell: this.place.pointAt(formula), visible: true });
  }

  private put(change: Partial<ChartCaption>): void {
    Object.assign(this.caption, change);
    this.place.changed();
  }
}

export class ChartTitle extends Caption {
  readonly typeName = "ChartTitle";
}

class ChartAxisTitle extends Caption {
  readonly typeName = "ChartAxisTitle";
}

export class ChartAxes extends Part {
  readonly typeName = "ChartAxes";

  get categoryAxis() {
    return new ChartAxis(this.place, this.place.chart.categoryAxis);
  }
  get valueAxis() {
    return new ChartAxis(this.place, this.place.chart.valueAxis);
  }
  getItem(type: string) {
    if (type !== "Category" && type !== "Value") {
      throw invalidArgument();
    }
    return type === "Category" ? this.categoryAxis : this.valueAxis;
  }
}

class ChartAxis extends Part {
  readonly typeName = "ChartAxis";
  private readonly axis: Axis;

  constructor(place: ChartPlace, axis: Axis) {
    super(place);
    this.axis = axis;
  }

  get title() {
    return new ChartAxisTitle(this.place, this.axis.title);
  }
  get visible() {
    return this.axis.visible;
  }
  set visible(visible: boolean) {
    this.axis.visible = visible;
    this.place.changed();
  }
  get numberFormat() {
    return this.axis.numberFormat;
  }
  set numberFormat(format: string) {
    this.axis.numberFormat = format;
    this.place.changed();
  }
}

const LEGEND_PLACES = ["Top", "Bottom", "Left", "Right", "Corner"];

export class ChartLegend extends Part {
  readonly typeName = "ChartLegend";

  get visible() {
    return this.place.chart.legend.visible;
  }
  set visible(visible: boolean) {
    this.place.chart.legend.visible = visible;
    this.place.changed();
  }
  get position() {
    return this.place.chart.legend.position;
  }
  set position(position: string) {
    if (!LEGEND_PLACES.includes(position)) {
      throw invalidArgument();
    }
    this.place.chart.legend.position = position;
    this.place.changed();
  }
}

export class ChartDataTable extends Part {
  readonly typeName = "ChartDataTable";

  get visible() {
    return this.place.chart.dataTable.visible;
  }
  set visible(visible: boolean) {
    this.place.chart.dataTable.visible = visible;
    this.place.changed();
  }
  get showLegendKey() {
    return this.place.chart.dataTable.showLegendKey;
  }
  set showLegendKey(show: boolean) {
    this.place.chart.dataTable.showLegendKey = show;
    this.place.changed();
  }
}
