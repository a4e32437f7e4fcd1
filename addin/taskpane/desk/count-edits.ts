import type { TableName, Workbook } from "../ports.ts";

/**
 * The same workbook, telling how many rows of all its tables are edited: whenever one was compared, after each write of
 * our own (of which Excel sends no hint), and when the user has typed. It serves a number on a button; Review finds out
 * exactly.
 */
export function countingEdits(workbook: Workbook, counted: (edited: number) => void): Workbook {
  const counts = new Map<TableName, number>();
  const compare: Workbook["diff"] = async (table, options) => {
    const diff = await workbook.diff(table, options);
    counts.set(table, diff.edited.length);
    counted([...counts.values()].reduce((sum, each) => sum + each, 0));
    return diff;
  };
  // Excel may be busy with a cell the user is typing in: then the old number stays until the next hint.
  const recount = (table: TableName) => void compare(table).catch(() => undefined);
  const then =
    <Args extends [TableName, ...unknown[]], Value>(act: (...args: Args) => Promise<Value>) =>
    async (...args: Args) => {
      const value = await act(...args);
      recount(args[0]);
      return value;
    };
  return {
    ...workbook,
    diff: compare,
    write: async (data) => {
      const outcome = await workbook.write(data);
      recount(data.table);
      return outcome;
    },
    showOutcomes: async (table, outcomes) => {
      await workbook.showOutcomes(table, outcomes);
      recount(table);
    },
    fill: then(workbook.fill),
    discard: then(workbook.discard),
    markDeleted: then(workbook.markDeleted),
    makeNew: then(workbook.makeNew),
    resolve: then(workbook.resolve),
    onEdited: (listener) =>
      workbook.onEdited((table) => {
        recount(table);
        listener(table);
      }),
  };
}
