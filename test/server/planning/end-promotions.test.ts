import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FunctionsAnswer } from "../../../shared/intelligence/functions.ts";
import { Promotion } from "../../../shared/planning/promotion.ts";
import { type Department, openDepartment, saying } from "./department.ts";

let department: Department;
let fundId = "";
beforeAll(async () => {
  department = await openDepartment();
  fundId = await department.fund("10000000.00");
});
afterAll(() => department.close());

/** A promotion that was approved, accrued and posted, and is over. */
async function completed(planned: string, ownFund = fundId) {
  const promotion = await department.promotion({
    status: "PENDING_APPROVAL",
    fundId: ownFund,
    planned,
    days: [-20, -10],
  });
  await department.move("sam", "approve", promotion);
  await department.app.runJobs();
  await department.app.database.as(
    (tx) => tx`
      update planning.promotions set status = 'COMPLETED' where id = ${promotion.id}::uuid
    `,
  );
  return department.seen(promotion.id);
}

const balance = (id: string) =>
  department.app.database.as(async (tx) => {
    const [row] = await tx<{ accrued: string; released: string; balance: string }[]>`
      select accrued::text, released::text, balance::text from finance.accrual_balances
      where promotion_id = ${id}::uuid
    `;
    return row;
  });
const openApprovals = async (id: string) =>
  (await department.approvalsOf(id)).filter(({ status }) => status === "OPEN");

describe("closing", () => {
  test("releases what was not claimed and gives the fund its rest", async () => {
    const own = await department.fund("20000.00");
    const promotion = await completed("5000.00", own);

    const answer = await department.move("carla", "close", promotion);

    expect(answer.as(Promotion)).toMatchObject({ status: "CLOSED", fundStatus: "RELEASED" });
    expect(await balance(promotion.id)).toEqual({
      accrued: "5000.0000",
      released: "5000.0000",
      balance: "0.0000",
    });
    expect(await department.left(own)).toBe("20000.0000");
  });

  test("of exactly the limit is a Controller's own", async () => {
    const promotion = await completed("25000.00");

    // Above the rule's amount a FinanceApprover was not asked here: the promotion was written as asked of sales only.
    const answer = await department.move("carla", "close", promotion);

    expect(answer.as(Promotion).status).toBe("CLOSED");
  });

  test("above the limit waits for a FinanceApprover, and nobody asks twice", async () => {
    const promotion = await completed("25000.01");

    const asked = await department.move("carla", "close", promotion);
    const again = await department.move("colin", "close", promotion);

    expect(asked.as(Promotion)).toMatchObject({ status: "COMPLETED", fundStatus: "COMMITTED" });
    expect(await openApprovals(promotion.id)).toMatchObject([
      { kind: "CLOSE", role: "FinanceApprover", requestedBy: "Carla Control" },
    ]);
    expect((await openApprovals(promotion.id))[0]?.summary).toContain("releases 25,000.01");
    expect(again.problem()).toMatchObject({
      code: "MOVE_NOT_ALLOWED",
      detail: saying("waits for a FinanceApprover, asked by Carla Control"),
    });
    expect((await balance(promotion.id))?.balance).toBe("25000.0100");
  });

  test("above the limit is done once it is approved", async () => {
    const promotion = await completed("30000.00");
    await department.move("carla", "close", promotion);

    const wrong = await department.move("sam", "approve", promotion);
    const answer = await department.move("fay", "approve", promotion);
    const late = await department.move("both", "approve", promotion);

    expect(wrong.problem().code).toBe("ROLE_MISSING");
    expect(answer.as(Promotion)).toMatchObject({ status: "CLOSED", fundStatus: "RELEASED" });
    expect((await balance(promotion.id))?.balance).toBe("0.0000");
    expect(late.problem()).toMatchObject({
      code: "APPROVAL_NOT_OPEN",
      detail: saying("Fay Ledger"),
    });
  });

  test("above the limit stays open when it is rejected, and can be asked for again", async () => {
    const promotion = await completed("30000.00");
    await department.move("carla", "close", promotion);

    const answer = await department.move("fay", "reject", {
      ...promotion,
      reason: "claims are due",
    });
    const again = await department.move("carla", "close", await department.seen(promotion.id));

    expect(answer.as(Promotion)).toMatchObject({
      status: "COMPLETED",
      lastWords: "claims are due",
    });
    expect(again.status).toBe(200);
    expect(await openApprovals(promotion.id)).toHaveLength(1);
  });

  test("is done by the clock's last step: CLOSED with nothing left is SETTLED", async () => {
    const promotion = await completed("5000.00");
    await department.move("carla", "close", promotion);

    await department.app.runChore("turn-promotions");
    const before = await department.state(promotion.id);
    await department.app.runJobs();
    await department.app.runChore("turn-promotions");

    expect(before["status"]).toBe("CLOSED");
    expect((await department.state(promotion.id))["status"]).toBe("SETTLED");
  });
});

describe("reopening", () => {
  test("a closed promotion waits for a FinanceApprover, then holds its fund again", async () => {
    const own = await department.fund("20000.00");
    const promotion = await completed("5000.00", own);
    await department.move("carla", "close", promotion);

    const asked = await department.move("finn", "reopen", {
      ...(await department.seen(promotion.id)),
      reason: "a late claim",
    });
    const answer = await department.move("fay", "approve", await department.seen(promotion.id));

    expect(asked.as(Promotion).status).toBe("CLOSED");
    expect(answer.as(Promotion)).toMatchObject({ status: "COMPLETED", fundStatus: "COMMITTED" });
    expect(await department.left(own)).toBe("15000.0000");
  });

  test("a closed promotion that waits to be reopened is not settled by the clock", async () => {
    const promotion = await completed("5000.00");
    await department.move("carla", "close", promotion);
    await department.app.runJobs();
    await department.move("finn", "reopen", {
      ...(await department.seen(promotion.id)),
      reason: "a late claim",
    });

    await department.app.runChore("turn-promotions");

    expect((await department.state(promotion.id))["status"]).toBe("CLOSED");
  });

  test("FUND_SHORT: what the fund cannot hold again is not reopened", async () => {
    const own = await department.fund("5000.00");
    const promotion = await completed("5000.00", own);
    await department.move("carla", "close", promotion);
    await department.move("finn", "reopen", {
      ...(await department.seen(promotion.id)),
      reason: "a late claim",
    });
    await department.move("paula", "submit", await department.promotion({ fundId: own }));

    const answer = await department.move("fay", "approve", await department.seen(promotion.id));

    expect(answer.problem().code).toBe("FUND_SHORT");
  });

  test("a submitted promotion is taken back by its Planner, and nobody is waited for", async () => {
    const own = await department.fund("5000.00");
    const promotion = await department.promotion({ fundId: own });
    await department.move("paula", "submit", promotion);

    const answer = await department.move("paula", "reopen", {
      ...(await department.seen(promotion.id)),
      reason: "wrong dates",
    });

    expect(answer.as(Promotion)).toMatchObject({
      status: "DRAFT",
      fundStatus: "NONE",
      lastWords: "wrong dates",
    });
    expect(await openApprovals(promotion.id)).toEqual([]);
    expect(await department.left(own)).toBe("5000.0000");
  });
});

describe("cancelling", () => {
  test("an approved promotion releases its accrual and its fund", async () => {
    const own = await department.fund("5000.00");
    const promotion = await department.promotion({ status: "PENDING_APPROVAL", fundId: own });
    await department.move("sam", "approve", promotion);
    await department.app.runJobs();

    const answer = await department.move("paula", "cancel", {
      ...(await department.seen(promotion.id)),
      reason: "called off by the retailer",
    });

    expect(answer.as(Promotion)).toMatchObject({ status: "CANCELLED", fundStatus: "RELEASED" });
    expect((await balance(promotion.id))?.balance).toBe("0.0000");
    expect(await department.left(own)).toBe("5000.0000");
  });

  test("before its months begin leaves nothing accrued, in the sheet and in a cell", async () => {
    const { number, ...promotion } = await department.promotion({
      status: "PENDING_APPROVAL",
      fundId,
      planned: "1000.00",
      days: [40, 90],
    });
    const approved = await department.move("sam", "approve", promotion);

    const cancelled = await department.move("paula", "cancel", {
      ...(await department.seen(promotion.id)),
      reason: "called off by the retailer",
    });
    const cells = await department.request("paula", "POST /v1/functions/batch", {
      body: {
        calls: [
          { name: "ACCRUAL", args: [number, "accrued"] },
          { name: "ACCRUAL", args: [number, "balance"] },
        ],
      },
    });

    expect(approved.as(Promotion).accrued.toMinor()).toBe("1000.00");
    expect(cancelled.as(Promotion).accrued.toMinor()).toBe("0.00");
    expect(cells.as(FunctionsAnswer).results).toEqual([
      { value: { kind: "number", text: "0.0000" } },
      { value: { kind: "number", text: "0.0000" } },
    ]);
  });

  test("INVALID: needs a reason, as rejecting and reopening do", async () => {
    const draft = await department.promotion({ fundId });
    const waiting = await department.promotion({ status: "PENDING_APPROVAL", fundId });

    const answers = [
      await department.move("paula", "cancel", draft),
      await department.move("sam", "reject", waiting),
      await department.move("paula", "reopen", waiting),
    ];

    expect(answers.map((answer) => answer.problem())).toMatchObject(
      answers.map(() => ({ code: "INVALID", errors: [{ pointer: "/reason" }] })),
    );
  });
});
