import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PromotionChanges } from "../../../shared/planning/moves.ts";
import { Promotion, PromotionBatchResult } from "../../../shared/planning/promotion.ts";
import { changeLine } from "./change-line.ts";
import { type Department, openDepartment, type Person, saying, type Wanted } from "./department.ts";

let department: Department;
let fundId = "";
beforeAll(async () => {
  department = await openDepartment();
  fundId = await department.fund("10000000.00");
});
afterAll(() => department.close());

const pending = (wanted: Wanted = {}) =>
  department.promotion({ status: "PENDING_APPROVAL", fundId, ...wanted });

const decide = (person: Person, path: string, body: object) =>
  department.request(person, `POST /v1/approvals/${path}`, { body });

describe("a version that was not seen", () => {
  test("VERSION_STALE: what was changed after it was looked at is not approved", async () => {
    const promotion = await pending();
    await changeLine(department, promotion.id, { spend: "3000.00" });

    const answer = await department.move("sam", "approve", promotion);

    expect([answer.status, answer.problem().code]).toEqual([409, "VERSION_STALE"]);
    expect(await department.state(promotion.id)).toMatchObject({ status: "PENDING_APPROVAL" });
  });

  test("APPROVAL_NOT_OPEN: the row of the list that was asked for the old version decides nothing", async () => {
    const promotion = await pending();
    const [old] = await department.approvalsOf(promotion.id);
    await changeLine(department, promotion.id, { spend: "3000.00" });

    const answer = await decide("sam", `${old?.id}/actions/approve`, {});

    expect(answer.problem()).toMatchObject({
      code: "APPROVAL_NOT_OPEN",
      detail: saying("stale already"),
    });
  });

  test("a note or an owner that changed meanwhile does not make anybody look again", async () => {
    const promotion = await pending();
    await department.app.database.as(
      (tx) => tx`update planning.promotions set note = 'a word' where id = ${promotion.id}::uuid`,
    );

    const answer = await department.move("sam", "approve", promotion);

    expect(answer.as(Promotion).status).toBe("APPROVED");
  });

  test("VERSION_STALE: what changed without being asked again cannot be approved", async () => {
    const promotion = await pending();
    await department.app.database.as(
      (tx) => tx`
        update planning.promotion_products set discount_per_unit = 1, forecasted_base_units = 1000
        where promotion_id = ${promotion.id}::uuid
      `,
    );

    const answer = await department.move("sam", "approve", promotion);

    expect(answer.problem()).toMatchObject({
      code: "VERSION_STALE",
      detail: saying("does not say any more what was submitted"),
    });
  });
});

describe("a promotion that was approved and is changed", () => {
  test("goes back for approval with its fund held and the difference shown", async () => {
    const own = await department.fund("9000.00");
    const promotion = await pending({ fundId: own, planned: "2000.00" });
    await department.move("sam", "approve", promotion);

    const audit = await changeLine(department, promotion.id, { spend: "2500.00" });

    expect(audit).toMatchObject([
      {
        act: "promotion.sent-back",
        before: { status: "APPROVED" },
        after: { status: "PENDING_APPROVAL", waitsFor: ["SalesApprover"] },
      },
    ]);
    expect(await department.state(promotion.id)).toMatchObject({
      status: "PENDING_APPROVAL",
      fundStatus: "RESERVED",
    });
    expect(await department.left(own)).toBe("6500.0000");
    const changes = await department.request("sam", `GET /v1/promotions/${promotion.id}/changes`);
    expect(changes.as(PromotionChanges)).toMatchObject({
      since: { kind: "APPROVED", by: "Sam Sales" },
      changes: [
        { line: null, field: "plannedSpend", before: "2000.0000", after: "2500.0000" },
        { field: "discountPerUnit", before: "2000.0000", after: "2500.0000" },
        { field: "lineSpend", before: "2000.0000", after: "2500.0000" },
      ],
    });
  });

  test("is approved again, and accrues the difference only", async () => {
    const promotion = await pending({ planned: "2000.00" });
    await department.move("sam", "approve", promotion);
    await changeLine(department, promotion.id, { spend: "2500.00" });
    const seen = await department.seen(promotion.id);

    const answer = await department.move("sam", "approve", seen);

    expect(answer.as(Promotion).status).toBe("APPROVED");
    expect(answer.as(Promotion).accrued.toMinor()).toBe("2500.00");
  });

  test("gives its accrual back when it is rejected", async () => {
    const promotion = await pending({ planned: "2000.00" });
    await department.move("sam", "approve", promotion);
    await department.app.runJobs();
    await changeLine(department, promotion.id, { spend: "2500.00" });
    const seen = await department.seen(promotion.id);

    const answer = await department.move("sarah", "reject", {
      ...seen,
      reason: "not in this market",
    });

    expect(answer.as(Promotion)).toMatchObject({
      status: "REJECTED",
      fundStatus: "RELEASED",
      lastWords: "not in this market",
    });
    const [{ balance } = { balance: "" }] = await department.app.database.as(
      (tx) => tx<{ balance: string }[]>`
        select balance::text from finance.accrual_balances where promotion_id = ${promotion.id}::uuid
      `,
    );
    expect(balance).toBe("0.0000");
  });

  test("a rejected one that is changed is a draft again", async () => {
    const promotion = await department.promotion({ status: "REJECTED", fundId });

    await changeLine(department, promotion.id, { spend: "700.00" });

    expect(await department.state(promotion.id)).toMatchObject({
      status: "DRAFT",
      fundStatus: "NONE",
    });
  });

  test("MOVE_NOT_ALLOWED: one that is running is not changed", async () => {
    const promotion = await department.promotion({ status: "LIVE", fundId });

    const change = changeLine(department, promotion.id, { spend: "700.00" });

    await expect(change).rejects.toMatchObject({ code: "MOVE_NOT_ALLOWED" });
  });

  test("before any approval, an approver sees what changed since it was submitted", async () => {
    const promotion = await pending({ planned: "2000.00" });
    await changeLine(department, promotion.id, { spend: "2500.00" });

    const changes = await department.request("sam", `GET /v1/promotions/${promotion.id}/changes`);

    expect(changes.as(PromotionChanges)).toMatchObject({
      since: { kind: "SUBMITTED" },
      changes: [{ field: "plannedSpend" }, { field: "discountPerUnit" }, { field: "lineSpend" }],
    });
  });
});

test("approving and publishing a change at once never approves what was not seen", async () => {
  const promotions = await department.promotions(6, {
    status: "PENDING_APPROVAL",
    fundId,
    planned: "1000.00",
  });

  for (const { id, version } of promotions) {
    const row = { key: "1", op: "update", id, version, changes: { fixedCost: "500.00" } };
    const [approved, published] = await Promise.all([
      department.move("sam", "approve", { id, version }),
      department.request("paula", "POST /v1/promotions/batch", {
        body: { batchId: randomUUID(), rows: [row] },
      }),
    ]);

    const [result] = published.as(PromotionBatchResult).results;
    const wasApprovedFirst = approved.status === 200;
    expect(wasApprovedFirst ? result?.outcome : approved.problem().code).toBe(
      wasApprovedFirst ? "conflict" : "VERSION_STALE",
    );
    expect(await department.state(id)).toMatchObject({
      status: wasApprovedFirst ? "APPROVED" : "PENDING_APPROVAL",
    });
  }
});

test("a promotion that was never submitted differs from nothing", async () => {
  const draft = await department.promotion({ fundId });

  const changes = await department.request("sam", `GET /v1/promotions/${draft.id}/changes`);
  const none = await department.request(
    "sam",
    "GET /v1/promotions/0190d000-0000-7000-8000-00000000ffff/changes",
  );

  expect(changes.as(PromotionChanges)).toMatchObject({ since: null, changes: [] });
  expect(none.problem().code).toBe("NOT_FOUND");
});
