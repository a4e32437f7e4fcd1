import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "../../server/db/migrate.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "none" });
});
afterAll(() => db.close());

test("migrating a migrated database changes nothing", async () => {
  expect(await migrate(db.ownerUrl)).toEqual([]);
});
