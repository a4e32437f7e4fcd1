import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "../../../shared/day.ts";
import type { Money } from "../../../shared/money.ts";
import { type FunctionDesk, openFunctionDesk, today } from "./function-desk.ts";

let desk: FunctionDesk;
beforeAll(async () => {
  desk = await openFunctionDesk();
});
afterAll(() => desk.app.close());

describe("TPM.FUND", () => {
  test("tells what is left and what was used of a fund, as its balance does", async () => {
    const answered = await desk.amounts(
      ["FUND", "F-1001"],
      ["FUND", "F-1001", "remaining"],
      ["FUND", "F-1001", "budget"],
      ["FUND", "F-1001", "COMMITTED", null],
      ["FUND", "F-1002", "reserved"],
      ["FUND", "F-1001", "actual"],
    );

    const [expected] = await desk.app.database.asOwner(
      (tx) => tx<Record<string, Money>[]>`
        select
          (150000 + 5000 - sum(case when promotion.fund_status = 'RESERVED' then promotion.total_planned_spend else 0 end)
            - sum(case when promotion.fund_status = 'COMMITTED' then promotion.total_planned_spend else 0 end)
          )::numeric(19,4) as remaining,
          (sum(case when promotion.fund_status = 'COMMITTED' then promotion.total_planned_spend else 0 end) - 45000)::numeric(19,4)
            as committed
        from planning.promotions promotion
        join master.customers customer on customer.id = promotion.customer_id
        where customer.erp_id = 'WALMART'`,
    );
    expect(answered).toEqual([
      expected!["remaining"]!.toString(),
      expected!["remaining"]!.toString(),
      "150000.0000",
      expected!["committed"]!.toString(),
      "6000.0000",
      "45000.0000",
    ]);
  });

  test("tells what was accrued, settled and paid up to a day, and refuses what is known for today only", async () => {
    const long = addDays(today(), -75);
    const answered = await desk.amounts(
      ["FUND", "F-1001", "settled"],
      ["FUND", "F-1001", "settled", long],
      ["FUND", "F-1001", "actual", long],
      ["FUND", "F-1001", "accrued", addDays(today(), -100)],
    );
    const [refused, allowed] = await desk.results(
      ["FUND", "F-1001", "committed", long],
      ["FUND", "F-1001", "committed", today()],
    );

    expect(answered).toEqual(["45000.0000", "30000.0000", "30000.0000", "50000.0000"]);
    expect(refused).toEqual({
      error: {
        code: "NOT_AVAILABLE",
        message:
          '"committed" is known for today only. Leave the date out, or ask for actual, accrued or settled.',
      },
    });
    expect(allowed).toMatchObject({ value: { kind: "number" } });
  });

  test("of a budget that a cell cannot hold to the cent says so", async () => {
    await desk.app.database.asOwner(
      (tx) => tx`
        insert into planning.funds (tenant_id, number, name, date_start, date_end, total_budget, currency)
        values (tenancy.current_tenant(), 'F-BIG', 'Too large', '2026-01-01', '2026-12-31', 100000000000, 'USD')`,
    );

    const [large] = await desk.problems(["FUND", "F-BIG"]);

    expect(large).toEqual({
      code: "NOT_AVAILABLE",
      message: "100,000,000,000.00 is too large for a cell to hold every cent of it.",
    });
  });
});

describe("TPM.ACCRUAL", () => {
  test("tells the balance and its parts, up to a day when asked", async () => {
    const answered = await desk.amounts(
      ["ACCRUAL", "P-1002"],
      ["ACCRUAL", "P-1002", "accrued"],
      ["ACCRUAL", "P-1002", "settled"],
      ["ACCRUAL", "P-1012", "released"],
      ["ACCRUAL", "P-1012"],
      ["ACCRUAL", "P-1002", "balance", addDays(today(), -75)],
      ["ACCRUAL", "P-1002", "balance", addDays(today(), -400)],
      ["ACCRUAL", "P-1008"],
    );

    expect(answered).toEqual([
      "5000.0000",
      "50000.0000",
      "45000.0000",
      "2000.0000",
      "0.0000",
      "20000.0000",
      "0.0000",
      "0.0000",
    ]);
  });
});

describe("TPM.PROMO", () => {
  test("tells texts, days and amounts of a promotion, whatever the field's case and signs", async () => {
    const answered = await desk.results(
      ["PROMO", "P-1001", "name"],
      ["PROMO", "P-1001", "Customer"],
      ["PROMO", "P-1001", "Accrual status"],
      ["PROMO", "P-1001", "sell-in from ✎★"],
      ["PROMO", "P-1001", "planned"],
      ["PROMO", "P-1001", "fund"],
      ["PROMO", "P-1003", "scan from"],
      ["PROMO", "P-1001", "uplift"],
    );

    expect(answered).toEqual([
      { value: { kind: "text", text: "Fall Scan-Back, Oat Rings" } },
      { value: { kind: "text", text: "WALMART" } },
      { value: { kind: "text", text: "POSTED" } },
      { value: { kind: "day", text: addDays(today(), -35) } },
      { value: { kind: "number", text: "10000.0000" } },
      { value: { kind: "text", text: "F-1001" } },
      { value: { kind: "text", text: "" } },
      { value: { kind: "number", text: "35.0000" } },
    ]);
  });
});
