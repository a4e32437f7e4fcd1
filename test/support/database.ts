import { inject } from "vitest";
import { type Actor, asTenant, openPool, type Pool, type Tx } from "../../server/db/pool.ts";
import type { TestDatabaseUrls } from "./test-server.ts";

/** The two demo companies; ids are fixed by the seeds. */
export const DEMO = "0190d000-0000-7000-8000-000000000001";
export const SECOND = "0190d000-0000-7000-8000-000000000002";

/** A database of one test file: cloned from a template, gone when it is closed. */
export interface TestDatabase {
  /** As the application signs in: sees one tenant at a time. */
  pool: Pool;
  /** As the owner of the tables: row level security holds for it too, so set a tenant or use `asOwner`. */
  owner: Pool;
  url: string;
  ownerUrl: string;
  /** Work in the demo company, or as whoever is given. */
  as: <Result>(work: (tx: Tx) => Promise<Result>, actor?: Partial<Actor>) => Promise<Result>;
  /** Work as the owner of the tables, in the demo company or the one given. */
  asOwner: <Result>(work: (tx: Tx) => Promise<Result>, actor?: Partial<Actor>) => Promise<Result>;
  close: () => Promise<void>;
}

/**
 * Opens a database of this file's own. `none`: both companies with their people and reference data (roles, tactics,
 * reasons), no books. `demo`: and the demo companies' customers, promotions, deductions and journals. `empty`: not
 * even migrated.
 */
export async function openTestDatabase(
  { seed }: { seed: "none" | "demo" | "empty" } = { seed: "none" },
): Promise<TestDatabase> {
  const door = inject("databases");
  const { url, ownerUrl } = await ask(`${door}/?seed=${seed}`);
  const pool = openPool(url, { max: 5, name: "tradebook test" });
  const owner = openPool(ownerUrl, { max: 2, name: "tradebook test owner" });
  return {
    pool,
    owner,
    url,
    ownerUrl,
    as: (work, actor) => asTenant(pool, { tenantId: DEMO, ...actor }, work),
    asOwner: (work, actor) => asTenant(owner, { tenantId: DEMO, ...actor }, work),
    close: async () => {
      await Promise.all([pool.end({ timeout: 1 }), owner.end({ timeout: 1 })]);
      await fetch(`${door}/?drop=${new URL(url).pathname.slice(1)}`);
    },
  };
}

async function ask(address: string): Promise<TestDatabaseUrls> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as TestDatabaseUrls;
}
