import { makeActs, tellEnd } from "../../../addin/taskpane/acts.ts";
import { countingEdits } from "../../../addin/taskpane/desk/count-edits.ts";
import { followPostings } from "../../../addin/taskpane/desk/follow-postings.ts";
import { FollowedPostings } from "../../../addin/taskpane/desk/followed-postings.ts";
import { Pane } from "../../../addin/taskpane/pane.ts";
import type { Api, CellFunctions } from "../../../addin/taskpane/ports.ts";
import { memoryApi } from "./memory-api.ts";
import { MemoryWorkbook } from "./memory-workbook.ts";

/** The pane's acts on a server and a workbook in memory, where nobody waits. */
export function someActs(
  given: {
    api?: Api;
    workbook?: MemoryWorkbook;
    functions?: Partial<CellFunctions>;
    copy?: (text: string) => Promise<void>;
  } = {},
) {
  const { api = memoryApi(), workbook = new MemoryWorkbook() } = given;
  const pane = new Pane();
  const functions: CellFunctions = {
    refresh: workbook.recalculate,
    state: () => ({ pending: 0, remembered: 0, failed: [], asOf: null }),
    ...given.functions,
  };
  const desk = { api, workbook: countingEdits(workbook, pane.counted), functions };
  const followed = new FollowedPostings({
    follow: (postings, following) =>
      followPostings(desk, postings, { ...following, wait: () => Promise.resolve() }),
    ended: tellEnd(pane),
  });
  const acts = makeActs({
    desk,
    pane,
    followed,
    newId: () => crypto.randomUUID(),
    describe: () => Promise.resolve("Tradebook 0.1.0"),
    wait: () => Promise.resolve(),
    today: () => "2026-11-23",
    copy: given.copy ?? (() => Promise.resolve()),
  });
  return { acts, pane, followed, workbook, api };
}
