import type { Sheet } from "../sheets/sheet.ts";
import { SHEETS, TABLE_NAMES } from "../sheets/sheets.ts";
import type { TableName, TableRows } from "../taskpane/ports.ts";
import { asOfName } from "./as-of-line.ts";
import { type Binding, writeBinding } from "./binding.ts";
import { formatColumns } from "./column-format.ts";
import { refuseFilledPlace } from "./room.ts";
import { addStyles, STYLES, tintStates } from "./styles.ts";
import { findTables, type ManagedTable, tableOf } from "./table.ts";

/** On a sheet of its own: title, as-of line, legend; then the table's header. */
const HEADER_ROW = 3;
const LEGEND =
  "Blue columns with ✎ are yours to edit. Everything else comes from Tradebook; ★ is required, ƒ is calculated there.";

/** What a new table is told besides its name. */
interface NewTable {
  binding: Omit<Binding, "tableId" | "columnIds">;
  /** How many rows it is about to hold. */
  rows: number;
  place: "sheet" | "selection";
}

/** Where the header goes. */
interface Place {
  worksheet: Excel.Worksheet;
  row: number;
  column: number;
  isOwnSheet: boolean;
}

/**
 * Makes a table with one empty row: rows come in by the same way as those of a later refresh. Formats are set here once;
 * from then on they are the user's.
 */
export async function createTable<Name extends TableName>(
  context: Excel.RequestContext,
  name: Name,
  { binding, rows, place: wanted }: NewTable,
): Promise<ManagedTable<TableRows[Name]>> {
  const sheet: Sheet<TableRows[Name]> = SHEETS[name];
  await addStyles(context);
  const place =
    wanted === "sheet"
      ? await addSheet(context, { sheet, before: sheetsAfter(name) })
      : await takeSelection(context, { sheet, rows });
  const table = await addTable(context, sheet, place);
  await formatColumns(context, { sheet, ...place });
  dress(sheet, place);
  table.load("id");
  const columns = table.columns.load("items/id,items/index");
  await context.sync();
  const ids = sheet.columns.map(
    ({ field }, index) => [field, columns.items[index]?.id ?? 0] as const,
  );
  await writeBinding(context, name, {
    ...binding,
    tableId: table.id,
    columnIds: Object.fromEntries(ids),
  });
  await context.sync();
  return findNew(context, name);
}

async function findNew<Name extends TableName>(
  context: Excel.RequestContext,
  name: Name,
): Promise<ManagedTable<TableRows[Name]>> {
  const managed = tableOf(await findTables(context), name);
  if (managed === undefined) throw new Error(`The table of ${name} was made but is not there.`);
  return managed;
}

async function addTable<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  { worksheet, row, column }: Place,
): Promise<Excel.Table> {
  const tables = context.workbook.tables.load("items/name");
  await context.sync();
  const width = sheet.columns.length;
  worksheet.getRangeByIndexes(row, column, 1, width).values = [
    sheet.columns.map(({ header }) => header),
  ];
  const table = worksheet.tables.add(worksheet.getRangeByIndexes(row, column, 2, width), true);
  table.name = freeName(sheet.table, "", tables.items);
  table.style = "TableStyleLight1";
  table.showBandedRows = false;
  return table;
}

/** The sheets that stand to the right of this table's: a promotion is read before its lines, whichever came first. */
const sheetsAfter = (name: TableName): string[] =>
  TABLE_NAMES.slice(TABLE_NAMES.indexOf(name) + 1).map((each) => SHEETS[each].name);

/** A sheet of that name may be the user's, or a copy of ours. */
async function addSheet<Row>(
  context: Excel.RequestContext,
  { sheet, before }: { sheet: Sheet<Row>; before: readonly string[] },
): Promise<Place> {
  const worksheets = context.workbook.worksheets.load("items/name,items/position");
  await context.sync();
  const name = freeName(sheet.name, " ", worksheets.items);
  const worksheet = context.workbook.worksheets.add(name);
  const right = worksheets.items.find((each) => before.includes(each.name));
  if (right !== undefined) worksheet.position = right.position;
  worksheet.getRange("A1:A3").values = [[name], [""], [LEGEND]];
  worksheet.getRange("A1").style = STYLES.title;
  worksheet.getRange("A2:A3").style = STYLES.asOf;
  worksheet.getRange("A1").format.rowHeight = 26;
  worksheet.names.add(asOfName(sheet), worksheet.getRange("A2"));
  return { worksheet, row: HEADER_ROW, column: 0, isOwnSheet: true };
}

/** The active cell becomes the first header; the line above it takes the as-of words when it is free. */
async function takeSelection<Row>(
  context: Excel.RequestContext,
  { sheet, rows }: { sheet: Sheet<Row>; rows: number },
): Promise<Place> {
  const active = context.workbook.getActiveCell().load("rowIndex,columnIndex");
  const { worksheet } = active;
  await context.sync();
  const [row, column] = [active.rowIndex, active.columnIndex];
  const width = sheet.columns.length;
  await refuseFilledPlace(context, worksheet, {
    zone: { row, column, rows: 1 + Math.max(1, rows), columns: width },
    nouns: sheet.nouns,
  });
  if (row > 0)
    await keepAsOfLine(context, sheet, worksheet.getRangeByIndexes(row - 1, column, 1, 1));
  return { worksheet, row, column, isOwnSheet: false };
}

async function keepAsOfLine<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
  above: Excel.Range,
): Promise<void> {
  above.load("values");
  const known = above.worksheet.names.getItemOrNullObject(asOfName(sheet));
  await context.sync();
  if (above.values[0]?.[0] !== "") return;
  if (!known.isNullObject) known.delete();
  above.worksheet.names.add(asOfName(sheet), above);
  above.style = STYLES.asOf;
}

function dress<Row>(sheet: Sheet<Row>, { worksheet, row, column, isOwnSheet }: Place): void {
  const at = (field: string) => column + sheet.columns.findIndex((each) => each.field === field);
  const body = worksheet.getRangeByIndexes(row + 1, column, 1, sheet.columns.length);
  tintStates(worksheet, {
    row: row + 1,
    state: at("state"),
    width: 2,
    whole: body,
    isOwnSheet,
  });
  if (!isOwnSheet) return;
  worksheet.showGridlines = false;
  worksheet.freezePanes.freezeAt(worksheet.getRangeByIndexes(0, 0, row + 1, 1));
  worksheet.activate();
  worksheet.getRangeByIndexes(row + 1, column, 1, 1).select();
}

function freeName(wanted: string, space: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map(({ name }) => name.toLowerCase()));
  const candidates = [wanted, ...taken.map((_, index) => `${wanted}${space}${index + 2}`)];
  return candidates.find((name) => !names.has(name.toLowerCase())) ?? `${wanted}${space}0`;
}
