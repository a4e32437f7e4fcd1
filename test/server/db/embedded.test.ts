import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeEmbedded, startEmbedded } from "../../../server/db/embedded.ts";
import { placeFor } from "../../../server/db/platform.ts";
import { openPool } from "../../../server/db/pool.ts";

const EMBEDDED = fileURLToPath(new URL("../../../server/db/embedded.ts", import.meta.url));

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "tradebook-embedded-"));
});
afterAll(async () => {
  removeEmbedded(home);
  await rm(home, { recursive: true, force: true });
});

const start = (progress?: (step: string) => void) =>
  startEmbedded({ home, durable: false, ...(progress && { progress }) });

async function reach(url: string, statement: "write" | "read"): Promise<number> {
  const pool = openPool(url, { max: 1 });
  try {
    if (statement === "write") await pool`create table kept as select 1 as n`;
    return (await pool`select n from kept`).length;
  } finally {
    await pool.end();
  }
}

function serverPid(): Promise<number> {
  return readFile(join(placeFor(home).data, "postmaster.pid"), "utf8").then((text) =>
    Number(text.split("\n")[0]),
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
}

test("a first start makes a database, a second one keeps its data, and a stop leaves no process", async () => {
  const steps: string[] = [];
  const first = await start((step) => steps.push(step));
  await reach(first.ownerUrl, "write");
  const pid = await serverPid();
  await first.stop();
  const later: string[] = [];

  const second = await start((step) => later.push(step));
  const rows = await reach(second.ownerUrl, "read");
  await second.stop();

  expect(steps).toContain("Creating the database");
  expect(later).toEqual(["Starting Postgres"]);
  expect(rows).toBe(1);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(join(placeFor(home).data, "postmaster.pid"))).toBe(false);
});

test("it listens on this machine only, and its passwords are for its owner's eyes", async () => {
  const db = await start();

  const secrets = await stat(join(placeFor(home).folder, "secrets.json"));
  const listens = await readFile(join(placeFor(home).data, "postmaster.pid"), "utf8");
  await db.stop();

  expect(secrets.mode & 0o777).toBe(0o600);
  expect(listens.split("\n")[5]).toBe("127.0.0.1");
  expect(new URL(db.appUrl).username).toBe("tradebook_app");
});

test("when its parent is killed the database ends too, and the next start is as good as any", async () => {
  const script = `import(${JSON.stringify(EMBEDDED)}).then((db) => db.startEmbedded({ home: ${JSON.stringify(home)}, durable: false }))
    .then(() => { console.log("up"); setInterval(() => {}, 1000); })`;
  const parent = spawn(process.execPath, ["--import", "tsx", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(parent.stdout, "data");
  const pid = await serverPid();

  parent.kill("SIGKILL");
  await untilGone(pid);
  const db = await start();
  const rows = await reach(db.ownerUrl, "read");
  await db.stop();

  expect(rows).toBe(1);
});

test("a home that is in use is refused with the process that uses it", async () => {
  const script = `import(${JSON.stringify(EMBEDDED)}).then((db) => db.startEmbedded({ home: ${JSON.stringify(home)}, durable: false }))
    .then(() => { console.log("up"); setInterval(() => {}, 1000); })`;
  const other = spawn(process.execPath, ["--import", "tsx", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(other.stdout, "data");
  const pid = await serverPid();

  await expect(start()).rejects.toThrow(
    `Tradebook already runs with this data (process ${other.pid})`,
  );

  other.kill("SIGKILL");
  await untilGone(pid);
});

test("who deletes the home begins anew, also where root keeps the data elsewhere", async () => {
  const first = await start();
  const left = placeFor(home).folder;
  await first.stop();
  await rm(home, { recursive: true });

  const steps: string[] = [];
  const again = await start((step) => steps.push(step));
  await again.stop();
  await rm(left, { recursive: true, force: true });

  expect(steps).toContain("Creating the database");
});
