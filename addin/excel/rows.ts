import { type CellValue, cellOf, type WireText } from "../grid/cell.ts";
import type { GridSetting } from "../grid/compare.ts";
import type { Column } from "../sheets/sheet.ts";
import { cutMessage } from "../sheets/states.ts";
import { type RowWrite, writeRows } from "./blocks.ts";
import { validateLists } from "./lists.ts";
import { areaOf, type ManagedTable } from "./table.ts";

/** What is written into one row of the table: fields in wire form, and what State and Message say. */
export interface RowChange {
  index: number;
  fields: ReadonlyMap<string, WireText>;
  mark?: { state: string; message: string };
}

/** Writes fields of rows that stand in the table, and nothing else of them. */
export async function writeChanges<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  { changes, setting }: { changes: readonly RowChange[]; setting: GridSetting },
): Promise<void> {
  const kinds = new Map(managed.sheet.columns.map(({ field, kind }) => [field, kind]));
  const rows = changes.map(({ index, fields, mark }): RowWrite => {
    const cells = new Map<number, CellValue>();
    const put = (field: string, value: CellValue) => {
      const column = managed.columns.get(field);
      if (column !== undefined) cells.set(column, value);
    };
    for (const [field, wire] of fields) {
      put(field, cellOf(wire, kinds.get(field) ?? "text", setting.culture));
    }
    if (mark !== undefined) {
      put("state", mark.state);
      put("message", cutMessage(mark.message));
    }
    return { row: managed.body.row + index, cells };
  });
  await writeRows(
    context,
    areaOf(managed),
    rows.filter(({ cells }) => cells.size > 0),
  );
}

/** Appends rows below the table: the table is stretched first, so that Excel fills its styles and formulas. */
export async function appendRows<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  {
    rows,
    setting,
    firstIndex,
  }: {
    rows: readonly Row[];
    setting: GridSetting;
    /** Where the first one goes: right after the last row, or into the empty row of a table without data. */
    firstIndex: number;
  },
): Promise<void> {
  if (rows.length === 0) return;
  const first = firstIndex === 0 ? 0 : firstIndex - 1;
  await stretch(context, managed, firstIndex + rows.length);
  const rowAt = (index: number, count: number) =>
    managed.worksheet.getRangeByIndexes(
      managed.body.row + index,
      managed.body.column,
      count,
      managed.body.width,
    );
  rowAt(firstIndex, rows.length).copyFrom(rowAt(first, 1), "Formats");
  validateLists(managed.sheet, managed, {
    first: firstIndex,
    count: rows.length,
    lists: setting.lists,
  });
  writeFormulas(managed, { first: firstIndex, count: rows.length });
  await writeRows(
    context,
    areaOf(managed),
    rows.map((row, offset) => ({
      row: managed.body.row + firstIndex + offset,
      cells: newCells(managed, { row, setting }),
    })),
  );
}

/** Makes room for `rows` rows of data; what the user has below the table moves down. */
async function stretch<Row>(
  context: Excel.RequestContext,
  { table, worksheet, body, hasTotals }: ManagedTable<Row>,
  rows: number,
): Promise<void> {
  const added = rows - body.rows;
  if (added <= 0) return;
  const below = worksheet.getRangeByIndexes(body.row + body.rows, body.column, added, body.width);
  if (hasTotals) table.showTotals = false;
  const used = below.getUsedRangeOrNullObject(true);
  const barrier = below.getTables(false).load("items/name");
  await context.sync();
  if (!used.isNullObject || barrier.items.length > 0) below.insert("Down");
  table.resize(worksheet.getRangeByIndexes(body.row - 1, body.column, rows + 1, body.width));
  if (hasTotals) table.showTotals = true;
}

/** Formulas go in as such: only `formulas` is English in every Excel. */
function writeFormulas<Row>(
  { sheet, worksheet, columns, body }: ManagedTable<Row>,
  { first, count }: { first: number; count: number },
): void {
  for (const { field, formula } of sheet.columns) {
    const index = columns.get(field);
    if (formula === undefined || index === undefined) continue;
    const cells = worksheet.getRangeByIndexes(body.row + first, index, count, 1);
    cells.formulas = Array.from({ length: count }, () => [formula]);
  }
}

function newCells<Row>(
  { sheet, columns }: ManagedTable<Row>,
  { row, setting }: { row: Row; setting: GridSetting },
): Map<number, CellValue> {
  const outcome = sheet.outcome(row);
  const cells = new Map<number, CellValue>();
  for (const column of sheet.columns) {
    const index = columns.get(column.field);
    if (index !== undefined && column.formula === undefined)
      cells.set(index, newCell(column, { row, outcome, setting }));
  }
  return cells;
}

function newCell<Row>(
  column: Column<Row>,
  {
    row,
    outcome,
    setting,
  }: { row: Row; outcome: { state: string; message: string }; setting: GridSetting },
): CellValue {
  if (column.field === "state") return outcome.state;
  if (column.field === "message") return cutMessage(outcome.message);
  return cellOf(column.wire(row, setting.today), column.kind, setting.culture);
}
