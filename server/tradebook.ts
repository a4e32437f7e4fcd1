import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { openApp } from "./app.ts";
import { readCertificate } from "./certificate.ts";
import type { Config } from "./config.ts";
import { openDatabase } from "./database.ts";
import { openPool, type Pool } from "./db/pool.ts";
import { openDevIssuer } from "./http/dev-issuer.ts";
import type { Readiness } from "./http/health.ts";
import { entraIssuer } from "./http/issuer.ts";
import type { Log } from "./http/log.ts";
import { openErp } from "./jobs/open-erp.ts";
import { startWorker, type Worker } from "./jobs/worker.ts";
import { type Listening, listen } from "./listen.ts";
import { noteRunning } from "./running.ts";
import { pageSecret } from "./secrets.ts";

/** What one process runs. */
export interface TradebookOptions {
  config: Config;
  parts: readonly ("api" | "worker")[];
  /** The folder that holds dist/addin, manifest.xml, sql and node_modules. */
  root: string;
  log: Log;
  /** Told what is being done, one short sentence at a time. */
  progress: (step: string) => void;
  /** Which instant it is; the clock of this machine when left out. */
  now?: () => Date;
}

/** A running process of Tradebook. */
export interface Tradebook {
  /** Where the API answers; undefined when this process runs the worker alone. */
  origin: string | undefined;
  /** Why it is another port than the one asked for. */
  moved: string | undefined;
  stop(): Promise<void>;
}

const thisMachine = () => new Date();
const OTHER_PORTS_IN_DEVELOPMENT = 20;

/** Starts database, worker and API in this order, and stops what it started when a later one fails. */
export async function startTradebook(options: TradebookOptions): Promise<Tradebook> {
  const { config, parts, progress } = options;
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const database = await openDatabase(config, progress);
    stops.push(database.stop);
    const pool = openPool(database.appUrl, { name: "tradebook app" });
    stops.push(() => pool.end({ timeout: 5 }));
    const worker = parts.includes("worker")
      ? await openWorker(options, { pool, ownerUrl: database.ownerUrl })
      : undefined;
    if (worker) stops.push(worker.stop);
    const api = parts.includes("api") ? await openApi(options, { pool, worker }) : undefined;
    if (api) stops.push(api.stop);
    const origin = api && originOf(config, api.port);
    stops.push(await noteRunning(config.home, { origin, databaseUrl: database.appUrl }));
    return { origin, moved: api?.moved, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

function openWorker(
  { config, log, progress, now = thisMachine }: TradebookOptions,
  { pool, ownerUrl }: { pool: Pool; ownerUrl: string },
): Promise<Worker> {
  progress("Starting the worker");
  const erp = openErp({ pool, home: config.home });
  return startWorker({ ownerUrl, pool, erp, log, now });
}

async function openApi(
  { config, root, log, progress, now = thisMachine }: TradebookOptions,
  { pool, worker }: { pool: Pool; worker: Worker | undefined },
): Promise<Listening> {
  progress("Starting the API");
  const devIssuer = config.devIssuer ? await openDevIssuer(now) : undefined;
  const app = openApp({
    pool,
    issuers: [
      ...(config.entraAudience ? [entraIssuer(config.entraAudience)] : []),
      ...(devIssuer ? [devIssuer.issuer] : []),
    ],
    ...(devIssuer && { devIssuer }),
    pageSecret: config.pageSecret ?? (await pageSecret(config.home)),
    now,
    log,
    environment: config.environment,
    root,
    metricsToken: config.metricsToken,
    readiness: worker ? [workerReadiness(worker)] : [],
    processMetrics: true,
  });
  const answer = getRequestListener(app.fetch);
  const listener: RequestListener = (request, response) => {
    void answer(request, response);
  };
  return listen(listener, {
    host: config.host,
    port: config.port,
    certificate: await readCertificate(config, now()),
    otherPorts: config.devIssuer ? OTHER_PORTS_IN_DEVELOPMENT : 0,
  });
}

const workerReadiness = (worker: Worker): Readiness => ({
  name: "worker",
  trouble: () => Promise.resolve(worker.trouble()),
});

const originOf = ({ tls }: Config, port: number) =>
  `${tls === "off" ? "http" : "https"}://localhost:${port}`;
