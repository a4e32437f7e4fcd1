import { afterAll, beforeAll, expect, test } from "vitest";
import { enterPane, whereIsKeyboard } from "./keyboard.ts";
import { type Preview, SOON } from "./preview.ts";
import { ribbonTitles } from "./ribbon.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 240_000);
afterAll(() => stage?.close());

/** More stops than any view has. */
const MANY = 100;

/** Presses Tab until the control of that name has the keyboard, then Enter. */
async function tabTo({ page, pane }: Preview, name: string | RegExp): Promise<void> {
  const wanted = pane.getByRole("button", { name, exact: true }).first();
  await wanted.waitFor();
  await enterPane(page);
  const isThere = () => wanted.evaluate((button) => button === document.activeElement);
  for (let presses = 0; !(await isThere()); presses++) {
    if (presses > MANY) throw new Error(`Tab never came to ${name}`);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
}

/** From the sheet to the ribbon with F6, along it with the arrow keys, Enter on the button of that title. */
async function pressInRibbon({ page }: Preview, title: string): Promise<void> {
  await page.getByRole("grid").focus();
  await page.keyboard.press("Shift+F6");
  const count = (await ribbonTitles(page)).length;
  for (let step = 0; step <= count; step++) {
    const here = await page.evaluate(() => document.activeElement?.textContent);
    if (here === title) return page.keyboard.press("Enter");
    await page.keyboard.press("ArrowRight");
  }
  throw new Error(`the arrow keys never came to ${title}`);
}

test("the arrow keys go along the whole ribbon, and F6 goes round ribbon, sheet and pane", async () => {
  const preview = await stage.openPreview({ width: 2200, height: 900 });
  const { page } = preview;
  const titles = await ribbonTitles(page);
  await page.getByRole("grid").focus();
  await page.keyboard.press("Shift+F6");

  const walked: string[] = [];
  for (const _ of titles) {
    walked.push((await page.evaluate(() => document.activeElement?.textContent)) ?? "");
    await page.keyboard.press("ArrowRight");
  }

  expect(walked.toSorted()).toEqual(titles.toSorted());
  await page.keyboard.press("F6");
  expect(await whereIsKeyboard(page)).toBe("grid");
  await page.keyboard.press("F6");
  expect(await whereIsKeyboard(page)).toBe("pane");
  await page.keyboard.press("F6");
  expect(await whereIsKeyboard(page)).toBe("elsewhere");
  await preview.close();
}, 60_000);

test("a deduction is settled with the keyboard alone", async () => {
  const preview = await stage.openPreview({ width: 2200, height: 900 });
  const { page } = preview;
  const row = () => preview.row("12,000.00");

  await tabTo(preview, /^Sign in as Finance/);
  await preview.pane.getByRole("heading", { name: "Home", exact: true }).waitFor();
  await pressInRibbon(preview, "Get deductions");
  await expect.poll(row, SOON).toHaveProperty("Amount", "12,000.00");
  await page.getByRole("grid").focus();
  await page.keyboard.press("ControlOrMeta+Home");
  for (let down = 0; down < 4; down++) await page.keyboard.press("ArrowDown");
  expect((await preview.table("tblDeductions").selectedCell())?.row).toMatchObject({
    Amount: "12,000.00",
  });
  await pressInRibbon(preview, "Accept suggestion");
  await expect.poll(async () => (await row())["Promo"], SOON).toBe("P-1001");
  await pressInRibbon(preview, "Publish");
  await tabTo(preview, "Publish 1");
  await expect.poll(async () => (await row())["State"], SOON).toContain("Saved");
  await pressInRibbon(preview, "Post");
  await tabTo(preview, "Post 1");

  await expect.poll(row, SOON).toMatchObject({ Journal: "POSTED" });
  await page.keyboard.press("Escape");
  await expect.poll(() => whereIsKeyboard(page), SOON).toBe("grid");
}, 120_000);
