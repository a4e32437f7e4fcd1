import type { CellStyle, CellValue, Sheet, Table, Workbook } from "../host/model.ts";
import { formatText, isError } from "../host/number-format.ts";
import type { ConditionalStyle } from "./acts.ts";
import { type TableLook, tableLookAt } from "./table-look.ts";
import type { Spot } from "./zone.ts";

export type Side = "EdgeTop" | "EdgeBottom" | "EdgeLeft" | "EdgeRight";

interface Border {
  readonly side: Side;
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[];
}

/** Everything the canvas needs to paint one cell. */
export interface Look {
  readonly text: string;
  readonly isNumber: boolean;
  readonly align: "left" | "center" | "right";
  readonly vertical: "top" | "middle" | "bottom";
  readonly fill: string | undefined;
  readonly color: string;
  readonly font: string;
  readonly fontPixels: number;
  readonly isUnderlined: boolean;
  readonly isStruck: boolean;
  readonly isWrapped: boolean;
  readonly indent: number;
  readonly borders: readonly Border[];
}

const FONT_STACK = '"Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const INK = "#242424";
const ERROR_INK = "#A4262C";
/** Excel's 11-point type is drawn at 13 px in the faces above, which run wider than its own. */
const PIXELS_PER_POINT = 1.18;
const INDENT = 9;

type StyleOf = <K extends keyof CellStyle>(key: K) => CellStyle[K] | undefined;

export interface LookSource {
  readonly book: Workbook;
  readonly sheet: Sheet;
  readonly conditionalStyle: ConditionalStyle;
}

/** How a cell looks: its own settings over its table's, and conditional formats over both. */
export function lookAt({ book, sheet, conditionalStyle }: LookSource, spot: Spot): Look {
  const value = sheet.at(spot.r, spot.c)?.v ?? "";
  const table = book.tableAt(sheet, spot.r, spot.c);
  const behind = behindAt(table, spot);
  const above = conditionalStyle(sheet, spot) ?? {};
  const style: StyleOf = (key) => above[key] ?? sheet.getStyle(spot.r, spot.c, key);
  const ink = isError(value) ? ERROR_INK : INK;
  const format = sheet.numberFormat(spot.r, spot.c);
  return {
    text: formatText(value, format),
    isNumber: typeof value === "number",
    align: alignment(style("horizontalAlignment"), value),
    fill: style("fill.color") || behind.fill,
    color: formatColor(value, format) ?? style("font.color") ?? behind.color ?? ink,
    ...typefaceOf(style, behind.isBold ?? false),
    ...settingOf(style),
    borders: bordersOf(style, behind),
  };
}

const behindAt = (table: Table | undefined, spot: Spot): TableLook =>
  table ? tableLookAt(table, spot) : {};

const settingOf = (style: StyleOf): Pick<Look, "vertical" | "isWrapped" | "indent"> => ({
  vertical: vertical(style("verticalAlignment")),
  isWrapped: style("wrapText") ?? false,
  indent: (style("indentLevel") ?? 0) * INDENT,
});

type Typeface = Pick<Look, "font" | "fontPixels" | "isUnderlined" | "isStruck">;

function typefaceOf(style: StyleOf, isBoldBehind: boolean): Typeface {
  const fontPixels = Math.round((style("font.size") ?? 11) * PIXELS_PER_POINT);
  const slant = style("font.italic") ? "italic " : "";
  const weight = (style("font.bold") ?? isBoldBehind) ? "600 " : "";
  return {
    font: `${slant}${weight}${fontPixels}px ${FONT_STACK}`,
    fontPixels,
    isUnderlined: (style("font.underline") ?? "None") !== "None",
    isStruck: style("font.strikethrough") ?? false,
  };
}

const FORMAT_COLORS: Readonly<Record<string, string>> = {
  black: "#000000",
  blue: "#0000FF",
  green: "#107C10",
  red: "#C50F1F",
  white: "#FFFFFF",
};

/** A number format may name a colour for its positive, negative or zero section, as in `0;[Red]-0`. */
function formatColor(value: CellValue, format: string): string | undefined {
  if (typeof value !== "number" || !format.includes("[")) return undefined;
  const name = /\[([a-z]+)\]/i.exec(sectionFor(value, format))?.[1] ?? "";
  return FORMAT_COLORS[name.toLowerCase()];
}

function sectionFor(value: number, format: string): string {
  const [positive = "", negative = positive, zero = positive] = format.split(";");
  if (value === 0) return zero;
  return value < 0 ? negative : positive;
}

function alignment(setting: string | undefined, value: unknown): Look["align"] {
  if (setting === "Right") return "right";
  if (setting === "Center" || setting === "CenterAcrossSelection") return "center";
  if (setting !== undefined && setting !== "General") return "left";
  if (typeof value === "boolean" || isError(value)) return "center";
  return typeof value === "number" ? "right" : "left";
}

function vertical(setting: string | undefined): Look["vertical"] {
  if (setting === "Top") return "top";
  return setting === "Center" ? "middle" : "bottom";
}

const SIDES: readonly Side[] = ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight"];
const WIDTHS: Readonly<Record<string, number>> = { Hairline: 1, Thin: 1, Medium: 2, Thick: 3 };
const DASHES: Readonly<Record<string, readonly number[]>> = { Dash: [4, 3], Dot: [1, 2] };

function bordersOf(style: StyleOf, { above, below }: TableLook): Border[] {
  const borders: Border[] = [
    ...(above === undefined ? [] : [tableLine("EdgeTop", above)]),
    ...(below === undefined ? [] : [tableLine("EdgeBottom", below)]),
  ];
  for (const side of SIDES) {
    const line = style(`border.${side}.style`);
    if (line === undefined || line === "None") continue;
    borders.push({
      side,
      color: style(`border.${side}.color`) ?? INK,
      width: WIDTHS[style(`border.${side}.weight`) ?? "Thin"] ?? 1,
      dash: DASHES[line] ?? [],
    });
  }
  return borders;
}

const tableLine = (side: Side, color: string): Border => ({ side, color, width: 1, dash: [] });
