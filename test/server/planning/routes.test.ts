import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FundPage } from "../../../shared/planning/fund.ts";
import { PromotionLinePage } from "../../../shared/planning/line.ts";
import { PromotionBatchResult, PromotionPage } from "../../../shared/planning/promotion.ts";
import { lineFigures, promotionFigures } from "../../../shared/planning/spend.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const promotions = async (query = "") =>
  (await app.request("planner", `GET /v1/promotions?${query}`)).as(PromotionPage).rows;
const funds = async (query = "") =>
  (await app.request("planner", `GET /v1/funds?${query}`)).as(FundPage).rows;
const byNumber = (one: { number: string }, other: { number: string }) =>
  one.number < other.number ? -1 : 1;
const numbers = (rows: { number: string }[]) => rows.map(({ number }) => number);

describe("promotions", () => {
  test("say what was planned, accrued, settled and is expected still", async () => {
    const [summer] = (await promotions()).filter(({ number }) => number === "P-1002");

    expect(summer).toMatchObject({
      customerErpId: "WALMART",
      tacticType: "TPR",
      status: "COMPLETED",
      accrualStatus: "POSTED",
      forecastUpliftPct: "60.00",
    });
    expect(
      [summer!.plannedSpend, summer!.accrued, summer!.settled, summer!.remaining].map((each) =>
        each.toMinor(),
      ),
    ).toEqual(["50000.00", "50000.00", "45000.00", "5000.00"]);
  });

  test("that were cancelled expect nothing", async () => {
    const [cancelled] = await promotions("status=CANCELLED");

    expect(cancelled!.remaining.isZero()).toBe(true);
  });

  test("are narrowed by customer, tactic, fund and days", async () => {
    const kroger = await promotions("customer=KROGER");
    const displays = await promotions("tactic=DISPLAY");
    const ofFund = await promotions("fund=F-1001");
    const past = await promotions("to=2020-01-01");

    expect(new Set(kroger.map(({ customerErpId }) => customerErpId))).toEqual(new Set(["KROGER"]));
    expect(numbers(displays)).toEqual(["P-1005"]);
    expect(new Set(ofFund.map(({ customerErpId }) => customerErpId))).toEqual(new Set(["WALMART"]));
    expect(past).toEqual([]);
  });
});

describe("a promotion's figures", () => {
  test("are those of its lines by the function that the pane has too", async () => {
    const { rows: lines } = (
      await app.request("planner", "GET /v1/promotion-lines?pageSize=2000")
    ).as(PromotionLinePage);

    for (const promotion of await promotions()) {
      const own = lines.filter(({ promotionId }) => promotionId === promotion.id);
      const figures = promotionFigures(
        own.map((line) =>
          lineFigures({
            ...line,
            baseUnits: line.forecastedBaseUnits,
            upliftUnits: line.forecastedUpliftUnits,
          }),
        ),
        promotion.fixedCost,
      );
      const { plannedSpend, plannedUnits, plannedMargin, spendPerUnit } = promotion;
      expect({ plannedSpend, plannedUnits, plannedMargin, spendPerUnit }).toEqual(figures);
    }
    expect(lines.length).toBeGreaterThan(10);
  });

  test("count what shipped to its customer and everybody below in its window", async () => {
    const counted = await app.database.as(
      (tx) => tx<{ number: string; units: string }[]>`
        select promotion.number, trim_scale(sum(fact.units_shipped))::text as units
        from planning.promotions promotion
        join planning.promotion_products line on line.promotion_id = promotion.id
        join master.customers own on own.id = promotion.customer_id
        join master.customers below on below.hierarchy_path <@ own.hierarchy_path
        join intelligence.shipment_facts fact on fact.customer_id = below.id and fact.product_id = line.product_id
          and fact.invoice_date between promotion.date_start_sellin and promotion.date_end_sellin
        group by promotion.number
        order by promotion.number
      `,
    );
    const shown = (await promotions()).filter(({ shippedUnits }) => shippedUnits !== "0");

    expect(
      shown.map(({ number, shippedUnits: units }) => ({ number, units })).toSorted(byNumber),
    ).toEqual([...counted]);
    expect(counted.length).toBeGreaterThan(2);
  });

  test("name its fund, what is left there, its tactic and its owner", async () => {
    const [first] = (await promotions()).filter(({ number }) => number === "P-1001");
    const [fund] = (await funds()).filter(({ number }) => number === "F-1001");

    expect(first).toMatchObject({
      fundNumber: "F-1001",
      fundName: "Walmart trade fund",
      fundAvailable: fund!.available,
      tacticName: "Scan-back",
      ownerName: "Paula Reyes",
      createdByName: "Paula Reyes",
      editable: false,
    });
  });

  test("come in pages without a gap", async () => {
    const seen: string[] = [];
    let token: string | null = "";
    while (token !== null) {
      const query: string = token && `&pageToken=${token}`;
      const page: PromotionPage = (
        await app.request("planner", `GET /v1/promotions?pageSize=5${query}`)
      ).as(PromotionPage);
      seen.push(...page.rows.map(({ id }) => id));
      token = page.nextPageToken;
    }

    expect(seen).toEqual((await promotions()).map(({ id }) => id));
  });

  test("NOT_FOUND: of one that is not there is said so", async () => {
    const id = crypto.randomUUID();

    const answers = await Promise.all(
      (["promotions", "promotion-lines", "funds"] as const).map((table) =>
        app.request("planner", `GET /v1/${table}/${id}`),
      ),
    );

    expect(answers.map((answer) => answer.problem().code)).toEqual([
      "NOT_FOUND",
      "NOT_FOUND",
      "NOT_FOUND",
    ]);
  });
});

test("every promotion of the demo that its planner may edit keeps the rules", async () => {
  const editable = (await promotions()).filter((each) => each.editable);

  const answer = await app.request("planner", "POST /v1/promotions/batch?validate=true", {
    body: {
      batchId: crypto.randomUUID(),
      rows: editable.map(({ id, version }) => ({
        key: id,
        op: "update",
        id,
        version,
        changes: { note: "looked at" },
      })),
    },
  });

  expect(editable.length).toBeGreaterThan(1);
  expect(answer.as(PromotionBatchResult).summary).toMatchObject({ saved: editable.length });
});

describe("funds", () => {
  test("have left what was not reserved, committed or spent", async () => {
    for (const fund of await funds()) {
      const left = fund.budget
        .plus(fund.earned)
        .plus(fund.transfers)
        .plus(fund.adjustments)
        .minus(fund.drawbacks)
        .minus(fund.reserved)
        .minus(fund.committed)
        .minus(fund.actual);

      expect(fund.available).toEqual(left);
    }
  });

  test("are narrowed by customer", async () => {
    expect(numbers(await funds("customer=KROGER"))).toEqual(["F-1002"]);
  });
});

test("ROLE_MISSING: a system that feeds reads no plans", async () => {
  const answer = await app.request("integration", "GET /v1/promotions");

  expect([answer.status, answer.problem().code]).toEqual([403, "ROLE_MISSING"]);
});
