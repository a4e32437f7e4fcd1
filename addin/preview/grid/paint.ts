import { type Band, type Box, boxOf, type Layout, type Span } from "./layout.ts";
import type { Look, Side } from "./look.ts";
import { paintText, type TextRoom, widthOf } from "./paint-text.ts";
import type { Spot } from "./zone.ts";

const PAPER = "#FFFFFF";
const GRID_LINE = "#E1E1E1";
const FREEZE_LINE = "#A6A6A6";
/** How far to the left text may begin that runs over empty cells into view. */
const REACH = 24;

/** What the painter asks of the sheet. */
export interface Canvas {
  readonly pen: CanvasRenderingContext2D;
  readonly layout: Layout;
  readonly showsGridLines: boolean;
  lookAt(spot: Spot): Look;
  isEmpty(spot: Spot): boolean;
  hasButton(spot: Spot): boolean;
  /** Paints the button of a cell that has one. */
  paintButton(spot: Spot): void;
}

interface Quarter {
  readonly rows: Band;
  readonly cols: Band;
}

/** Paints every cell in view, the frozen parts over the scrolled ones. */
export function paintCells(canvas: Canvas): void {
  const { pen, layout } = canvas;
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, layout.width, layout.height);
  for (const rows of layout.rows.bands) {
    for (const cols of layout.cols.bands) paintQuarter(canvas, { rows, cols });
  }
  paintFreezeLines(canvas);
}

function paintQuarter(canvas: Canvas, quarter: Quarter): void {
  const { pen } = canvas;
  const { rows, cols } = quarter;
  pen.save();
  pen.beginPath();
  pen.rect(cols.from, rows.from, cols.to - cols.from, rows.to - rows.from);
  pen.clip();
  const looks = rows.spans.map((row) =>
    cols.spans.map((col) => ({ row, col, look: canvas.lookAt({ r: row.index, c: col.index }) })),
  );
  for (const tile of looks.flat()) paintGround(canvas, tile);
  for (const line of looks) paintRowText(canvas, quarter, line);
  for (const tile of looks.flat()) {
    paintBorders(pen, tile);
    canvas.paintButton({ r: tile.row.index, c: tile.col.index });
  }
  pen.restore();
}

interface Tile {
  readonly row: Span;
  readonly col: Span;
  readonly look: Look;
}

function paintGround({ pen, showsGridLines }: Canvas, { row, col, look }: Tile): void {
  if (look.fill) {
    pen.fillStyle = look.fill;
    pen.fillRect(col.at, row.at, col.size, row.size);
  } else if (showsGridLines) {
    pen.fillStyle = GRID_LINE;
    pen.fillRect(col.at + col.size - 1, row.at, 1, row.size);
    pen.fillRect(col.at, row.at + row.size - 1, col.size, 1);
  }
}

function paintRowText(canvas: Canvas, quarter: Quarter, line: readonly Tile[]): void {
  const first = line[0];
  if (!first) return;
  const visitor = textFromTheLeft(canvas, first);
  if (visitor) paintTile(canvas, visitor, quarter);
  for (const tile of line) {
    if (tile.look.text !== "") paintTile(canvas, tile, quarter);
  }
}

/** The cell left of the view whose text runs into it, if there is one. */
function textFromTheLeft(canvas: Canvas, first: Tile): Tile | undefined {
  if (!canvas.isEmpty({ r: first.row.index, c: first.col.index })) return undefined;
  const { axis } = canvas.layout.cols;
  let at = first.col.at;
  for (let c = first.col.index - 1; c >= Math.max(0, first.col.index - REACH); c -= 1) {
    at -= axis.sizeOf(c);
    const spot = { r: first.row.index, c };
    if (canvas.isEmpty(spot)) continue;
    const col = { index: c, at, size: axis.sizeOf(c) };
    return col.size > 0 ? { row: first.row, col, look: canvas.lookAt(spot) } : undefined;
  }
  return undefined;
}

function paintTile(canvas: Canvas, tile: Tile, quarter: Quarter): void {
  const { row, col, look } = tile;
  const spot = { r: row.index, c: col.index };
  const button = canvas.hasButton(spot) ? BUTTON_ROOM : 0;
  const room: TextRoom = {
    x: col.at,
    y: row.at,
    width: col.size - button,
    height: row.size,
    spill: button > 0 ? 0 : spillOf(canvas, tile, quarter.cols.to),
  };
  if (room.spill > 0 && canvas.showsGridLines) hideGridLines(canvas, tile, room);
  paintText(canvas.pen, look, room);
}
const BUTTON_ROOM = 18;

/** Text that is too long for its cell runs over the empty cells to its right. */
function spillOf(canvas: Canvas, { row, col, look }: Tile, until: number): number {
  if (look.isNumber || look.isWrapped || look.align !== "left") return 0;
  const { axis } = canvas.layout.cols;
  let spill = 0;
  for (let c = col.index + 1; col.at + col.size + spill < until; c += 1) {
    if (!canvas.isEmpty({ r: row.index, c })) break;
    spill += axis.sizeOf(c);
  }
  return spill;
}

/** No grid line runs through text that spills. */
function hideGridLines(
  { pen, layout, lookAt }: Canvas,
  { row, col, look }: Tile,
  room: TextRoom,
): void {
  const end = Math.min(room.x + widthOf(pen, look), room.x + room.width + room.spill) - 1;
  let line = room.x + room.width - 1;
  let c = col.index;
  pen.fillStyle = PAPER;
  while (line < end && !lookAt({ r: row.index, c }).fill) {
    pen.fillRect(line, row.at, 1, row.size - 1);
    c += 1;
    line += layout.cols.axis.sizeOf(c);
  }
}

function paintBorders(pen: CanvasRenderingContext2D, { row, col, look }: Tile): void {
  const box = { x: col.at - 0.5, y: row.at - 0.5, width: col.size, height: row.size };
  for (const border of look.borders) {
    const line = lineOf(border.side, box);
    pen.strokeStyle = border.color;
    pen.lineWidth = border.width;
    pen.setLineDash([...border.dash]);
    pen.beginPath();
    pen.moveTo(line.x, line.y);
    pen.lineTo(line.x + line.width, line.y + line.height);
    pen.stroke();
  }
  pen.setLineDash([]);
}

/** One edge of a box, as a box without width or without height. */
function lineOf(side: Side, { x, y, width, height }: Box): Box {
  switch (side) {
    case "EdgeTop":
      return { x, y, width, height: 0 };
    case "EdgeBottom":
      return { x, y: y + height, width, height: 0 };
    case "EdgeLeft":
      return { x, y, width: 0, height };
    case "EdgeRight":
      return { x: x + width, y, width: 0, height };
  }
}

function paintFreezeLines({ pen, layout }: Canvas): void {
  pen.fillStyle = FREEZE_LINE;
  if (layout.rows.frozen > 0) pen.fillRect(0, layout.rows.frozenEnd - 1, layout.width, 1);
  if (layout.cols.frozen > 0) pen.fillRect(layout.cols.frozenEnd - 1, 0, 1, layout.height);
}

/** Where the small button of a cell is drawn, and clicked. */
export function buttonBox(layout: Layout, spot: Spot): Box {
  const box = boxOf(layout, { ...spot, rows: 1, cols: 1 });
  const size = Math.min(16, box.height - 2);
  return {
    x: box.x + box.width - size - 2,
    y: box.y + box.height - size - 2,
    width: size,
    height: size,
  };
}
