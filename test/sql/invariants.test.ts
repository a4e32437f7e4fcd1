import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, SECOND, type TestDatabase } from "../support/database.ts";
import { DEDUCTION_12000, SETTLED_CLAIM, SETTLEMENT_JOURNAL, SUMMER_TPR } from "./demo-rows.ts";

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
