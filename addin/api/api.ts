import { uuidV7 } from "../../shared/ids.ts";
import { FunctionsAnswer, type FunctionsRequest } from "../../shared/intelligence/functions.ts";
import { Refusal } from "../../shared/refusal.ts";
import { Me } from "../../shared/tenancy/identity.ts";
import type { Api } from "../taskpane/ports.ts";
import { financeApi } from "./finance.ts";
import { HttpClient, type World } from "./http.ts";
import { wholeList } from "./lists.ts";
import type { MishapLog } from "./mishaps.ts";
import { planningApi } from "./planning.ts";
import { publishedRows, publishInChunks } from "./publish.ts";
import { Session } from "./session.ts";
import { TABLE_ROUTES } from "./tables.ts";

/** A new name for an act or a batch: a version 7 UUID, so that names sort by time. */
export const newId = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));

export interface ServerApiParts {
  world: World;
  mishaps: MishapLog;
  /** What X-Client says: product, version and host. */
  client: string;
  /** Hears when the session ended by itself and somebody has to sign in again. */
  sessionEnded: () => void;
}

/** What the workbook's cell functions ask beside the pane. */
interface CellApi {
  /** One question, never repeated. Without a session it rejects with NOT_SIGNED_IN and asks nobody. */
  cellValues(calls: FunctionsRequest["calls"], signal: AbortSignal): Promise<FunctionsAnswer>;
}

/** The server as the pane and the cells see it. */
export function serverApi(parts: ServerApiParts): Api & CellApi {
  const { now } = parts.world;
  const ended = parts.sessionEnded;
  const session = new Session({ http: new HttpClient(parts), now, ended });
  const http = new HttpClient({ ...parts, bearer: session });
  const me = () => http.ask({ method: "GET", path: "/v1/me", answer: Me });
  return {
    offersDevIdentities: () => session.offersDevIdentities(),
    signIn: async (identity) => {
      await session.signIn(identity);
      return me();
    },
    signOut: () => session.signOut(),
    me,
    rows: (table, query, job) => {
      const { path, filter, page } = TABLE_ROUTES[table];
      return wholeList(http, { path, filter: filter(query), page }, job);
    },
    row: (table, id) => {
      const { path, row } = TABLE_ROUTES[table];
      return http.ask({ method: "GET", path: `${path}/${id}`, answer: row });
    },
    cellValues: async (calls, signal) => {
      if ((await session.token()) === null) {
        throw new Refusal("NOT_SIGNED_IN", "Nobody is signed in.");
      }
      const path = "/v1/functions/batch";
      return http.ask({ method: "POST", path, body: { calls }, answer: FunctionsAnswer, signal });
    },
    publish: (table, publish) => publishInChunks(http, table, publish),
    published: (table, batchId) => publishedRows(http, table, batchId),
    ...financeApi(http, newId),
    ...planningApi(http, newId),
  };
}
