import { Refusal } from "../../shared/refusal.ts";
import type { CellCulture, CellValue } from "../grid/cell.ts";
import type { GridSetting, SheetRow } from "../grid/compare.ts";
import type { Sheet } from "../sheets/sheet.ts";
import { readWindows, toCellValue } from "./batch.ts";
import { type Binding, bindingCells, bindingIn } from "./binding.ts";
import type { Area } from "./blocks.ts";
import { askHiddenSheets, type HiddenSheets } from "./hidden-sheet.ts";
import { readLists } from "./lists.ts";

/** A table of ours as it stands now: where it is and which column holds what. */
export interface ManagedTable {
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
}

/**
 * Finds the table by its id and its columns by theirs, with the header as a fallback. A copied sheet has other ids and is
 * not ours: two tables must never answer for one row.
 */
export async function findTable<Row>(
  context: Excel.RequestContext,
  sheet: Sheet<Row>,
): Promise<ManagedTable | null> {
  const hidden = askHiddenSheets(context);
  const tables = context.workbook.tables.load("items/id");
  await context.sync();
  if (hidden.meta.isNullObject) return null;
  const cells = bindingCells(hidden.meta).load("values");
  // Which table is ours is not known yet, and there are few: asking for all saves a round trip.
  const candidates = tables.items.map(askShape);
  await context.sync();
  const binding = bindingIn(cells, sheet.table);
  const found = candidates.find(({ table }) => table.id === binding?.tableId);
  if (binding === null || found === undefined) return null;
  const { table, body, columns } = found;
  if (!columns.items.some(({ id }) => id === binding.columnIds["_id"])) refuseWithoutKey(sheet);
  const located = locate(sheet, { binding, columns: columns.items, left: body.columnIndex });
  return {
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
    ...located,
  };
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
function refuseWithoutKey<Row>({ name }: Sheet<Row>): never {
  throw new Refusal(
    "INVALID",
    `The hidden column _id of ${name} was deleted. Undo that, or delete the sheet and get the deductions again.`,
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
  const located = new Map<string, number>();
  const missing: string[] = [];
  for (const { field, header, title } of sheet.columns) {
    const column =
      columns.find(({ id }) => id === binding.columnIds[field]) ??
      columns.find(({ name }) => name === header);
    if (column === undefined) missing.push(title);
    else located.set(field, left + column.index);
  }
  return { columns: located, missing };
}

/** The columns that may be written, as an area of the sheet. */
export function areaOf<Row>(sheet: Sheet<Row>, { worksheet, columns }: ManagedTable): Area {
  return {
    worksheet,
    columns: sheet.columns.flatMap(({ field, format }) => {
      const index = columns.get(field);
      return index === undefined ? [] : [{ index, isText: format === "@" }];
    }),
  };
}

/** How this workbook writes numbers and days, and what comparing needs besides. */
export async function readSetting(
  context: Excel.RequestContext,
  { hidden }: ManagedTable,
  asOf: string,
): Promise<GridSetting> {
  const { application, workbook } = context;
  application.load("decimalSeparator,thousandsSeparator");
  workbook.load("usePrecisionAsDisplayed");
  const { lists, date1904 } = await readLists(context, hidden.lists);
  const culture: CellCulture = {
    decimal: application.decimalSeparator,
    group: application.thousandsSeparator,
    date1904,
  };
  return {
    culture,
    lists,
    today: asOf.slice(0, 10),
    precisionAsDisplayed: workbook.usePrecisionAsDisplayed,
  };
}

/** Reads our columns of every row, in windows that one answer can carry. */
export async function readRows(
  context: Excel.RequestContext,
  managed: ManagedTable,
): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  const span = managedSpan(managed);
  await readWindows(managed.body.rows, async ({ first, count }) => {
    const range = managed.worksheet
      .getRangeByIndexes(managed.body.row + first, span.first, count, span.width)
      .load("values,formulas");
    const hidden = range.getRowProperties({ rowHidden: true });
    await context.sync();
    const values: unknown[][] = range.values;
    const formulas: unknown[][] = range.formulas;
    for (const [offset, row] of values.entries()) {
      rows.push({
        index: first + offset,
        hidden: hidden.value[offset]?.rowHidden === true,
        ...readCells(managed, { row, formulas: formulas[offset] ?? [], left: span.first }),
      });
    }
  });
  return rows;
}

function managedSpan({ columns }: ManagedTable): { first: number; width: number } {
  const indexes = [...columns.values()];
  const first = Math.min(...indexes);
  return { first, width: Math.max(...indexes) - first + 1 };
}

function readCells(
  { columns }: ManagedTable,
  { row, formulas, left }: { row: unknown[]; formulas: unknown[]; left: number },
): Pick<SheetRow, "values" | "formulas"> {
  const values: Record<string, CellValue> = {};
  const withFormula = new Set<string>();
  for (const [field, index] of columns) {
    const value = row[index - left];
    values[field] = toCellValue(value);
    const formula = formulas[index - left];
    // A text that starts with "=" reads the same in both; a formula differs from its value.
    if (typeof formula === "string" && formula.startsWith("=") && formula !== value) {
      withFormula.add(field);
    }
  }
  return { values, formulas: withFormula };
}
