import { TABLE_NAMES } from "../sheets/sheets.ts";
import type { TableName } from "../taskpane/ports.ts";
import { toCellValue } from "./batch.ts";
import { findTables, type ManagedTable } from "./table.ts";

/** The ids of the visible rows in the selection, in the sheet's order; none when the selection is elsewhere. */
export async function selectedIds<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
): Promise<string[]> {
  const { body, columns, worksheet, sheetId } = managed;
  const idColumn = columns.get("_id") ?? body.column;
  const selected = context.workbook.getSelectedRanges();
  const areas = selected.areas.load(
    "items/rowIndex,items/rowCount,items/columnIndex,items/columnCount",
  );
  selected.worksheet.load("id");
  const ids = worksheet.getRangeByIndexes(body.row, idColumn, body.rows, 1).load("values");
  const hidden = ids.getRowProperties({ rowHidden: true });
  try {
    await context.sync();
  } catch (error) {
    // A chart or a picture is selected: no cells, so no deductions.
    if (error instanceof OfficeExtension.Error && error.code === "InvalidSelection") return [];
    throw error;
  }
  if (selected.worksheet.id !== sheetId) return [];
  const rows = areas.items.flatMap((area) => rowsIn(area, body));
  const values: unknown[][] = ids.values;
  const visible = [...new Set(rows)]
    .toSorted((a, b) => a - b)
    .filter((index) => hidden.value[index]?.rowHidden !== true)
    .map((index) => String(toCellValue(values[index]?.[0])));
  return [...new Set(visible)].filter((id) => id !== "");
}

/** The rows of the body, 0 first, that an area of the selection touches. */
function rowsIn(area: Excel.Range, body: ManagedTable["body"]): number[] {
  const isBeside =
    area.columnIndex >= body.column + body.width ||
    area.columnIndex + area.columnCount <= body.column;
  const first = Math.max(area.rowIndex, body.row);
  const end = Math.min(area.rowIndex + area.rowCount, body.row + body.rows);
  if (isBeside || end <= first) return [];
  return Array.from({ length: end - first }, (_, offset) => first - body.row + offset);
}

/** Selects a cell of the table; a row that a filter hides is brought into sight first. */
export async function selectField<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  { id, field }: { id: string; field: string },
): Promise<void> {
  const { body, columns, worksheet, table } = managed;
  const idColumn = columns.get("_id");
  if (idColumn === undefined) return;
  const ids = worksheet.getRangeByIndexes(body.row, idColumn, body.rows, 1).load("values");
  const hidden = ids.getRowProperties({ rowHidden: true });
  await context.sync();
  const values: unknown[][] = ids.values;
  const row = /^new row (\d+)$/.exec(id)?.[1];
  // A row that no review has given an id yet is known by its place.
  const index = row === undefined ? values.findIndex(([value]) => value === id) : Number(row) - 1;
  if (index < 0) return;
  if (hidden.value[index]?.rowHidden === true) table.clearFilters();
  worksheet.activate();
  worksheet.getRangeByIndexes(body.row + index, columns.get(field) ?? body.column, 1, 1).select();
  await context.sync();
}

/** Those of these ids that the table holds, in the sheet's order. */
export async function idsInOrder<Row>(
  context: Excel.RequestContext,
  { body, columns, worksheet }: ManagedTable<Row>,
  ids: readonly string[],
): Promise<string[]> {
  const column = columns.get("_id");
  if (column === undefined || ids.length === 0) return [];
  const wanted = new Set(ids);
  const range = worksheet.getRangeByIndexes(body.row, column, body.rows, 1).load("values");
  await context.sync();
  const values: unknown[][] = range.values;
  const held = values.map(([id]) => String(toCellValue(id))).filter((id) => wanted.has(id));
  return [...new Set(held)];
}

/** The managed table that the selected cell lies in, its header included; null when it is elsewhere. */
export async function tableAtSelection(context: Excel.RequestContext): Promise<TableName | null> {
  const tables = await findTables(context);
  const cell = context.workbook.getActiveCell().load("rowIndex,columnIndex");
  cell.worksheet.load("id");
  try {
    await context.sync();
  } catch (error) {
    if (error instanceof OfficeExtension.Error && error.code === "InvalidSelection") return null;
    throw error;
  }
  const { rowIndex, columnIndex } = cell;
  const found = TABLE_NAMES.find((name) => {
    const table = tables[name];
    if (table === undefined || table.sheetId !== cell.worksheet.id) return false;
    const { row, column, rows, width } = table.body;
    const isInRows = rowIndex >= row - 1 && rowIndex < row + rows;
    return isInRows && columnIndex >= column && columnIndex < column + width;
  });
  return found ?? null;
}
