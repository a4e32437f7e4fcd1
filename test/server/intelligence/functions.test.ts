import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, monthOf } from "../../../shared/day.ts";
import { type FunctionResult, FunctionsAnswer } from "../../../shared/intelligence/functions.ts";
import { Money } from "../../../shared/money.ts";
import { type Asker, openTestApp, type TestApp } from "../../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

type Call = [name: string, ...args: (string | null)[]];

const ask = async (calls: Call[], as: Asker = "planner") => {
  const body = { calls: calls.map(([name, ...args]) => ({ name, args })) };
  return (await app.request(as, "POST /v1/functions/batch", { body })).as(FunctionsAnswer);
};
const results = async (...calls: Call[]) => (await ask(calls)).results;
const textOf = (result: FunctionResult | undefined): string =>
  result && "value" in result ? result.value.text : JSON.stringify(result);
const amounts = async (...calls: Call[]) => (await results(...calls)).map(textOf);
const problems = async (...calls: Call[]) =>
  (await results(...calls)).map((result) => ("error" in result ? result.error : result));
const today = () => new Date().toISOString().slice(0, 10);
const thisMonth = () => monthOf(today());

/** What a statement of the test's own says, in the demo company. */
const inSql = async (statement: string, args: string[] = []): Promise<string[]> => {
  const rows = await app.database.asOwner((tx) => tx.unsafe<{ answer: Money }[]>(statement, args));
  return rows.map(({ answer }) => answer.toString());
};

describe("TPM.FUND", () => {
  test("tells what is left and what was used of a fund, as its balance does", async () => {
    const answered = await amounts(
      ["FUND", "F-1001"],
      ["FUND", "F-1001", "remaining"],
      ["FUND", "F-1001", "budget"],
      ["FUND", "F-1001", "COMMITTED", null],
      ["FUND", "F-1002", "reserved"],
      ["FUND", "F-1001", "actual"],
    );

    const [expected] = await app.database.asOwner(
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
    const answered = await amounts(
      ["FUND", "F-1001", "settled"],
      ["FUND", "F-1001", "settled", long],
      ["FUND", "F-1001", "actual", long],
      ["FUND", "F-1001", "accrued", addDays(today(), -100)],
    );
    const [refused, allowed] = await results(
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
    await app.database.asOwner(
      (tx) => tx`
        insert into planning.funds (tenant_id, number, name, date_start, date_end, total_budget, currency)
        values (tenancy.current_tenant(), 'F-BIG', 'Too large', '2026-01-01', '2026-12-31', 100000000000, 'USD')`,
    );

    const [large] = await problems(["FUND", "F-BIG"]);

    expect(large).toEqual({
      code: "NOT_AVAILABLE",
      message: "100,000,000,000.00 is too large for a cell to hold every cent of it.",
    });
  });
});

describe("TPM.ACCRUAL", () => {
  test("tells the balance and its parts, up to a day when asked", async () => {
    const answered = await amounts(
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
    const answered = await results(
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

describe("TPM.SPEND", () => {
  const WHOLE = "2000:2099";

  test("of a whole time is the planned spend of all promotions that were not rejected or cancelled", async () => {
    const answered = await amounts(
      ["SPEND", "*", "*", WHOLE],
      ["SPEND", "WALMART", "*", WHOLE, "planned", "plan"],
      ["SPEND", "*", "*", WHOLE, "committed"],
    );

    const sum = (where: string) =>
      inSql(`select sum(promotion.total_planned_spend)::numeric(19,4) as answer from planning.promotions promotion
        join master.customers customer on customer.id = promotion.customer_id
        where promotion.status not in ('CANCELLED', 'REJECTED') and ${where}`);
    expect(answered).toEqual([
      ...(await sum("true")),
      ...(await sum("customer.erp_id = 'WALMART'")),
      ...(await sum("promotion.fund_status = 'COMMITTED'")),
    ]);
  });

  test("adds up over months, over products, and over the customers of a tree", async () => {
    const year = Number(today().slice(0, 4));
    const months = Array.from({ length: 36 }, (_, at) => {
      const month = String((at % 12) + 1).padStart(2, "0");
      return `${year - 1 + Math.floor(at / 12)}-${month}`;
    });
    const byMonth = await amounts(...months.map((month): Call => ["SPEND", "KROGER", "*", month]));
    const byBrand = await amounts(
      ...["Prairie Gold", "Meadow", "Hearth"].map((brand): Call => ["SPEND", "*", brand, WHOLE]),
    );
    const [kroger, lines] = await amounts(
      ["SPEND", "Kroger", "*", WHOLE],
      ["SPEND", "*", "*", WHOLE],
    );

    const total = (texts: string[]) => Money.sum(texts.map((text) => Money.of(text)));
    expect(total(byMonth).toString()).toBe(kroger);
    // Only the lump sum of the new store, which names no product, is in no brand.
    expect(Money.of(lines!).minus(total(byBrand)).toString()).toBe("20000.0000");
  });

  test("of a product splits its lines by the days of the window", async () => {
    const [sku, erp, category] = await amounts(
      ["SPEND", "*", "PG-OAT-12", WHOLE],
      ["SPEND", "*", "400001", WHOLE],
      ["SPEND", "*", "Prairie Gold / Cereal", WHOLE],
    );
    const [windowed] = await app.database.asOwner(
      (tx) => tx<{ month: string; answer: Money }[]>`
        select to_char(day, 'YYYY-MM') as month, round(line.line_spend * count(*) / window_.days, 2)::numeric(19,4) as answer
        from planning.promotions promotion
        join planning.promotion_products line on line.promotion_id = promotion.id
        join master.products product on product.id = line.product_id
        cross join lateral (select (promotion.date_end_scan - promotion.date_start_scan + 1) as days) window_
        cross join generate_series(promotion.date_start_scan, promotion.date_end_scan, interval '1 day') as day
        where promotion.number = 'P-1007' and product.sku = 'MD-ALM-05'
        group by 1, line.line_spend, window_.days
        order by 1`,
    );
    const [monthly] = await amounts(["SPEND", "WALMART", "MD-ALM-05", windowed!.month]);

    expect([sku, erp]).toEqual(["26000.0000", "26000.0000"]);
    expect(category).toBe(
      (
        await inSql(`select (sum(line.line_spend) + sum(distinct case when promotion.number = 'P-1006' then 4000 else 0 end))::numeric(19,4) as answer
          from planning.promotion_products line
          join master.products product on product.id = line.product_id
          join planning.promotions promotion on promotion.id = line.promotion_id
          where product.brand = 'Prairie Gold' and product.category = 'Cereal' and promotion.status <> 'CANCELLED'`)
      )[0],
    );
    const difference = Money.of(monthly!).minus(windowed!.answer).toString();
    expect(["0.0000", "0.0100", "-0.0100"]).toContain(difference);
  });

  test("of the books is dated by performance, and its versions meet at this month", async () => {
    const [accrued, settled, actual, latest, plan] = await amounts(
      ["SPEND", "*", "*", WHOLE, "accrued"],
      ["SPEND", "WALMART", "*", WHOLE, "settled"],
      ["SPEND", "*", "*", WHOLE, "planned", "actual"],
      ["SPEND", "*", "*", WHOLE, "planned", "latest"],
      ["SPEND", "*", "*", `${thisMonth()}:2099`, "planned", "plan"],
    );
    const booked = (until: string) =>
      inSql(
        `select coalesce(sum(entry.amount), 0)::numeric(19,4) as answer from finance.accrual_ledger entry
          where entry.entry in ('ACCRUE', 'TRUE_UP') and entry.performance_period <= $1`,
        [until],
      );
    const lastMonth = monthOf(addDays(`${thisMonth()}-01`, -1));

    expect(accrued).toBe((await booked("9999-12"))[0]);
    expect(settled).toBe("45000.0000");
    expect(actual).toBe((await booked(thisMonth()))[0]);
    const before = Money.of((await booked(lastMonth))[0]!);
    expect(latest).toBe(before.plus(Money.of(plan!)).toString());
  });
});

describe("TPM.OPENDEDUCTIONS", () => {
  test("sums what is open by customer, reason and age", async () => {
    const answered = await amounts(
      ["OPENDEDUCTIONS", "*"],
      ["OPENDEDUCTIONS", "WALMART"],
      ["OPENDEDUCTIONS", "WALMART-EAST", "amount"],
      ["OPENDEDUCTIONS", "*", "count"],
      ["OPENDEDUCTIONS", "*", null, "005"],
      ["OPENDEDUCTIONS", "*", "count", null, "30"],
      ["OPENDEDUCTIONS", "*", "amount", "promo"],
    );

    const open = (where: string, what = "sum(claim.amount)") =>
      inSql(`select (${what})::numeric(19,4) as answer from finance.claims claim
        join master.customers customer on customer.id = claim.claiming_customer_id
        where claim.status = 'PENDING' and ${where}`);
    expect(answered).toEqual([
      ...(await open("true")),
      ...(await open("customer.erp_id like 'WALMART%'")),
      ...(await open("customer.erp_id = 'WALMART-EAST'")),
      ...(await open("true", "count(*)")).map((text) => text.replace(".0000", "")),
      "12000.0000",
      "1",
      ...(await open("claim.reason = 'PROMO'")),
    ]);
  });
});

describe("TPM.ASOF", () => {
  test("tells how fresh each source is", async () => {
    const [tpm, gl, shipments, pos] = await results(
      ["ASOF"],
      ["ASOF", "gl"],
      ["ASOF", "shipments"],
      ["ASOF", "POS"],
    );

    expect(tpm).toMatchObject({ value: { kind: "instant" } });
    expect(gl).toMatchObject({ value: { kind: "instant" } });
    expect(shipments).toMatchObject({ value: { kind: "day" } });
    expect(pos).toMatchObject({ value: { kind: "day" } });
  });
});

describe("a batch of calls", () => {
  test("answers each call in its place, wrong ones with a sentence and empty ones with nothing", async () => {
    const answered = await problems(
      ["FUND", "F-9999"],
      ["ACCRUAL", "P-9999"],
      ["PROMO", "P-1001", "colour"],
      ["FUND", "F-1001", "everything"],
      ["SPEND", "NOBODY", "*", "2026"],
      ["SPEND", "*", "NOTHING", "2026"],
      ["OPENDEDUCTIONS", "NOBODY"],
      ["NOPE", "x"],
      ["FUND", ""],
      ["PROMO", "P-1001", null],
    );

    expect(answered).toMatchObject([
      { code: "NOT_AVAILABLE", message: expect.stringContaining("no fund F-9999") },
      { code: "NOT_AVAILABLE", message: expect.stringContaining("no promotion P-9999") },
      { code: "VALUE", message: expect.stringContaining("accrual status") },
      {
        code: "VALUE",
        message:
          '"everything" is not allowed here. Use remaining, budget, committed, reserved, actual, accrued, settled.',
      },
      { code: "NOT_AVAILABLE", message: expect.stringContaining("no one customer NOBODY") },
      { code: "NOT_AVAILABLE", message: expect.stringContaining("no product NOTHING") },
      { code: "NOT_AVAILABLE", message: expect.stringContaining("no one customer NOBODY") },
      { code: "VALUE", message: "There is no function TPM.NOPE." },
      { value: { kind: "text", text: "" } },
      { value: { kind: "text", text: "" } },
    ]);
  });

  test("shows nothing of another company", async () => {
    const second = { tenant: "second", persona: "planner" } as const;
    const { results: own } = await ask(
      [
        ["FUND", "F-1001"],
        ["PROMO", "P-1001", "name"],
      ],
      second,
    );

    expect(own.map(textOf)).not.toContain("Fall Scan-Back, Oat Rings");
    expect(own[0]).not.toEqual((await results(["FUND", "F-1001"]))[0]);
  });

  test("is refused to a feed, to nobody, and above 500 calls", async () => {
    const body = { calls: [{ name: "FUND", args: ["F-1001"] }] };
    const many = { calls: Array.from({ length: 501 }, () => body.calls[0]) };
    const statuses = await Promise.all([
      app.request("integration", "POST /v1/functions/batch", { body }),
      app.request(null, "POST /v1/functions/batch", { body }),
      app.request("planner", "POST /v1/functions/batch", { body: many }),
    ]);

    expect(statuses.map(({ status }) => status)).toEqual([403, 401, 422]);
  });

  test("keeps its data version until something changes", async () => {
    const before = await ask([["FUND", "F-1001"]]);
    const again = await ask([["FUND", "F-1002"]]);
    await app.database.as(
      (tx) => tx`select tenancy.record_act('[{"act": "test.changed", "entity": "funds"}]'::jsonb)`,
    );
    const after = await ask([["FUND", "F-1001"]]);

    expect(again.dataVersion).toBe(before.dataVersion);
    expect(after.dataVersion).not.toBe(before.dataVersion);
  });
});
