import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "demo" });
});
afterAll(() => db.close());

const makePartitions = (ahead: number, back = 0) =>
  db.as(
    (tx) => tx<{ made: number }[]>`select intelligence.make_partitions(${ahead}, ${back}) as made`,
  );

const shipIn = (months: number) =>
  db.as(
    (tx) => tx`
      insert into intelligence.shipment_facts (tenant_id, invoice_date, invoice_id, line, product_id, customer_id, units_shipped,
        gross_sales, off_invoice_amount, net_invoiced)
      values (tenancy.current_tenant(), current_date + make_interval(months => ${months}), 'INV-1', 1,
        '0190d000-0000-7000-8000-000000001201', '0190d000-0000-7000-8000-000000001101', 1000, 20000, 1000, 19000)
      returning net_revenue::text as net_revenue
    `,
  );

test("both fact tables have three months of partitions ahead", async () => {
  expect(await shipIn(3)).toEqual([{ netRevenue: "19000.0000" }]);
});

test("a fact beyond the partitions is refused until they are made", async () => {
  await expect(shipIn(9)).rejects.toMatchObject({ code: "INVALID" });

  await makePartitions(9);

  expect(await shipIn(9)).toHaveLength(1);
});

test("making partitions again makes none", async () => {
  await makePartitions(9);

  expect(await makePartitions(9)).toEqual([{ made: 0 }]);
});

test("nobody can fill the disk with partitions", async () => {
  await expect(makePartitions(1000)).rejects.toMatchObject({ code: "22023" });
});

test("a partition made by the app's call belongs to the owner", async () => {
  await makePartitions(10);

  const owners = await db.owner`
    select distinct owner.rolname
    from pg_class relation
    join pg_roles owner on owner.oid = relation.relowner
    where relation.relispartition and relation.relkind = 'r'
  `;
  expect(owners).toEqual([{ rolname: "tradebook_owner" }]);
});

test("a fact of one month touches one partition", async () => {
  const plan = await db.as(
    (tx) => tx`
      explain (format json, costs off)
      select 1 from intelligence.pos_facts where date = current_date and tenant_id = tenancy.current_tenant()
    `,
  );

  expect(JSON.stringify(plan).match(/pos_facts_\d{4}_\d{2}"/g)).toHaveLength(1);
});
