import type { Baseline } from "../grid/baseline.ts";
import type { WireText } from "../grid/cell.ts";
import {
  compareCell,
  type GridSetting,
  idOf,
  isMadeByUser,
  keyOf,
  type SheetRow,
} from "../grid/compare.ts";
import type { Sheet } from "../sheets/sheet.ts";
import { updateBase } from "./base-sheet.ts";
import { write } from "./diff-table.ts";
import { readTable } from "./read-table.ts";
import type { RowChange } from "./rows.ts";
import type { ManagedTable } from "./table.ts";

interface Discard<Row> {
  change: RowChange;
  baseline: Baseline<Row> | null;
}

/**
 * Takes back what the server gave last, formulas that changed a value and marks for deletion among it; a row that the user
 * made is emptied. Tells how many rows differed.
 */
export async function discardEdits<Row>(
  context: Excel.RequestContext,
  managed: ManagedTable<Row>,
  ids: readonly string[] | "all",
): Promise<number> {
  const { sheet } = managed;
  const { rows, baselines, places, setting } = await readTable(context, managed);
  const chosen = ids === "all" ? null : new Set(ids);
  const discards = rows.flatMap((row): Discard<Row>[] => {
    if (chosen !== null && !chosen.has(keyOf(row))) return [];
    const baseline = baselines.get(idOf(row));
    if (baseline !== undefined) return discardRow(sheet, { row, baseline, setting });
    return sheet.hasOwnRows && isMadeByUser(row)
      ? [{ change: emptied(sheet, row), baseline: null }]
      : [];
  });
  await write(context, managed, { changes: discards.map(({ change }) => change), setting });
  const changed = discards.flatMap(({ baseline }) =>
    baseline === null ? [] : [{ row: baseline.row, conflicts: {} }],
  );
  await updateBase(context, sheet, { places, changed });
  return discards.length;
}

function discardRow<Row>(
  sheet: Sheet<Row>,
  { row, baseline, setting }: { row: SheetRow; baseline: Baseline<Row>; setting: GridSetting },
): Discard<Row>[] {
  const fields = fieldsToDiscard(sheet, { row, baseline, setting });
  if (fields.size === 0 && baseline.deleted === undefined) return [];
  const mark = sheet.outcome(baseline.row);
  return [{ baseline, change: { index: row.index, fields, mark } }];
}

function fieldsToDiscard<Row>(
  sheet: Sheet<Row>,
  { row, baseline, setting }: { row: SheetRow; baseline: Baseline<Row>; setting: GridSetting },
): Map<string, WireText> {
  const fields = new Map<string, WireText>();
  for (const column of sheet.columns) {
    const isTyped = column.source === "input";
    const isOvertyped = column.source === "server" && !row.formulas.has(column.field);
    if (!isTyped && !isOvertyped) continue;
    const given = column.wire(baseline.row, setting.today);
    if (compareCell(row, column, { given, setting }).kind !== "same")
      fields.set(column.field, given);
  }
  return fields;
}

/** Our cells of a row, emptied; the user's own columns and formulas of the sheet stay. */
export function emptied<Row>(
  sheet: Sheet<Row>,
  { index }: SheetRow,
  mark: { state: string; message: string } = { state: "", message: "" },
): RowChange {
  const ours = sheet.columns.filter(({ source }) => source === "input" || source === "server");
  return { index, fields: new Map(ours.map(({ field }) => [field, null])), mark };
}
