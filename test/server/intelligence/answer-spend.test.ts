import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, monthOf } from "../../../shared/day.ts";
import { Money } from "../../../shared/money.ts";
import { type Call, type FunctionDesk, openFunctionDesk, today } from "./function-desk.ts";

let desk: FunctionDesk;
beforeAll(async () => {
  desk = await openFunctionDesk();
});
afterAll(() => desk.app.close());

const WHOLE = "2000:2099";

const total = (texts: string[]) => Money.sum(texts.map((text) => Money.of(text)));

const plannedWhere = (where: string) =>
  desk.inSql(`select sum(promotion.total_planned_spend)::numeric(19,4) as answer from planning.promotions promotion
    join master.customers customer on customer.id = promotion.customer_id
    where promotion.status not in ('CANCELLED', 'REJECTED') and ${where}`);

const bookedUntil = (month: string) =>
  desk.inSql(
    `select coalesce(sum(entry.amount), 0)::numeric(19,4) as answer from finance.accrual_ledger entry
      where entry.entry in ('ACCRUE', 'TRUE_UP') and entry.performance_period <= $1`,
    [month],
  );

describe("TPM.SPEND", () => {
  test("of a whole time is the planned spend of all promotions that were not rejected or cancelled", async () => {
    const answered = await desk.amounts(
      ["SPEND", "*", "*", WHOLE],
      ["SPEND", "WALMART", "*", WHOLE, "planned", "plan"],
      ["SPEND", "*", "*", WHOLE, "committed"],
    );

    expect(answered).toEqual([
      ...(await plannedWhere("true")),
      ...(await plannedWhere("customer.erp_id = 'WALMART'")),
      ...(await plannedWhere("promotion.fund_status = 'COMMITTED'")),
    ]);
  });

  test("adds up over months, over products, and over the customers of a tree", async () => {
    const year = Number(today().slice(0, 4));
    const months = Array.from({ length: 36 }, (_, at) => {
      const month = String((at % 12) + 1).padStart(2, "0");
      return `${year - 1 + Math.floor(at / 12)}-${month}`;
    });
    const byMonth = await desk.amounts(
      ...months.map((month): Call => ["SPEND", "KROGER", "*", month]),
    );
    const byBrand = await desk.amounts(
      ...["Prairie Gold", "Meadow", "Hearth"].map((brand): Call => ["SPEND", "*", brand, WHOLE]),
    );
    const [kroger, lines] = await desk.amounts(
      ["SPEND", "Kroger", "*", WHOLE],
      ["SPEND", "*", "*", WHOLE],
    );

    expect(total(byMonth).toString()).toBe(kroger);
    // Only the lump sum of the new store, which names no product, is in no brand.
    expect(Money.of(lines!).minus(total(byBrand)).toString()).toBe("20000.0000");
  });

  test("of a product splits its lines by the days of the window", async () => {
    const [sku, erp, category] = await desk.amounts(
      ["SPEND", "*", "PG-OAT-12", WHOLE],
      ["SPEND", "*", "400001", WHOLE],
      ["SPEND", "*", "Prairie Gold / Cereal", WHOLE],
    );
    const [windowed] = await desk.app.database.asOwner(
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
    const [monthly] = await desk.amounts(["SPEND", "WALMART", "MD-ALM-05", windowed!.month]);

    expect([sku, erp]).toEqual(["26000.0000", "26000.0000"]);
    expect(category).toBe(
      (
        await desk.inSql(`select (sum(line.line_spend) + sum(distinct case when promotion.number = 'P-1006' then 4000 else 0 end))::numeric(19,4) as answer
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
    const [accrued, settled, actual, latest, plan] = await desk.amounts(
      ["SPEND", "*", "*", WHOLE, "accrued"],
      ["SPEND", "WALMART", "*", WHOLE, "settled"],
      ["SPEND", "*", "*", WHOLE, "planned", "actual"],
      ["SPEND", "*", "*", WHOLE, "planned", "latest"],
      ["SPEND", "*", "*", `${monthOf(today())}:2099`, "planned", "plan"],
    );
    const lastMonth = monthOf(addDays(`${monthOf(today())}-01`, -1));

    expect(accrued).toBe((await bookedUntil("9999-12"))[0]);
    expect(settled).toBe("45000.0000");
    expect(actual).toBe((await bookedUntil(monthOf(today())))[0]);
    const before = Money.of((await bookedUntil(lastMonth))[0]!);
    expect(latest).toBe(before.plus(Money.of(plan!)).toString());
  });
});
