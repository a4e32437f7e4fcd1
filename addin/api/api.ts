import { uuidV7 } from "../../shared/ids.ts";
import { CustomerPage } from "../../shared/master/lists.ts";
import { Me } from "../../shared/tenancy/identity.ts";
import type { Api } from "../taskpane/ports.ts";
import { financeApi } from "./finance.ts";
import { HttpClient, type World } from "./http.ts";
import { wholeList } from "./lists.ts";
import type { MishapLog } from "./mishaps.ts";
import { Session } from "./session.ts";

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

/** The server as the pane sees it. */
export function serverApi(parts: ServerApiParts): Api {
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
    customers: async () =>
      (await wholeList(http, { path: "/v1/customers", filter: {}, page: CustomerPage })).rows,
    ...financeApi(http, newId),
  };
}
