import { afterAll, beforeAll, expect, test } from "vitest";
import { asTenant } from "../../../server/db/pool.ts";
import { Money } from "../../../shared/money.ts";
import { Refusal } from "../../../shared/refusal.ts";
import { DEMO, openTestDatabase, SECOND, type TestDatabase } from "../../support/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "none" });
});
afterAll(() => db.close());

test("amounts leave the database as Money, days as text, counts as numbers, names in camelCase", async () => {
  const [row] = await db.pool`
    select 12000.5::numeric(19,4) as amount_settled, date '2026-02-28' as posting_date, 12::bigint as row_version,
      array[1.5, 2]::numeric[] as split_amounts
  `;

  expect(row).toEqual({
    amountSettled: Money.of("12000.5"),
    postingDate: "2026-02-28",
    rowVersion: 12,
    splitAmounts: [Money.of("1.5"), Money.of("2")],
  });
});

test("json keeps the names that were sent", async () => {
  const raw = { erp_ref: "1", nested: { a_b: [{ c_d: "005" }] } };

  const [row] = await db.pool`select ${db.pool.json(raw)}::jsonb as raw_record`;

  expect(row).toEqual({ rawRecord: raw });
});

test("Money goes into the database without losing a digit", async () => {
  const amount = Money.of("123456789012345.6789");

  const [row] = await db.pool`select ${db.pool.typed.money(amount)}::numeric(19,4)::text as amount`;

  expect(row).toEqual({ amount: "123456789012345.6789" });
});

test("an average that was not rounded is refused instead of cut", async () => {
  await expect(db.pool`select 10 / 3.0 as share`).rejects.toThrow("not an amount");
});

test("a count beyond what a number holds exactly is refused", async () => {
  await expect(db.pool`select 9007199254740993::bigint as seq`).rejects.toThrow(
    "too large to count with",
  );
});

test("a transaction knows its tenant and its actor, and the next one does not", async () => {
  const settings = () => db.pool`
    select current_setting('app.tenant_id', true) as tenant, current_setting('app.actor_name', true) as name
  `;

  const inside = await asTenant(
    db.pool,
    { tenantId: SECOND, userId: null, name: "Fiona Marsh", roles: ["Finance"] },
    (tx) => tx`
      select tenancy.current_tenant() as tenant, current_setting('app.actor_name') as name, current_setting('app.actor_role') as role
    `,
  );

  expect(inside).toEqual([{ tenant: SECOND, name: "Fiona Marsh", role: "Finance" }]);
  const after = await Promise.all(Array.from({ length: 8 }, settings));
  for (const [row] of after) expect([null, ""]).toContain(row?.["tenant"]);
});

test("work that fails takes its changes back", async () => {
  const failed = db.as(async (tx) => {
    await tx`update tenancy.tenants set name = 'Changed'`;
    throw new Error("no");
  });

  await expect(failed).rejects.toThrow("no");
  expect(await db.as((tx) => tx`select name from tenancy.tenants`)).toEqual([
    { name: "Prairie Pantry" },
  ]);
});

const addWalmart = () =>
  db.as(
    (tx) => tx`
      insert into master.customers (tenant_id, erp_id, name, type)
      values (tenancy.current_tenant(), 'C1', 'Walmart', 'HQ')
    `,
  );

test("a broken constraint becomes the refusal it stands for, and keeps SQL to itself", async () => {
  await addWalmart();

  const again = addWalmart();

  await expect(again).rejects.toBeInstanceOf(Refusal);
  await expect(again).rejects.toMatchObject({
    code: "DUPLICATE",
    message: "a customer with this ERP id exists already",
  });
});

test("a fault stays a fault", async () => {
  const fault = db.as((tx) => tx`select 1 / 0`);

  await expect(fault).rejects.not.toBeInstanceOf(Refusal);
  await expect(fault).rejects.toThrow("division by zero");
});

test("a tenant that is no uuid reaches no row", async () => {
  const odd = asTenant(
    db.pool,
    { tenantId: `${DEMO}' or true --` },
    (tx) => tx`select 1 from tenancy.tenants`,
  );

  await expect(odd).rejects.toThrow("invalid input syntax for type uuid");
});
