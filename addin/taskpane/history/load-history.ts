import type { AuditEntry } from "../../../shared/tenancy/audit.ts";
import type { Desk } from "../desk/desk.ts";
import type { HistoryOf } from "../pane.ts";
import { TABLE_WORDS } from "../table-words.ts";

/** What happened to one record, newest first. */
export interface HistoryContents {
  of: HistoryOf;
  entries: AuditEntry[];
}

/** Reads the history of the named record, or of the first selected row; null when none is selected. */
export async function loadHistory(
  desk: Desk,
  named: HistoryOf | null,
): Promise<HistoryContents | null> {
  const of = named ?? (await selectedRow(desk));
  if (of === null) return null;
  return { of, entries: await desk.api.history(TABLE_WORDS[of.table].entity, of.id) };
}

async function selectedRow({ workbook }: Desk): Promise<HistoryOf | null> {
  const table = await workbook.activeTable();
  if (table === null) return null;
  const [row] = await workbook.selected(table);
  return row === undefined ? null : { table, id: row.id, label: nameOf(row) };
}

function nameOf(row: Awaited<ReturnType<Desk["workbook"]["selected"]>>[number]): string {
  if ("sku" in row) return `${row.promotionNumber} · ${row.sku}`;
  return "customerName" in row && !("name" in row)
    ? `${row.number} · ${row.customerName}`
    : row.number;
}
