import type { TableEdits } from "../desk/compare.ts";
import { type ComparedTable, isAmong, isSendable, type RowsByTable } from "../desk/compare.ts";
import type { EditedRow, TableName } from "../ports.ts";

/** What the user ticked or unticked against the default; a row nobody touched follows the default. */
export type Ticks = ReadonlyMap<string, boolean>;

export const tickKey = (table: TableName, id: string): string => `${table}:${id}`;

/** Rows that can be sent are ticked from the start; the others wait for a decision. */
export const isTicked = (ticks: Ticks, table: TableName, row: EditedRow): boolean =>
  ticks.get(tickKey(table, row.id)) ?? isSendable(row);

/** The rows that Review is about, table by table. */
export const shownOf = (
  compared: readonly ComparedTable[],
  only: RowsByTable | null,
): ComparedTable[] =>
  compared.map(({ diff, ...rest }) => ({
    ...rest,
    diff: { ...diff, edited: diff.edited.filter(({ id }) => isAmong(only, rest.table, id)) },
  }));

/** What of each table is ticked. `compared` has all that differs, which decides about lines of new promotions. */
export const editsOf = (
  compared: readonly ComparedTable[],
  shown: readonly ComparedTable[],
  ticks: Ticks,
): TableEdits[] =>
  compared.map(({ table, diff: { edited } }) => ({
    table,
    edited,
    chosen: (shown.find((each) => each.table === table)?.diff.edited ?? []).filter((row) =>
      isTicked(ticks, table, row),
    ),
  }));

/** The ticked rows that really go out. */
export const sendableOf = (edits: readonly TableEdits[]): TableEdits[] =>
  edits.map((each) => ({ ...each, chosen: each.chosen.filter(isSendable) }));

export const countOf = (edits: readonly TableEdits[]): number =>
  edits.reduce((sum, { chosen }) => sum + chosen.length, 0);
