import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dumpSchema } from "../../server/db/schema-dump.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const FILE = fileURLToPath(new URL("../../sql/schema.sql", import.meta.url));

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "none" });
});
afterAll(() => db.close());

test("schema.sql is what the migrations and views make of an empty database", async () => {
  const printed = await dumpSchema(db.ownerUrl);

  await expect(printed).toMatchFileSnapshot(FILE);
});
