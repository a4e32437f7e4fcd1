import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../../shared/day.ts";
import type { Money } from "../../../shared/money.ts";
import { BurnDown } from "../../../shared/planning/fund.ts";
import { mondayOf } from "../../../shared/planning/week.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  // At noon in Chicago, where the demo company keeps its books, UTC has the same day.
  app.setNow(`${new Date().toISOString().slice(0, 10)}T18:00:00Z`);
});
afterAll(() => app.close());

interface FundRow {
  id: string;
  number: string;
  from: string;
  to: string;
  used: Money;
  available: Money;
}
const funds = () =>
  app.database.asOwner(
    (tx) => tx<FundRow[]>`
      select fund.id, fund.number, fund.date_start as "from", fund.date_end as "to",
        (balance.reserved + balance.committed + balance.actual)::numeric(19,4) as used,
        balance.remaining_balance as available
      from planning.funds fund
      join planning.fund_balances balance
        on balance.tenant_id = fund.tenant_id and balance.fund_id = fund.id
      order by fund.number`,
  );
const fundOf = async (number: string) => (await funds()).find((fund) => fund.number === number)!;
const burnDown = async (id: string) =>
  (await app.request("planner", `GET /v1/funds/${id}/burn-down`)).as(BurnDown);
const thisWeek = () => mondayOf(new Date().toISOString().slice(0, 10));

/** Books of every kind on top of the demo's, so that no term of the sums is zero. */
const muddle = () =>
  app.database.asOwner(async (tx) => {
    await tx`update planning.promotions set fund_status = 'RESERVED', status = 'PENDING_APPROVAL' where number = 'P-1002'`;
    await tx`
    update finance.settlements set kind = 'TOLERANCE', amount_settled = 120.50
    where id = (select id from finance.settlements where kind = 'PROMO' order by id limit 1)`;
    await tx`
    update finance.settlements set kind = 'PROMO', amount_settled = 12000,
      promotion_id = (select id from planning.promotions where number = 'P-1001')
    where id = (select id from finance.settlements where kind = 'PROMO' order by id desc limit 1)`;
    await tx`
    insert into finance.disputes (tenant_id, dispute_no, claim_id, settlement_id, amount, conceded)
    select tenant_id, 'X-1', claim_id, id, 500, 333.33 from finance.settlements where kind = 'PROMO' order by id limit 1`;
  });

test("this week's budget and use are what planning.fund_balances says now, to the cent, for every fund", async () => {
  await muddle();

  for (const fund of await funds()) {
    const { weeks } = await burnDown(fund.id);

    const now = weeks.findLast(({ isForecast }) => !isForecast);
    expect(now?.week).toBe(thisWeek());
    expect(now?.budget.minus(now.committed)).toEqual(fund.available);
    expect(now?.committed).toEqual(fund.used);
  }
});

test("accrued and settled are what the accrual's books say so far", async () => {
  const fund = await fundOf("F-1001");
  const [books] = await app.database.asOwner(
    (tx) => tx<{ accrued: Money; settled: Money }[]>`
    select sum(balance.accrued - balance.released + balance.adjusted)::numeric(19,4) as accrued,
      sum(balance.settled)::numeric(19,4) as settled
    from planning.promotion_funds share
    join finance.accrual_balances balance
      on balance.tenant_id = share.tenant_id and balance.promotion_id = share.promotion_id
    where share.fund_id = ${fund.id}`,
  );

  const { weeks } = await burnDown(fund.id);

  const now = weeks.findLast(({ isForecast }) => !isForecast);
  expect(books?.accrued).toEqual(now?.accrued);
  expect(books?.settled).toEqual(now?.settled);
  expect(now?.settled.isZero()).toBe(false);
});

test("the weeks run from the fund's start to its end; a past week has the budget and the use it had", async () => {
  const fund = await fundOf("F-1001");

  const { weeks, number, name } = await burnDown(fund.id);

  expect([number, name]).toEqual(["F-1001", "Walmart trade fund"]);
  expect([weeks[0]?.week, weeks.at(-1)?.week]).toEqual([mondayOf(fund.from), mondayOf(fund.to)]);
  const transfer = mondayOf(addDays(new Date().toISOString().slice(0, 10), -60));
  const before = weeks.find(({ week }) => week === addDays(transfer, -7));
  const after = weeks.find(({ week }) => week === transfer);
  expect([before?.budget.toMinor(), after?.budget.toMinor()]).toEqual(["150000.00", "155000.00"]);
  expect(weeks[0]?.committed.isZero()).toBe(true);
});

test("a promotion is held from its first submission until it was closed", async () => {
  const fund = await fundOf("F-1002");
  const asked = addDays(thisWeek(), -14);
  const closed = addDays(thisWeek(), -7);
  const used = async (week: string) =>
    (await burnDown(fund.id)).weeks.find((each) => each.week === week)?.committed;
  const [held, freed] = [await used(asked), await used(closed)];
  await app.database.asOwner(async (tx) => {
    await tx`
      update planning.approvals approval set requested_at = ${asked}::date + time '18:00'
      from planning.promotions promotion
      where promotion.id = approval.promotion_id and promotion.number = 'P-1009'`;
    await tx`
      update planning.promotions set status = 'CLOSED', fund_status = 'RELEASED', closed_at = ${closed}::date + time '18:00'
      where number = 'P-1005'`;
  });

  const after = [await used(asked), await used(closed)];

  // P-1009 plans 6,000.00 and waits for approval; of P-1005's 3,000.00 nothing was claimed.
  expect(after[0]?.minus(held!).toMinor()).toBe("6000.00");
  expect(after[1]?.minus(freed!).toMinor()).toBe("3000.00");
});

test("a draft is forecast over its window, and the first week beyond the budget is named", async () => {
  const fund = await fundOf("F-1002");
  const before = await burnDown(fund.id);
  await app.database.asOwner(
    (tx) => tx`
    update planning.promotions set total_planned_spend = 90000 where number = 'P-1008'`,
  );

  const after = await burnDown(fund.id);

  expect(before.outOfMoney).toBeNull();
  expect(after.outOfMoney).not.toBeNull();
  expect(after.outOfMoney! > thisWeek()).toBe(true);
  const short = after.weeks.find(({ week }) => week === after.outOfMoney);
  expect(short?.committed.isMoreThan(short.budget)).toBe(true);
  expect(after.weeks.at(-1)?.committed.minus(before.weeks.at(-1)!.committed).toMinor()).toBe(
    "85000.00",
  );
});

test("INVALID: a fund that runs for more than ten years shows no weeks", async () => {
  const fund = await fundOf("F-1003");
  await app.database.asOwner(
    (tx) => tx`update planning.funds set date_end = '2090-12-31' where id = ${fund.id}`,
  );

  const answer = await app.request("planner", `GET /v1/funds/${fund.id}/burn-down`);

  expect([answer.status, answer.problem().code]).toEqual([422, "INVALID"]);
});

test("NOT_FOUND: another company's fund, and one that never was", async () => {
  const fund = await fundOf("F-1001");
  const other = { tenant: "second", persona: "planner" } as const;

  const theirs = await app.request(other, `GET /v1/funds/${fund.id}/burn-down`);
  const none = await app.request("planner", `GET /v1/funds/${crypto.randomUUID()}/burn-down`);

  expect([theirs.problem().code, none.problem().code]).toEqual(["NOT_FOUND", "NOT_FOUND"]);
});
