import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestProject } from "vitest/node";
import { removeEmbedded } from "../../server/db/embedded.ts";
import { placeFor } from "../../server/db/platform.ts";
import { openTestServer, type TestServer } from "./test-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where test files ask for a database; the first to ask starts Postgres. */
    databases: string;
  }
}

const PREFIX = "tradebook-test-";

/** Listens for test files that need a database. A run in which none does never starts Postgres. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let opening: Promise<TestServer> | undefined;
  const home = join(tmpdir(), `${PREFIX}${process.pid}`);
  const door = createServer((request, response) => {
    opening ??= openIn(home);
    opening
      .then((server) => server.answer(new URL(request.url ?? "/", "http://localhost")))
      .then(
        (answer) => response.end(JSON.stringify(answer)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  project.provide("databases", `http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  return async () => {
    door.closeAllConnections();
    door.close();
    const server = await opening?.catch(() => undefined);
    await server?.close();
    if (existsSync(home)) remove(home);
  };
}

function openIn(home: string): Promise<TestServer> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : undefined;
    // A run that was killed could not tidy up after itself.
    if (pid !== undefined && !isAlive(pid)) remove(join(tmpdir(), name));
  }
  forgetLostHomes(home);
  mkdirSync(home, { recursive: true });
  return openTestServer(home);
}

/** Data of temporary homes that are gone: as root it lies elsewhere, so removing the home did not remove it. */
function forgetLostHomes(home: string): void {
  const place = placeFor(home);
  if (!place.account || !existsSync(dirname(place.folder))) return;
  for (const name of readdirSync(dirname(place.folder))) {
    const folder = join(dirname(place.folder), name);
    const file = join(folder, "home");
    const lost = existsSync(file) ? readFileSync(file, "utf8") : "";
    if (lost.startsWith(tmpdir()) && !existsSync(lost)) rmSync(folder, { recursive: true });
  }
}

function remove(home: string): void {
  removeEmbedded(home);
  rmSync(home, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
