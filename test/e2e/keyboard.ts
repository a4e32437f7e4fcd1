import type { Frame, Page } from "playwright-core";

/** More Tab presses than any view has controls. */
const ENOUGH = 400;

/** Moves the keyboard from the sheet to the pane with F6; it comes to the first control there. */
export async function enterPane(page: Page): Promise<void> {
  await page.getByRole("grid").focus();
  await page.keyboard.press("F6");
  const focused = page.frameLocator("iframe").locator(":focus:not(body)");
  await focused.waitFor({ state: "attached" });
}

/** Whether the keyboard is in the sheet, in the pane or elsewhere. */
export const whereIsKeyboard = (page: Page): Promise<"grid" | "pane" | "elsewhere"> =>
  page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLIFrameElement) return "pane";
    return activeElement?.getAttribute("role") === "grid" ? "grid" : "elsewhere";
  });

/** Goes through the view with Tab alone and answers with the controls that were never reached. */
export async function unreached(page: Page, frame: Frame): Promise<string[]> {
  await frame.evaluate(() => {
    window.reachedByKeyboard = new Set();
  });
  await enterPane(page);
  for (let presses = 0; presses < ENOUGH; presses++) {
    if ((await whereIsKeyboard(page)) !== "pane") break;
    if (await frame.evaluate(noteFocus)) break;
    await page.keyboard.press("Tab");
  }
  return frame.evaluate(neverReached);
}

declare global {
  interface Window {
    reachedByKeyboard?: Set<Element>;
  }
}

/** Runs in the pane: true when Tab has come round to where it was. */
function noteFocus(): boolean {
  const { activeElement } = document;
  const reached = window.reachedByKeyboard;
  if (!activeElement || !reached || reached.has(activeElement)) return true;
  if (activeElement !== document.body) reached.add(activeElement);
  return false;
}

/** Runs in the pane. The members of a group share one stop: arrow keys go on from it. */
function neverReached(): string[] {
  const reached = [...(window.reachedByKeyboard ?? [])];
  const GROUPS = "[role=radiogroup], [role=menu], [role=listbox], [role=tablist], [role=toolbar]";
  const isReached = (control: Element) =>
    reached.includes(control) ||
    reached.some((other) => control.closest(GROUPS)?.contains(other) ?? false);
  return [...document.querySelectorAll("button, a[href], input, select, textarea, summary")]
    .filter((control) => control.getClientRects().length > 0 && !control.matches(":disabled"))
    .filter((control) => !isReached(control))
    .map((control) => `${control.tagName} ${control.ariaLabel ?? control.textContent}`);
}
