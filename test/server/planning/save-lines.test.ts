import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PromotionLine, PromotionLinePage } from "../../../shared/planning/line.ts";
import { Promotion } from "../../../shared/planning/promotion.ts";
import { type Changes, type GridDesk, newId, openGridDesk, usualLine } from "./grid-desk.ts";

let desk: GridDesk;
beforeAll(async () => {
  desk = await openGridDesk();
});
afterAll(() => desk.close());

const promotion = async (id: string) =>
  (await desk.department.request("paula", `GET /v1/promotions/${id}`)).as(Promotion);
const lineOf = async (id: string) =>
  (await desk.department.request("paula", `GET /v1/promotion-lines/${id}`)).as(PromotionLine);

describe("a new line", () => {
  test("has the figures of its prices and units, and so has its promotion", async () => {
    const { id, number } = await desk.draft({ fixedCost: "100.00" });

    const row = await desk.line(id, { forecastedUpliftUnits: "500" });

    expect(row).toMatchObject({
      promotionNumber: number,
      sku: "PG-OAT-12",
      forecastedBaseUnits: "1000",
      forecastedUpliftUnits: "500",
      editable: true,
      version: 1,
    });
    const { listPrice, cogs, lineSpend, marginPerUnit, landedCost, forecastMargin } = row;
    expect([listPrice, cogs, marginPerUnit, landedCost].map(String)).toEqual([
      "3.2000",
      "1.4100",
      "1.2900",
      "1.9100",
    ]);
    expect([lineSpend, forecastMargin].map(String)).toEqual(["750.0000", "1935.0000"]);
    const after = await promotion(id);
    expect([after.plannedSpend, after.plannedMargin, after.spendPerUnit].map(String)).toEqual([
      "850.0000",
      "1835.0000",
      "0.5667",
    ]);
    expect(after).toMatchObject({ plannedUnits: "1500", version: 2 });
  });

  test.each([
    ["SKU", "PG-HON-12"],
    ["ERP number", "400002"],
    ["name", "Prairie Gold Honey Rings 12 oz"],
    ["GTIN", "00850000020002"],
  ])("finds its product by %s", async (_what, productErpId) => {
    const { id } = await desk.draft();

    expect((await desk.line(id, { productErpId })).sku).toBe("PG-HON-12");
  });

  test("finds its promotion by number", async () => {
    const { id, number } = await desk.draft();

    const row = await desk.saved("promotion-lines", { changes: usualLine(number) });

    expect(row.promotionId).toBe(id);
  });

  test("takes the price in force for its customer on the first day of sell-in", async () => {
    await desk.department.app.database.as(
      (tx) => tx`
        insert into master.price_lists (tenant_id, product_id, customer_id, valid_from, valid_to, amount, currency)
        select tenancy.current_tenant(), product.id, customer.id, price.valid_from::date, price.valid_to::date, price.amount, 'USD'
        from (values
          ('WALMART', '2026-01-01', null, 4.0000),
          ('WALMART-EAST', '2026-12-01', '2026-12-31', 3.9000),
          ('KROGER', '2026-01-01', null, 9.0000)
        ) as price (customer, valid_from, valid_to, amount)
        join master.customers customer on customer.erp_id = price.customer
        join master.products product on product.sku = 'HE-SEA-09'
      `,
    );
    await desk.department.app.database.as(
      (tx) => tx`
        insert into master.cost_history (tenant_id, product_id, valid_from, amount, currency)
        select tenancy.current_tenant(), product.id, '2027-01-01', 1.5000, 'USD'
        from master.products product where product.sku = 'HE-SEA-09'
      `,
    );
    const prices = async (changes: Changes) => {
      const { id } = await desk.draft(changes);
      const { listPrice, cogs } = await desk.line(id, { productErpId: "HE-SEA-09" });
      return [listPrice.toString(), cogs.toString()];
    };

    expect(await prices({ customerErpId: "WALMART-EAST" })).toEqual(["3.9000", "1.1900"]);
    expect(await prices({ customerErpId: "WALMART-WEST" })).toEqual(["4.0000", "1.1900"]);
    expect(
      await prices({
        customerErpId: "WALMART-EAST",
        sellInStart: "2027-01-01",
        sellInEnd: "2027-01-02",
      }),
    ).toEqual(["4.0000", "1.5000"]);
    expect(await prices({ customerErpId: "KROGER", fundId: "F-1002" })).toEqual([
      "9.0000",
      "1.1900",
    ]);
  });
});

describe("a changed line", () => {
  test("raises the version of its promotion and keeps its spend exact", async () => {
    const { id } = await desk.draft();
    const line = await desk.line(id);

    const row = await desk.saved("promotion-lines", {
      op: "update",
      id: line.id,
      version: 1,
      changes: { discountPerUnit: "0.3333", forecastedUpliftUnits: "1" },
    });

    expect(row.lineSpend.toString()).toBe("333.6300");
    expect(row.version).toBe(2);
    const after = await promotion(id);
    expect([after.plannedSpend.toString(), after.version]).toEqual(["333.6300", 3]);
  });

  test("moves to another promotion, and both are added up anew", async () => {
    const [from, to] = [await desk.draft(), await desk.draft()];
    const line = await desk.line(from.id);

    await desk.saved("promotion-lines", {
      op: "update",
      id: line.id,
      version: 1,
      changes: { promotionId: to.number },
    });

    const spends = [await promotion(from.id), await promotion(to.id)];
    expect(spends.map(({ plannedSpend }) => plannedSpend.toMinor())).toEqual(["0.00", "500.00"]);
  });

  test("VERSION_STALE: is a conflict with the current row, unless it says the same", async () => {
    const { id } = await desk.draft();
    const line = await desk.line(id);
    const row = { op: "update", id: line.id, version: 9 } as const;

    const other = await desk.one("promotion-lines", {
      ...row,
      changes: { forecastedBaseUnits: "5" },
    });
    const same = await desk.one("promotion-lines", {
      ...row,
      changes: { forecastedBaseUnits: "1000.0", discountPerUnit: "0.5" },
    });

    expect(other).toMatchObject({ outcome: "conflict", row: { forecastedBaseUnits: "1000" } });
    expect(same).toMatchObject({ outcome: "saved", version: 1 });
  });

  test("sends an approved promotion back for approval", async () => {
    const fundId = await desk.department.fund("5000.00");
    const { id } = await desk.department.promotion({ status: "APPROVED", fundId });

    await desk.line(id, { productErpId: "PG-HON-12" });

    expect(await promotion(id)).toMatchObject({ status: "PENDING_APPROVAL" });
  });

  test("ROLE_MISSING: of another planner's promotion is forbidden", async () => {
    const { id } = await desk.draft();
    const line = await desk.line(id);

    const row = { op: "update", id: line.id, version: 1, changes: { forecastedBaseUnits: "5" } };
    const result = await desk.one("promotion-lines", row as never, { as: "peter" });

    expect(result).toMatchObject({ outcome: "forbidden", problem: { code: "ROLE_MISSING" } });
  });

  test("MOVE_NOT_ALLOWED: of a running promotion is read-only", async () => {
    const fundId = await desk.department.fund("5000.00");
    const { id } = await desk.department.promotion({ status: "LIVE", fundId });

    const result = await desk.one("promotion-lines", {
      changes: usualLine(id, { productErpId: "PG-HON-12" }),
    });

    expect(result).toMatchObject({ outcome: "forbidden", problem: { code: "MOVE_NOT_ALLOWED" } });
  });

  test("vanishes when it is deleted, and its spend with it", async () => {
    const { id } = await desk.draft();
    const line = await desk.line(id);

    const result = await desk.one("promotion-lines", { op: "delete", id: line.id, version: 1 });

    expect(result).toMatchObject({ outcome: "saved", row: null });
    expect((await promotion(id)).plannedSpend.isZero()).toBe(true);
    const gone = await desk.one("promotion-lines", { op: "delete", id: line.id, version: 1 });
    expect(gone.outcome).toBe("gone");
  });
});

test("validating a line answers its provisional figures and saves nothing", async () => {
  const { id } = await desk.draft();
  const line = await desk.line(id);

  const row = await desk.saved(
    "promotion-lines",
    { op: "update", id: line.id, version: 1, changes: { forecastedBaseUnits: "2000" } },
    { validate: true },
  );

  expect(row.lineSpend.toMinor()).toBe("1000.00");
  expect(await lineOf(line.id)).toEqual(line);
  expect((await promotion(id)).version).toBe(2);
});

test("three lines of one chunk are written together and named in the audit apart", async () => {
  const { id } = await desk.draft();
  const skus = ["PG-OAT-12", "PG-HON-12", "PG-BRN-16"];

  const { results } = await desk.publish(
    "promotion-lines",
    skus.map((productErpId) => ({ changes: usualLine(id, { productErpId }) })),
  );

  expect((await promotion(id)).plannedSpend.toMinor()).toBe("1500.00");
  for (const result of results) {
    expect(await desk.audited(result.id)).toMatchObject([{ act: "promotion-line.created" }]);
  }
});

test("lines are listed by promotion, in pages without a gap", async () => {
  const { id, number } = await desk.draft();
  const skus = ["PG-OAT-12", "PG-HON-12", "PG-BRN-16"];
  await desk.publish(
    "promotion-lines",
    skus.map((productErpId) => ({ changes: usualLine(id, { productErpId }) })),
  );
  const page = async (more: string) =>
    (
      await desk.department.request(
        "audrey",
        `GET /v1/promotion-lines?promotion=${number}&pageSize=2${more}`,
      )
    ).as(PromotionLinePage);

  const first = await page("");
  const second = await page(`&pageToken=${first.nextPageToken}`);

  const rows = [...first.rows, ...second.rows];
  expect(rows.map(({ sku }) => sku).toSorted()).toEqual(skus.toSorted());
  expect(second.nextPageToken).toBeNull();
  expect(rows.some(({ editable }) => editable)).toBe(false);
});

test("another company neither sees nor changes a line", async () => {
  const { id } = await desk.draft();
  const line = await desk.line(id);
  const as = { tenant: "second", persona: "planner" } as const;
  const rows = [{ key: "1", op: "delete", id: line.id, version: 1, changes: {} }];

  const seen = await desk.department.app.request(as, `GET /v1/promotion-lines/${line.id}`);
  const answer = await desk.department.app.request(as, "POST /v1/promotion-lines/batch", {
    body: { batchId: newId(), rows },
  });

  expect(seen.status).toBe(404);
  expect(JSON.parse(answer.text)).toMatchObject({ summary: { gone: 1 } });
});
