import { expect, test } from "vitest";
import { ribbonCommands } from "../../../addin/commands/commands.ts";
import { Money } from "../../../shared/money.ts";
import { MemoryWorkbook } from "./memory-workbook.ts";
import { aClaim, aMe, CLAIM_ID } from "./samples.ts";
import { someActs } from "./some-acts.ts";

function ribbon({ workbook = new MemoryWorkbook(), isSignedIn = true } = {}) {
  const { acts, pane } = someActs({ workbook });
  let shown = 0;
  const commands = ribbonCommands({
    pane,
    acts,
    showPane: () => {
      shown += 1;
      return Promise.resolve();
    },
  });
  if (isSignedIn) pane.signedIn(aMe());
  return { commands, pane, workbook, shown: () => shown };
}

const bookWith = (...claims: ReturnType<typeof aClaim>[]) => {
  const workbook = new MemoryWorkbook();
  workbook.claims = claims;
  workbook.selectedIds = claims.map(({ id }) => id);
  return workbook;
};

test("each button that has a view opens it and brings the pane to the front", async () => {
  const { commands, pane, shown } = ribbon();
  const views: string[] = [];

  for (const name of ["showAccount", "getDeductions", "publish", "post", "showDetails"] as const) {
    await commands[name]();
    views.push(pane.current().view.at);
  }

  expect(views).toEqual(["account", "getData", "review", "settlePreview", "row"]);
  expect(shown()).toBe(5);
});

test("pressing a button again starts its view afresh", async () => {
  const { commands, pane } = ribbon();

  await commands.publish();
  const first = pane.current().visit;
  await commands.publish();

  expect(pane.current().visit).toBe(first + 1);
});

test("Accept suggestion that fills every row leaves the pane alone", async () => {
  const { commands, pane, workbook, shown } = ribbon({ workbook: bookWith(aClaim()) });

  await commands.acceptSuggestion();

  expect(workbook.edits.has(CLAIM_ID)).toBe(true);
  expect(pane.current().notice).toMatchObject({ intent: "success" });
  expect(shown()).toBe(0);
});

test("Accept suggestion that leaves rows alone shows the pane, which says why", async () => {
  const settled = aClaim({ open: Money.zero });
  const { commands, pane, shown } = ribbon({ workbook: bookWith(settled) });

  await commands.acceptSuggestion();

  expect(pane.current().notice?.text).toBe(
    "D-1001 · Walmart US was left alone: nothing is open on it any more.",
  );
  expect(shown()).toBe(1);
});

test("a workbook that refuses is told in the pane, and the button comes to its end", async () => {
  const workbook = bookWith(aClaim());
  workbook.fill = () => Promise.reject(new Error("The sheet Deductions is protected."));
  const { commands, pane, shown } = ribbon({ workbook });

  await commands.acceptSuggestion();

  expect(pane.current().notice).toEqual({
    intent: "error",
    text: "The sheet Deductions is protected.",
  });
  expect(shown()).toBe(1);
});

test("Refresh in a workbook without a table gets the open deductions instead", async () => {
  const { commands, pane } = ribbon();

  await commands.refresh();

  expect(pane.current().view).toEqual({
    at: "getData",
    tables: ["deductions"],
    start: true,
  });
});

test("nothing is done for somebody who has not signed in, but it is remembered", async () => {
  const { commands, pane, workbook, shown } = ribbon({
    workbook: bookWith(aClaim()),
    isSignedIn: false,
  });

  await commands.acceptSuggestion();
  expect(workbook.edits.size).toBe(0);
  expect(shown()).toBe(1);

  pane.signedIn(aMe());
  await expect.poll(() => workbook.edits.size).toBe(1);
});
