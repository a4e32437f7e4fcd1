import type { Config } from "./config.ts";
import { startEmbedded } from "./db/embedded.ts";
import { migrate } from "./db/migrate.ts";
import { openPool } from "./db/pool.ts";
import { admitAppRole, whyUnfit } from "./db/roles.ts";
import { seed } from "./db/seed.ts";

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
    ? { ...config.database, stop: () => Promise.resolve() }
    : await startEmbedded({ home: config.home, progress });
  try {
    await bringUpToDate(database, { config, progress });
  } catch (cause) {
    await database.stop();
    throw cause;
  }
  return database;
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
async function admit({ appUrl, ownerUrl }: { appUrl: string; ownerUrl: string }): Promise<void> {
  const owner = openPool(ownerUrl, { max: 1, name: "tradebook start" });
  try {
    await admitAppRole(owner, decodeURIComponent(new URL(appUrl).username));
  } finally {
    await owner.end();
  }
}
