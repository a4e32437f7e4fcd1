import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asTenant } from "../../server/db/pool.ts";
import { partitions, type Relation, relations, writableColumns } from "../support/catalogue.ts";
import { DEMO, openTestDatabase, SECOND, type TestDatabase } from "../support/database.ts";
import { fillEveryTable } from "./every-table.ts";

/** The data dictionary speaks of fields, not of anybody's data. */
const OF_NOBODY = new Set(["tenancy.data_dictionary"]);

let db: TestDatabase;
let all: Relation[];
let tables: string[];
beforeAll(async () => {
  db = await openTestDatabase({ seed: "demo" });
  await db.asOwner((tx) => fillEveryTable(tx));
  all = (await relations(db.owner)).filter(({ name }) => !OF_NOBODY.has(name));
  tables = all.filter(({ kind }) => kind === "table").map(({ name }) => name);
});
afterAll(() => db.close());

const asSecond = { tenantId: SECOND };
const keyOf = (name: string) => (name === "tenancy.tenants" ? "id" : "tenant_id");

/** The SQL state a statement is refused with, or how many rows it touched. */
async function outcome(work: () => Promise<{ count: number }>): Promise<string> {
  try {
    return `${(await work()).count} rows`;
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    return cause instanceof Error && "code" in cause ? String(cause.code) : String(error);
  }
}

test("every table and view has rows of the first company, so that the tests below can fail", async () => {
  const empty: string[] = [];

  for (const { name } of all) {
    const rows = await db.as((tx) => tx`select 1 from ${tx(name)} limit 1`);
    if (rows.length === 0) empty.push(name);
  }

  // Empty is what this one has to be.
  expect(empty).toEqual(["finance.broken_invariants"]);
  expect(all.length).toBeGreaterThan(40);
});

test("the second company reads nothing of the first, in any table or view", async () => {
  const seen: string[] = [];

  for (const { name } of all) {
    const rows = await db.as(
      (tx) => tx`select 1 from ${tx(name)} where ${tx(keyOf(name))} <> ${SECOND} limit 1`,
      asSecond,
    );
    if (rows.length > 0) seen.push(name);
  }

  expect(seen).toEqual([]);
});

test("without a tenant there are no rows in any table or view", async () => {
  const seen: string[] = [];

  for (const { name } of all) {
    const rows = await db.pool`select 1 from ${db.pool(name)} limit 1`;
    if (rows.length > 0) seen.push(name);
  }

  expect(seen).toEqual([]);
});

test("a connection that served a tenant shows nothing afterwards", async () => {
  const single = await db.pool.reserve();
  await single`select set_config('app.tenant_id', ${DEMO}, false)`;
  await single`select set_config('app.tenant_id', '', false)`;

  const rows = await single`select 1 from finance.claims`;

  single.release();
  expect(rows).toHaveLength(0);
});

test("the owner of the tables sees nothing without a tenant either", async () => {
  const rows = await db.owner`select 1 from finance.claims`;

  expect(rows).toHaveLength(0);
});

describe("the second company", () => {
  test("changes no row of the first, in any table", async () => {
    for (const name of tables) {
      const key = keyOf(name);
      const changed = await outcome(() =>
        db.as(
          (tx) => tx`update ${tx(name)} set ${tx(key)} = ${tx(key)} where ${tx(key)} = ${DEMO}`,
          asSecond,
        ),
      );
      expect([name, changed]).toEqual([name, expect.stringMatching(/^(0 rows|42501)$/)]);
    }
  });

  test("removes no row of the first, in any table", async () => {
    for (const name of tables) {
      const removed = await outcome(() =>
        db.as((tx) => tx`delete from ${tx(name)} where ${tx(keyOf(name))} = ${DEMO}`, asSecond),
      );
      expect([name, removed]).toEqual([name, expect.stringMatching(/^(0 rows|42501)$/)]);
    }
  });

  test("puts no row into the first, in any table", async () => {
    for (const name of tables) {
      const copied = await outcome(() => copyRow(name, { into: DEMO }));
      // A customer's parent is looked up before the row itself is judged.
      expect([name, copied]).toEqual([name, name === "master.customers" ? "23503" : "42501"]);
    }
  });

  test("moves no row of its own into the first, in any table", async () => {
    for (const name of tables) {
      const moved = await outcome(() =>
        db.as((tx) => tx`update ${tx(name)} set ${tx(keyOf(name))} = ${DEMO}`, asSecond),
      );
      expect([name, moved]).toEqual([name, expect.stringMatching(/^(0 rows|42501)$/)]);
    }
  });

  test("references no row of the first, in any table that references anything", async () => {
    for (const name of tables) {
      const references = await referencesOf(name);
      if (references === 0 || name === "tenancy.tenants") continue;

      const copied = await outcome(() => copyRow(name, { into: SECOND }));

      expect([name, copied]).toEqual([name, expect.stringMatching(/^(23503|42501)$/)]);
    }
  });
});

test("no partition can be read by its own name", async () => {
  const names = await partitions(db.owner);

  for (const { name } of names) {
    const read = await outcome(() => db.as((tx) => tx`select 1 from ${tx(name)} limit 1`));
    expect([name, read]).toEqual([name, "42501"]);
  }

  expect(names.length).toBeGreaterThan(50);
});

/** A row of the first company, written by the second: as it is, or claimed as its own. */
async function copyRow(name: string, { into }: { into: string }) {
  const [row] = await db.asOwner(
    (tx) => tx`select to_jsonb(original) as content from ${tx(name)} original limit 1`,
  );
  const columns = (await writableColumns(db.owner, name)).map((column) => column.name);
  const content = { ...(row?.["content"] as Record<string, string>), [keyOf(name)]: into };
  return asTenant(
    db.pool,
    asSecond,
    (tx) => tx`
      insert into ${tx(name)} (${tx(columns)})
      select ${tx(columns)} from jsonb_populate_record(null::${tx(name)}, ${tx.json(content)})
    `,
  );
}

/** How many references to other rows of its company the copied row holds. */
async function referencesOf(name: string): Promise<number> {
  const rules = await db.owner<{ columns: string[] }[]>`
    select array_agg(column_.attname::text) as columns
    from pg_constraint rule
    join pg_attribute column_ on column_.attrelid = rule.conrelid and column_.attnum = any(rule.conkey) and column_.attname <> 'tenant_id'
    where rule.contype = 'f' and rule.conparentid = 0 and rule.conrelid = ${name}::regclass
    group by rule.oid
  `;
  const [row] = await db.asOwner(
    (tx) => tx`select to_jsonb(original) as content from ${tx(name)} original limit 1`,
  );
  const content = row?.["content"] as Record<string, unknown>;
  return rules.filter(({ columns }) => columns.every((column) => content[column] !== null)).length;
}
