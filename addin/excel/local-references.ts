import { idOf, type SheetRow } from "../grid/compare.ts";
import { withoutFilters } from "./filters.ts";
import { readRows, readSetting } from "./read-table.ts";
import { type RowChange, writeChanges } from "./rows.ts";
import type { ManagedTable } from "./table.ts";

/**
 * Once a new promotion has its number, the lines that named it by its local reference name it by that number: the
 * reference itself is gone with the first save.
 */
export async function writeNumbers<Row>(
  context: Excel.RequestContext,
  { sheet, others }: ManagedTable<Row>,
  { rows, saved }: { rows: readonly SheetRow[]; saved: readonly Row[] },
): Promise<void> {
  const lines = others.promoLines;
  const number = sheet.columns.find(({ field }) => field === "number");
  const isParent = sheet.table === others.promotions?.sheet.table;
  if (lines === undefined || number === undefined || !isParent) return;
  const numbers = new Map(saved.map((row) => [sheet.id(row), number.wire(row, "") ?? ""]));
  const references = referencesOf(rows, numbers);
  if (references.size > 0) await renameIn(context, lines, references);
}

/** What stood in Promo # before the answer, and the row's id, each with the number it has now. */
function referencesOf(
  rows: readonly SheetRow[],
  numbers: ReadonlyMap<string, string>,
): Map<string, string> {
  const references = new Map<string, string>();
  for (const row of rows) {
    const number = numbers.get(idOf(row));
    const reference = String(row.values["number"] ?? "").trim();
    if (number === undefined || reference === number) continue;
    if (reference !== "") references.set(reference.toLowerCase(), number);
    references.set(idOf(row), number);
  }
  return references;
}

async function renameIn<Row>(
  context: Excel.RequestContext,
  lines: ManagedTable<Row>,
  references: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = await readRows(context, lines);
  const changes = rows.flatMap((row): RowChange[] => {
    const named = String(row.values["promotionId"] ?? "").trim();
    const number = references.get(named.toLowerCase());
    if (number === undefined || row.formulas.has("promotionId")) return [];
    return [{ index: row.index, fields: new Map([["promotionId", number]]) }];
  });
  if (changes.length === 0) return;
  const setting = await readSetting(context, lines, lines.binding.asOf);
  await withoutFilters(context, lines, () => writeChanges(context, lines, { changes, setting }));
}
