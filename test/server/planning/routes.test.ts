import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FundPage } from "../../../shared/planning/fund.ts";
import { PromotionPage } from "../../../shared/planning/promotion.ts";
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
