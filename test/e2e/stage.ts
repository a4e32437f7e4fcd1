import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, chromium, type FrameLocator, type Page } from "playwright-core";
import type { TradebookPreview } from "../../addin/preview/main.ts";
import { readConfig } from "../../server/config.ts";
import { startTradebook, type Tradebook } from "../../server/tradebook.ts";
import { CHROMIUM_FLAGS, ensureChromium } from "../support/chromium.mjs";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** The whole product, as `npm start` runs it, on a database of this test's own, and a browser before it. */
export interface Stage {
  origin: string;
  database: TestDatabase;
  browser: Browser;
  /** A fresh browser profile at the preview's address, with what went wrong in it. */
  openPreview(view?: View): Promise<Preview>;
  /** The journals that left for the ERP, oldest first. */
  journalFiles(): Promise<JournalFile[]>;
  close(): Promise<void>;
}

export interface View {
  width: number;
  height: number;
  dark?: boolean;
}

/** A workbook with the pane beside it, and the hands of a person. */
export interface Preview {
  page: Page;
  pane: FrameLocator;
  errors: string[];
  signIn(persona: string): Promise<void>;
  ribbon(button: string): Promise<void>;
  /** The texts of one row of the Deductions table, by header; found by what a cell of it shows. */
  row(found: { column: string; text: string }): Promise<Record<string, string>>;
  selectRow(found: { column: string; text: string }): Promise<void>;
  edit(place: { column: string; text: string; header: string; value: unknown }): Promise<void>;
}

export interface JournalFile {
  reference: string;
  kind: string;
  entries: { tag: string; debitAccount: string; creditAccount: string; amount: string }[];
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export async function openStage(): Promise<Stage> {
  const database = await openTestDatabase({ seed: "demo" });
  const home = await mkdtemp(path.join(tmpdir(), "tradebook-e2e-"));
  const config = readConfig(
    {
      PORT: "3600",
      TRADEBOOK_HOME: home,
      NODE_ENV: "development",
      AUTH_DEV_IDP: "1",
      LOG_LEVEL: "silent",
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
    },
    ROOT,
  );
  const running: Tradebook = await startTradebook({
    config,
    parts: ["api", "worker"],
    root: ROOT,
    log: silent,
    progress: () => undefined,
  });
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...CHROMIUM_FLAGS],
  });
  const origin = running.origin ?? "";
  return {
    origin,
    database,
    browser,
    openPreview: (view = { width: 1440, height: 900 }) => openPreview({ browser, origin, view }),
    journalFiles: () => journalFiles(path.join(home, "erp", "out")),
    close: async () => {
      await browser.close();
      await running.stop();
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function journalFiles(folder: string): Promise<JournalFile[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith(".json"))
      .map(
        async (name) => JSON.parse(await readFile(path.join(folder, name), "utf8")) as JournalFile,
      ),
  );
}

async function openPreview({
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
  return { page, pane, errors, ...hands(page, pane) };
}

function hands(page: Page, pane: FrameLocator) {
  const grid = async () => page.evaluate(readDeductions);
  const find = async ({ column, text }: { column: string; text: string }) => {
    const table = await grid();
    const at = table.rows.findIndex((row) => row[table.headers.indexOf(column)] === text);
    if (at < 0) throw new Error(`no row whose ${column} is ${text}`);
    return { table, at };
  };
  const place = ({ top, left }: Deductions, at: number, header: string, headers: string[]) =>
    `${columnName(left + headers.indexOf(header))}${top + at + 2}`;
  return {
    signIn: async (persona: string) => {
      await pane
        .getByRole("button", { name: new RegExp(persona, "i") })
        .first()
        .click();
      await pane
        .getByText(/signed in|Prairie Pantry/i)
        .first()
        .waitFor();
    },
    ribbon: async (button: string) => {
      await page.getByRole("button", { name: button, exact: true }).click();
    },
    row: async (found: { column: string; text: string }) => {
      const { table, at } = await find(found);
      return Object.fromEntries(
        table.headers.map((header, index) => [plain(header), table.rows[at]?.[index] ?? ""]),
      );
    },
    selectRow: async (found: { column: string; text: string }) => {
      const { table, at } = await find(found);
      await page.evaluate(([sheet, address]) => window.tradebookPreview?.select(sheet, address), [
        table.sheet,
        place(table, at, found.column, table.headers),
      ] as const);
    },
    edit: async ({
      header,
      value,
      ...found
    }: {
      column: string;
      text: string;
      header: string;
      value: unknown;
    }) => {
      const { table, at } = await find(found);
      const column = table.headers.find((each) => plain(each) === header) ?? header;
      await page.evaluate(
        ([sheet, address, typed]) => window.tradebookPreview?.edit(sheet, address, [[typed]]),
        [table.sheet, place(table, at, column, table.headers), value] as const,
      );
    },
  };
}

/** A header without the signs that say what may be done with its column. */
const plain = (header: string) => header.replaceAll(/[✎★ƒ]/gu, "").trim();

const columnName = (index: number): string =>
  index < 26
    ? String.fromCodePoint(65 + index)
    : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);

interface Deductions {
  sheet: string;
  top: number;
  left: number;
  headers: string[];
  rows: string[][];
}

/** Runs in the page: what the Deductions table shows. */
function readDeductions(): Deductions {
  const preview: TradebookPreview | undefined = window.tradebookPreview;
  const table = preview?.host.model.tables.find(({ name }) => name === "tblDeductions");
  if (!preview || !table) throw new Error("no Deductions table in the workbook");
  const { r: top, c: left, rows: count, cols } = table.z;
  const letters = (index: number): string =>
    index < 26
      ? String.fromCodePoint(65 + index)
      : letters(Math.floor(index / 26) - 1) + letters(index % 26);
  const cells = (row: number) =>
    Array.from({ length: cols }, (_, column) =>
      preview.cellText(table.sheet.name, `${letters(left + column)}${top + row + 1}`),
    );
  return {
    sheet: table.sheet.name,
    top,
    left,
    headers: cells(0),
    rows: Array.from({ length: count - 1 }, (_, row) => cells(row + 1)),
  };
}
