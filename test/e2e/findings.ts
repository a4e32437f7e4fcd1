import axe from "axe-core";
import type { Frame, Page } from "playwright-core";
import type { TradebookPreview } from "../../addin/preview/main.ts";

/** What axe finds wrong in a frame or page, one sentence each; frames inside are judged on their own. */
export async function findings(inside: Frame | Page): Promise<string[]> {
  if (!(await inside.evaluate(() => "axe" in window))) await inside.evaluate(axe.source);
  const violations = await inside.evaluate(runAxe);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, why }) => `${id}: ${help}\n  ${target}\n  ${html}\n  ${why}`),
  );
}

interface Violation {
  id: string;
  help: string;
  nodes: { target: string; html: string; why: string }[];
}

/** Runs in the frame, where axe has been loaded. */
async function runAxe(): Promise<Violation[]> {
  const { axe: loaded } = window as unknown as { axe: typeof axe };
  // A colour on its way from light to dark is nobody's choice.
  await new Promise((drawn) => requestAnimationFrame(drawn));
  await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null)));
  const { violations } = await loaded.run(document, { iframes: false });
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ target, html, failureSummary }) => ({
      target: target.join(" "),
      html: html.slice(0, 300),
      why: failureSummary ?? "",
    })),
  }));
}

/** What is wider than the pane, so that somebody would have to scroll sideways to read it. */
export const tooWide = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 0.5)
      .map((element) => `${element.tagName} ${element.textContent.slice(0, 80)}`);
  });

/** Sets the pane's width with the keyboard on its edge, as a person without a mouse does; steps of 20 from 320. */
export async function setPaneWidth(page: Page, width: number): Promise<void> {
  const edge = page.getByRole("separator", { name: "Width of the task pane" });
  for (;;) {
    const now = Number(await edge.getAttribute("aria-valuenow"));
    if (now === width) return;
    await edge.press(now < width ? "ArrowLeft" : "ArrowRight");
  }
}

/** Titles of the workbook's visible sheets. */
export const sheetNames = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const preview: TradebookPreview | undefined = window.tradebookPreview;
    return (preview?.host.model.sheets ?? [])
      .filter(({ visibility }) => visibility === "Visible")
      .map(({ name }) => name);
  });
