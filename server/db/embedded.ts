import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { z } from "zod";
import { installPrograms, type Place, placeFor } from "./platform.ts";
import { openPool, type Pool } from "./pool.ts";
import { createRolesAndDatabase } from "./roles.ts";

/** A running database of our own. `stop` returns when its process has gone. */
export interface Embedded {
  appUrl: string;
  ownerUrl: string;
  /** The superuser's address: for tests, which make and drop whole databases. */
  superUrl: string;
  stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  home: string;
  database?: string;
  /** Told what is being done, one short sentence at a time. */
  progress?: (step: string) => void;
  /** Tests lose nothing in a power cut, and need not wait for the disk. */
  durable?: boolean;
}

const Secrets = z.object({ superuser: z.string(), owner: z.string(), app: z.string() });
type Secrets = z.infer<typeof Secrets>;

const START_TIMEOUT = 60_000;
const INITDB =
  "-U postgres -A scram-sha-256 -E UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 --no-instructions".split(
    " ",
  );

/** Starts the embedded Postgres of this home, installing it first when it is new. Data of an earlier start is kept. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const progress = options.progress ?? (() => undefined);
  const place = placeFor(options.home);
  if (!existsSync(place.bin("postgres"))) progress("Unpacking Postgres");
  mkdirSync(place.folder, { recursive: true, mode: 0o755 });
  writeFileSync(join(place.folder, "home"), options.home);
  installPrograms(place);
  const secrets = readSecrets(place);
  if (!existsSync(join(place.data, "PG_VERSION"))) {
    progress("Creating the database");
    createCluster(place, secrets.superuser);
  }
  stopForgotten(place);
  progress("Starting Postgres");
  const port = await freePort();
  const server = await startServer(place, port, options.durable ?? true);
  const address = (user: string, password: string, database: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const database = options.database ?? "tradebook";
  const superUrl = address("postgres", secrets.superuser, "postgres");
  await withPool(superUrl, (pool) => createRolesAndDatabase(pool, database, secrets));
  return {
    appUrl: address("tradebook_app", secrets.app, database),
    ownerUrl: address("tradebook_owner", secrets.owner, database),
    superUrl,
    stop: () => stopServer(place, server),
  };
}

/** Removes the data of this home for good. It must not be running. */
export function removeEmbedded(home: string): void {
  const place = placeFor(home);
  stopForgotten(place);
  rmSync(place.folder, { recursive: true, force: true });
  rmSync(join(home, "database"), { force: true });
}

function readSecrets(place: Place): Secrets {
  const file = join(place.folder, "secrets.json");
  if (existsSync(file)) return Secrets.parse(JSON.parse(readFileSync(file, "utf8")));
  const secrets = { superuser: secret(), owner: secret(), app: secret() };
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

const secret = () => randomBytes(24).toString("hex");

function createCluster(place: Place, password: string): void {
  // A folder without PG_VERSION is what an interrupted first start left behind.
  rmSync(place.data, { recursive: true, force: true });
  mkdirSync(place.data, { recursive: true, mode: 0o700 });
  const passwordFile = join(place.folder, `password.${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.account) {
    chownSync(place.data, place.account.uid, place.account.gid);
    chownSync(passwordFile, place.account.uid, place.account.gid);
  }
  const made = run(place, "initdb", ["-D", place.data, "--pwfile", passwordFile, ...INITDB]);
  rmSync(passwordFile, { force: true });
  if (made.status !== 0)
    throw new Error(`initdb failed: ${made.stderr || made.error?.message || made.stdout}`);
}

/** A server whose parent was killed still holds the data; it is stopped before a new one starts. */
function stopForgotten(place: Place): void {
  if (!existsSync(join(place.data, "postmaster.pid"))) return;
  const [pid] = readFileSync(join(place.data, "postmaster.pid"), "utf8").split("\n");
  if (run(place, "pg_ctl", ["status", "-D", place.data]).status !== 0) return;
  const parent = readParent(place);
  if (parent !== undefined && isAlive(parent)) {
    throw new Error(`Tradebook already runs with this data (process ${parent}); stop it first`);
  }
  const stopped = run(place, "pg_ctl", ["stop", "-D", place.data, "-m", "fast", "-t", "30"]);
  if (stopped.status !== 0)
    throw new Error(
      `Postgres of an earlier start (process ${pid}) does not stop: ${stopped.stderr}`,
    );
}

function readParent(place: Place): number | undefined {
  const file = join(place.folder, "parent.pid");
  return existsSync(file) ? Number(readFileSync(file, "utf8")) : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

interface Server {
  postgres: ChildProcess;
  guard: ChildProcess | undefined;
  atExit: () => void;
}

async function startServer(place: Place, port: number, durable: boolean): Promise<Server> {
  writeFileSync(join(place.folder, "parent.pid"), String(process.pid));
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    ...(durable ? {} : HASTY),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // Its own process group: Ctrl-C must reach the API first, which ends its work before the database goes.
  const postgres = spawn(place.bin("postgres"), ["-D", place.data, ...flags], {
    cwd: place.folder,
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
    ...place.account,
  });
  const atExit = () => postgres.kill("SIGINT");
  process.once("exit", atExit);
  await untilReady(postgres);
  return { postgres, guard: startGuard(place, postgres), atExit };
}

const HASTY = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: 200,
};

function untilReady(postgres: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why: string) => () => reject(new Error(`Postgres ${why}: ${said}`));
    const stopped = fail("stopped at once");
    const timer = setTimeout(fail("did not start in time"), START_TIMEOUT);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes("ready to accept connections")) return;
      clearTimeout(timer);
      postgres.off("exit", stopped).off("error", reject);
      // What it says later is not ours to keep, but the pipe must not fill up.
      postgres.stderr?.off("data", listen).resume();
      resolve();
    };
    postgres.once("error", reject).once("exit", stopped);
    postgres.stderr?.on("data", listen);
  });
}

/** Ends Postgres when this process is killed without a chance to: the pipe closes, and the guard sees it. */
function startGuard(place: Place, postgres: ChildProcess): ChildProcess | undefined {
  if (process.platform === "win32" || postgres.pid === undefined) return undefined;
  const guard = spawn(
    "sh",
    ["-c", 'cat >/dev/null; kill -INT "$0" 2>/dev/null', String(postgres.pid)],
    {
      cwd: place.folder,
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
      ...place.account,
    },
  );
  guard.unref();
  return guard;
}

async function stopServer(place: Place, { postgres, guard, atExit }: Server): Promise<void> {
  process.removeListener("exit", atExit);
  guard?.kill("SIGKILL");
  const gone = new Promise<void>((resolve) => {
    if (postgres.exitCode !== null || postgres.signalCode !== null) resolve();
    else postgres.once("exit", () => resolve());
  });
  if (process.platform === "win32") run(place, "pg_ctl", ["stop", "-D", place.data, "-m", "fast"]);
  else postgres.kill("SIGINT");
  await gone;
  rmSync(join(place.folder, "parent.pid"), { force: true });
}

function run(place: Place, program: "initdb" | "pg_ctl", args: readonly string[]) {
  return spawnSync(place.bin(program), args, {
    cwd: place.folder,
    encoding: "utf8",
    ...place.account,
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function withPool(url: string, work: (pool: Pool) => Promise<void>): Promise<void> {
  const pool = openPool(url, { max: 1 });
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
}
