import type { Context } from "hono";
import type { Pool } from "../db/pool.ts";
import type { AppEnv } from "./env.ts";

/** One part of the process that must work for requests to be answered well. */
export interface Readiness {
  name: string;
  /** Undefined when it is well; otherwise why not, in a sentence. */
  trouble(): Promise<string | undefined>;
}

/** The database answers. */
export const databaseReadiness = (pool: Pool): Readiness => ({
  name: "database",
  trouble: async () => {
    try {
      await pool`select 1`;
      return undefined;
    } catch {
      return "the database does not answer";
    }
  },
});

/** `GET /readyz`: 200 when every part is well, 503 with the sentence of each that is not. */
export const answerReady = (parts: readonly Readiness[]) => async (c: Context<AppEnv>) => {
  const checks = await Promise.all(
    parts.map(async ({ name, trouble }) => ({ name, trouble: (await trouble()) ?? null })),
  );
  return c.json(
    { ready: checks.every(({ trouble }) => trouble === null), checks },
    checks.every(({ trouble }) => trouble === null) ? 200 : 503,
  );
};
