import { toCellValue } from "./batch.ts";
import type { ManagedTable } from "./table.ts";

/** The ids of the visible rows in the selection, in the sheet's order; none when the selection is elsewhere. */
export async function selectedIds(
  context: Excel.RequestContext,
  managed: ManagedTable,
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
export async function selectField(
  context: Excel.RequestContext,
  managed: ManagedTable,
  { id, field }: { id: string; field: string },
): Promise<void> {
  const { body, columns, worksheet, table } = managed;
  const idColumn = columns.get("_id");
  if (idColumn === undefined) return;
  const ids = worksheet.getRangeByIndexes(body.row, idColumn, body.rows, 1).load("values");
  const hidden = ids.getRowProperties({ rowHidden: true });
  await context.sync();
  const values: unknown[][] = ids.values;
  const index = values.findIndex(([value]) => value === id);
  if (index < 0) return;
  if (hidden.value[index]?.rowHidden === true) table.clearFilters();
  worksheet.activate();
  worksheet.getRangeByIndexes(body.row + index, columns.get(field) ?? body.column, 1, 1).select();
  await context.sync();
}
