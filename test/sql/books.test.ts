import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { CLAIM_12000, SUMMER_TPR, WALMART_SCAN_BACK } from "./demo-rows.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "demo" });
});
afterAll(() => db.close());

test("the first job waits: 12,000 deducted, reason 005, 10,000 accrued and posted", async () => {
  const [claim] = await db.as(
    (tx) => tx`
      select claim.status, claim.amount::text as amount, position.open::text as open, claim.reason_code_erp,
        mirrored.open_balance::text as open_balance
      from finance.claims claim
      join finance.claim_positions position on position.claim_id = claim.id
      join finance.gl_transactions mirrored on mirrored.id = claim.gl_transaction_id
      where claim.id = ${CLAIM_12000}
    `,
  );
  const [promotion] = await db.as(
    (tx) => tx`
      select promotion.status, promotion.tactic_type, promotion.accrual_status, balance.balance::text as balance, journal.status as journal
      from planning.promotions promotion
      join finance.accrual_balances balance on balance.promotion_id = promotion.id
      join finance.gl_journals journal on journal.promotion_id = promotion.id and journal.kind = 'ACCRUAL'
      where promotion.id = ${WALMART_SCAN_BACK}
    `,
  );

  expect(claim).toEqual({
    status: "PENDING",
    amount: "12000.0000",
    open: "12000.0000",
    reasonCodeErp: "005",
    openBalance: "12000.0000",
  });
  expect(promotion).toEqual({
    status: "LIVE",
    tacticType: "SCAN_BACK",
    accrualStatus: "POSTED",
    balance: "10000.0000",
    journal: "POSTED",
  });
});

test("the summer promotion accrued 50,000, settled 45,000 and still expects 5,000", async () => {
  const [row] = await db.as(
    (tx) => tx`
      select balance.accrued::text as accrued, balance.settled::text as settled, balance.balance::text as balance,
        position.remaining_expected::text as remaining
      from finance.accrual_balances balance
      join finance.promotion_positions position using (tenant_id, promotion_id)
      where balance.promotion_id = ${SUMMER_TPR}
    `,
  );

  expect(row).toEqual({
    accrued: "50000.0000",
    settled: "45000.0000",
    balance: "5000.0000",
    remaining: "5000.0000",
  });
});

test("a fund is what was allocated, moved, held and paid", async () => {
  const funds = await db.as(
    (tx) => tx`
      select fund.number, balance.committed::text as committed, balance.actual::text as actual, balance.reserved::text as reserved,
        balance.remaining_balance::text as remaining
      from planning.fund_balances balance
      join planning.funds fund on fund.id = balance.fund_id
      order by fund.number
    `,
  );

  expect(funds).toEqual([
    {
      number: "F-1001",
      committed: "33500.0000",
      actual: "45000.0000",
      reserved: "0.0000",
      remaining: "76500.0000",
    },
    {
      number: "F-1002",
      committed: "40000.0000",
      actual: "0.0000",
      reserved: "6000.0000",
      remaining: "42500.0000",
    },
    {
      number: "F-1003",
      committed: "0.0000",
      actual: "0.0000",
      reserved: "0.0000",
      remaining: "35000.0000",
    },
  ]);
});

test("the margin takes cost and accrued trade off revenue, and off-invoice only once", async () => {
  const [row] = await db.as(
    (tx) => tx`
      select bool_and(margin = net_revenue - cogs - trade_accrued) as adds_up, sum(trade_accrued)::text as trade
      from intelligence.real_time_margin
    `,
  );

  expect(row).toEqual({ addsUp: true, trade: "111500.0000" });
});
