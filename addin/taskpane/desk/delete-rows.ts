import type { TableName } from "../ports.ts";
import type { Desk } from "./desk.ts";

/** What Delete row did to the selected rows. */
export type Deletion =
  | { kind: "nothingSelected" }
  | { kind: "notOurs" }
  | { kind: "marked" | "unmarked"; table: TableName; rows: number };

/** Marks the selected rows for deletion by the next publish; when all of them are marked already, takes the marks back. */
export async function deleteSelected({ workbook }: Desk): Promise<Deletion> {
  const table = await workbook.activeTable();
  if (table === null) return { kind: "nothingSelected" };
  if (table === "deductions") return { kind: "notOurs" };
  const ids = (await workbook.selected(table)).map(({ id }) => id);
  if (ids.length === 0) return { kind: "nothingSelected" };

  const { edited } = await workbook.diff(table);
  const marked = new Set(edited.filter(({ op }) => op === "delete").map(({ id }) => id));
  const isMark = !ids.every((id) => marked.has(id));
  await workbook.markDeleted(table, ids, isMark);
  return { kind: isMark ? "marked" : "unmarked", table, rows: ids.length };
}
