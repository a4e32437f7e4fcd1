import { expect, test } from "vitest";
import { followSession } from "../../../addin/taskpane/follow-session.ts";
import { Pane } from "../../../addin/taskpane/pane.ts";
import { aMe } from "./samples.ts";

const me = aMe();

function someFunctions(state: { remembered: number; failed: string[] }) {
  let refreshed = 0;
  const pane = new Pane();
  const stop = followSession(pane, {
    refresh: () => {
      refreshed += 1;
      return Promise.resolve();
    },
    state: () => ({ pending: 0, asOf: null, ...state }),
  });
  return { pane, stop, refreshed: () => refreshed };
}

test("cells that asked while nobody was signed in ask again at each signing in", () => {
  const { pane, refreshed } = someFunctions({ remembered: 0, failed: ["Sign in to TPM."] });

  pane.signedIn(me);
  pane.go({ at: "account" });
  const first = refreshed();
  pane.signedOut(null);
  pane.signedIn(me);

  expect([first, refreshed()]).toEqual([1, 2]);
});

test("what was answered for one person is asked again for the next", () => {
  const { pane, refreshed } = someFunctions({ remembered: 400, failed: [] });

  pane.signedIn(me);
  const first = refreshed();
  pane.signedIn({ ...me, userId: "0190d000-0000-7000-8000-00000000ffff" });

  expect([first, refreshed()]).toEqual([1, 2]);
});

test("a workbook without cell functions is left in peace", () => {
  const { pane, stop, refreshed } = someFunctions({ remembered: 0, failed: [] });

  pane.signedIn(me);
  stop();

  expect(refreshed()).toBe(0);
});
