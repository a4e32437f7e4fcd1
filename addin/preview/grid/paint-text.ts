import type { Look } from "./look.ts";

export interface TextRoom {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How much further to the right the text may run. */
  readonly spill: number;
}

const PADDING = 4;
const LINE = 1.35;

/** Writes a cell's text: cut off at its neighbours, and a number that does not fit as ####, never as its first digits. */
export function paintText(pen: CanvasRenderingContext2D, look: Look, room: TextRoom): void {
  pen.font = look.font;
  pen.fillStyle = look.color;
  pen.textAlign = look.align;
  pen.textBaseline = "middle";
  pen.save();
  pen.beginPath();
  pen.rect(room.x, room.y, room.width + room.spill - 1, room.height);
  pen.clip();
  const lines = linesOf(pen, look, room);
  const height = Math.round(look.fontPixels * LINE);
  const x = startOf(look, room);
  let y = topOf(look, room, lines.length * height) + height / 2;
  for (const line of lines) {
    pen.fillText(line, x, y);
    if (look.isUnderlined || look.isStruck) paintRules(pen, look, { line, x, y });
    y += height;
  }
  pen.restore();
}

/** How wide a text that does not wrap is, with the space before it. */
export function widthOf(pen: CanvasRenderingContext2D, look: Look): number {
  pen.font = look.font;
  return PADDING + look.indent + pen.measureText(look.text).width;
}

function linesOf(pen: CanvasRenderingContext2D, look: Look, room: TextRoom): string[] {
  const width = room.width - 2 * PADDING - look.indent;
  if (look.isNumber) return [fittingNumber(pen, look.text, width + PADDING)];
  if (!look.isWrapped) return [look.text.replaceAll("\n", " ")];
  return look.text
    .split("\n")
    .flatMap((paragraph) => wrap(paragraph, (line) => pen.measureText(line).width <= width));
}

function fittingNumber(pen: CanvasRenderingContext2D, text: string, width: number): string {
  if (pen.measureText(text).width <= width) return text;
  return "#".repeat(Math.max(1, Math.floor(width / pen.measureText("#").width)));
}

/** Breaks a paragraph between words so that every line fits; a word too long for a line stands alone. */
export function wrap(paragraph: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || fits(longer)) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function startOf(look: Look, room: TextRoom): number {
  if (look.align === "left") return room.x + PADDING + look.indent;
  if (look.align === "right") return room.x + room.width - PADDING - look.indent;
  return room.x + room.width / 2;
}

function topOf(look: Look, room: TextRoom, height: number): number {
  const free = room.height - height;
  // Text taller than its row shows its beginning.
  if (look.vertical === "top" || free < 0) return room.y + (free < 0 ? free / 2 : 1);
  return look.vertical === "middle" ? room.y + free / 2 : room.y + free - 1;
}

interface Written {
  readonly line: string;
  readonly x: number;
  readonly y: number;
}

function paintRules(pen: CanvasRenderingContext2D, look: Look, { line, x, y }: Written): void {
  const { width } = pen.measureText(line);
  const shift = { left: 0, center: width / 2, right: width }[look.align];
  if (look.isUnderlined) pen.fillRect(x - shift, Math.round(y + look.fontPixels / 2), width, 1);
  if (look.isStruck) pen.fillRect(x - shift, Math.round(y), width, 1);
}
