import type { Workbook } from "../ports.ts";

/**
 * The same workbook, telling how many rows are edited: whenever it was compared, after each write of our own (of which
 * Excel sends no hint), and when the user has typed. It serves a number on a button; Review finds out exactly.
 */
export function countingEdits(workbook: Workbook, counted: (edited: number) => void): Workbook {
  const compare: Workbook["diffDeductions"] = async (options) => {
    const diff = await workbook.diffDeductions(options);
    counted(diff.edited.length);
    return diff;
  };
  // Excel may be busy with a cell the user is typing in: then the old number stays until the next hint.
  const recount = () => void compare().catch(() => undefined);
  const then =
    <Args extends unknown[], Value>(act: (...args: Args) => Promise<Value>) =>
    async (...args: Args) => {
      const value = await act(...args);
      recount();
      return value;
    };
  return {
    ...workbook,
    diffDeductions: compare,
    writeDeductions: then(workbook.writeDeductions),
    showOutcomes: then(workbook.showOutcomes),
    fillInputs: then(workbook.fillInputs),
    discard: then(workbook.discard),
    onEdited: (listener) =>
      workbook.onEdited(() => {
        recount();
        listener();
      }),
  };
}
