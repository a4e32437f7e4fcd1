import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Tx } from "../../../server/db/pool.ts";
import { promoteBatch } from "../../../server/staging/promote.ts";
import { FeedReceipt } from "../../../shared/erp/batch.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { DEMO } from "../../support/database.ts";
import { batch, claimCount, deduction, load, promote, send } from "./feeds.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ seed: "demo" });
});
afterAll(() => app.close());

let prefix = "";
let before = 0;
beforeEach(async () => {
  prefix = randomUUID().slice(0, 8);
  before = await claimCount(app);
});

const lines = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    JSON.stringify(deduction({ erpRef: `${prefix}-${at + 1}`, amount: `${at + 1}.00` })),
  ).join("\n");
const land = async (body: string) => {
  const answer = await send(app, "deductions", { body, type: "application/x-ndjson" });
  return answer.as(FeedReceipt).batchId;
};

/** A worker whose connection dies at the commit of its `dies`-th transaction. */
const mortal = (dies: number) => {
  let transactions = 0;
  return {
    asTenant: <Result>(work: (tx: Tx) => Promise<Result>) => {
      transactions += 1;
      if (transactions < dies) return app.database.as(work);
      if (transactions > dies) throw new Error("the worker is dead");
      return app.database.as(async (tx) => {
        await work(tx);
        throw new Error("the worker died");
      });
    },
  };
};

describe("a promotion", () => {
  test("that dies in its third chunk goes on from there and doubles nothing", async () => {
    const batchId = await land(lines(3_500));

    await expect(promoteBatch(mortal(4), { batchId })).rejects.toThrow("the worker is dead");
    const inBetween = await batch(app, batchId);
    const claimsInBetween = await claimCount(app);
    await promote(app, batchId);

    expect(inBetween).toMatchObject({ status: "PROMOTING", accepted: 2_000 });
    expect(claimsInBetween).toBe(before + 2_000);
    expect(await batch(app, batchId)).toMatchObject({ status: "DONE", accepted: 3_500 });
    expect(await claimCount(app)).toBe(before + 3_500);
  });

  test("that fails says so, keeps its records, and is done by the next attempt", async () => {
    const batchId = await land(lines(3));
    let transactions = 0;
    const failing = {
      asTenant: <Result>(work: (tx: Tx) => Promise<Result>) => {
        transactions += 1;
        return transactions === 2
          ? Promise.reject(new Error("the database is away"))
          : app.database.as(work);
      },
    };

    await expect(promoteBatch(failing, { batchId })).rejects.toThrow("the database is away");
    const failed = await batch(app, batchId);
    await promote(app, batchId);

    expect(failed).toMatchObject({ status: "FAILED", accepted: 0 });
    expect(failed.warnings).toEqual([expect.stringMatching(/something failed on our side/)]);
    expect(await batch(app, batchId)).toMatchObject({ status: "DONE", accepted: 3, warnings: [] });
  });

  test("done by two workers at once is done once", async () => {
    const batchId = await land(lines(2_500));

    await Promise.all([promote(app, batchId), promote(app, batchId)]);

    expect(await batch(app, batchId)).toMatchObject({ status: "DONE", accepted: 2_500 });
    expect(await claimCount(app)).toBe(before + 2_500);
  });

  test("of two batches with the same deductions at once makes each claim once", async () => {
    const [one, other] = [await land(lines(1_200)), await land(lines(1_200))];

    await Promise.all([promote(app, one), promote(app, other)]);

    const batches = [await batch(app, one), await batch(app, other)];
    expect(batches.map(({ status }) => status)).toEqual(["DONE", "DONE"]);
    expect(batches.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1_200);
    expect(batches.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(1_200);
    expect(await claimCount(app)).toBe(before + 1_200);
  });

  test("finds another content under a reference across its chunks", async () => {
    const body = `${lines(1_100)}\n${JSON.stringify(deduction({ erpRef: `${prefix}-1` }))}`;

    const done = await load(app, "deductions", { body, type: "application/x-ndjson" });

    expect(done).toMatchObject({ accepted: 1_100, rejected: 1 });
    expect(done.errors).toMatchObject([
      { record: 1_101, pointer: "/erpRef", code: "REFERENCE_TAKEN" },
    ]);
    expect(done.errors[0]?.message).toMatch(/is also an earlier record of this file/);
  });

  test("of a known reference with another content says what differs", async () => {
    await load(app, "deductions", { body: JSON.stringify([deduction({ erpRef: prefix })]) });

    const done = await load(app, "deductions", {
      body: JSON.stringify([deduction({ erpRef: prefix, amount: "11000.00", checkNumber: "88" })]),
    });

    expect(done.errors[0]?.message).toMatch(
      /was received before with other content: amount is 12000.0000 there and 11000.0000 here, checkNumber is empty there and 88 here/,
    );
  });
});

const claimOf = async (changes: Record<string, unknown>) => {
  const body = JSON.stringify([deduction({ erpRef: prefix, ...changes })]);
  const done = await load(app, "deductions", { body });
  expect(done.errors).toEqual([]);
  const [claim] = await app.database.as(
    (tx) => tx`
      select claim.claim_type, claim.amount::text as amount, claim.reason_code_erp, claim.reason,
        claim.dispute_deadline, claim.backup_status, gl.source_type, gl.gl_account_code, gl.open_balance::text as open
      from finance.claims claim
      join finance.gl_transactions gl on gl.tenant_id = claim.tenant_id and gl.id = claim.gl_transaction_id
      where claim.erp_ref = ${prefix}
    `,
  );
  return claim;
};

test("what a file asks for in bulk waits behind the next file and behind whoever posts", async () => {
  await load(app, "deductions", { body: lines(2), type: "application/x-ndjson" });
  await land(lines(1));

  const priorities = await app.database.owner<{ task: string; priority: number }[]>`
    select distinct task.identifier as task, job.priority
    from graphile_worker._private_jobs job
    join graphile_worker._private_tasks task on task.id = job.task_id
    order by task.identifier
  `;

  expect(priorities).toContainEqual({ task: "match-claim", priority: 100 });
  expect(priorities).toContainEqual({ task: "promote-batch", priority: 0 });
});

describe("a deduction in the books", () => {
  test("that is negative is a repayment", async () => {
    expect(await claimOf({ amount: "-2000.00" })).toMatchObject({
      claimType: "REPAYMENT",
      sourceType: "REPAYMENT",
      amount: "-2000.0000",
      open: "-2000.0000",
    });
  });

  test("keeps its own account, and its document makes its backup received", async () => {
    expect(
      await claimOf({ glAccountCode: "1150", backupDocUrl: "https://retailer.example/1.pdf" }),
    ).toMatchObject({ glAccountCode: "1150", backupStatus: "RECEIVED" });
  });

  test("has its reason read by the retailer of its customer's ancestor, and its deadline by the reason", async () => {
    await app.database.asOwner(
      (tx) => tx`
        insert into master.reason_codes (tenant_id, retailer, code, label, l1, trade, window_days, source)
        values (${DEMO}, 'Fred', '77', 'Promotion', 'PROMO', true, 60, 'test')
      `,
    );
    await load(app, "customers", {
      body: JSON.stringify([
        { erpId: "FRED", name: "Fred", type: "HQ", retailer: "Fred" },
        { erpId: "FRED-1", name: "Fred 1", type: "Store", parentErpId: "FRED" },
      ]),
    });

    const claim = await claimOf({ customerErpId: "FRED-1", reasonCodeErp: "077" });

    expect(claim).toMatchObject({
      reasonCodeErp: "077",
      reason: "PROMO",
      disputeDeadline: "2027-01-15",
    });
  });

  test("that names no account is the same as one that names the clearing account", async () => {
    const [claim, again] = [
      await claimOf({}),
      await load(app, "deductions", {
        body: JSON.stringify([deduction({ erpRef: prefix, glAccountCode: "1150" })]),
      }),
    ];

    expect(claim).toMatchObject({ glAccountCode: null });
    expect(again).toMatchObject({ duplicates: 1, rejected: 0 });
  });

  test("names an account of the chart, or is rejected until it is there", async () => {
    const done = await load(app, "deductions", {
      body: JSON.stringify([deduction({ erpRef: prefix, glAccountCode: "9999" })]),
    });

    expect(done.errors).toMatchObject([{ pointer: "/glAccountCode", code: "ACCOUNT_UNKNOWN" }]);
  });
});
