import type { Chart } from "../host/model.ts";
import { type ChartPicture, chartPicture, type PlacedLine, TABLE_ROW } from "./chart-picture.ts";
import { type Box, HEADER_HEIGHT, HEADER_WIDTH, type Layout } from "./layout.ts";
import { paintMarker } from "./paint-marker.ts";

const PIXELS_PER_POINT = 4 / 3;
const INK = "#404040";
const RULE = "#D9D9D9";
const FACES = '"Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif';

type Pen = CanvasRenderingContext2D;

/** Paints the charts of a sheet over its cells, in each part of it that is in view. */
export function paintCharts(pen: Pen, layout: Layout, charts: readonly Chart[]): void {
  for (const chart of charts) {
    for (const [row, rows] of layout.rows.bands.entries()) {
      for (const [col, cols] of layout.cols.bands.entries()) {
        const scroll = {
          x: isFrozen(layout.cols, col) ? 0 : layout.cols.scroll,
          y: isFrozen(layout.rows, row) ? 0 : layout.rows.scroll,
        };
        pen.save();
        pen.beginPath();
        pen.rect(cols.from, rows.from, cols.to - cols.from, rows.to - rows.from);
        pen.clip();
        paintChart(pen, chartPicture(chart, boxOfChart(chart, scroll)));
        pen.restore();
      }
    }
  }
}

const isFrozen = ({ frozen }: { frozen: number }, band: number) => frozen > 0 && band === 0;

const boxOfChart = (
  { left, top, width, height }: Chart,
  scroll: { x: number; y: number },
): Box => ({
  x: HEADER_WIDTH + left * PIXELS_PER_POINT - scroll.x,
  y: HEADER_HEIGHT + top * PIXELS_PER_POINT - scroll.y,
  width: width * PIXELS_PER_POINT,
  height: height * PIXELS_PER_POINT,
});

/** How far a sheet's charts reach, in pixels from its first cell. */
export const reachOf = (charts: readonly Chart[]): { x: number; y: number } => ({
  x: Math.max(0, ...charts.map(({ left, width }) => (left + width) * PIXELS_PER_POINT)),
  y: Math.max(0, ...charts.map(({ top, height }) => (top + height) * PIXELS_PER_POINT)),
});

function paintChart(pen: Pen, picture: ChartPicture): void {
  const { box, title } = picture;
  pen.fillStyle = "#FFFFFF";
  pen.fillRect(box.x, box.y, box.width, box.height);
  pen.strokeStyle = "#C8C8C8";
  pen.lineWidth = 1;
  pen.strokeRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1);
  write(pen, { text: title, x: box.x + box.width / 2, y: box.y + 18, size: 15, weight: "600" });
  paintAxes(pen, picture);
  if (picture.table) paintTable(pen, picture);
  for (const line of picture.lines) paintLine(pen, line);
  if (picture.hasLegend) paintLegend(pen, picture);
}

function paintAxes(pen: Pen, { plot, ticks, categories, table, ...titles }: ChartPicture): void {
  for (const { y, label } of ticks) {
    rule(pen, { x: plot.x, y, width: plot.width, height: 0 });
    write(pen, { text: label, x: plot.x - 6, y, align: "right" });
  }
  if (!table) {
    for (const { x, label } of categories)
      write(pen, { text: label, x, y: plot.y + plot.height + 11 });
  }
  const below = (table ? (table.length + 1) * TABLE_ROW : 20) + 10;
  write(pen, {
    text: titles.categoryTitle,
    x: plot.x + plot.width / 2,
    y: plot.y + plot.height + below,
    weight: "600",
  });
  pen.save();
  pen.translate(titles.box.x + 14, plot.y + plot.height / 2);
  pen.rotate(-Math.PI / 2);
  write(pen, { text: titles.valueTitle, x: 0, y: 0, weight: "600" });
  pen.restore();
}

function paintLine(pen: Pen, { points, isDrawn, marker, markerSize, ...line }: PlacedLine): void {
  if (isDrawn) {
    stroke(pen, line);
    let isDown = false;
    for (const point of points) {
      if (point && isDown) pen.lineTo(point.x, point.y);
      else if (point) pen.moveTo(point.x, point.y);
      isDown = point !== null;
    }
    pen.stroke();
    pen.setLineDash([]);
  }
  for (const point of points) {
    if (point) paintMarker(pen, { ...point, style: marker, size: markerSize, color: line.color });
  }
}

function stroke(
  pen: Pen,
  { color, width, dash }: Pick<PlacedLine, "color" | "width" | "dash">,
): void {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.setLineDash([...dash]);
  pen.beginPath();
}

const KEY = 34;

function paintLegend(pen: Pen, { box, lines }: ChartPicture): void {
  pen.font = fontOf(12, "400");
  const widths = lines.map(({ name }) => KEY + pen.measureText(name).width + 22);
  let x = box.x + (box.width - widths.reduce((sum, each) => sum + each, 0)) / 2;
  const y = box.y + box.height - 16;
  for (const [index, line] of lines.entries()) {
    paintKey(pen, line, { x, y });
    write(pen, { text: line.name, x: x + KEY, y, align: "left" });
    x += widths[index] ?? 0;
  }
}

function paintKey(pen: Pen, line: PlacedLine, { x, y }: { x: number; y: number }): void {
  const points = [
    { x, y },
    { x: x + KEY - 6, y },
  ];
  paintLine(pen, { ...line, points, marker: "None" });
  const size = Math.min(line.markerSize, 9);
  paintMarker(pen, { x: x + (KEY - 6) / 2, y, style: line.marker, size, color: line.color });
}

function paintTable(pen: Pen, { plot, box, table, lines, categories }: ChartPicture): void {
  const rows = table ?? [];
  const top = plot.y + plot.height;
  const left = box.x + 26;
  const width = plot.width / Math.max(1, categories.length);
  for (const { x, label } of categories) write(pen, { text: label, x, y: top + 9, size: 11 });
  for (const [index, { name, texts }] of rows.entries()) {
    const y = top + (index + 1) * TABLE_ROW;
    rule(pen, { x: left, y, width: plot.x + plot.width - left, height: 0 });
    const line = lines[index];
    if (line) paintKey(pen, { ...line, markerSize: 6 }, { x: left + 2, y: y + TABLE_ROW / 2 });
    write(pen, { text: name, x: left + KEY, y: y + TABLE_ROW / 2, size: 11, align: "left" });
    for (const [at, text] of texts.entries()) {
      write(pen, { text, x: plot.x + (at + 0.5) * width, y: y + TABLE_ROW / 2, size: 11 });
    }
  }
  const height = (rows.length + 1) * TABLE_ROW;
  rule(pen, { x: left, y: top + height, width: plot.x + plot.width - left, height: 0 });
  for (let column = 0; column <= categories.length; column += 1) {
    rule(pen, { x: plot.x + column * width, y: top, width: 0, height });
  }
}

function rule(pen: Pen, { x, y, width, height }: Box): void {
  stroke(pen, { color: RULE, width: 1, dash: [] });
  pen.moveTo(Math.round(x) + 0.5, Math.round(y) + 0.5);
  pen.lineTo(Math.round(x + width) + 0.5, Math.round(y + height) + 0.5);
  pen.stroke();
}

interface Words {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly weight?: string;
  readonly align?: CanvasTextAlign;
}

function write(pen: Pen, { text, x, y, size = 12, weight = "400", align = "center" }: Words): void {
  pen.font = fontOf(size, weight);
  pen.fillStyle = INK;
  pen.textAlign = align;
  pen.textBaseline = "middle";
  pen.fillText(text, x, y);
}

const fontOf = (size: number, weight: string) => `${weight} ${size}px ${FACES}`;
