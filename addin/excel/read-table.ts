import type { CellCulture, CellValue } from "../grid/cell.ts";
import type { GridSetting, SheetRow } from "../grid/compare.ts";
import type { SheetState } from "../grid/diff.ts";
import { readBase } from "./base-sheet.ts";
import { readWindows, toCellValue } from "./batch.ts";
import { listsOf, readLists } from "./lists.ts";
import { withLiveEntries } from "./live-entries.ts";
import type { ManagedTable } from "./table.ts";

/** Everything an act compares: the rows, their baselines and how this workbook writes numbers. */
export interface TableReading<Row> extends SheetState<Row> {
  rows: SheetRow[];
  setting: GridSetting;
  places: ReadonlyMap<string, number>;
}

export async function readTable<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
): Promise<TableReading<Row>> {
  const setting = await readSetting(context, managed, managed.binding.asOf);
  const rows = await readRows(context, managed);
  const worksheet = managed.hidden.base;
  const base = await readBase(context, managed.sheet, { worksheet, rows: rows.length });
  return { rows, setting, ...base };
}

/** How this workbook writes numbers and days, and what comparing needs besides. */
export async function readSetting<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  asOf: string,
): Promise<GridSetting> {
  const { application, workbook } = context;
  application.load("decimalSeparator,thousandsSeparator");
  workbook.load("usePrecisionAsDisplayed");
  const names = listsOf(managed.sheet);
  const read = await readLists(context, { worksheet: managed.hidden.lists, names });
  const culture: CellCulture = {
    decimal: application.decimalSeparator,
    group: application.thousandsSeparator,
    date1904: read.date1904,
  };
  return {
    culture,
    lists: await withLiveEntries(context, managed, { lists: read.lists, names }),
    today: asOf.slice(0, 10),
    precisionAsDisplayed: workbook.usePrecisionAsDisplayed,
  };
}

/** Reads our columns of every row, in windows that one answer can carry. */
export async function readRows<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  const span = managedSpan(managed.columns);
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
        ...readCells(managed.columns, { row, formulas: formulas[offset] ?? [], left: span.first }),
      });
    }
  });
  return rows;
}

type Columns = ReadonlyMap<string, number>;

function managedSpan(columns: Columns): { first: number; width: number } {
  const indexes = [...columns.values()];
  const first = Math.min(...indexes);
  return { first, width: Math.max(...indexes) - first + 1 };
}

const NO_FORMULA: ReadonlySet<string> = new Set();

function readCells(
  columns: Columns,
  { row, formulas, left }: { row: unknown[]; formulas: unknown[]; left: number },
): Pick<SheetRow, "values" | "formulas"> {
  const values: Record<string, CellValue> = {};
  const withFormula: string[] = [];
  for (const [field, index] of columns) {
    const value = row[index - left];
    values[field] = toCellValue(value);
    const formula = formulas[index - left];
    // A text that starts with "=" reads the same in both; a formula differs from its value.
    if (typeof formula === "string" && formula.startsWith("=") && formula !== value) {
      withFormula.push(field);
    }
  }
  return { values, formulas: withFormula.length > 0 ? new Set(withFormula) : NO_FORMULA };
}
