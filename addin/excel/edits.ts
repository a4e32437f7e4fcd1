import type { Claim } from "../../shared/finance/claim.ts";
import type { Money } from "../../shared/money.ts";
import type { WireText } from "../grid/cell.ts";
import { compareCell, type GridSetting, idOf, type SheetRow } from "../grid/compare.ts";
import { diffSheet, type SheetState } from "../grid/diff.ts";
import { reviewMarks } from "../grid/marks.ts";
import { deductionsSheet } from "../sheets/deductions.ts";
import type { Diff } from "../taskpane/ports.ts";
import { readBase, updateBase } from "./base-sheet.ts";
import { withoutFilters } from "./filters.ts";
import { type RowChange, writeChanges } from "./rows.ts";
import { type ManagedTable, readRows, readSetting } from "./table.ts";

/** Everything an act compares: the rows, their baselines and how this workbook writes numbers. */
export interface TableReading extends SheetState<Claim> {
  setting: GridSetting;
  places: ReadonlyMap<string, number>;
}

export async function readTable(
  context: Excel.RequestContext,
  managed: ManagedTable,
): Promise<TableReading> {
  const setting = await readSetting(context, managed, managed.binding.asOf);
  const rows = await readRows(context, managed);
  return { rows, setting, ...(await readBase(context, deductionsSheet, managed.hidden.base)) };
}

/** The exact difference; `isMarked` also writes it into State and Message. */
export async function diffTable(
  context: Excel.RequestContext,
  managed: ManagedTable,
  { isMarked }: { isMarked: boolean },
): Promise<Diff> {
  const reading = await readTable(context, managed);
  const diff = diffSheet(deductionsSheet, reading, reading.setting);
  const marks = isMarked ? reviewMarks(deductionsSheet, reading, diff) : [];
  const changes = marks.map(
    ({ index, ...mark }): RowChange => ({ index, fields: new Map(), mark }),
  );
  if (changes.length > 0) await write(context, managed, { changes, setting: reading.setting });
  return diff;
}

/** Puts promotion, settle and dispute into the inputs of rows, as the user would: State keeps its word until Review. */
export async function fillTable(
  context: Excel.RequestContext,
  managed: ManagedTable,
  inputs: readonly { id: string; promotionNumber: string; settle: Money; dispute: Money }[],
): Promise<void> {
  const setting = await readSetting(context, managed, managed.binding.asOf);
  const rows = await readRows(context, managed);
  const byId = new Map(inputs.map((input) => [input.id, input]));
  const changes = rows.flatMap((row): RowChange[] => {
    const input = byId.get(idOf(row));
    if (input === undefined) return [];
    const fields: [string, WireText][] = [
      ["promotionId", input.promotionNumber],
      ["settle", orBlank(input.settle)],
      ["dispute", orBlank(input.dispute)],
    ];
    // A formula of the user stays, whatever the suggestion says.
    return [
      { index: row.index, fields: new Map(fields.filter(([field]) => !row.formulas.has(field))) },
    ];
  });
  await write(context, managed, { changes, setting });
}

const orBlank = (amount: Money): WireText => (amount.isZero() ? null : amount.toString());

/** Takes back what the server gave last, formulas that changed a value among it; tells how many rows differed. */
export async function discardEdits(
  context: Excel.RequestContext,
  managed: ManagedTable,
  ids: readonly string[] | "all",
): Promise<number> {
  const { rows, baselines, places, setting } = await readTable(context, managed);
  const chosen = ids === "all" ? null : new Set(ids);
  const discards = rows.flatMap((row) => {
    const baseline = baselines.get(idOf(row));
    const isChosen = chosen === null || chosen.has(idOf(row));
    if (baseline === undefined || !isChosen) return [];
    const fields = fieldsToDiscard(row, { claim: baseline.row, setting });
    const mark = deductionsSheet.outcome(baseline.row);
    return fields.size === 0
      ? []
      : [{ baseline, change: { index: row.index, fields, mark } satisfies RowChange }];
  });
  const changes = discards.map(({ change }) => change);
  await write(context, managed, { changes, setting });
  const settled = discards.map(({ baseline }) => ({ row: baseline.row, conflicts: [] }));
  await updateBase(context, deductionsSheet, { places, changed: settled });
  return changes.length;
}

function fieldsToDiscard(
  row: SheetRow,
  { claim, setting }: { claim: Claim; setting: GridSetting },
): Map<string, WireText> {
  const fields = new Map<string, WireText>();
  for (const column of deductionsSheet.columns) {
    const isTyped = column.source === "input";
    const isOvertyped = column.source === "server" && !row.formulas.has(column.field);
    if (!isTyped && !isOvertyped) continue;
    const given = column.wire(claim, setting.today);
    if (compareCell(row, column, { given, setting }).kind !== "same")
      fields.set(column.field, given);
  }
  return fields;
}

async function write(
  context: Excel.RequestContext,
  managed: ManagedTable,
  { changes, setting }: { changes: readonly RowChange[]; setting: GridSetting },
): Promise<void> {
  await withoutFilters(context, managed, () =>
    writeChanges(context, deductionsSheet, { managed, changes, setting }),
  );
}
