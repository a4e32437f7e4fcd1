import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readRunning } from "../../server/running.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

let database: TestDatabase;
let home: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  database = await openTestDatabase({ seed: "none" });
  home = await mkdtemp(path.join(tmpdir(), "tradebook-main-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  said: () => string;
  /** Waits for a line that contains this. */
  says: (text: string) => Promise<string>;
  ended: Promise<number | null>;
}

/** One process of the product, with nothing of this environment but what a test names. */
function start(args: string[], env: Record<string, string>): Started {
  const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts", ...args], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], HOME: home, TRADEBOOK_HOME: home, ...env },
  });
  children.push(child);
  let said = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", resolve);
  });
  const says = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const line = said.split("\n").find((each) => each.includes(text));
        if (line !== undefined) resolve(line);
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`it ended without "${text}": ${said}`)));
    });
  return { child, said: () => said, says, ended };
}

const demonstration = () => ({
  NODE_ENV: "development",
  AUTH_DEV_IDP: "1",
  PORT: "38200",
  DATABASE_URL: database.url,
  DATABASE_OWNER_URL: database.ownerUrl,
});

const status = (address: string) =>
  new Promise<number | string>((resolve) => {
    request(address, { rejectUnauthorized: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", (error) => resolve("code" in error ? String(error.code) : error.message))
      .end();
  });

describe("a process of Tradebook", () => {
  it("answers over https with API and worker, and leaves nothing behind when it is told to stop", async () => {
    const { child, says, said, ended } = start(["both"], demonstration());
    await says('"message":"started"');
    const running = await readRunning(home);
    const origin = running?.origin ?? "nowhere";

    const answers = [await status(`${origin}/readyz`), await status(`${origin}/docs`)];
    child.kill("SIGTERM");
    const code = await ended;

    expect([answers, running?.pid === child.pid]).toEqual([[200, 200], true]);
    expect([code, await status(`${origin}/healthz`), await readRunning(home)]).toEqual([
      0,
      "ECONNREFUSED",
      null,
    ]);
    expect(said()).not.toContain('"level":"error"');
  });

  it("may be the worker alone, which listens nowhere", async () => {
    const { child, says, ended } = start(["worker"], demonstration());
    const line = await says('"message":"started"');
    child.kill("SIGINT");

    expect([line.includes("origin"), await ended]).toEqual([false, 0]);
  });

  it("told to stop while it starts stops at once", async () => {
    const { child, says, ended } = start(["both"], demonstration());
    await says("Updating the database");
    child.kill("SIGTERM");

    expect(await ended).toBe(0);
  });

  it("that may not start says why in a sentence, without a stack", async () => {
    const { said, ended } = start(["both"], { AUTH_DEV_IDP: "1", PORT: "x" });

    expect(await ended).toBe(1);
    expect(said().trim()).toBe("PORT must be a number from 1 to 65535.");
  });

  it("says what it can be told to do when it is told something else", async () => {
    const { said, ended } = start(["everything"], demonstration());

    expect(await ended).toBe(1);
    expect(said()).toContain('There is no "everything" to start');
  });

  it("says in a sentence that its database cannot be reached", async () => {
    const url = "postgres://nobody@127.0.0.1:1/nothing";
    const { said, ended } = start(["both"], {
      ...demonstration(),
      DATABASE_URL: url,
      DATABASE_OWNER_URL: url,
    });

    expect(await ended).toBe(1);
    expect(said()).toContain("The database cannot be reached: connect ECONNREFUSED 127.0.0.1:1.");
  });
});

describe("the commands", () => {
  it("data-dictionary writes the workbook where it is told to", async () => {
    const file = path.join(home, "dictionary.xlsx");
    const { said, ended } = start(["data-dictionary", file], demonstration());

    expect(await ended).toBe(0);
    expect(said()).toContain(`Wrote ${file}.`);
    expect(await readdir(home)).toContain("dictionary.xlsx");
  });

  it("reset deletes nothing of a database that is not its own", async () => {
    const { said, ended } = start(["reset"], demonstration());

    expect(await ended).toBe(1);
    expect(said()).toContain("nothing was deleted");
  });

  it("excel asks for a running server", async () => {
    const { said, ended } = start(["excel"], demonstration());

    expect(await ended).toBe(1);
    expect(said()).toContain("Start it with npm start in another terminal");
  });
});
