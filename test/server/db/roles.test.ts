import { afterAll, beforeAll, expect, test } from "vitest";
import { admitAppRole, whyUnfit } from "../../../server/db/roles.ts";
import { openTestDatabase, type TestDatabase } from "../../support/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "none" });
});
afterAll(() => db.close());

test("the app's role may serve requests", async () => {
  expect(await whyUnfit(db.pool)).toBeUndefined();
});

test("the owner of the tables may not serve requests", async () => {
  expect(await whyUnfit(db.owner)).toBe(
    "DATABASE_URL signs in as tradebook_owner, which owns the tables; use another role",
  );
});

test("admitting the app's own role twice changes nothing", async () => {
  await admitAppRole(db.owner, "tradebook_app");
  await admitAppRole(db.owner, "tradebook_app");

  expect(await whyUnfit(db.pool)).toBeUndefined();
});
