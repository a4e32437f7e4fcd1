import type { Zone } from "../host/a1.ts";
import { offsetFormula } from "../host/calc/translate.ts";
import { asFormula, parseInput } from "../host/input.ts";
import type { CellValue, Sheet } from "../host/model.ts";
import { textAt } from "./choices.ts";
import { fromTsv, toTsv } from "./tsv.ts";
import { isOneCell, type Spot } from "./zone.ts";

/** What was copied: the text other programs see, and the cells themselves, which hold more digits than are shown. */
export interface Copied {
  readonly text: string;
  readonly cells: readonly (readonly CopiedCell[])[];
}

interface CopiedCell extends Spot {
  readonly value: CellValue;
  readonly formula: string | undefined;
}

/** Copies the cells in sight: those hidden by a filter stay behind, as in Excel. */
export function copyZone(sheet: Sheet, zone: Zone): Copied {
  const used = sheet.used(true);
  const rows = Math.min(zone.rows, Math.max(1, used ? used.r + used.rows - zone.r : 1));
  const cols = Math.min(zone.cols, Math.max(1, used ? used.c + used.cols - zone.c : 1));
  const rowsInSight = range(zone.r, rows).filter((r) => !sheet.isRowHidden(r));
  const colsInSight = range(zone.c, cols).filter((c) => !sheet.isColumnHidden(c));
  const cells = rowsInSight.map((r) => colsInSight.map((c) => copiedCell(sheet, { r, c })));
  return { text: toTsv(cells.map((row) => row.map((spot) => textAt(sheet, spot)))), cells };
}

export interface Pasted {
  readonly zone: Zone;
  readonly values: readonly (readonly string[])[];
}

/** What pasting a text into a zone types, and where. Text of our own copy pastes the cells it came from. */
export function pasteInto(target: Target, text: string, copied: Copied | undefined): Pasted {
  const isOwn = copied !== undefined && lined(copied.text) === lined(text);
  const block: readonly (readonly (CopiedCell | string)[])[] = isOwn ? copied.cells : fromTsv(text);
  const size = { rows: block.length, cols: block[0]?.length ?? 1 };
  const zone = landing(target.zone, size);
  const values = range(0, zone.rows).map((i) =>
    range(0, zone.cols).map((j) => {
      const cell = block[i % size.rows]?.[j % size.cols] ?? "";
      const to = { r: zone.r + i, c: zone.c + j };
      return typeof cell === "string" ? cell : typedText(cell, to, target.sheet);
    }),
  );
  return { zone, values };
}

export interface Target {
  readonly sheet: Sheet;
  readonly zone: Zone;
}

const lined = (text: string): string => text.replaceAll("\r\n", "\n").replace(/\n$/, "");

/** A block fills a selection it divides; otherwise it lands at the selection's first cell. */
function landing(zone: Zone, size: { rows: number; cols: number }): Zone {
  const divides = zone.rows % size.rows === 0 && zone.cols % size.cols === 0;
  return divides && !isOneCell(zone) ? zone : { ...zone, ...size };
}

/** What to type so that a cell becomes what another was: text that looks like a number stays text. */
function typedText(from: CopiedCell, to: Spot, sheet: Sheet): string {
  if (from.formula !== undefined) return offsetFormula(from.formula, to.r - from.r, to.c - from.c);
  if (typeof from.value !== "string") return String(from.value);
  return asText(from.value, sheet.numberFormat(to.r, to.c));
}

/** A text as it has to be typed to stay that text: Excel would make 5 of "005" and a formula of "=1". */
export function asText(text: string, format: string): string {
  const isSafe = parseInput(text, format).value === text && asFormula(text, format) === null;
  return isSafe ? text : `'${text}`;
}

function copiedCell(sheet: Sheet, spot: Spot): CopiedCell {
  const cell = sheet.at(spot.r, spot.c);
  return { ...spot, value: cell?.v ?? "", formula: cell?.f };
}

const range = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, step) => from + step);
