import { afterAll, beforeAll, expect, test } from "vitest";
import { relations } from "../support/catalogue.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { DOCUMENT } from "./user-document.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "none" });
});
afterAll(() => db.close());

test("every table and view says what it is and how it is used", async () => {
  const names = (await relations(db.owner)).map(({ name }) => name);

  const silent = await db.owner`
    select relation.name
    from unnest(${names}::text[]) as relation (name)
    where coalesce(obj_description(relation.name::regclass, 'pg_class'), '') !~ '.+ [|] .+'
  `;

  expect(silent).toHaveLength(0);
});

test("every field says what it is and how it is used", async () => {
  const silent = await db.as(
    (tx) => tx`
      select table_name || '.' || field_name as field
      from tenancy.data_dictionary
      where coalesce(description, '') = '' or coalesce(usage, '') = ''
    `,
  );

  expect(silent).toHaveLength(0);
});

test("every table and field that the user's document names exists under that name", async () => {
  const fields = await db.as(
    (tx) => tx<{ name: string }[]>`
      select concat_ws('.', schema_name, table_name, field_name) as name from tenancy.data_dictionary
    `,
  );
  const known = new Set(fields.map(({ name }) => name));

  const missing = Object.entries(DOCUMENT)
    .flatMap(([table, columns]) => columns.split(" ").map((column) => `${table}.${column}`))
    .filter((name) => !known.has(name));

  expect(missing).toEqual([]);
});

test("amounts are stored with four decimals and ids as uuid, as the user's document says", async () => {
  const odd = await db.as(
    (tx) => tx`
      select table_name, field_name, data_type
      from tenancy.data_dictionary
      where not is_view
        and (field_name in ('amount', 'list_price', 'cogs_standard', 'open_balance', 'total_budget', 'amount_settled')
            and data_type <> 'NUMERIC(19,4)'
          or field_name = 'id' and data_type <> 'UUID'
          or field_name = 'hierarchy_path' and data_type <> 'LTREE')
    `,
  );

  expect(odd).toHaveLength(0);
});

test("custom fields of products and customers have a GIN index", async () => {
  const indexes = await db.owner<{ definition: string }[]>`
    select indexdef as definition
    from pg_indexes
    where indexdef like '%gin (attributes jsonb_path_ops)%'
    order by tablename
  `;

  expect(indexes).toHaveLength(2);
});

test("no staging table has a foreign key", async () => {
  const keys = await db.owner`
    select conname from pg_constraint where contype = 'f' and connamespace = 'staging'::regnamespace
  `;

  expect(keys).toHaveLength(0);
});
