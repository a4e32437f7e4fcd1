import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type APIRequestContext, chromium, request } from "playwright-core";
import { buildAddinIfStale } from "../../server/addin-build.ts";
import { readConfig } from "../../server/config.ts";
import { CHORES } from "../../server/jobs/tasks.ts";
import { startTradebook } from "../../server/tradebook.ts";
import { DevToken, type Persona } from "../../shared/tenancy/identity.ts";
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
  /** What another program says to the server as one of the demo people; rejects with the server's words. */
  ask(as: Persona, question: `${"GET" | "POST"} /v1/${string}`, body?: unknown): Promise<unknown>;
  /** Stops the clocks of the server and of the open browsers at this instant. */
  setNow(instant: Date): Promise<void>;
  /** Does at once what the clock would ask for within the minute, at the server's time. */
  runChore(name: string): Promise<void>;
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
  const clock: { stopped: Date | null } = { stopped: null };
  const now = () => clock.stopped ?? new Date();
  const running = await startTradebook({
    config: configOf(home, database),
    parts: ["api", "worker"],
    root: ROOT,
    log: silent,
    progress: () => undefined,
    now,
  });
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  const origin = running.origin ?? "";
  const http = await request.newContext({ baseURL: origin, ignoreHTTPSErrors: true });
  return {
    origin,
    database,
    openPreview: (view = { width: 1440, height: 900 }) =>
      openPreview({ browser, origin, view, stopped: clock.stopped }),
    ask: (as, question, body) => ask(http, { as, question, body }),
    setNow: async (instant) => {
      clock.stopped = instant;
      for (const context of browser.contexts()) await context.clock.setFixedTime(instant);
    },
    runChore: async (name) => {
      const chore = CHORES[name];
      if (!chore) throw new Error(`the clock asks for no ${name}`);
      await chore({ pool: database.pool, log: silent, now });
    },
    journalFiles: () => journalFiles(path.join(home, "erp", "out")),
    close: async () => {
      await http.dispose();
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

/** Asks for a token each time: one from before the clock was set would not be taken. */
async function ask(
  http: APIRequestContext,
  { as, question, body }: { as: Persona; question: string; body: unknown },
): Promise<unknown> {
  const [method = "GET", address = "/"] = question.split(" ");
  const signedIn = await http.post("/dev/token", { data: { tenant: "demo", persona: as } });
  const { accessToken } = DevToken.parse(await signedIn.json());
  const answer = await http.fetch(address, {
    method,
    headers: { authorization: `Bearer ${accessToken}` },
    ...(body === undefined ? {} : { data: body }),
  });
  if (!answer.ok()) throw new Error(`${question}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

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
