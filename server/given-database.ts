import { createHash } from "node:crypto";
import { openPool, type Pool } from "./db/pool.ts";
import { ensureLogin } from "./db/roles.ts";
import { keptSecret } from "./secrets.ts";

const OLDEST_POSTGRES = 15;

/** A database that cannot be used as it is configured, in a sentence. */
export class DatabaseUnfit extends Error {
  override readonly name = "DatabaseUnfit";
}

/** The two addresses of somebody's Postgres: who owns the tables, and who serves requests. */
export interface Addresses {
  ownerUrl: string;
  appUrl: string;
}

/**
 * Somebody's Postgres, as the environment names it. An account that row level security does not hold would see every
 * company at once, so for such an owner, and for an app that has no address, logins of this home's own are made.
 */
export async function givenDatabase(
  given: { ownerUrl: string; appUrl: string | undefined },
  home: string,
): Promise<Addresses> {
  const { isBypassing, major } = await look(given.ownerUrl);
  if (major < OLDEST_POSTGRES) {
    throw new DatabaseUnfit(
      `The database is Postgres ${major}; Tradebook needs ${OLDEST_POSTGRES} or newer.`,
    );
  }
  const ownerUrl = isBypassing ? await makeOwner(given.ownerUrl, home) : given.ownerUrl;
  return { ownerUrl, appUrl: given.appUrl ?? (await makeLogin(given.ownerUrl, home, "app")) };
}

async function look(url: string): Promise<{ isBypassing: boolean; major: number }> {
  const [account] = await withPool(
    url,
    (pool) => pool<{ isBypassing: boolean; major: number }[]>`
      select role.rolsuper or role.rolbypassrls as is_bypassing,
        current_setting('server_version_num')::int / 10000 as major
      from pg_roles role
      where role.rolname = current_user
    `,
  ).catch((cause: unknown) => {
    throw new DatabaseUnfit(`The database cannot be reached: ${inWords(cause)}.`, { cause });
  });
  return account ?? { isBypassing: false, major: 0 };
}

const inWords = (cause: unknown) =>
  cause instanceof Error && cause.message !== "" ? cause.message : "no answer";

async function makeOwner(superUrl: string, home: string): Promise<string> {
  const ownerUrl = await makeLogin(superUrl, home, "owner");
  const { username, pathname } = new URL(ownerUrl);
  const database = decodeURIComponent(pathname.slice(1));
  await withPool(superUrl, async (pool) => {
    await pool`grant all on database ${pool(database)} to ${pool(username)}`;
    await pool`grant usage, create on schema public to ${pool(username)}`;
  });
  return ownerUrl;
}

/** A login of this home's own, so that two homes on one server do not change each other's password. */
async function makeLogin(url: string, home: string, kind: "owner" | "app"): Promise<string> {
  const name = createHash("sha256").update(home).digest("hex").slice(0, 12);
  const user = `tradebook_${kind}_${name}`;
  const password = await keptSecret(home, `${kind}-password`);
  await withPool(url, (pool) => ensureLogin(pool, user, password));
  return Object.assign(new URL(url), { username: user, password }).href;
}

/** Opens an address for one piece of work. */
export async function withPool<Result>(
  url: string,
  work: (pool: Pool) => Promise<Result>,
): Promise<Result> {
  const pool = openPool(url, { max: 1, name: "tradebook start" });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}
