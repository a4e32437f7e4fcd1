import type { Config } from "./config.ts";
import { startEmbedded } from "./db/embedded.ts";
import { migrate } from "./db/migrate.ts";
import { admitAppRole, whyUnfit } from "./db/roles.ts";
import { seed } from "./db/seed.ts";
import { type Addresses, DatabaseUnfit, givenDatabase, withPool } from "./given-database.ts";
import { readRunning } from "./running.ts";

/** A database that is up to date, with its two addresses. */
export interface OpenDatabase {
  appUrl: string;
  ownerUrl: string;
  stop: () => Promise<void>;
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
  given: NonNullable<Config["database"]>,
  home: string,
): Promise<OpenDatabase> {
  return { ...(await givenDatabase(given, home)), stop: () => Promise.resolve() };
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
  if (config.database) await admit({ appUrl, ownerUrl: config.database.ownerUrl });
  progress("Updating the database");
  await migrate(ownerUrl, { progress });
  await seed(ownerUrl, { demo: config.devIssuer ? "demo" : "none", progress });
  const unfit = await withPool(appUrl, whyUnfit);
  if (unfit) throw new DatabaseUnfit(`${unfit}.`);
}

/** Somebody else's server: the role that the migrations grant to must exist, and the app's address must hold it. */
const admit = ({ appUrl, ownerUrl }: Addresses) =>
  withPool(ownerUrl, (owner) => admitAppRole(owner, decodeURIComponent(new URL(appUrl).username)));
