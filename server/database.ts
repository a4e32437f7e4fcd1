import { createHash } from "node:crypto";
import type { Config } from "./config.ts";
import { startEmbedded } from "./db/embedded.ts";
import { migrate } from "./db/migrate.ts";
import { openPool, type Pool } from "./db/pool.ts";
import { admitAppRole, ensureLogin, whyUnfit } from "./db/roles.ts";
import { seed } from "./db/seed.ts";
import { readRunning } from "./running.ts";
import { keptSecret } from "./secrets.ts";

/** A database that is up to date, with its two addresses. */
export interface OpenDatabase {
  appUrl: string;
  ownerUrl: string;
  stop: () => Promise<void>;
}

/** A database that cannot be used as it is configured, in a sentence. */
export class DatabaseUnfit extends Error {
  override readonly name = "DatabaseUnfit";
}

/** Starts the embedded Postgres, or takes the one of the environment, and brings it up to date. */
export async function openDatabase(
  config: Config,
  progress: (step: string) => void,
): Promise<OpenDatabase> {
  const database = config.database
    ? await openGiven(config.database, config.home)
    : await openEmbedded(config.home, progress);
  try {
    await bringUpToDate(database, { config, progress });
  } catch (cause) {
    await database.stop();
    throw cause;
  }
  return database;
}

async function openGiven(
  { appUrl, ownerUrl }: NonNullable<Config["database"]>,
  home: string,
): Promise<OpenDatabase> {
  return {
    appUrl: appUrl ?? (await makeAppLogin(ownerUrl, home)),
    ownerUrl,
    stop: () => Promise.resolve(),
  };
}

/** A login of this home's own, so that two of them on one server do not change each other's password. */
async function makeAppLogin(ownerUrl: string, home: string): Promise<string> {
  const user = `tradebook_${createHash("sha256").update(home).digest("hex").slice(0, 12)}`;
  const password = await keptSecret(home, "app-password");
  await asOwner(ownerUrl, (owner) => ensureLogin(owner, user, password));
  return Object.assign(new URL(ownerUrl), { username: user, password }).href;
}

async function openEmbedded(home: string, progress: (step: string) => void): Promise<OpenDatabase> {
  const running = await readRunning(home);
  if (running) {
    throw new DatabaseUnfit(
      `Tradebook already runs with the data of ${home} (process ${running.pid}${running.origin ? `, ${running.origin}` : ""}). Stop it first, or set TRADEBOOK_HOME to another folder.`,
    );
  }
  return startEmbedded({ home, progress });
}

async function bringUpToDate(
  { appUrl, ownerUrl }: OpenDatabase,
  { config, progress }: { config: Config; progress: (step: string) => void },
): Promise<void> {
  if (config.database) await admit({ appUrl, ownerUrl });
  progress("Updating the database");
  await migrate(ownerUrl, { progress });
  await seed(ownerUrl, { demo: config.devIssuer ? "demo" : "none", progress });
  const app = openPool(appUrl, { max: 1, name: "tradebook start" });
  try {
    const unfit = await whyUnfit(app);
    if (unfit) throw new DatabaseUnfit(`${unfit}.`);
  } finally {
    await app.end();
  }
}

/** Somebody else's server: the role that the migrations grant to must exist, and the app's address must hold it. */
const admit = ({ appUrl, ownerUrl }: { appUrl: string; ownerUrl: string }) =>
  asOwner(ownerUrl, (owner) => admitAppRole(owner, decodeURIComponent(new URL(appUrl).username)));

async function asOwner(ownerUrl: string, work: (owner: Pool) => Promise<void>): Promise<void> {
  const owner = openPool(ownerUrl, { max: 1, name: "tradebook start" });
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
}
