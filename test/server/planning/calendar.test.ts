import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../../shared/day.ts";
import { Calendar } from "../../../shared/planning/calendar.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const today = () => new Date().toISOString().slice(0, 10);
const calendar = async (from: number, to: number, more = "") => {
  const span = `from=${addDays(today(), from)}&to=${addDays(today(), to)}`;
  return (await app.request("planner", `GET /v1/calendar?${span}${more}`)).as(Calendar);
};
const numbers = ({ rows }: Calendar) => rows.map(({ number }) => number);

test("the calendar has every promotion with a day in the span, by customer and then first day", async () => {
  const whole = await calendar(-400, 400);
  const soon = await calendar(31, 39);

  expect(numbers(whole)).toEqual([
    "P-1005",
    "P-1011",
    "P-1003",
    "P-1004",
    "P-1009",
    "P-1008",
    "P-1002",
    "P-1012",
    "P-1001",
    "P-1006",
    "P-1010",
    "P-1007",
  ]);
  expect(numbers(soon)).toEqual(["P-1003", "P-1009", "P-1007"]);
  expect(whole.rows.at(-1)).toMatchObject({
    name: "Holiday Scan-Back, Bars",
    customerName: "Walmart",
    tacticName: "Scan-back",
    status: "APPROVED",
    sellInStart: addDays(today(), 14),
    scanEnd: addDays(today(), 50),
  });
});

test("promotions of one customer and product that run at once name each other and the products", async () => {
  const ids = await app.database.asOwner(
    (tx) => tx<{ number: string; productId: string }[]>`
    select promotion.number, line.product_id
    from planning.promotions promotion
    join planning.promotion_products line
      on line.tenant_id = promotion.tenant_id and line.promotion_id = promotion.id
    where promotion.number = 'P-1001' order by line.discount_per_unit desc limit 1`,
  );
  await app.database.asOwner(
    (tx) => tx`
    insert into planning.promotion_products (tenant_id, promotion_id, product_id, discount_per_unit)
    select promotion.tenant_id, promotion.id, ${ids[0]!.productId}, 0
    from planning.promotions promotion
    where promotion.number in ('P-1006', 'P-1012')`,
  );

  const { rows } = await calendar(-400, 400, "&customer=WALMART");

  const overlaps = new Map(rows.map((row) => [row.number, row.overlaps]));
  expect(overlaps.get("P-1001")).toMatchObject([
    { number: "P-1006", from: addDays(today(), -21), to: addDays(today(), 7) },
  ]);
  expect(overlaps.get("P-1006")?.[0]?.skus).toEqual(overlaps.get("P-1001")?.[0]?.skus);
  expect(overlaps.get("P-1012")).toEqual([]);
  expect(new Set(rows.map(({ customerErpId }) => customerErpId))).toEqual(new Set(["WALMART"]));
});

test("a promotion of the customer above is no row of the asked customer, but it overlaps", async () => {
  await app.database.asOwner(
    (tx) => tx`
    update planning.promotions promotion set customer_id = customer.id
    from master.customers customer
    where customer.tenant_id = promotion.tenant_id and customer.erp_id = 'WALMART-EAST'
      and promotion.number = 'P-1006'`,
  );

  const { rows } = await calendar(-400, 400, "&customer=WALMART-EAST");

  expect(
    rows.map(({ number, overlaps }) => [number, ...overlaps.map((each) => each.number)]),
  ).toEqual([["P-1006", "P-1001"]]);
});

test("INVALID: a span that ends before it begins", async () => {
  const answer = await app.request("planner", "GET /v1/calendar?from=2026-02-01&to=2026-01-01");

  expect([answer.status, answer.problem().code]).toEqual([422, "INVALID"]);
});

test("INVALID: a span with more promotions than a calendar can hold asks for a narrower one", async () => {
  await app.database.asOwner(
    (tx) => tx`
    insert into planning.promotions (tenant_id, number, name, customer_id, tactic_type, date_start_sellin,
      date_end_sellin, currency)
    select model.tenant_id, 'P-9' || n, model.name, model.customer_id, model.tactic_type, '2020-01-01', '2020-01-31',
      model.currency
    from planning.promotions model, generate_series(1, 2001) n
    where model.number = 'P-1001'`,
  );

  const answer = await app.request("planner", "GET /v1/calendar?from=2020-01-05&to=2020-01-06");

  expect(answer.problem()).toMatchObject({
    code: "INVALID",
    detail:
      "More than 2,000 promotions lie between 2020-01-05 and 2020-01-06. Choose one customer or a shorter span.",
  });
});

test("another company's promotions are in no calendar", async () => {
  const answer = await app.request(
    { tenant: "second", persona: "planner" },
    "GET /v1/calendar?from=2019-01-01&to=2030-12-31",
  );

  expect(answer.as(Calendar).rows.filter(({ name }) => name.includes("Oat Rings"))).toEqual([]);
});
