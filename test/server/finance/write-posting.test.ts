import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccrualPage, DisputePage, SettlementPage } from "../../../shared/finance/lists.ts";
import type { ClaimPosting } from "../../../shared/finance/posting.ts";
import { FundPage } from "../../../shared/planning/fund.ts";
import { PromotionPage } from "../../../shared/planning/promotion.ts";
import { CLAIM, type Desk, openDesk } from "../../scenarios/desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const rowsOf = async (posting: ClaimPosting | undefined) => {
  const { entries } = await desk.journal(posting?.journalId ?? "");
  return entries.map(({ tag, debitAccount, creditAccount, amount }) => [
    tag,
    debitAccount,
    creditAccount,
    amount.toMinor(),
  ]);
};
const promotion = async (number: string) => {
  const page = (await desk.app.request("planner", "GET /v1/promotions")).as(PromotionPage);
  return page.rows.find((row) => row.number === number);
};
const postOne = async (id: string, changes: Record<string, string | null>) => {
  const { claims } = await desk.post([await desk.draft(id, changes)]);
  return claims[0];
};

describe("what is booked", () => {
  test("8,120 against 8,000 passes the tolerance with 120 on the promotion's own account", async () => {
    const posting = await postOne(CLAIM.kroger8120, { promotionId: "P-1004", settle: "8120" });

    expect(await rowsOf(posting)).toEqual([
      ["ACCRUAL_REVERSAL", "2150", "4100", "8000.00"],
      ["ACTUAL", "4100", "1150", "8000.00"],
      ["TOLERANCE", "4100", "1150", "120.00"],
    ]);
    await desk.app.runJobs();
    expect(await desk.claim(CLAIM.kroger8120)).toMatchObject({ status: "SETTLED" });
    const page = await desk.app.request(
      "finance",
      `GET /v1/settlements?claimId=${CLAIM.kroger8120}`,
    );
    const parts = page
      .as(SettlementPage)
      .rows.map(({ kind, status, amount }) => [kind, status, amount.toMinor()]);
    expect(new Set(parts)).toEqual(
      new Set([
        ["PROMO", "POSTED", "8000.00"],
        ["TOLERANCE", "POSTED", "120.00"],
      ]),
    );
  });

  test("a half accrued bill-back is trued up only for what is settled above its accrual", async () => {
    const posting = await postOne(CLAIM.billBack4500, { promotionId: "P-1011", settle: "4500" });
    const { id } = await desk.deduct({ amount: "2000", customer: "KROGER" });
    const second = await postOne(id, { promotionId: "P-1011", settle: "2000" });

    expect((await rowsOf(posting)).map(([tag]) => tag)).toEqual(["ACCRUAL_REVERSAL", "ACTUAL"]);
    expect(await rowsOf(second)).toEqual([
      ["TRUE_UP", "4100", "2150", "2000.00"],
      ["ACCRUAL_REVERSAL", "2150", "4100", "2000.00"],
      ["ACTUAL", "4100", "1150", "2000.00"],
    ]);
  });

  test("an off-invoice promotion was never accrued, so only the actual leg is written", async () => {
    const { id } = await desk.deduct({ amount: "100" });

    const posting = await postOne(id, { promotionId: "P-1010", settle: "100" });

    expect(await rowsOf(posting)).toEqual([["ACTUAL", "4110", "1150", "100.00"]]);
  });

  test("a fixed fee spends on slotting", async () => {
    const { id } = await desk.deduct({ amount: "20000", customer: "KROGER" });

    const posting = await postOne(id, { promotionId: "P-1003", settle: "20000" });

    expect(await rowsOf(posting)).toEqual([
      ["ACCRUAL_REVERSAL", "2150", "5510", "20000.00"],
      ["ACTUAL", "5510", "1150", "20000.00"],
    ]);
  });

  test("the deduction's own account is cleared, and a write-off takes its account", async () => {
    const { id } = await desk.deduct({ amount: "15", account: "1100" });

    const posting = await postOne(id, { writeOff: "15", writeOffReason: "SMALL_BALANCE" });

    expect(await rowsOf(posting)).toEqual([["WRITE_OFF", "6900", "1100", "15.00"]]);
  });

  test("ACCOUNT_ROLE_MISSING: an account the chart does not have is named", async () => {
    const { id } = await desk.deduct({ amount: "15", account: "9999" });

    const posting = await postOne(id, { dispute: "15" });

    expect(posting).toMatchObject({
      outcome: "refused",
      problem: { code: "ACCOUNT_ROLE_MISSING" },
    });
    expect(posting?.problem?.detail).toContain("account 9999");
  });

  test("claims of one posting on one promotion are planned one after the other", async () => {
    const drafts = [];
    for (const amount of ["3900", "160", "101"]) {
      const { id } = await desk.deduct({ amount });
      drafts.push(await desk.draft(id, { promotionId: "P-1006", settle: amount }));
    }

    const preview = await desk.preview(drafts);
    const { claims } = await desk.post(drafts);

    const codes = [undefined, "OVER_TOLERANCE", "VERSION_STALE"];
    expect(preview.claims.map(({ problem }) => problem?.code)).toEqual(codes);
    expect(claims.map(({ problem }) => problem?.code)).toEqual(codes);
  });

  test("a promotion's late claim is flagged and trued up", async () => {
    await desk.app.database.asOwner(
      (tx) => tx`update planning.promotions set status = 'CLOSED' where number = 'P-1005'`,
    );

    await postOne(CLAIM.endCap3000, { promotionId: "P-1005", settle: "3000" });

    const [claim] = await desk.app.database.as(
      (tx) => tx<{ late: boolean }[]>`
        select claim.late from finance.claims claim where claim.id = ${CLAIM.endCap3000}
      `,
    );
    expect(claim?.late).toBe(true);
  });
});

describe("a part of a claim", () => {
  test("leaves it PARTIALLY_SETTLED, and the rest is settled later", async () => {
    const { id } = await desk.deduct({ amount: "1000" });
    await postOne(id, { promotionId: "P-1007", settle: "400" });
    await desk.app.runJobs();
    const half = await desk.claim(id);

    await postOne(id, { promotionId: "P-1007", settle: "500", dispute: "100" });
    await desk.app.runJobs();
    const whole = await desk.claim(id);

    expect(half).toMatchObject({ status: "PARTIALLY_SETTLED", editable: true });
    expect(half.open.toMinor()).toBe("600.00");
    expect(whole.status).toBe("SETTLED");
    expect([whole.settled, whole.disputed].map((each) => each.toMinor())).toEqual([
      "900.00",
      "100.00",
    ]);
    const disputes = await desk.app.request("finance", `GET /v1/disputes?claimId=${id}`);
    expect(disputes.as(DisputePage).rows).toHaveLength(1);
  });
});

test("accruals open where the period before closed, and funds keep what is left", async () => {
  const accruals = (await desk.app.request("controller", "GET /v1/accruals")).as(AccrualPage);
  const funds = (await desk.app.request("controller", "GET /v1/funds")).as(FundPage);

  const kept = accruals.rows.every(
    ({ opening, accrued, trueUp, settled, released, adjusted, closing }) =>
      opening
        .plus(accrued)
        .plus(trueUp)
        .minus(settled)
        .minus(released)
        .plus(adjusted)
        .equals(closing),
  );
  expect(accruals.rows.length).toBeGreaterThan(5);
  expect(kept).toBe(true);
  expect(funds.rows.map(({ number }) => number)).toEqual(["F-1001", "F-1002", "F-1003"]);
  expect((await promotion("P-1004"))?.remaining.toMinor()).toBe("0.00");
});

test("after all postings and deliveries the books are in order", async () => {
  await desk.app.runJobs();

  expect(await desk.broken()).toEqual([]);
  const differing = await desk.app.database.as(
    (tx) => tx`
      select claim.claim_no
      from finance.claims claim
      join finance.claim_positions position on position.claim_id = claim.id
      join finance.gl_transactions mirrored on mirrored.id = claim.gl_transaction_id
      where mirrored.open_balance <> position.open
    `,
  );
  expect(differing).toHaveLength(0);
});
