import { startEmbedded } from "../../server/db/embedded.ts";
import { migrate } from "../../server/db/migrate.ts";
import { openPool, type Pool } from "../../server/db/pool.ts";
import { createRolesAndDatabase } from "../../server/db/roles.ts";
import { type SeedOptions, seed } from "../../server/db/seed.ts";

/** What a test file is told: the addresses of a database of its own. */
export interface TestDatabaseUrls {
  url: string;
  ownerUrl: string;
}

export interface TestServer {
  answer: (request: URL) => Promise<TestDatabaseUrls | { dropped: string }>;
  close: () => Promise<void>;
}

interface Host {
  /** Whether the whole server goes with the run. */
  ours: boolean;
  superUrl: string;
  app: string;
  owner: string;
  stop: () => Promise<void>;
}

/** One Postgres per test run; databases are cloned from templates, each made when it is first asked for. */
export async function openTestServer(home: string): Promise<TestServer> {
  const host = process.env["TEST_DATABASE_OWNER_URL"]
    ? await borrowed(process.env["TEST_DATABASE_OWNER_URL"])
    : await embedded(home);
  const superuser = openPool(host.superUrl, {
    max: 1,
    name: "tradebook tests",
    statementTimeout: 0,
  });
  const run = `tradebook_test_${process.pid}`;
  const templates = new Map<string, Promise<string>>();
  const made = new Set<string>();
  let clones = 0;
  // Postgres copies a template only while nobody uses it, so copies queue up.
  let queue: Promise<unknown> = Promise.resolve();

  const copy = async (from: string, to: string) => {
    const turn = queue.then(
      () =>
        superuser`create database ${superuser(to)} template ${superuser(from)} owner tradebook_owner`,
    );
    queue = turn.catch(() => undefined);
    await turn;
    made.add(to);
  };

  const template = async (content: SeedOptions["demo"]): Promise<string> => {
    const name = `${run}_${content}`;
    if (content === "people") {
      await superuser`create database ${superuser(name)} owner tradebook_owner`;
      made.add(name);
      await migrate(within(host.owner, name));
    } else await copy(await templateOf("people"), name);
    await seed(within(host.owner, name), { demo: content });
    return name;
  };

  const templateOf = (content: SeedOptions["demo"]): Promise<string> => {
    const known = templates.get(content) ?? template(content);
    templates.set(content, known);
    return known;
  };

  const sourceOf = async (content: string | null): Promise<string> =>
    content === "empty" ? "template0" : templateOf(content === "demo" ? "demo" : "people");

  return {
    answer: async ({ searchParams }) => {
      const dropped = searchParams.get("drop");
      if (dropped !== null && made.delete(dropped)) {
        await drop(superuser, dropped);
        return { dropped };
      }
      clones += 1;
      const name = `${run}_${clones}`;
      await copy(await sourceOf(searchParams.get("seed")), name);
      return { url: within(host.app, name), ownerUrl: within(host.owner, name) };
    },
    close: async () => {
      if (!host.ours) for (const name of made) await drop(superuser, name);
      await superuser.end();
      await host.stop();
    },
  };
}

async function drop(superuser: Pool, name: string): Promise<void> {
  await superuser`drop database if exists ${superuser(name)} with (force)`;
}

async function embedded(home: string): Promise<Host> {
  const server = await startEmbedded({ home, durable: false });
  return {
    ours: true,
    superUrl: server.superUrl,
    app: server.appUrl,
    owner: server.ownerUrl,
    stop: server.stop,
  };
}

/** A server of somebody else's, named by a role that may make roles and databases. */
async function borrowed(superUrl: string): Promise<Host> {
  const superuser = openPool(superUrl, { max: 1 });
  const password = "tradebook-test";
  await createRolesAndDatabase(superuser, "postgres", { owner: password, app: password });
  await superuser.end();
  const as = (user: string) => Object.assign(new URL(superUrl), { username: user, password }).href;
  return {
    ours: false,
    superUrl,
    app: as("tradebook_app"),
    owner: as("tradebook_owner"),
    stop: async () => undefined,
  };
}

function within(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}
