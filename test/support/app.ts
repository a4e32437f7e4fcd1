import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { z } from "zod";
import { openApp } from "../../server/app.ts";
import type { ErpGateway } from "../../server/erp/gateway.ts";
import { openDevIssuer } from "../../server/http/dev-issuer.ts";
import type { Issuer } from "../../server/http/issuer.ts";
import type { Log } from "../../server/http/log.ts";
import { openErp } from "../../server/jobs/open-erp.ts";
import { CHORES } from "../../server/jobs/tasks.ts";
import { runJobsUntilIdle } from "../../server/jobs/worker.ts";
import { Problem } from "../../shared/problem.ts";
import { DevToken, type Persona } from "../../shared/tenancy/identity.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Who asks: a persona of the demo company, one of another company, a token of one's own, or nobody. */
export type Asker =
  | Persona
  | { tenant: "demo" | "second"; persona: Persona }
  | { token: string }
  | null;

/** An answer, read once. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as one of the wire's shapes; throws when it is not one. */
  as<Shape extends z.ZodType>(shape: Shape): z.output<Shape>;
  problem(): Problem;
}

/** The whole server in this process, on a database of the test file's own. */
export interface TestApp {
  database: TestDatabase;
  /** The folder that stands for TRADEBOOK_HOME; the file connector writes below it. */
  home: string;
  /** What was logged, as [message, facts]. */
  logged: [string, object][];
  /** A body that is not text is sent as JSON. */
  request(
    as: Asker,
    route: `${"GET" | "POST" | "PUT" | "DELETE" | "PATCH"} ${string}`,
    sent?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  token(as: { tenant: "demo" | "second"; persona: Persona }): Promise<string>;
  /** Runs every job that is due, and those that they enqueue. */
  runJobs(): Promise<void>;
  /** Runs one thing that the clock asks for, at the time that `setNow` says. */
  runChore(name: string): Promise<void>;
  now(): Date;
  /** Stops the clock at this instant. */
  setNow(instant: string): void;
  close(): Promise<void>;
}

export interface TestAppOptions {
  seed?: "none" | "demo";
  /** Stands in for the ERP; left out, journals become files below `home`. */
  erp?: ErpGateway;
  /** Issuers beside the development one. */
  issuers?: Issuer[];
}

export async function openTestApp({
  seed = "demo",
  erp,
  issuers = [],
}: TestAppOptions = {}): Promise<TestApp> {
  const database = await openTestDatabase({ seed });
  const home = await mkdtemp(path.join(tmpdir(), "tradebook-app-"));
  const clock: { stopped: Date | null } = { stopped: null };
  const now = () => clock.stopped ?? new Date();
  const devIssuer = await openDevIssuer(now);
  const { log, logged } = openTestLog();
  const app = openApp({
    pool: database.pool,
    issuers: [devIssuer.issuer, ...issuers],
    devIssuer,
    pageSecret: "the page tokens of tests",
    now,
    log,
    environment: "TEST",
    root: ROOT,
    metricsToken: "the metrics of tests",
  });
  const send = async (route: string, init: RequestInit) => {
    const [method = "GET", asked = "/"] = route.split(" ");
    return answerOf(await app.request(asked, { ...init, method }));
  };
  const token = async (as: { tenant: "demo" | "second"; persona: Persona }) => {
    const answer = await send("POST /dev/token", jsonInit(as));
    return answer.as(DevToken).accessToken;
  };
  return {
    database,
    home,
    logged,
    token,
    now,
    setNow: (instant) => {
      clock.stopped = new Date(instant);
    },
    request: async (as, route, { body, headers } = {}) => {
      const init: ReturnType<typeof jsonInit> = body === undefined ? {} : jsonInit(body);
      const authorization = await authorizationOf(as, token);
      return send(route, { ...init, headers: { ...init.headers, ...authorization, ...headers } });
    },
    runJobs: () =>
      runJobsUntilIdle({
        ownerUrl: database.ownerUrl,
        pool: database.pool,
        erp: erp ?? openErp({ pool: database.pool, home }),
        log,
        now,
      }),
    runChore: async (name) => {
      const chore = CHORES[name];
      if (!chore) throw new Error(`there is no chore ${name}`);
      await chore({ pool: database.pool, log, now });
    },
    close: async () => {
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function authorizationOf(
  as: Asker,
  token: (as: { tenant: "demo" | "second"; persona: Persona }) => Promise<string>,
): Promise<Record<string, string>> {
  if (as === null) return {};
  if (typeof as === "object" && "token" in as) return { authorization: `Bearer ${as.token}` };
  const person = typeof as === "string" ? { tenant: "demo" as const, persona: as } : as;
  return { authorization: `Bearer ${await token(person)}` };
}

function jsonInit(body: unknown): { body?: BodyInit; headers?: Record<string, string> } {
  if (typeof body === "string") return { body };
  if (body instanceof Uint8Array) return { body: Buffer.from(body) };
  return { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    as: (shape) => {
      if (!response.ok) throw new Error(`${response.status}: ${text}`);
      return shape.parse(JSON.parse(text));
    },
    problem: () => Problem.parse(JSON.parse(text)),
  };
}

function openTestLog(): { log: Log; logged: [string, object][] } {
  const logged: [string, object][] = [];
  const keep = (facts: object, message: string) => {
    logged.push([message, facts]);
  };
  return { logged, log: { debug: () => undefined, info: keep, warn: keep, error: keep } };
}
