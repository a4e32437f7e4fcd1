import type { Caller } from "../../shared/tenancy/identity.ts";
import type { Tx } from "../db/pool.ts";

/** What a route may use of its request: who calls, and the one door to the database, which carries the tenant. */
export interface AppEnv {
  Variables: {
    requestId: string;
    caller: Caller;
    asTenant: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
  };
}
