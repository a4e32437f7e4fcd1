import type { Page } from "playwright-core";

/** Presses a button of the ribbon; where its group is folded for want of room, by the menu that the group became. */
export async function pressRibbon(page: Page, name: string | RegExp): Promise<void> {
  const titled = typeof name === "string" ? new RegExp(`^${name}$`) : name;
  const buttons = page.locator("#ribbon-strip button:not(.ribbon-folded)");
  const button = buttons.filter({ hasText: titled });
  if (await button.isVisible()) return button.click();
  const group = page.getByRole("group").filter({ has: button });
  await group.locator(".ribbon-folded").click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

/** The titles of all buttons of the ribbon, folded or not. */
export const ribbonTitles = (page: Page): Promise<string[]> =>
  page.locator("#ribbon-strip button:not(.ribbon-folded)").allTextContents();
