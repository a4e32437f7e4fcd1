import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusalOf } from "../../../server/db/constraint.ts";
import { openTestDatabase, type TestDatabase } from "../../support/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "none" });
});
afterAll(() => db.close());

test("every constraint that has a meaning exists", async () => {
  const source = await readFile(
    new URL("../../../server/db/constraint.ts", import.meta.url),
    "utf8",
  );
  const names = [...source.matchAll(/^ {2}([a-z_]+): \[/gm)].map(([, name]) => name ?? "");
  const functions = await db.owner<
    { text: string }[]
  >`select prosrc as text from pg_proc where proname = 'place_customer'`;

  const known = await db.owner<{ name: string }[]>`
    select conname as name from pg_constraint where conname = any(${names})
    union
    select relname from pg_class where relkind = 'i' and relname = any(${names})
  `;

  const raised = names.filter((name) => functions.some(({ text }) => text.includes(`'${name}'`)));
  expect(names.length).toBeGreaterThan(20);
  expect([...new Set([...known.map(({ name }) => name), ...raised])].toSorted()).toEqual(
    names.toSorted(),
  );
});

test("an error that no constraint raised is not a refusal", () => {
  expect(refusalOf(new Error("connection lost"))).toBeUndefined();
  expect(refusalOf("text")).toBeUndefined();
});

test("a reference to what does not exist is refused by its kind", async () => {
  const broken = db.as(
    (tx) => tx`
      insert into tenancy.role_grants (tenant_id, user_id, role)
      values (tenancy.current_tenant(), gen_random_uuid(), 'Finance')
    `,
  );

  await expect(broken).rejects.toMatchObject({ code: "REFERENCED" });
});
