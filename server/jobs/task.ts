import type { Tx } from "../db/pool.ts";
import type { ErpGateway } from "../erp/gateway.ts";
import type { Log } from "../http/log.ts";

/** What a job may use: its tenant's rows, the ERP, the clock. */
export interface TaskContext {
  /** Runs work in one transaction as the tenant that the job is stamped with; audit entries name "system". */
  asTenant<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  erp: ErpGateway;
  log: Log;
  now(): Date;
}

/**
 * One task. It may run twice (a worker can die after its commit), so it must find out what is left to do. Throwing
 * retries it with growing pauses; the payload is what `jobs.enqueue` was given, to be parsed by the task.
 */
export type Task = (context: TaskContext, payload: unknown) => Promise<void>;
