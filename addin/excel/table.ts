import { Refusal } from "../../shared/refusal.ts";
import type { Sheet } from "../sheets/sheet.ts";
import { SHEETS } from "../sheets/sheets.ts";
import type { TableName, TableRows } from "../taskpane/ports.ts";
import { type Binding, bindingCells, bindingIn } from "./binding.ts";
import type { Area } from "./blocks.ts";
import { askHiddenSheets, type HiddenSheets } from "./hidden-sheet.ts";

/** A table of ours as it stands now: where it is and which column holds what. */
export interface ManagedTable<Row = unknown> {
  sheet: Sheet<Row>;
  table: Excel.Table;
  worksheet: Excel.Worksheet;
  name: string;
  sheetName: string;
  sheetId: string;
  binding: Binding;
  /** Of the data, in the sheet, 0 first. */
  body: { row: number; column: number; rows: number; width: number };
  hasTotals: boolean;
  hidden: HiddenSheets;
  /** The sheet's column of each field; one that the user deleted is not in it. */
  columns: ReadonlyMap<string, number>;
  /** Titles of the columns that the user deleted. */
  missing: string[];
  /** The other managed tables of the workbook: typed names may mean a row of theirs. */
  others: ManagedTables;
}

/** The managed tables of a workbook, each by its name. */
export type ManagedTables = { [Name in TableName]?: ManagedTable<TableRows[Name]> };

/**
 * Finds every table by its id and its columns by theirs, with the header as a fallback. A copied sheet has other ids and is
 * not ours: two tables must never answer for one row.
 */
export async function findTables(context: Excel.RequestContext): Promise<ManagedTables> {
  const hidden = askHiddenSheets(context);
  const tables = context.workbook.tables.load("items/id");
  await context.sync();
  const found: ManagedTables = {};
  if (hidden.meta.isNullObject) return found;
  const cells = bindingCells(hidden.meta).load("values");
  // Which table is ours is not known yet, and there are few: asking for all saves a round trip.
  const candidates = tables.items.map(askShape);
  await context.sync();
  const book = { cells, candidates, hidden, found };
  // The tables know one another, so that one object is filled.
  Object.assign(
    found,
    tableIn(book, "deductions"),
    tableIn(book, "promotions"),
    tableIn(book, "promoLines"),
    tableIn(book, "funds"),
  );
  return found;
}

interface Book {
  cells: Excel.Range;
  candidates: readonly TableShape[];
  hidden: HiddenSheets;
  found: ManagedTables;
}

/** One of the tables, under its name; nothing under it when the workbook does not have it. */
function tableIn<Name extends TableName>(
  { cells, candidates, hidden, found }: Book,
  name: Name,
): { [Each in Name]?: ManagedTable<TableRows[Each]> } {
  const part: { [Each in Name]?: ManagedTable<TableRows[Each]> } = {};
  const sheet: Sheet<TableRows[Name]> = SHEETS[name];
  const binding = bindingIn(cells, sheet.table);
  const shape = candidates.find(({ table }) => table.id === binding?.tableId);
  if (binding === null || shape === undefined) return part;
  const { table, body, columns } = shape;
  part[name] = {
    sheet,
    table,
    worksheet: table.worksheet,
    name: table.name,
    sheetName: table.worksheet.name,
    sheetId: table.worksheet.id,
    binding,
    body: {
      row: body.rowIndex,
      column: body.columnIndex,
      rows: body.rowCount,
      width: body.columnCount,
    },
    hasTotals: table.showTotals,
    hidden,
    others: found,
    ...locate(sheet, { binding, columns: columns.items, left: body.columnIndex }),
  };
  return part;
}

/** One of these tables, typed as its name says. */
export function tableOf<Name extends TableName>(
  tables: ManagedTables,
  name: Name,
): ManagedTable<TableRows[Name]> | undefined {
  const byName: { [Each in Name]?: ManagedTable<TableRows[Each]> } = tables;
  return byName[name];
}

/** One of the tables; refused without its keys, since no row could be told from another. */
export async function findTable<Name extends TableName>(
  context: Excel.RequestContext,
  name: Name,
): Promise<ManagedTable<TableRows[Name]> | null> {
  const managed = tableOf(await findTables(context), name);
  if (managed === undefined) return null;
  return managed.columns.has("_id") ? managed : refuseWithoutKey(managed.sheet);
}

interface TableShape {
  table: Excel.Table;
  body: Excel.Range;
  columns: Excel.TableColumnCollection;
}

function askShape(table: Excel.Table): TableShape {
  table.load("id,name,showTotals").worksheet.load("id,name");
  return {
    table,
    body: table.getDataBodyRange().load("rowIndex,columnIndex,rowCount,columnCount"),
    columns: table.columns.load("items/id,items/name,items/index"),
  };
}

/** Without its keys no row can be told from another: writing would double every one of them. */
function refuseWithoutKey<Row>({ name, nouns }: Sheet<Row>): never {
  throw new Refusal(
    "INVALID",
    `The hidden column _id of ${name} was deleted. Undo that, or delete the sheet and get the ${nouns} again.`,
  );
}

function locate<Row>(
  sheet: Sheet<Row>,
  {
    binding,
    columns,
    left,
  }: { binding: Binding; columns: readonly Excel.TableColumn[]; left: number },
): Pick<ManagedTable, "columns" | "missing"> {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const byHeader = new Map(columns.map((column) => [column.name, column]));
  const located = new Map<string, number>();
  const missing: string[] = [];
  for (const { field, header, title } of sheet.columns) {
    const column = byId.get(binding.columnIds[field] ?? -1) ?? byHeader.get(header);
    if (column === undefined) missing.push(title);
    else located.set(field, left + column.index);
  }
  return { columns: located, missing };
}

/** The columns that may be written, as an area of the sheet. */
export function areaOf<Row>({ sheet, worksheet, columns }: ManagedTable<Row>): Area {
  return {
    worksheet,
    columns: sheet.columns.flatMap(({ field, format }) => {
      const index = columns.get(field);
      return index === undefined ? [] : [{ index, isText: format === "@" }];
    }),
  };
}
