import type { Table } from "../host/model.ts";
import type { Spot } from "./zone.ts";

/** What a table's style paints behind the cell's own settings. */
export interface TableLook {
  readonly fill?: string;
  readonly color?: string;
  readonly isBold?: boolean;
  /** Lines above and below the cell. */
  readonly above?: string;
  readonly below?: string;
}

interface Palette {
  readonly header: string | undefined;
  readonly headerText: string;
  readonly band: string;
  readonly line: string;
  readonly hasRowLines: boolean;
}

const ACCENTS: readonly (readonly [strong: string, soft: string, line: string])[] = [
  ["#595959", "#EDEDED", "#BFBFBF"],
  ["#2F6EBA", "#E4EEF9", "#A9C6E8"],
  ["#C55A11", "#FBE9DF", "#F0C3A6"],
  ["#6B6B6B", "#F0F0F0", "#CFCFCF"],
  ["#9A7400", "#FFF5DA", "#EBD48A"],
  ["#3A6FA8", "#E5F0F8", "#A9CCE3"],
  ["#3F7D3A", "#E8F3E5", "#AED3A8"],
];

/** Table styles are named family and number; seven colours go round in each family, the first without colour. */
function paletteOf(style: string): Palette {
  const [, family = "Medium", number = "2"] = /^TableStyle([A-Za-z]+)(\d+)$/.exec(style) ?? [];
  const place = Number(number) - 1;
  const [strong, soft, line] = ACCENTS[place % ACCENTS.length] ?? PLAIN;
  // Of the light styles only the second seven fill the header, and the first seven draw no lines between rows.
  const isFilled = family !== "Light" || Math.floor(place / ACCENTS.length) === 1;
  const hasRowLines = family !== "Light" || place >= ACCENTS.length;
  return {
    header: isFilled ? strong : undefined,
    headerText: isFilled ? "#FFFFFF" : "#242424",
    band: soft,
    line,
    hasRowLines,
  };
}
const PLAIN = ["#595959", "#EDEDED", "#BFBFBF"] as const;

/** How a table's style paints one of its cells. */
export function tableLookAt(table: Table, spot: Spot): TableLook {
  if (table.style === "" || table.style === "None") return {};
  const palette = paletteOf(table.style);
  const row = spot.r - table.z.r;
  if (table.showHeaders && row === 0) return headerLook(palette);
  const isLast = row === table.z.rows - 1;
  const below = isLast || palette.hasRowLines ? { below: palette.line } : {};
  if (table.showTotals && isLast) return { isBold: true, above: palette.line, ...below };
  return { ...bandOf(table, spot, palette), ...below };
}

const headerLook = ({ header, headerText, line }: Palette): TableLook => ({
  color: headerText,
  isBold: true,
  above: line,
  below: line,
  ...(header !== undefined && { fill: header }),
});

function bandOf(table: Table, spot: Spot, palette: Palette): TableLook {
  const bodyRow = spot.r - table.z.r - (table.showHeaders ? 1 : 0);
  const column = spot.c - table.z.c;
  const isBanded =
    (table.showBandedRows && bodyRow % 2 === 0) || (table.showBandedColumns && column % 2 === 0);
  const isBold =
    (table.highlightFirstColumn && column === 0) ||
    (table.highlightLastColumn && column === table.z.cols - 1);
  return { ...(isBanded && { fill: palette.band }), ...(isBold && { isBold }) };
}

/** Whether a cell of the header row carries the button that opens the filter menu. */
export const hasFilterButton = (table: Table, spot: Spot): boolean =>
  table.showHeaders && table.showFilterButton && spot.r === table.z.r;
