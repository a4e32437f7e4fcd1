import { afterAll, beforeAll, expect, test } from "vitest";
import { seed } from "../../server/db/seed.ts";
import { relations } from "../support/catalogue.ts";
import { openTestDatabase, SECOND, type TestDatabase } from "../support/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "demo" });
});
afterAll(() => db.close());

async function rowCounts(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await relations(db.owner)) {
    const [row] = await db.as(
      (tx) => tx<{ rows: number }[]>`select count(*) as rows from ${tx(name)}`,
    );
    counts[name] = row?.rows ?? 0;
  }
  return counts;
}

test("loading the demo again adds and changes nothing", async () => {
  const before = await rowCounts();
  await db.as((tx) => tx`update finance.claims set note = 'mine' where claim_no = 'D-1001'`);

  await seed(db.ownerUrl, { demo: "demo" });

  expect(await rowCounts()).toEqual(before);
  const [claim] = await db.as(
    (tx) => tx`select note from finance.claims where claim_no = 'D-1001'`,
  );
  expect(claim).toEqual({ note: "mine" });
});

const people = (tenantId?: string) =>
  db.as(
    (tx) => tx`
      select account.handle, string_agg(granted.role, ' ' order by granted.role) as roles
      from tenancy.users account
      join tenancy.role_grants granted on granted.user_id = account.id
      group by account.handle
      order by account.handle
    `,
    tenantId ? { tenantId } : {},
  );

test("every persona of both companies has its roles", async () => {
  const expected = [
    { handle: "admin", roles: "Admin" },
    { handle: "approver", roles: "FinanceApprover SalesApprover" },
    { handle: "auditor", roles: "Auditor" },
    { handle: "controller", roles: "Controller" },
    { handle: "finance", roles: "Finance" },
    { handle: "integration", roles: "Integration" },
    { handle: "planner", roles: "Planner" },
  ];
  expect(await people()).toEqual(expected);
  expect(await people(SECOND)).toEqual(expected);
});

test("of the demo's periods only the previous and the current month are open", async () => {
  const open = await db.as(
    (tx) => tx`
      select code = to_char(current_date, 'YYYY-MM') as current, code = to_char(current_date - interval '1 month', 'YYYY-MM') as previous
      from master.fiscal_periods where status = 'OPEN' order by date_start
    `,
  );

  expect(open).toEqual([
    { current: false, previous: true },
    { current: true, previous: false },
  ]);
});

test("every promotion's planned spend is the sum of its lines and its fixed cost", async () => {
  const odd = await db.as(
    (tx) => tx`
      select promotion.number
      from planning.promotions promotion
      left join planning.promotion_products line on line.promotion_id = promotion.id
      group by promotion.tenant_id, promotion.id
      having promotion.total_planned_spend <> promotion.fixed_cost + coalesce(sum(line.line_spend), 0)
    `,
  );

  expect(odd).toHaveLength(0);
});

test("every role that postings use has its account", async () => {
  const accounts = await db.as(
    (tx) =>
      tx<
        { pair: string }[]
      >`select role || ' ' || code as pair from master.chart_of_accounts order by code`,
  );

  expect(accounts.map(({ pair }) => pair)).toEqual([
    "CASH 1000",
    "AR 1100",
    "DEDUCTION_CLEARING 1150",
    "DISPUTED_AR 1160",
    "PREPAID_TRADE 1170",
    "AP 2100",
    "ACCRUED_TRADE 2150",
    "REVENUE 4000",
    "TRADE_SPEND 4100",
    "OFF_INVOICE 4110",
    "SLOTTING 5510",
    "DISTINCT_SERVICE 6100",
    "WRITE_OFF 6900",
    "FX 7900",
  ]);
});

test("the facts cover two years of weeks, twelve products and every store and division", async () => {
  const [pos] = await db.as(
    (tx) => tx`
      select count(distinct date)::int as weeks, count(distinct product_id)::int as products,
        count(distinct customer_store_id)::int as stores
      from intelligence.pos_facts
    `,
  );
  const [shipped] = await db.as(
    (tx) =>
      tx`select count(distinct customer_id)::int as divisions, min(units_shipped) > 0 as positive from intelligence.shipment_facts`,
  );

  expect(pos).toEqual({ weeks: 104, products: 12, stores: 5 });
  expect(shipped).toEqual({ divisions: 4, positive: true });
});

test("every claim that nobody has looked at waits for the matcher", async () => {
  const [queue] = await db.owner`
    select count(*) as waiting
    from graphile_worker._private_jobs job
    join graphile_worker._private_tasks task on task.id = job.task_id
    where task.identifier = 'match-claim'
  `;

  expect(queue).toEqual({ waiting: 15 });
});

test("reason codes keep their text, and Prairie Pantry's own reading stands beside the public ones", async () => {
  const codes = await db.as(
    (tx) => tx<{ code: string }[]>`
      select code from master.reason_codes where retailer in ('Walmart', 'X12-426') and ltrim(code, '0') = '5' order by code
    `,
  );

  expect(codes.map(({ code }) => code)).toEqual(["05", "5"]);
});

test("what the bill-back accrued is what its shipments earn", async () => {
  const [row] = await db.as(
    (tx) => tx<{ earned: string; accrued: string }[]>`
    select round(sum(fact.units_shipped) * line.discount_per_unit, 2)::text as earned, balance.accrued::text as accrued
    from planning.promotions promotion
    join planning.promotion_products line on line.tenant_id = promotion.tenant_id and line.promotion_id = promotion.id
    join finance.accrual_balances balance
      on balance.tenant_id = promotion.tenant_id and balance.promotion_id = promotion.id
    join master.customers retailer on retailer.tenant_id = promotion.tenant_id and retailer.id = promotion.customer_id
    join master.customers customer
      on customer.tenant_id = promotion.tenant_id and customer.hierarchy_path <@ retailer.hierarchy_path
    join intelligence.shipment_facts fact
      on fact.tenant_id = line.tenant_id and fact.product_id = line.product_id and fact.customer_id = customer.id
      and fact.invoice_date between promotion.date_start_sellin and promotion.date_end_sellin
    where promotion.number = 'P-1011'
    group by line.discount_per_unit, balance.accrued
  `,
  );

  expect(row?.earned).toBe("4500.00");
  expect(Number(row?.accrued)).toBe(4500);
});
