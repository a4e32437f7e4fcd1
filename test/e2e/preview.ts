import type { Browser, FrameLocator, Page } from "playwright-core";
import { expect } from "vitest";
import type { TradebookPreview } from "../../addin/preview/main.ts";

/** How long a person would wait. */
export const SOON = { timeout: 30_000, interval: 200 };

export interface View {
  width: number;
  height: number;
  dark?: boolean;
}

/** A workbook with the pane beside it, and the hands of a person. Rows are found by the amount they show. */
export interface Preview {
  page: Page;
  pane: FrameLocator;
  /** What the browser complained about. */
  errors: string[];
  signIn(persona: string): Promise<void>;
  ribbon(button: string): Promise<void>;
  /** The texts of the row, by header without its signs; rejects while there is no such row. */
  row(amount: string): Promise<Record<string, string>>;
  selectRow(amount: string): Promise<void>;
  /** The main job up to the preview of the posting: suggestion accepted, drafts published. */
  draftAndPreview(amount: string): Promise<void>;
  /** Types into one cell of the row. */
  type(place: { amount: string; header: string; value: unknown }): Promise<void>;
}

export async function openPreview({
  browser,
  origin,
  view,
}: {
  browser: Browser;
  origin: string;
  view: View;
}): Promise<Preview> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: view.width, height: view.height },
    colorScheme: view.dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(`${origin}/preview`);
  await page.waitForFunction(() => window.tradebookPreview !== undefined);
  const pane = page.frameLocator("iframe");
  return {
    page,
    pane,
    errors,
    signIn: async (persona) => {
      await pane
        .getByRole("button", { name: new RegExp(persona, "i") })
        .first()
        .click();
      await pane.getByRole("heading", { name: "Sign in" }).waitFor({ state: "detached" });
    },
    ribbon: (button) => press(page, button),
    ...rowsOf(page),
    draftAndPreview: async (amount) => {
      const { row, selectRow } = rowsOf(page);
      await press(page, "Get deductions");
      await expect.poll(() => row(amount), SOON).toHaveProperty("Amount", amount);
      await selectRow(amount);
      await press(page, "Accept suggestion");
      await expect.poll(async () => (await row(amount))["Promo"], SOON).not.toBe("");
      await press(page, "Publish");
      await pane.getByRole("button", { name: /^Publish \d+/ }).click();
      await expect.poll(async () => (await row(amount))["State"], SOON).toContain("Saved");
      await press(page, "Post");
    },
  };
}

const press = (page: Page, button: string) =>
  page.getByRole("toolbar").getByRole("button", { name: button, exact: true }).click();

const rowsOf = (page: Page): Pick<Preview, "row" | "selectRow" | "type"> => ({
  row: async (amount) => {
    const { table, at } = await find(page, amount);
    return Object.fromEntries(
      table.headers.map((header, index) => [header, table.rows[at]?.[index] ?? ""]),
    );
  },
  selectRow: async (amount) => {
    const place = await placeOf(page, { amount, header: "Amount" });
    await page.evaluate(
      ([sheet, address]) => window.tradebookPreview?.select(sheet, address),
      place,
    );
  },
  type: async ({ value, ...where }) => {
    const place = await placeOf(page, where);
    await page.evaluate(
      ([sheet, address, typed]) => window.tradebookPreview?.edit(sheet, address, [[typed]]),
      [...place, value] as const,
    );
  },
});

async function find(page: Page, amount: string) {
  const table = await page.evaluate(readDeductions);
  const column = table.headers.indexOf("Amount");
  const at = table.rows.findIndex((row) => row[column] === amount);
  if (at < 0) throw new Error(`the sheet has no deduction of ${amount}`);
  return { table, at };
}

async function placeOf(
  page: Page,
  { amount, header }: { amount: string; header: string },
): Promise<[sheet: string, address: string]> {
  const { table, at } = await find(page, amount);
  return [table.sheet, `${table.columns[table.headers.indexOf(header)]}${table.top + at + 2}`];
}

interface Deductions {
  sheet: string;
  /** The header's row, counted from 0. */
  top: number;
  /** The letters of each column. */
  columns: string[];
  headers: string[];
  rows: string[][];
}

/** Runs in the page: what the Deductions table shows. */
function readDeductions(): Deductions {
  const preview: TradebookPreview | undefined = window.tradebookPreview;
  const table = preview?.host.model.tables.find(({ name }) => name === "tblDeductions");
  if (!preview || !table) throw new Error("the workbook has no Deductions table");
  const letters = (index: number): string =>
    index < 26
      ? String.fromCodePoint(65 + index)
      : letters(Math.floor(index / 26) - 1) + letters(index % 26);
  const columns = Array.from({ length: table.z.cols }, (_, at) => letters(table.z.c + at));
  const cells = (row: number) =>
    columns.map((column) => preview.cellText(table.sheet.name, `${column}${row}`));
  return {
    sheet: table.sheet.name,
    top: table.z.r,
    columns,
    headers: cells(table.z.r + 1).map((header) => header.replaceAll(/[✎★ƒ]/gu, "").trim()),
    rows: Array.from({ length: table.z.rows - 1 }, (_, at) => cells(table.z.r + at + 2)),
  };
}
