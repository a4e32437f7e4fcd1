import { columnName, type Zone } from "../host/a1.ts";
import { type Box, boxOf, HEADER_HEIGHT, HEADER_WIDTH, type Layout } from "./layout.ts";
import type { Spot } from "./zone.ts";
import { zoneOf } from "./zone.ts";

const ACCENT = "#0F6B4F";
const TINT = "rgba(15, 107, 79, 0.10)";
const HEAD = { ground: "#F5F5F5", picked: "#DCEBE4", line: "#D6D6D6", ink: "#424242" };
const FONT = '12px "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif';

export interface FramePainting {
  readonly pen: CanvasRenderingContext2D;
  readonly layout: Layout;
  readonly picked: Zone;
  readonly active: Spot;
  readonly isFocused: boolean;
}

/** Tints the selection, leaves the cell to be typed into white, and draws its frame. */
export function paintSelection({ pen, layout, picked, active, isFocused }: FramePainting): void {
  const box = boxOf(layout, picked);
  if (box.width === 0 || box.height === 0) return;
  const hole = boxOf(layout, zoneOf(active));
  pen.save();
  pen.beginPath();
  pen.rect(HEADER_WIDTH, HEADER_HEIGHT, layout.width, layout.height);
  pen.clip();
  if (picked.rows > 1 || picked.cols > 1) {
    pen.fillStyle = TINT;
    pen.beginPath();
    pen.rect(box.x, box.y, box.width, box.height);
    pen.rect(hole.x, hole.y, hole.width, hole.height);
    pen.fill("evenodd");
  }
  pen.strokeStyle = isFocused ? ACCENT : "#7A9C90";
  pen.lineWidth = 2;
  pen.strokeRect(box.x, box.y, box.width - 1, box.height - 1);
  pen.restore();
}

/** Draws column letters and row numbers, those of the selection highlighted. */
export function paintHeaders(painting: FramePainting): void {
  const { pen, layout, picked } = painting;
  pen.font = FONT;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const band of layout.cols.bands.toReversed()) {
    inside(pen, { x: band.from, y: 0, width: band.to - band.from, height: HEADER_HEIGHT }, () => {
      for (const { index, at, size } of band.spans) {
        const isPicked = index >= picked.c && index < picked.c + picked.cols;
        paintHead(
          pen,
          { x: at, y: 0, width: size, height: HEADER_HEIGHT },
          { text: columnName(index), isPicked },
        );
      }
    });
  }
  for (const band of layout.rows.bands.toReversed()) {
    inside(pen, { x: 0, y: band.from, width: HEADER_WIDTH, height: band.to - band.from }, () => {
      for (const { index, at, size } of band.spans) {
        const isPicked = index >= picked.r && index < picked.r + picked.rows;
        paintHead(
          pen,
          { x: 0, y: at, width: HEADER_WIDTH, height: size },
          { text: String(index + 1), isPicked },
        );
      }
    });
  }
  paintHead(
    pen,
    { x: 0, y: 0, width: HEADER_WIDTH, height: HEADER_HEIGHT },
    { text: "", isPicked: false },
  );
}

interface Head {
  readonly text: string;
  readonly isPicked: boolean;
}

function paintHead(pen: CanvasRenderingContext2D, box: Box, { text, isPicked }: Head): void {
  pen.fillStyle = isPicked ? HEAD.picked : HEAD.ground;
  pen.fillRect(box.x, box.y, box.width, box.height);
  pen.fillStyle = HEAD.line;
  pen.fillRect(box.x + box.width - 1, box.y, 1, box.height);
  pen.fillRect(box.x, box.y + box.height - 1, box.width, 1);
  pen.fillStyle = isPicked ? ACCENT : HEAD.ink;
  pen.fillText(text, box.x + (box.width - 1) / 2, box.y + box.height / 2);
}

function inside(pen: CanvasRenderingContext2D, box: Box, paint: () => void): void {
  pen.save();
  pen.beginPath();
  pen.rect(box.x, box.y, box.width, box.height);
  pen.clip();
  paint();
  pen.restore();
}

/** The small square with an arrow that opens a list or a filter menu. */
export function paintButton(pen: CanvasRenderingContext2D, box: Box, isOn: boolean): void {
  pen.fillStyle = "#FFFFFF";
  pen.strokeStyle = "#8A8A8A";
  pen.lineWidth = 1;
  pen.beginPath();
  pen.roundRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, 2);
  pen.fill();
  pen.stroke();
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  pen.fillStyle = isOn ? ACCENT : "#424242";
  pen.beginPath();
  if (isOn) funnel(pen, x, y);
  else triangle(pen, x, y);
  pen.fill();
}

function triangle(pen: CanvasRenderingContext2D, x: number, y: number): void {
  pen.moveTo(x - 3.5, y - 1.5);
  pen.lineTo(x + 3.5, y - 1.5);
  pen.lineTo(x, y + 2.5);
}

function funnel(pen: CanvasRenderingContext2D, x: number, y: number): void {
  pen.moveTo(x - 4.5, y - 4);
  pen.lineTo(x + 4.5, y - 4);
  pen.lineTo(x + 1, y);
  pen.lineTo(x + 1, y + 4.5);
  pen.lineTo(x - 1, y + 3);
  pen.lineTo(x - 1, y);
}
