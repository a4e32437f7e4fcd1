import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reactToChange } from "../../../server/planning/react-to-change.ts";
import { Approval, ApprovalPage } from "../../../shared/finance/journal.ts";
import { PromotionChanges } from "../../../shared/planning/moves.ts";
import { Promotion } from "../../../shared/planning/promotion.ts";
import { type Department, openDepartment, type Person, type Wanted } from "./department.ts";

let department: Department;
let fundId = "";
beforeAll(async () => {
  department = await openDepartment();
  fundId = await department.fund("10000000.00");
});
afterAll(() => department.close());

const pending = (wanted: Wanted = {}) =>
  department.promotion({ status: "PENDING_APPROVAL", fundId, ...wanted });
const approvalsOf = async (promotionId: string, status = "") => {
  const answer = await department.request("audrey", `GET /v1/approvals?pageSize=2000${status}`);
  return answer.as(ApprovalPage).rows.filter(({ entityId }) => entityId === promotionId);
};
const decide = (person: Person, approvalId: string, verdict: "approve" | "reject", body: object) =>
  department.request(person, `POST /v1/approvals/${approvalId}/actions/${verdict}`, { body });

/** What a publish does: another price on its line, and then whatever follows from that. */
const changeLine = (promotionId: string, spend: string, by: Person = "paula") =>
  department.app.database.as(async (tx) => {
    await tx`
      update planning.promotion_products set discount_per_unit = ${spend}::numeric
      where promotion_id = ${promotionId}::uuid
    `;
    await tx`
      update planning.promotions set total_planned_spend = ${spend}::numeric where id = ${promotionId}::uuid
    `;
    const caller = {
      tenantId: "",
      userId: department.id(by),
      name: by,
      roles: ["Planner" as const],
    };
    return reactToChange(tx, { promotionIds: [promotionId], caller, now: department.app.now() });
  });
const versionOf = async (id: string) => Number((await department.state(id))["version"]);

describe("submitting", () => {
  test("reserves the fund, asks a SalesApprover and keeps what was submitted", async () => {
    const own = await department.fund("5000.00");
    const draft = await department.promotion({ fundId: own, planned: "1850.00" });

    const answer = await department.move("paula", "submit", draft);

    expect(answer.as(Promotion)).toMatchObject({
      status: "PENDING_APPROVAL",
      fundStatus: "RESERVED",
      editable: true,
    });
    expect(await department.left(own)).toBe("3150.0000");
    expect(await approvalsOf(draft.id)).toMatchObject([
      {
        kind: "PROMOTION",
        status: "OPEN",
        role: "SalesApprover",
        entity: "promotion",
        requestedBy: "Paula Plan",
        summary: expect.stringMatching(/^T-\d+ Test T-\d+, Walmart: 1,850.00 from fund T-\d+$/),
      },
    ]);
    const changes = await department.request("sam", `GET /v1/promotions/${draft.id}/changes`);
    expect(changes.as(PromotionChanges)).toMatchObject({
      since: { kind: "SUBMITTED", by: "Paula Plan" },
      changes: [],
    });
  });

  test("PROMOTION_INCOMPLETE: names each field that is missing", async () => {
    const draft = await department.promotion({ planned: "0.00" });
    await department.app.database.asOwner(
      (tx) => tx`delete from planning.promotion_products where promotion_id = ${draft.id}::uuid`,
    );

    const answer = await department.move("paula", "submit", draft);

    expect([answer.status, answer.problem().code]).toEqual([422, "PROMOTION_INCOMPLETE"]);
    expect(answer.problem().errors.map(({ pointer }) => pointer)).toEqual([
      "/lines",
      "/plannedSpend",
      "/fundId",
    ]);
  });

  test("FUND_SHORT: says what is left and what is needed, and holds nothing", async () => {
    const own = await department.fund("1200.00");
    const draft = await department.promotion({ fundId: own, planned: "1850.00" });

    const answer = await department.move("paula", "submit", draft);

    expect([answer.status, answer.problem().code]).toEqual([409, "FUND_SHORT"]);
    expect(answer.problem().detail).toMatch(
      /^Fund T-\d+ \(Test fund \d+\) has 1,200.00 left; this promotion needs 1,850.00 \(Planned spend\)\./,
    );
    expect(await department.left(own)).toBe("1200.0000");
  });

  test("takes a fund to its last cent", async () => {
    const own = await department.fund("1850.00");
    const draft = await department.promotion({ fundId: own, planned: "1850.00" });

    await department.move("paula", "submit", draft);

    expect(await department.left(own)).toBe("0.0000");
  });

  test("ROLE_MISSING: a Planner does not submit for another, and learns whom to ask", async () => {
    const draft = await department.promotion({ fundId });

    const answer = await department.move("peter", "submit", draft);

    expect(answer.problem()).toMatchObject({
      code: "ROLE_MISSING",
      detail: expect.stringContaining("belongs to Paula Plan"),
    });
  });

  test("is for anybody where nobody owns it, and for who made it where another owns it", async () => {
    const nobodys = await department.promotion({ fundId, ownerId: null });
    const handed = await department.promotion({ fundId, createdBy: "peter", ownerId: "paula" });

    const ofNobody = await department.move("peter", "submit", nobodys);
    const ofMaker = await department.move("peter", "submit", handed);

    expect([ofNobody.status, ofMaker.status]).toEqual([200, 200]);
  });

  test("VERSION_STALE: an older version than the row's is refused", async () => {
    const draft = await department.promotion({ fundId });

    const answer = await department.move("paula", "submit", { ...draft, version: 7 });

    expect(answer.problem().code).toBe("VERSION_STALE");
  });
});

describe("approving", () => {
  test("commits the fund, queues the accrual and is kept with who did it", async () => {
    const promotion = await pending({ planned: "2000.00" });

    const answer = await department.move("sam", "approve", promotion);

    expect(answer.as(Promotion)).toMatchObject({
      status: "APPROVED",
      fundStatus: "COMMITTED",
      accrualStatus: "QUEUED",
    });
    expect(await approvalsOf(promotion.id)).toMatchObject([
      { status: "APPROVED", decidedBy: "Sam Sales" },
    ]);
    const audit = await department.request("audrey", `GET /v1/audit?id=${promotion.id}`);
    expect(audit.text).toContain('"promotion.approved"');
    expect(audit.text).toContain("Sam Sales");
  });

  test("from 25,000.00 on it needs a FinanceApprover too, in any order", async () => {
    const first = await department.promotion({ fundId, planned: "25000.00" });
    const second = await department.promotion({ fundId, planned: "24999.99" });
    await department.move("paula", "submit", first);
    await department.move("paula", "submit", second);
    const seen = { ...first, version: await versionOf(first.id) };

    const finance = await department.move("fay", "approve", seen);
    const between = await department.state(first.id);
    const sales = await department.move("sam", "approve", seen);

    expect((await approvalsOf(first.id)).map(({ role }) => role).toSorted()).toEqual([
      "FinanceApprover",
      "SalesApprover",
    ]);
    expect((await approvalsOf(second.id)).map(({ role }) => role)).toEqual(["SalesApprover"]);
    expect([finance.status, between["status"]]).toEqual([200, "PENDING_APPROVAL"]);
    expect(sales.as(Promotion).status).toBe("APPROVED");
  });

  test("one person with both roles decides both at once", async () => {
    const promotion = await pending({ asked: ["SalesApprover", "FinanceApprover"] });

    const answer = await department.move("both", "approve", promotion);

    expect(answer.as(Promotion).status).toBe("APPROVED");
    expect((await approvalsOf(promotion.id)).map(({ status }) => status)).toEqual([
      "APPROVED",
      "APPROVED",
    ]);
  });

  test("ROLE_MISSING: a FinanceApprover who is not asked learns who is", async () => {
    const promotion = await pending();

    const answer = await department.move("fay", "approve", promotion);

    expect(answer.problem()).toMatchObject({
      code: "ROLE_MISSING",
      detail: expect.stringContaining("needs the role SalesApprover"),
    });
  });

  test("APPROVAL_NOT_OPEN: the second of a role learns who was first, and who is waited for", async () => {
    const promotion = await pending({ asked: ["SalesApprover", "FinanceApprover"] });
    await department.move("sam", "approve", promotion);

    const answer = await department.move("sarah", "approve", promotion);

    expect([answer.status, answer.problem().code]).toEqual([409, "APPROVAL_NOT_OPEN"]);
    expect(answer.problem().detail).toMatch(
      /approved by Sam Sales at \d{4}-\d\d-\d\d \d\d:\d\d UTC as SalesApprover already; now it waits for a FinanceApprover/,
    );
  });

  test("two approvers at once: one approves, the other learns who and when", async () => {
    const promotions = await department.promotions(5, { status: "PENDING_APPROVAL", fundId });

    for (const promotion of promotions) {
      const answers = await Promise.all([
        department.move("sam", "approve", promotion),
        department.move("sarah", "approve", promotion),
      ]);

      const refused = answers.filter(({ status }) => status !== 200);
      expect(refused.map((answer) => answer.problem().code)).toEqual(["APPROVAL_NOT_OPEN"]);
      expect(refused[0]?.problem().detail).toMatch(/was approved by (Sam|Sarah) Sales at /);
      const journals = await department.request(
        "finn",
        `GET /v1/journals?promotionId=${promotion.id}`,
      );
      const entries = journals.text.match(/"kind":"ACCRUAL"/g) ?? [];
      expect(new Set(entries).size).toBe(1);
      const [{ accrued } = { accrued: "" }] = await department.app.database.as(
        (tx) => tx<{ accrued: string }[]>`
          select accrued::text from finance.accrual_balances where promotion_id = ${promotion.id}::uuid
        `,
      );
      expect(accrued).toBe("1000.0000");
    }
  });

  test("approving and rejecting at once: only the first counts", async () => {
    const promotion = await pending();

    const answers = await Promise.all([
      department.move("sam", "approve", promotion),
      department.move("sarah", "reject", promotion, { reason: "too dear" }),
    ]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test("APPROVAL_BY_MAKER: neither who made nor who submitted nor who changed it", async () => {
    const made = await pending({ createdBy: "double", ownerId: "paula" });
    const submitted = await department.promotion({ fundId, ownerId: null });
    await department.move("double", "submit", submitted);
    const changed = await pending({ ownerId: null });
    await changeLine(changed.id, "1200.00", "double");

    const answers = await Promise.all(
      [made, submitted, changed].map(async ({ id }) => {
        const seen = { id, version: await versionOf(id) };
        return department.move("double", "approve", seen);
      }),
    );

    expect(answers.map((answer) => [answer.status, answer.problem().code])).toEqual(
      answers.map(() => [403, "APPROVAL_BY_MAKER"]),
    );
  });

  test("the database itself refuses a maker as approver", async () => {
    const promotion = await pending({ createdBy: "double" });

    const forced = department.app.database.as(
      (tx) => tx`
        update planning.approvals set status = 'APPROVED', decided_at = now(), decided_by = ${department.id("double")}::uuid
        where promotion_id = ${promotion.id}::uuid
      `,
    );

    await expect(forced).rejects.toMatchObject({ code: "APPROVAL_BY_MAKER" });
  });
});

describe("a version that was not seen", () => {
  test("VERSION_STALE: what was changed after it was looked at is not approved", async () => {
    const promotion = await pending();
    await changeLine(promotion.id, "3000.00");

    const answer = await department.move("sam", "approve", promotion);

    expect([answer.status, answer.problem().code]).toEqual([409, "VERSION_STALE"]);
    expect(await department.state(promotion.id)).toMatchObject({ status: "PENDING_APPROVAL" });
  });

  test("APPROVAL_NOT_OPEN: the row of the list that was asked for the old version decides nothing", async () => {
    const promotion = await pending();
    const [old] = await approvalsOf(promotion.id);
    await changeLine(promotion.id, "3000.00");

    const answer = await decide("sam", old?.id ?? "", "approve", {});

    expect(answer.problem()).toMatchObject({
      code: "APPROVAL_NOT_OPEN",
      detail: expect.stringContaining("stale already"),
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
      detail: expect.stringContaining("does not say any more what was submitted"),
    });
  });
});

describe("a promotion that was approved and is changed", () => {
  test("goes back for approval with its fund held and the difference shown", async () => {
    const own = await department.fund("9000.00");
    const promotion = await pending({ fundId: own, planned: "2000.00" });
    await department.move("sam", "approve", promotion);

    const audit = await changeLine(promotion.id, "2500.00");

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
    await changeLine(promotion.id, "2500.00");
    const seen = { id: promotion.id, version: await versionOf(promotion.id) };

    const answer = await department.move("sam", "approve", seen);

    expect(answer.as(Promotion).status).toBe("APPROVED");
    expect(answer.as(Promotion).accrued.toMinor()).toBe("2500.00");
  });

  test("gives its accrual back when it is rejected", async () => {
    const promotion = await pending({ planned: "2000.00" });
    await department.move("sam", "approve", promotion);
    await department.app.runJobs();
    await changeLine(promotion.id, "2500.00");
    const seen = { id: promotion.id, version: await versionOf(promotion.id) };

    const answer = await department.move("sarah", "reject", seen, { reason: "not in this market" });

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

    await changeLine(promotion.id, "700.00");

    expect(await department.state(promotion.id)).toMatchObject({
      status: "DRAFT",
      fundStatus: "NONE",
    });
  });

  test("MOVE_NOT_ALLOWED: one that is running is not changed", async () => {
    const promotion = await department.promotion({ status: "LIVE", fundId });

    const change = changeLine(promotion.id, "700.00");

    await expect(change).rejects.toMatchObject({ code: "MOVE_NOT_ALLOWED" });
  });

  test("before any approval, an approver sees what changed since it was submitted", async () => {
    const promotion = await pending({ planned: "2000.00" });
    await changeLine(promotion.id, "2500.00");

    const changes = await department.request("sam", `GET /v1/promotions/${promotion.id}/changes`);

    expect(changes.as(PromotionChanges)).toMatchObject({
      since: { kind: "SUBMITTED" },
      changes: [{ field: "plannedSpend" }, { field: "discountPerUnit" }, { field: "lineSpend" }],
    });
  });
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

test("the demo's waiting promotion is in the list, and is approved from it", async () => {
  const id = "0190d000-0000-7000-8000-000000001609";
  const [row] = await approvalsOf(id);

  const answer = await decide("sam", row?.id ?? "", "approve", {});

  expect(row?.summary).toBe(
    "P-1009 Everyday price, Bran Flakes, Kroger: 6,000.00 from fund F-1002",
  );
  expect(answer.as(Approval).status).toBe("APPROVED");
});

describe("the list of approvals", () => {
  test("a promotion is approved from it", async () => {
    const promotion = await pending();
    const [row] = await approvalsOf(promotion.id, "&status=OPEN");

    const answer = await decide("sam", row?.id ?? "", "approve", {});

    expect(answer.as(Approval)).toMatchObject({ status: "APPROVED", decidedBy: "Sam Sales" });
    expect(await department.state(promotion.id)).toMatchObject({ status: "APPROVED" });
  });

  test("a rejection from it needs a reason", async () => {
    const promotion = await pending();
    const [row] = await approvalsOf(promotion.id);

    const silent = await decide("sam", row?.id ?? "", "reject", {});
    const said = await decide("sam", row?.id ?? "", "reject", { reason: "too dear" });

    expect(silent.problem()).toMatchObject({ code: "INVALID" });
    expect(said.as(Approval)).toMatchObject({ status: "REJECTED" });
    expect(await department.state(promotion.id)).toMatchObject({ lastWords: "too dear" });
  });

  test("ROLE_MISSING: a SalesApprover decides no journal", async () => {
    const answer = await decide("sam", "0190d000-0000-7000-8000-00000000ffff", "approve", {});

    expect([answer.status, answer.problem().code]).toEqual([403, "ROLE_MISSING"]);
  });

  test("a decision that is none is refused", async () => {
    const promotion = await pending();
    const [row] = await approvalsOf(promotion.id);

    const answer = await decide("sam", row?.id ?? "", "approve", { because: 1 });

    expect(answer.problem().code).toBe("INVALID");
  });
});
