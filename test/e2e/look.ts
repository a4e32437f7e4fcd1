import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { sheetNames } from "./findings.ts";
import type { Preview } from "./preview.ts";

/** Where screenshots go, outside the repository; none are taken when it is unset. */
const FOLDER = process.env["TRADEBOOK_SCREENSHOTS"];

/** How the pane is looked at: its width and the colours. */
export interface Look {
  paneWidth: 320 | 480;
  colours: "light" | "dark";
}

/** Contrast is a matter of colours and room one of width, so two looks find what four would; pictures want all four. */
export const LOOKS: readonly Look[] = [
  { paneWidth: 320, colours: "light" },
  ...(FOLDER === undefined
    ? []
    : ([
        { paneWidth: 320, colours: "dark" },
        { paneWidth: 480, colours: "light" },
      ] as const)),
  { paneWidth: 480, colours: "dark" },
];

const VIEWPORT = { width: 1440, height: 900 };
const TALLEST = 3_000;
/** What stands above the pane's frame: title, ribbon, the pane's head. */
const CHROME = 240;

/** A picture of the whole view, as tall as it is. */
export async function shootPane(preview: Preview, name: string, look: Look): Promise<void> {
  if (FOLDER === undefined) return;
  const frame = await preview.paneFrame();
  const tall = await frame.evaluate(() => document.documentElement.scrollHeight);
  const { page } = preview;
  await page.setViewportSize({ ...VIEWPORT, height: Math.min(TALLEST, tall + CHROME) });
  const { paneWidth, colours } = look;
  await page
    .locator("iframe")
    .screenshot({ path: await fileFor(`pane ${name} ${paneWidth} ${colours}`) });
  await page.setViewportSize(VIEWPORT);
}

/** A picture of every sheet of the workbook, from its left edge, as wide as its columns need. */
export async function shootSheets(page: Page, story: string): Promise<void> {
  if (FOLDER === undefined) return;
  // No explanation of a button lies over the sheet.
  await page.mouse.move(0, 0);
  for (const colours of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: colours });
    for (const sheet of await sheetNames(page)) {
      await page.setViewportSize({ width: 3_200, height: 900 });
      await page.evaluate((on) => window.tradebookPreview?.select(on, "A1"), sheet);
      await page.getByRole("grid").evaluate((grid) => grid.scrollTo({ left: 0, top: 0 }));
      await page.waitForTimeout(150);
      await page.screenshot({ path: await fileFor(`sheet ${story} ${sheet} ${colours}`) });
    }
  }
  await page.setViewportSize(VIEWPORT);
}

async function fileFor(name: string): Promise<string> {
  const folder = FOLDER ?? ".";
  await mkdir(folder, { recursive: true });
  return path.join(folder, `${name.replaceAll(/[^a-zA-Z0-9]+/g, "-").toLowerCase()}.png`);
}
