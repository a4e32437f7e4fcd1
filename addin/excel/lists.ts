import type { CellValue } from "../grid/cell.ts";
import { codesOf } from "../grid/lookup.ts";
import { type GridLists, LIST_NOUNS, type ListName, type Sheet } from "../sheets/sheet.ts";
import { type RowWindow, readWindows, toCellValue } from "./batch.ts";
import { type RowWrite, writeRows } from "./blocks.ts";
import { hiddenSheet, LISTS_SHEET } from "./hidden-sheet.ts";
import {
  cellsOf,
  headingOf,
  LIST_COLUMNS,
  LIST_NAMES,
  listIn,
  NO_LISTS,
  widthOf,
} from "./list-columns.ts";

/**
 * office.js does not tell which day a workbook counts from. This cell's formula does: the first day of 1904 is 0 where
 * days count from 1904, and 1,462 everywhere else.
 */
const FIRST_DAY = { address: "D1:D2", title: "1904-01-01", formula: "=DATE(1904,1,1)" } as const;

/** The lists of the workbook, and whether its days count from 1904. Nothing is offered while it has no lists. */
export async function readLists(
  context: Excel.RequestContext,
  { worksheet, names }: { worksheet: Excel.Worksheet; names: ReadonlySet<ListName> },
): Promise<{ lists: GridLists; date1904: boolean }> {
  if (worksheet.isNullObject) {
    await context.sync();
    return { lists: NO_LISTS, date1904: false };
  }
  const firstDay = worksheet.getRange(FIRST_DAY.address).load("values");
  const wanted = LIST_NAMES.filter((name) => names.has(name)).map((name) => ({
    name,
    // How long it is has to be known first: a long list does not fit into one answer.
    used: worksheet
      .getRangeByIndexes(0, LIST_COLUMNS[name].first, 1, 1)
      .getEntireColumn()
      .getUsedRangeOrNullObject(true)
      .load("rowCount"),
  }));
  await context.sync();
  const lists = await readCells(
    context,
    worksheet,
    wanted.flatMap(({ name, used }) => (used.isNullObject ? [] : [{ name, rows: used.rowCount }])),
  );
  return { lists, date1904: firstDay.values[1]?.[0] === 0 };
}

interface ListSize {
  name: ListName;
  rows: number;
}

/** Short lists come in one answer; a long one in windows, by itself. */
async function readCells(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  sizes: readonly ListSize[],
): Promise<GridLists> {
  const lists: Record<ListName, GridLists[ListName]> = { ...NO_LISTS };
  const isShort = ({ rows }: ListSize) => rows <= SHORT_LIST;
  const short = sizes.filter(isShort).map(({ name, rows }) => ({
    name,
    range: rangeOf(worksheet, name, { first: 0, count: rows }),
  }));
  await context.sync();
  for (const { name, range } of short) lists[name] = listIn(name, textsOf(range));
  for (const size of sizes.filter((each) => !isShort(each))) {
    lists[size.name] = await readLong(context, worksheet, size);
  }
  return lists;
}

/** So many rows of every list together still fit into one answer. */
const SHORT_LIST = 1_000;

async function readLong(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  { name, rows }: ListSize,
): Promise<GridLists[ListName]> {
  const cells: string[][] = [];
  await readWindows(rows, async (window) => {
    const range = rangeOf(worksheet, name, window);
    await context.sync();
    cells.push(...textsOf(range));
  });
  return listIn(name, cells);
}

const rangeOf = (worksheet: Excel.Worksheet, name: ListName, { first, count }: RowWindow) =>
  worksheet.getRangeByIndexes(first, LIST_COLUMNS[name].first, count, widthOf(name)).load("values");

function textsOf({ values }: Excel.Range): string[][] {
  const rows: unknown[][] = values;
  return rows.map((row) => row.map((cell) => String(toCellValue(cell))));
}

/** Which lists a table needs: those of its columns, and those that its rules ask for more. */
export function listsOf<Row>({ columns }: Sheet<Row>): Set<ListName> {
  const names = new Set(columns.flatMap(({ list }) => list ?? []));
  if (names.has("promotions")) names.add("tactics");
  return names;
}

/** Writes these lists; the others stay as they are. */
export async function writeLists(
  context: Excel.RequestContext,
  lists: GridLists,
  names: readonly ListName[],
): Promise<void> {
  const worksheet = await hiddenSheet(context, "lists");
  for (const name of names) {
    const { first } = LIST_COLUMNS[name];
    const columns = worksheet.getRangeByIndexes(0, first, 1, widthOf(name)).getEntireColumn();
    columns.clear("Contents");
  }
  worksheet.getRange(FIRST_DAY.address).formulas = [[`'${FIRST_DAY.title}`], [FIRST_DAY.formula]];
  const columns = names.flatMap((name) =>
    Array.from({ length: widthOf(name) }, (_, offset) => ({
      index: LIST_COLUMNS[name].first + offset,
      // As text "005" keeps its zeros, and a name that starts with "=" is no formula.
      isText: true,
    })),
  );
  await writeRows(context, { worksheet, columns }, listRows(lists, names));
}

function listRows(lists: GridLists, names: readonly ListName[]): RowWrite[] {
  const written = names.map((name) => ({
    first: LIST_COLUMNS[name].first,
    rows: [headingOf(name, lists[name]), ...lists[name].entries.map((each) => cellsOf(name, each))],
  }));
  const count = Math.max(0, ...written.map(({ rows }) => rows.length));
  return Array.from({ length: count }, (_, row) => ({
    row,
    cells: new Map<number, CellValue>(
      written.flatMap(({ first, rows }) =>
        (rows[row] ?? []).map((text, offset): [number, CellValue] => [first + offset, text]),
      ),
    ),
  }));
}

/** Where dropdowns go: the columns of a table, in the sheet, and where its data starts. */
interface Place {
  worksheet: Excel.Worksheet;
  columns: ReadonlyMap<string, number>;
  body: { row: number };
}

/** Gives rows their dropdowns. Pasting goes around a dropdown, so everything is checked again before it is published. */
export function validateLists<Row>(
  sheet: Sheet<Row>,
  { worksheet, columns, body }: Place,
  { first, count, lists }: { first: number; count: number; lists: GridLists },
): void {
  for (const { field, kind, list, title } of sheet.columns) {
    const index = columns.get(field);
    if (list === undefined || index === undefined || lists[list].entries.length === 0) continue;
    const cells = worksheet.getRangeByIndexes(body.row + first, index, count, 1);
    cells.dataValidation.rule = {
      list: { inCellDropDown: true, source: listSource(list, lists) },
    };
    cells.dataValidation.errorAlert = {
      // A code column only suggests, since a company has codes of its own; a lookup takes names too.
      showAlert: kind === "choice",
      style: "Stop",
      title,
      message: `Choose a ${LIST_NOUNS[list]} from the list.`,
    };
  }
}

/** The cells of a list as a dropdown's source: a literal list may have 255 characters only. */
function listSource(name: ListName, lists: GridLists): string {
  const letter = columnLetters(LIST_COLUMNS[name].first);
  const last = 1 + Math.max(1, codesOf(lists[name]).length);
  return `=${LISTS_SHEET}!$${letter}$2:$${letter}$${last}`;
}

function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}
