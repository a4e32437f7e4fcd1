import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { buildAddinIfStale } from "../../server/addin-build.ts";
import { readConfig } from "../../server/config.ts";
import { startTradebook } from "../../server/tradebook.ts";
import { CHROMIUM_FLAGS, ensureChromium } from "../support/chromium.mjs";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { openPreview, type Preview, type View } from "./preview.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FIRST_PORT = 3600;

/** The whole product, as `npm start` runs it, on a database of this test's own, and a browser before it. */
export interface Stage {
  origin: string;
  database: TestDatabase;
  /** A fresh browser profile at the preview's address. */
  openPreview(view?: View): Promise<Preview>;
  /** The journals that left for the ERP. */
  journalFiles(): Promise<JournalFile[]>;
  close(): Promise<void>;
}

/** What the ERP finds in its folder, as far as these tests read it. */
interface JournalFile {
  reference: string;
  kind: string;
  entries: { tag: string; debitAccount: string; creditAccount: string; amount: string }[];
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export async function openStage(): Promise<Stage> {
  await buildAddinIfStale(ROOT, () => undefined);
  const executablePath = ensureChromium();
  const database = await openTestDatabase({ seed: "demo" });
  const home = await mkdtemp(path.join(tmpdir(), "tradebook-e2e-"));
  const running = await startTradebook({
    config: configOf(home, database),
    parts: ["api", "worker"],
    root: ROOT,
    log: silent,
    progress: () => undefined,
  });
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  const origin = running.origin ?? "";
  return {
    origin,
    database,
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

const configOf = (home: string, database: TestDatabase) =>
  readConfig(
    {
      PORT: String(FIRST_PORT),
      TRADEBOOK_HOME: home,
      NODE_ENV: "development",
      AUTH_DEV_IDP: "1",
      LOG_LEVEL: "silent",
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
    },
    ROOT,
  );

async function journalFiles(folder: string): Promise<JournalFile[]> {
  const names = await readdir(folder).catch(() => []);
  const journals = names.filter((name) => name.endsWith(".json"));
  return Promise.all(
    journals.map(async (name) => {
      const text = await readFile(path.join(folder, name), "utf8");
      return JSON.parse(text) as JournalFile;
    }),
  );
}
