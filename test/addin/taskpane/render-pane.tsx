import { cleanup, configure, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect } from "vitest";
import { ribbonCommands } from "../../../addin/commands/commands.ts";
import { App } from "../../../addin/taskpane/App.tsx";
import type { View } from "../../../addin/taskpane/pane.ts";
import type { Me } from "../../../shared/tenancy/identity.ts";
import { aMe } from "./samples.ts";
import { someActs } from "./some-acts.ts";

// jsdom draws nothing: it has no media queries, no sizes and no scrolling.
window.matchMedia = (query) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }) as unknown as MediaQueryList;
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

afterEach(cleanup);

// A view is waited for as long as a slow machine needs to draw it; a second is too short for that.
configure({ asyncUtilTimeout: 10_000 });

type Given = Parameters<typeof someActs>[0] & {
  /** Null: nobody is signed in. */
  me?: Me | null;
  view?: View;
};

/** The pane as a user has it, on a server and a workbook in memory, with the ribbon's buttons. */
export function renderPane({ me = aMe(), view, ...given }: Given = {}) {
  const desk = someActs(given);
  const { pane, acts, followed } = desk;
  const shown: string[] = [];
  const ribbon = ribbonCommands({
    pane,
    acts,
    showPane: () => {
      shown.push(pane.current().view.at);
      return Promise.resolve();
    },
  });
  if (me !== null) pane.signedIn(me);
  if (view) pane.go(view);
  const screen = render(
    <App pane={pane} acts={acts} followed={followed} officeIsDark={undefined} />,
  );
  const user = userEvent.setup();
  const press = (name: string | RegExp) => screen.findByRole("button", { name }).then(user.click);
  return { ...desk, ribbon, shown, screen, user, press };
}

/** Finds nothing that keeps somebody from using the view. Contrast needs real pixels and is judged in the browser. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
}
