import { EventEmitter } from "node:events";
import { Logger, run, runOnce, type TaskList, type WorkerEvents } from "graphile-worker";
import { Pool as QueuePool } from "pg";
import { z } from "zod";
import { asTenant, type Pool } from "../db/pool.ts";
import type { ErpGateway } from "../erp/gateway.ts";
import type { Log } from "../http/log.ts";
import type { Chore } from "./housekeeping.ts";
import type { Task } from "./task.ts";
import { CHORES, CRONTAB, TASKS } from "./tasks.ts";

/** What the worker is given: the queue's owner, the app's pool for the tasks, and what tasks may use. */
export interface WorkerParts {
  ownerUrl: string;
  pool: Pool;
  erp: ErpGateway;
  log: Log;
  now: () => Date;
  /** Other tasks than the product's: tests of the worker itself. */
  tasks?: Readonly<Record<string, Task>>;
  concurrency?: number;
}

/** A running worker. */
export interface Worker {
  /** Lets the jobs at work finish, takes no others, and returns when they are done. */
  stop(): Promise<void>;
  /** Undefined while it asks the queue for work as it should; otherwise what is wrong. */
  trouble(): string | undefined;
}

const SILENT_FOR_MS = 60_000;

/** Runs jobs until it is stopped. Any number of workers may share one database. */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const events: WorkerEvents = new EventEmitter();
  const heartbeat = listenToHeart(events);
  const queue = openQueue(parts);
  const runner = await run({
    pgPool: queue,
    taskList: taskList(parts),
    crontab: CRONTAB,
    concurrency: parts.concurrency ?? 4,
    noHandleSignals: true,
    events,
    logger: quietly(parts.log),
  });
  return {
    stop: async () => {
      await runner.stop();
      await queue.end();
    },
    trouble: () =>
      Date.now() - heartbeat.last > SILENT_FOR_MS && heartbeat.working === 0
        ? "the worker has not asked for work for a minute"
        : undefined,
  };
}

/** Runs every job that is due, and those that they enqueue, then returns. For tests. */
export async function runJobsUntilIdle(parts: WorkerParts): Promise<void> {
  const queue = openQueue(parts);
  try {
    await runOnce({
      pgPool: queue,
      taskList: taskList(parts),
      crontab: "",
      concurrency: parts.concurrency ?? 2,
      noHandleSignals: true,
      logger: quietly(parts.log),
    });
  } finally {
    await queue.end();
  }
}

function openQueue({ ownerUrl, log }: WorkerParts): QueuePool {
  const queue = new QueuePool({ connectionString: ownerUrl, max: 6 });
  // A connection that the database closed is replaced by the next query; without listeners it would end us.
  const lost = ({ message }: Error) => {
    if (!queue.ending) log.warn({ reason: message }, "a connection of the queue was lost");
  };
  queue.on("error", lost);
  queue.on("connect", (client) => client.on("error", lost));
  return queue;
}

function taskList(parts: WorkerParts): TaskList {
  const tasks = Object.entries(parts.tasks ?? TASKS).map(
    ([name, task]) =>
      [name, (payload: unknown) => runTask(name, task, { parts, payload })] as const,
  );
  const chores = Object.entries(CHORES).map(
    ([name, chore]) => [name, () => runChore(name, chore, parts)] as const,
  );
  return Object.fromEntries([...tasks, ...chores]);
}

const Stamped = z.looseObject({ tenantId: z.uuid() });

async function runTask(
  name: string,
  task: Task,
  { parts, payload }: { parts: WorkerParts; payload: unknown },
): Promise<void> {
  const stamped = Stamped.safeParse(payload);
  if (!stamped.success) {
    throw new Error(`a ${name} job has no tenant; enqueue it with jobs.enqueue`);
  }
  const { tenantId, ...content } = stamped.data;
  const { pool, erp, log, now } = parts;
  const started = performance.now();
  await task({ asTenant: (work) => asTenant(pool, { tenantId }, work), erp, log, now }, content);
  log.info({ task: name, tenantId, ms: Math.round(performance.now() - started) }, "job done");
}

async function runChore(
  name: string,
  chore: Chore,
  { pool, log, now }: WorkerParts,
): Promise<void> {
  await chore({ pool, log, now });
  log.debug({ task: name }, "job done");
}

function listenToHeart(events: WorkerEvents) {
  const heartbeat = { last: Date.now(), working: 0 };
  events.on("worker:getJob:start", () => {
    heartbeat.last = Date.now();
  });
  events.on("job:start", () => {
    heartbeat.working += 1;
  });
  events.on("job:complete", () => {
    heartbeat.working -= 1;
  });
  return heartbeat;
}

/** The queue's own words, without payloads: its failures as warnings, since it retries, the rest for debugging. */
const quietly = (log: Log) =>
  new Logger((scope) => (level, message) => {
    const facts = { task: scope.taskIdentifier, job: scope.jobId };
    const grave: string = level;
    if (grave === "error" || grave === "warning") log.warn(facts, message);
    else log.debug(facts, message);
  });
