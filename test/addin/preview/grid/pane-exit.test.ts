import { expect, test } from "vitest";
import { paneExit } from "../../../../addin/preview/pane-exit.ts";

const notice = (action: number) =>
  JSON.stringify({
    _actionName: "ContextActivationManager_notifyHost",
    _data: ["tradebook", action],
  });

test("Tab at the end of the pane goes on, Shift and Tab at its beginning back, Esc and F2 to the grid", () => {
  expect([13, 14, 15, 16].map((action) => paneExit(notice(action)))).toEqual([
    "onward",
    "back",
    "grid",
    "grid",
  ]);
});

test("being selected is no exit, and neither is a batch", () => {
  expect(paneExit(notice(0))).toBeUndefined();
  expect(paneExit(JSON.stringify({ _actionName: "executeMethod" }))).toBeUndefined();
  expect(paneExit({ other: "script" })).toBeUndefined();
});
