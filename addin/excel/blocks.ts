import type { CellValue } from "../grid/cell.ts";
import { CHUNK, holdStill } from "./batch.ts";

/** A column of the sheet that may be written. Text must be formatted `@` before its value is written. */
interface AreaColumn {
  index: number;
  isText: boolean;
}

/** Where to write: what lies between these columns is the user's and is left alone. */
export interface Area {
  worksheet: Excel.Worksheet;
  columns: readonly AreaColumn[];
}

/** The cells of one row (counted in the sheet, 0 first) by column; a column that is not named keeps its value. */
export interface RowWrite {
  row: number;
  cells: ReadonlyMap<number, CellValue>;
}

/** What `null` costs in a request: it tells Excel to leave a cell alone. */
const BYTES_PER_GAP = 5;

/** Writes rows in whole blocks, one sync per window of at most 5,000 rows. */
export async function writeRows(
  context: Excel.RequestContext,
  { worksheet, columns }: Area,
  rows: readonly RowWrite[],
): Promise<void> {
  const blocks = blocksOf(columns);
  for (const window of windowsBySize(rows, columns.length)) {
    holdStill(context);
    for (const block of blocks) writeBlock(worksheet, block, window);
    // A window is as much as one request may carry.
    await context.sync();
  }
}

/** Columns that lie side by side. */
function blocksOf(columns: readonly AreaColumn[]): AreaColumn[][] {
  const blocks: AreaColumn[][] = [];
  for (const column of columns.toSorted((a, b) => a.index - b.index)) {
    const last = blocks.at(-1);
    if (last?.at(-1)?.index === column.index - 1) last.push(column);
    else blocks.push([column]);
  }
  return blocks;
}

function windowsBySize(rows: readonly RowWrite[], width: number): RowWrite[][] {
  const windows: RowWrite[][] = [];
  let window: RowWrite[] = [];
  let bytes = 0;
  for (const row of rows.toSorted((a, b) => a.row - b.row)) {
    const [first = row, previous = row] = [window[0], window.at(-1)];
    bytes += sizeOf(row) + (row.row - previous.row) * width * BYTES_PER_GAP;
    const isFull = bytes > CHUNK.bytes || row.row - first.row >= CHUNK.rows;
    if (window.length === 0 || isFull) {
      window = [];
      windows.push(window);
      bytes = sizeOf(row);
    }
    window.push(row);
  }
  return windows;
}

/** About what a row takes in a request: every value, its quotes, and its format. */
function sizeOf({ cells }: RowWrite): number {
  let size = 0;
  for (const value of cells.values()) size += 2 * BYTES_PER_GAP + bytesOf(value);
  return size;
}

const NOT_ASCII = /[^ -~]/g;

/** As the request carries it: a quote is escaped once in the text and once more in the request, a letter may be three bytes. */
function bytesOf(value: CellValue): number {
  if (typeof value !== "string") return String(value).length;
  const others = value.match(NOT_ASCII)?.length ?? 0;
  return JSON.stringify(value).length + 2 * others;
}

function writeBlock(
  worksheet: Excel.Worksheet,
  block: readonly AreaColumn[],
  window: readonly RowWrite[],
): void {
  const [first, last] = [window[0]?.row ?? 0, window.at(-1)?.row ?? 0];
  const cellsAt = new Map(window.map(({ row, cells }) => [row, cells]));
  const isTouched = window.some(({ cells }) => block.some(({ index }) => cells.has(index)));
  if (!isTouched) return;
  const rows = Array.from({ length: last - first + 1 }, (_, offset) => cellsAt.get(first + offset));
  const values = rows.map((cells) => block.map(({ index }) => cells?.get(index) ?? null));
  const formats = rows.map((cells) =>
    block.map(({ index, isText }) => (isText && cells?.has(index) ? "@" : null)),
  );
  const range = worksheet.getRangeByIndexes(first, block[0]?.index ?? 0, rows.length, block.length);
  // Without the format first, "005" would become 5 and a note that starts with "=" a formula.
  if (formats.some((row) => row.includes("@"))) range.numberFormat = formats;
  range.values = values;
}
