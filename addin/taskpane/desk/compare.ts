import type { Diff, EditedRow, TableName, TableState } from "../ports.ts";
import { PARENTS_FIRST } from "../table-words.ts";
import type { Desk } from "./desk.ts";

/** A table of the workbook and how it differs from the server's values. */
export interface ComparedTable {
  table: TableName;
  sheet: string;
  diff: Diff;
}

/** What of one table is to be published: `edited` is all that differs, `chosen` what the user ticked of it. */
export interface TableEdits {
  table: TableName;
  edited: EditedRow[];
  chosen: EditedRow[];
}

/** The ids that were saved so far, by table. */
export type SavedRows = Partial<Record<TableName, ReadonlySet<string>>>;

/** Compares every managed table of the workbook, parents before children; Review has State and Message written too. */
export async function compareAll(
  { workbook }: Desk,
  { mark }: { mark: boolean },
): Promise<ComparedTable[]> {
  const states = await workbook.tables();
  const compared: ComparedTable[] = [];
  for (const { table, sheet } of sorted(states))
    compared.push({ table, sheet, diff: await workbook.diff(table, { mark }) });
  const names = newPromotions(compared);
  return compared.map((each) =>
    each.table === "promoLines" ? { ...each, diff: withNames(each.diff, names) } : each,
  );
}

/** New promotions by the id that their lines name. */
const newPromotions = (compared: readonly ComparedTable[]): ReadonlyMap<string, string> =>
  new Map(
    (compared.find(({ table }) => table === "promotions")?.diff.edited ?? [])
      .filter(({ op }) => op === "create")
      .map(({ id, label }) => [id, label]),
  );

/** A line of a new promotion shows the name of that promotion: its id says nothing to a person. */
const withNames = (diff: Diff, names: ReadonlyMap<string, string>): Diff => ({
  ...diff,
  edited: diff.edited.map((row) => ({
    ...row,
    fields: row.fields.map((field) => ({ ...field, after: names.get(field.after) ?? field.after })),
  })),
});

const sorted = (states: TableState[]): TableState[] =>
  states.toSorted((a, b) => PARENTS_FIRST.indexOf(a.table) - PARENTS_FIRST.indexOf(b.table));

/** Rows by table: which ones a view or a retry is about. */
export type RowsByTable = Partial<Record<TableName, string[]>>;

export const isAmong = (only: RowsByTable | null, table: TableName, id: string): boolean =>
  only === null || (only[table]?.includes(id) ?? false);

/** What keeps a row from being sent: a cell to mend, or a conflict that nobody has decided. */
export const isSendable = ({ problems, conflicts }: EditedRow): boolean =>
  problems.length === 0 && conflicts.length === 0;
