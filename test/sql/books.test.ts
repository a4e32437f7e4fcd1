import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, SECOND, type TestDatabase } from "../support/database.ts";

const WALMART_SCAN_BACK = "0190d000-0000-7000-8000-000000001601";
const SUMMER_TPR = "0190d000-0000-7000-8000-000000001602";
const DEDUCTION_12000 = "0190d000-0000-7000-8000-000000001801";
const CLAIM_12000 = "0190d000-0000-7000-8000-000000001901";
const SETTLED_CLAIM = "0190d000-0000-7000-8000-000000001921";
const SETTLEMENT_JOURNAL = "0190d000-0000-7000-8000-000000001a21";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "demo" });
});
afterAll(() => db.close());

const broken = () =>
  db.as(
    (tx) => tx<{ invariant: string }[]>`select invariant from finance.broken_invariants order by 1`,
  );

/** Spoils the books as only the owner could, looks, and takes it back. */
async function brokenAfter(spoil: string): Promise<string[]> {
  const found: string[] = [];
  const undone = db.asOwner(async (tx) => {
    await tx`select set_config('tradebook.statement', ${spoil}, true)`;
    await tx`do $$ begin execute current_setting('tradebook.statement'); end $$`;
    const rows = await tx<
      { invariant: string }[]
    >`select distinct invariant from finance.broken_invariants order by 1`;
    found.push(...rows.map(({ invariant }) => invariant));
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  return found;
}

test("the demo's books break no invariant, in either company", async () => {
  expect(await broken()).toEqual([]);
  expect(
    await db.as((tx) => tx`select 1 from finance.broken_invariants`, { tenantId: SECOND }),
  ).toHaveLength(0);
});

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

describe("an invariant is found broken when", () => {
  test("the mirror's open balance differs from what the settlements leave", async () => {
    expect(
      await brokenAfter(
        `update finance.gl_transactions set open_balance = 1 where id = '${DEDUCTION_12000}'`,
      ),
    ).toEqual(["OPEN_BALANCE_DIFFERS"]);
  });

  test("a claim has more parts than its amount", async () => {
    const spoiled = await brokenAfter(
      `update finance.settlements set amount_settled = 15000.01 where claim_id = '${SETTLED_CLAIM}'`,
    );

    expect(spoiled).toContain("CLAIM_OVERDRAWN");
  });

  test("a promotion settles more than was accrued", async () => {
    const spoiled = await brokenAfter(
      `update finance.accrual_ledger set amount = -60000 where promotion_id = '${SUMMER_TPR}' and entry = 'SETTLE'`,
    );

    expect(spoiled).toEqual(["ACCRUAL_NEGATIVE", "SUB_LEDGER_DIFFERS"]);
  });

  test("a settled promotion still has an accrual", async () => {
    expect(
      await brokenAfter(
        `update planning.promotions set status = 'SETTLED' where id = '${SUMMER_TPR}'`,
      ),
    ).toEqual(["SETTLED_WITH_ACCRUAL"]);
  });

  test("the tolerance taken on a promotion passes the tenant's percent of its plan", async () => {
    const spoiled = await brokenAfter(
      `update finance.settlements set kind = 'TOLERANCE' where claim_id = '${SETTLED_CLAIM}'`,
    );

    expect(spoiled).toEqual(["OVER_TOLERANCE"]);
  });

  test("a journal on its way has no rows", async () => {
    expect(
      await brokenAfter(`delete from finance.gl_ledger where journal_id = '${SETTLEMENT_JOURNAL}'`),
    ).toEqual(["JOURNAL_EMPTY", "SUB_LEDGER_DIFFERS"]);
  });

  test("two journals name one document of the ERP", async () => {
    expect(
      await brokenAfter(
        `update finance.gl_journals set erp_document = 'SAME' where kind = 'SETTLEMENT'`,
      ),
    ).toEqual(["ERP_DOCUMENT_TWICE"]);
  });
});

const ledgerRow = (debit: string, amount: string) =>
  db.as(
    (tx) => tx`
      insert into finance.gl_ledger (tenant_id, journal_id, n, tag, debit_account, credit_account, amount)
      values (tenancy.current_tenant(), ${SETTLEMENT_JOURNAL}, 9, 'ACTUAL', ${debit}, '1150', ${amount})
    `,
  );

describe("the database refuses", () => {
  test("a settlement with a fraction of a cent", async () => {
    const draft = db.as(
      (tx) => tx`
        insert into finance.settlements (tenant_id, claim_id, kind, amount_settled)
        values (tenancy.current_tenant(), ${CLAIM_12000}, 'DISPUTE', 10.001)
      `,
    );

    await expect(draft).rejects.toMatchObject({ code: "INVALID" });
  });

  test("a posted settlement without journal and snapshot", async () => {
    const posted = db.as(
      (tx) => tx`
        insert into finance.settlements (tenant_id, claim_id, kind, amount_settled, status)
        values (tenancy.current_tenant(), ${CLAIM_12000}, 'DISPUTE', 10, 'POSTED')
      `,
    );

    await expect(posted).rejects.toMatchObject({ code: "INVALID" });
  });

  test("a second journal for the same version of the same source", async () => {
    const again = db.as(
      (tx) => tx`
        insert into finance.gl_journals (tenant_id, kind, source, source_id, source_version, reference, posting_date,
          accounting_period, performance_period, currency)
        select tenant_id, kind, source, source_id, source_version, 'DEM0SETT99999999', posting_date, accounting_period,
          performance_period, currency
        from finance.gl_journals where id = ${SETTLEMENT_JOURNAL}
      `,
    );

    await expect(again).rejects.toMatchObject({ code: "CLAIM_ALREADY_POSTED" });
  });

  test("a journal row of zero, or from an account to itself", async () => {
    await expect(ledgerRow("4100", "0")).rejects.toMatchObject({ code: "INVALID" });
    await expect(ledgerRow("1150", "10")).rejects.toMatchObject({ code: "INVALID" });
  });

  test("a change of the ERP's amount", async () => {
    const changed = db.as(
      (tx) => tx`update finance.gl_transactions set amount = 1 where id = ${DEDUCTION_12000}`,
    );

    await expect(changed).rejects.toMatchObject({ code: "42501" });
  });

  test("the removal of a posted settlement, while a draft may go", async () => {
    await db.as(
      (tx) => tx`
        insert into finance.settlements (tenant_id, claim_id, kind, amount_settled)
        values (tenancy.current_tenant(), ${CLAIM_12000}, 'DISPUTE', 2000)
      `,
    );

    const removed = await db.as((tx) => tx`delete from finance.settlements returning status`);

    expect(removed).toEqual([{ status: "DRAFT" }]);
  });

  test("an approval by whoever asked for it", async () => {
    const own = db.as(
      (tx) => tx`
        insert into finance.approvals (tenant_id, kind, entity, entity_id, entity_version, role, summary, requested_by, status,
          decided_by, decided_at)
        values (tenancy.current_tenant(), 'REDATE', 'finance.gl_journals', ${SETTLEMENT_JOURNAL}, 1, 'FinanceApprover', 'x',
          '0190d000-0000-7000-8000-000000001002', 'APPROVED', '0190d000-0000-7000-8000-000000001002', now())
      `,
    );

    await expect(own).rejects.toMatchObject({ code: "APPROVAL_BY_MAKER" });
  });

  test("two fiscal periods of one ledger that overlap", async () => {
    const period = db.as(
      (tx) => tx`
        insert into master.fiscal_periods (tenant_id, code, date_start, date_end, status)
        values (tenancy.current_tenant(), 'EXTRA', current_date, current_date, 'OPEN')
      `,
    );

    await expect(period).rejects.toMatchObject({ code: "INVALID" });
  });
});

test("every change of a row raises its version", async () => {
  const [row] = await db.as(
    (tx) =>
      tx`update finance.claims set note = '=1+1 stays text' where id = ${CLAIM_12000} returning version, note`,
  );

  expect(row).toEqual({ version: 2, note: "=1+1 stays text" });
});

test("numbers are taken once each, also by two at a time", async () => {
  const taken = await Promise.all(
    Array.from({ length: 5 }, () =>
      db.as((tx) => tx<{ first: number }[]>`select tenancy.take_numbers('test', 10) as first`),
    ),
  );

  expect(taken.map(([row]) => row?.first).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([
    1001, 1011, 1021, 1031, 1041,
  ]);
});
