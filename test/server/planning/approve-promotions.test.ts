import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Promotion } from "../../../shared/planning/promotion.ts";
import { changeLine } from "./change-line.ts";
import { type Department, openDepartment, saying, type Wanted } from "./department.ts";

let department: Department;
let fundId = "";
beforeAll(async () => {
  department = await openDepartment();
  fundId = await department.fund("10000000.00");
});
afterAll(() => department.close());

const pending = (wanted: Wanted = {}) =>
  department.promotion({ status: "PENDING_APPROVAL", fundId, ...wanted });

describe("approving", () => {
  test("commits the fund, queues the accrual and is kept with who did it", async () => {
    const promotion = await pending({ planned: "2000.00" });

    const answer = await department.move("sam", "approve", promotion);

    expect(answer.as(Promotion)).toMatchObject({
      status: "APPROVED",
      fundStatus: "COMMITTED",
      accrualStatus: "QUEUED",
    });
    expect(await department.approvalsOf(promotion.id)).toMatchObject([
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
    const seen = await department.seen(first.id);

    const finance = await department.move("fay", "approve", seen);
    const between = await department.state(first.id);
    const sales = await department.move("sam", "approve", seen);

    expect((await department.approvalsOf(first.id)).map(({ role }) => role).toSorted()).toEqual([
      "FinanceApprover",
      "SalesApprover",
    ]);
    expect((await department.approvalsOf(second.id)).map(({ role }) => role)).toEqual([
      "SalesApprover",
    ]);
    expect([finance.status, between["status"]]).toEqual([200, "PENDING_APPROVAL"]);
    expect(sales.as(Promotion).status).toBe("APPROVED");
  });

  test("one person with both roles decides both at once", async () => {
    const promotion = await pending({ asked: ["SalesApprover", "FinanceApprover"] });

    const answer = await department.move("both", "approve", promotion);

    expect(answer.as(Promotion).status).toBe("APPROVED");
    expect((await department.approvalsOf(promotion.id)).map(({ status }) => status)).toEqual([
      "APPROVED",
      "APPROVED",
    ]);
  });

  test("ROLE_MISSING: a FinanceApprover who is not asked learns who is", async () => {
    const promotion = await pending();

    const answer = await department.move("fay", "approve", promotion);

    expect(answer.problem()).toMatchObject({
      code: "ROLE_MISSING",
      detail: saying("needs the role SalesApprover"),
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
      department.move("sarah", "reject", { ...promotion, reason: "too dear" }),
    ]);

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });

  test("APPROVAL_BY_MAKER: neither who made nor who submitted nor who changed it", async () => {
    const made = await pending({ createdBy: "double", ownerId: "paula" });
    const submitted = await department.promotion({ fundId, ownerId: null });
    await department.move("double", "submit", submitted);
    const changed = await pending({ ownerId: null });
    await changeLine(department, changed.id, { spend: "1200.00", by: "double" });

    const answers = await Promise.all(
      [made, submitted, changed].map(async ({ id }) => {
        return department.move("double", "approve", await department.seen(id));
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
