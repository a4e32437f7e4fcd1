import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FunctionDesk, openFunctionDesk } from "./function-desk.ts";

let desk: FunctionDesk;
beforeAll(async () => {
  desk = await openFunctionDesk();
});
afterAll(() => desk.app.close());

const openWhere = (where: string, what = "sum(claim.amount)") =>
  desk.inSql(`select (${what})::numeric(19,4) as answer from finance.claims claim
    join master.customers customer on customer.id = claim.claiming_customer_id
    where claim.status = 'PENDING' and ${where}`);

describe("TPM.OPENDEDUCTIONS", () => {
  test("sums what is open by customer, reason and age", async () => {
    const answered = await desk.amounts(
      ["OPENDEDUCTIONS", "*"],
      ["OPENDEDUCTIONS", "WALMART"],
      ["OPENDEDUCTIONS", "WALMART-EAST", "amount"],
      ["OPENDEDUCTIONS", "*", "count"],
      ["OPENDEDUCTIONS", "*", null, "005"],
      ["OPENDEDUCTIONS", "*", "count", null, "30"],
      ["OPENDEDUCTIONS", "*", "amount", "promo"],
    );

    expect(answered).toEqual([
      ...(await openWhere("true")),
      ...(await openWhere("customer.erp_id like 'WALMART%'")),
      ...(await openWhere("customer.erp_id = 'WALMART-EAST'")),
      ...(await openWhere("true", "count(*)")).map((text) => text.replace(".0000", "")),
      "12000.0000",
      "1",
      ...(await openWhere("claim.reason = 'PROMO'")),
    ]);
  });
});
