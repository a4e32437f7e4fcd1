import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "../../server/db/pool.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const HQ = "0190d000-0000-7000-8000-00000000a001";
const EAST = "0190d000-0000-7000-8000-00000000a002";
const STORE = "0190d000-0000-7000-8000-00000000a003";
const OTHER = "0190d000-0000-7000-8000-00000000a004";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "none" });
  await db.as(async (tx) => {
    await add(tx, { id: HQ, erpId: "HQ", parentId: null });
    await add(tx, { id: EAST, erpId: "EAST", parentId: HQ });
    await add(tx, { id: STORE, erpId: "STORE", parentId: EAST });
    await add(tx, { id: OTHER, erpId: "OTHER", parentId: null });
  });
});
afterAll(() => db.close());

interface NewCustomer {
  id: string;
  erpId: string;
  parentId: string | null;
}

const add = (tx: Tx, { id, erpId, parentId }: NewCustomer) => tx`
  insert into master.customers (tenant_id, id, erp_id, name, type, parent_id)
  values (tenancy.current_tenant(), ${id}, ${erpId}, ${erpId}, 'HQ', ${parentId})
`;

const moveTo = (tx: Tx, id: string, parentId: string | null) => tx`
  update master.customers set parent_id = ${parentId} where id = ${id}
`;

const below = async (id: string) => {
  const rows = await db.as(
    (tx) => tx<{ erpId: string }[]>`
      select child.erp_id
      from master.customers child
      join master.customers parent on child.hierarchy_path <@ parent.hierarchy_path
      where parent.id = ${id}
      order by child.erp_id
    `,
  );
  return rows.map(({ erpId }) => erpId);
};

test("a customer's path holds everyone above it", async () => {
  expect(await below(HQ)).toEqual(["EAST", "HQ", "STORE"]);
  expect(await below(OTHER)).toEqual(["OTHER"]);
});

test("a customer that moves takes everyone below along", async () => {
  await db.as((tx) => moveTo(tx, EAST, OTHER));

  expect(await below(OTHER)).toEqual(["EAST", "OTHER", "STORE"]);
  expect(await below(HQ)).toEqual(["HQ"]);
  await db.as((tx) => moveTo(tx, EAST, HQ));
});

test("a customer cannot move below its own descendant", async () => {
  const moved = db.as((tx) => moveTo(tx, HQ, STORE));

  await expect(moved).rejects.toMatchObject({ code: "CUSTOMER_CYCLE" });
});

test("a customer cannot be its own parent", async () => {
  const moved = db.as((tx) => moveTo(tx, HQ, HQ));

  await expect(moved).rejects.toMatchObject({ code: "CUSTOMER_CYCLE" });
});

test("two moves at once cannot close a circle", async () => {
  const moves = await Promise.allSettled([
    db.as((tx) => moveTo(tx, HQ, OTHER)),
    db.as((tx) => moveTo(tx, OTHER, HQ)),
  ]);

  expect(moves.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const circles = await db.as(
    (tx) => tx`
      select 1
      from master.customers child
      join master.customers parent on parent.id = child.parent_id
      where child.hierarchy_path @> parent.hierarchy_path
    `,
  );
  expect(circles).toHaveLength(0);
});

test("a path cannot be written by hand", async () => {
  await db.as(
    (tx) => tx`update master.customers set hierarchy_path = 'invented' where id = ${STORE}`,
  );

  expect(await below(EAST)).toContain("STORE");
});

test("a customer whose parent is unknown is refused", async () => {
  const orphan = db.as((tx) =>
    add(tx, { id: crypto.randomUUID(), erpId: "ORPHAN", parentId: crypto.randomUUID() }),
  );

  await expect(orphan).rejects.toMatchObject({ code: "INVALID" });
});

test("a product's path follows its brand, category and sub-category", async () => {
  const [product] = await db.as(
    (tx) => tx`
      insert into master.products (tenant_id, erp_id, sku, name, brand, category, sub_category, list_price, cogs_standard)
      values (tenancy.current_tenant(), '1', 'S', 'Oat Rings', 'Prairie Gold!', 'Cereal & Co', 'Oat', 3.1234, 1.4)
      returning hierarchy_path::text as path, list_price::text as price
    `,
  );

  expect(product).toEqual({ path: "prairie_gold_.cereal_co.oat", price: "3.1234" });
});
