import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { CLAIM_12000, DEDUCTION_12000, SETTLEMENT_JOURNAL } from "./demo-rows.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "demo" });
});
afterAll(() => db.close());

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
