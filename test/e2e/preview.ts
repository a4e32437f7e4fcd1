import type { Browser, Frame, FrameLocator, Page } from "playwright-core";
import { expect } from "vitest";
import { pressRibbon } from "./ribbon.ts";
import { type Row, type Table, tableOf } from "./table.ts";

/** How long a person would wait. */
export const SOON = { timeout: 30_000, interval: 200 };

export interface View {
  width: number;
  height: number;
  dark?: boolean;
}

/** A workbook with the pane beside it, and the hands of a person. */
export interface Preview {
  page: Page;
  pane: FrameLocator;
  /** What the browser complained about. */
  errors: string[];
  signIn(persona: string): Promise<void>;
  ribbon(button: string | RegExp): Promise<void>;
  /** Goes to a view by the pane's own menu. */
  menu(view: string): Promise<void>;
  press(button: string | RegExp): Promise<void>;
  table(name: string): Table;
  /** The frame behind `pane`, for what runs inside it. */
  paneFrame(): Promise<Frame>;
  /** The row of Deductions that shows this amount; rejects while there is none. */
  row(amount: string): Promise<Row>;
  selectRow(amount: string): Promise<void>;
  /** The main job up to the preview of the posting: suggestion accepted, drafts published. */
  draftAndPreview(amount: string): Promise<void>;
  /** Types into one cell of the deduction of this amount. */
  type(place: { amount: string; header: string; value: unknown }): Promise<void>;
  close(): Promise<void>;
}

interface PreviewParts {
  browser: Browser;
  origin: string;
  view: View;
  /** Where the clock stands still; null while it runs. */
  stopped: Date | null;
}

export async function openPreview(parts: PreviewParts): Promise<Preview> {
  const page = await openPage(parts);
  const errors = complaintsOf(page);
  await page.goto(`${parts.origin}/preview`);
  await page.waitForFunction(() => window.tradebookPreview !== undefined);
  const pane = page.frameLocator("iframe");
  const ribbon = (button: string | RegExp) => pressRibbon(page, button);
  const press = (button: string | RegExp) =>
    pane.getByRole("button", { name: button, exact: true }).click();
  return {
    page,
    pane,
    errors,
    ribbon,
    press,
    signIn: async (persona) => {
      await press(new RegExp(`sign in as .*${persona}`, "i"));
      await pane.getByRole("heading", { name: "Sign in" }).waitFor({ state: "detached" });
    },
    menu: async (view) => {
      await press("Menu");
      await pane.getByRole("menuitem", { name: view, exact: true }).click();
      await pane.getByRole("heading", { level: 1, name: view, exact: true }).waitFor();
    },
    table: (name) => tableOf(page, name),
    paneFrame: async () => {
      const frame = await page.locator("iframe").elementHandle();
      const inside = await frame?.contentFrame();
      if (!inside) throw new Error("the preview has no pane");
      return inside;
    },
    ...deductionsOf({ page, pane, ribbon }),
    close: () => page.context().close(),
  };
}

async function openPage({ browser, origin, view, stopped }: PreviewParts): Promise<Page> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: view.width, height: view.height },
    colorScheme: view.dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  if (stopped) await context.clock.setFixedTime(stopped);
  return context.newPage();
}

function complaintsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}

type Deductions = Pick<Preview, "row" | "selectRow" | "type" | "draftAndPreview">;

function deductionsOf({
  page,
  pane,
  ribbon,
}: Pick<Preview, "page" | "pane" | "ribbon">): Deductions {
  const deductions = tableOf(page, "tblDeductions");
  const row = (amount: string) => deductions.row({ Amount: amount });
  const selectRow = (amount: string) =>
    deductions.selectCell({ like: { Amount: amount }, header: "Amount" });
  return {
    row,
    selectRow,
    type: ({ amount, header, value }) =>
      deductions.type({ like: { Amount: amount }, header }, value),
    draftAndPreview: async (amount) => {
      await ribbon("Get deductions");
      await expect.poll(() => row(amount), SOON).toHaveProperty("Amount", amount);
      await selectRow(amount);
      await ribbon("Accept suggestion");
      await expect.poll(async () => (await row(amount))["Promo"], SOON).not.toBe("");
      await ribbon("Publish");
      await pane.getByRole("button", { name: /^Publish \d+/ }).click();
      await expect.poll(async () => (await row(amount))["State"], SOON).toContain("Saved");
      await ribbon("Post");
    },
  };
}

/** The view of that title is in the pane. */
export const heading = ({ pane }: Preview, name: string): Promise<void> =>
  pane.getByRole("heading", { level: 1, name, exact: true }).waitFor();

/** Promotions, Promo Lines and Funds, each on a sheet of its own. */
export async function getPromotions(preview: Preview): Promise<void> {
  await preview.ribbon("Get promotions");
  const done = preview.pane.getByText(/promotions and .* in the sheets/);
  await done.waitFor({ timeout: 60_000 });
}
