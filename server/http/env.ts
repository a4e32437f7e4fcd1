import type { Caller } from "../../shared/tenancy/identity.ts";
import type { Tx } from "../db/pool.ts";
import type { Log } from "./log.ts";
import type { Pages } from "./page-token.ts";

/** What a route may use of its request: who calls, and the one door to the database, which carries the tenant. */
export interface AppEnv {
  Variables: {
    requestId: string;
    log: Log;
    /** The clock of the process; tests set it. */
    now: () => Date;
    environment: "DEV" | "TEST" | "PROD";
    caller: Caller;
    /** Runs work in one transaction that sees the caller's tenant only. */
    asTenant: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
    /** Reads and signs the page tokens of this route and tenant. */
    pages: Pages;
  };
}
