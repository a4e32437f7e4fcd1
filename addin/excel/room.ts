import { Refusal } from "../../shared/refusal.ts";
import type { ManagedTable } from "./table.ts";

/** A rectangle of cells, 0 first. */
export interface Zone {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

const overlaps = (one: Zone, other: Zone): boolean =>
  one.row < other.row + other.rows &&
  other.row < one.row + one.rows &&
  one.column < other.column + other.columns &&
  other.column < one.column + one.columns;

interface NamedZone extends Zone {
  name: string;
}

/** Every table of a sheet and where it is. */
async function tablesOn(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
): Promise<NamedZone[]> {
  const tables = worksheet.tables.load("items/name");
  await context.sync();
  const ranges = tables.items.map((table) => ({
    name: table.name,
    range: table.getRange().load("rowIndex,columnIndex,rowCount,columnCount"),
  }));
  await context.sync();
  return ranges.map(({ name, range }) => ({
    name,
    row: range.rowIndex,
    column: range.columnIndex,
    rows: range.rowCount,
    columns: range.columnCount,
  }));
}

/**
 * Whether the table can grow to so many rows. What is below moves down with it, but Excel cannot cut another table in two:
 * that is said before anything is written.
 */
export async function refuseWithoutRoom<Row>(
  context: Excel.RequestContext,
  { worksheet, body, name, sheet }: ManagedTable<Row>,
  rows: number,
): Promise<void> {
  if (rows <= body.rows) return;
  const end = body.row + body.rows;
  const below = { row: end, column: body.column, rows: 1_048_576 - end, columns: body.width };
  const barrier = (await tablesOn(context, worksheet)).find(
    (other) =>
      other.name !== name &&
      overlaps(other, below) &&
      (other.column < body.column || other.column + other.columns > body.column + body.width),
  );
  if (barrier === undefined) return;
  throw new Refusal(
    "INVALID",
    `${rows - body.rows} new ${sheet.nouns} need room below ${name}, but the table ${barrier.name} is in the way. Move it beside or onto another sheet, then refresh.`,
  );
}

/** A place of a new table must be empty: nothing of the user's is ever written over. */
export async function refuseFilledPlace(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  { zone, nouns }: { zone: Zone; nouns: string },
): Promise<void> {
  const range = worksheet
    .getRangeByIndexes(zone.row, zone.column, zone.rows, zone.columns)
    .load("address");
  const used = range.getUsedRangeOrNullObject(true).load("address");
  const tables = await tablesOn(context, worksheet);
  const table = tables.find((other) => overlaps(other, zone));
  if (table === undefined && used.isNullObject) return;
  const what =
    table === undefined ? `${cellsOf(used)} is filled` : `the table ${table.name} is there`;
  throw new Refusal(
    "INVALID",
    `The ${nouns} need the cells ${cellsOf(range)}, but ${what}. Select a cell with enough room below and to the right, or take a sheet of its own.`,
  );
}

const cellsOf = ({ address }: Excel.Range) => address.slice(address.lastIndexOf("!") + 1);
