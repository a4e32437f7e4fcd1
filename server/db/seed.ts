import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openPool, type Pool } from "./pool.ts";

const FOLDER = fileURLToPath(new URL("../../sql/seeds", import.meta.url));
const PEOPLE = /_demo_(tenants|people)\.sql$/;
const REFERENCE = /_reference_.*\.sql$/;
const LOCK = 7_208_114_530;

export interface SeedOptions {
  /** none: reference data of the companies there are; people: and the demo companies' people; demo: and their books. */
  demo: "none" | "people" | "demo";
  progress?: (step: string) => void;
}

/** Loads what the product knows by itself, and the demo companies when asked. Loading twice changes nothing. */
export async function seed(ownerUrl: string, { demo, progress }: SeedOptions): Promise<void> {
  const owner = openPool(ownerUrl, { max: 1, name: "tradebook seed", statementTimeout: 0 });
  const files = readdirSync(FOLDER).toSorted();
  try {
    // One connection throughout: two servers that start together load one after the other.
    await owner`select pg_advisory_lock(${LOCK}::bigint)`;
    for (const file of files) {
      if (REFERENCE.test(file)) await seedEveryTenant(owner, file);
      else if (demo === "demo" || (demo === "people" && PEOPLE.test(file))) {
        progress?.(`Loading ${file}`);
        await owner.begin((tx) => tx.file(join(FOLDER, file)));
      }
    }
  } finally {
    await owner.end();
  }
}

async function seedEveryTenant(owner: Pool, file: string): Promise<void> {
  const tenants = await owner<{ id: string }[]>`select id from tenancy.all_tenants()`;
  for (const { id } of tenants) {
    await owner.begin(async (tx) => {
      await tx`select set_config('app.tenant_id', ${id}, true)`;
      await tx.file(join(FOLDER, file));
    });
  }
}
