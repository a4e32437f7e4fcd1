import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApprovalPage } from "../../../shared/finance/journal.ts";
import { ApprovalRulePage } from "../../../shared/planning/approval-rules.ts";
import { ApprovalRule } from "../../../shared/planning/moves.ts";
import { type Department, openDepartment, type Person } from "./department.ts";

let department: Department;
let fundId = "";
let count = 0;
beforeAll(async () => {
  department = await openDepartment();
  fundId = await department.fund("1000000.00");
});
afterAll(() => department.close());

const propose = (person: Person, rule: object = {}) => {
  count += 1;
  return department.request(person, "POST /v1/approval-rules", {
    body: { name: `Rule ${count}`, minAmount: "0.00", role: "FinanceApprover", ...rule },
  });
};
const change = (person: Person, act: "approve" | "retire", { id, version }: ApprovalRule) =>
  department.request(person, `POST /v1/approval-rules/${id}/actions/${act}`, { body: { version } });
const active = async (rule: object = {}) =>
  (await change("colin", "approve", (await propose("carla", rule)).as(ApprovalRule))).as(
    ApprovalRule,
  );
const retired = async (rule: ApprovalRule) => {
  const asked = (await change("carla", "retire", rule)).as(ApprovalRule);
  return change("colin", "retire", asked);
};
/** The roles that a new promotion is asked of. */
const rolesAsked = async (customerId?: string) => {
  const draft = await department.promotion({ fundId, ...(customerId && { customerId }) });
  await department.move("paula", "submit", draft);
  const { rows } = (
    await department.request("fay", "GET /v1/approvals?status=OPEN&pageSize=2000")
  ).as(ApprovalPage);
  return rows
    .filter(({ entityId }) => entityId === draft.id)
    .map(({ role }) => role)
    .toSorted();
};

test("the demo asks a FinanceApprover from 25,000.00 on", async () => {
  const answer = await department.request("paula", "GET /v1/approval-rules?status=ACTIVE");

  expect(answer.as(ApprovalRulePage).rows).toMatchObject([
    {
      name: "Large promotions",
      role: "FinanceApprover",
      customerErpId: null,
      proposedBy: "Carlos Stone",
      approvedBy: "Alice Berg",
    },
  ]);
});

describe("a rule", () => {
  test("holds once another person approved it, and not before", async () => {
    const proposed = (await propose("carla", { customerErpId: "WALMART" })).as(ApprovalRule);

    const before = await rolesAsked();
    const rule = (await change("colin", "approve", proposed)).as(ApprovalRule);
    const after = await rolesAsked();

    expect(proposed.status).toBe("PROPOSED");
    expect(rule).toMatchObject({ status: "ACTIVE", approvedBy: "Colin Control" });
    expect([before, after]).toEqual([["SalesApprover"], ["FinanceApprover", "SalesApprover"]]);
    await retired(rule);
  });

  test("for a customer holds for everything below it, and for nobody else", async () => {
    const rule = await active({ customerErpId: "WALMART" });
    const [below] = await department.app.database.as(
      (tx) => tx<{ id: string }[]>`
        select id from master.customers
        where parent_id = (select id from master.customers where erp_id = 'WALMART') limit 1
      `,
    );
    const [other] = await department.app.database.as(
      (tx) => tx<{ id: string }[]>`select id from master.customers where erp_id = 'KROGER'`,
    );

    const asked = [await rolesAsked(below?.id), await rolesAsked(other?.id)];

    expect(asked).toEqual([["FinanceApprover", "SalesApprover"], ["SalesApprover"]]);
    await retired(rule);
  });

  test("for another tactic does not hold", async () => {
    const rule = await active({ tacticType: "DISPLAY" });

    expect(await rolesAsked()).toEqual(["SalesApprover"]);
    await retired(rule);
  });

  test("is ended by two people, and holds until the second agrees", async () => {
    const rule = await active();

    const asked = (await change("carla", "retire", rule)).as(ApprovalRule);
    const alone = await change("carla", "retire", asked);
    const between = await rolesAsked();
    const ended = await change("colin", "retire", asked);

    expect(asked).toMatchObject({ status: "ACTIVE", retireAskedBy: "Carla Control" });
    expect(alone.problem().code).toBe("APPROVAL_BY_MAKER");
    expect(between).toEqual(["FinanceApprover", "SalesApprover"]);
    expect(ended.as(ApprovalRule).status).toBe("RETIRED");
    expect(await rolesAsked()).toEqual(["SalesApprover"]);
  });

  test("that was only proposed is withdrawn by one", async () => {
    const proposed = (await propose("carla")).as(ApprovalRule);

    const answer = await change("carla", "retire", proposed);

    expect(answer.as(ApprovalRule).status).toBe("RETIRED");
  });

  test("APPROVAL_BY_MAKER: is not approved by who proposed it", async () => {
    const proposed = (await propose("carla")).as(ApprovalRule);

    const answer = await change("carla", "approve", proposed);

    expect([answer.status, answer.problem().code]).toEqual([403, "APPROVAL_BY_MAKER"]);
  });

  test("APPROVAL_NOT_OPEN and VERSION_STALE: is approved once, and as it was seen", async () => {
    const rule = await active({ minAmount: "900000.00" });
    const proposed = (await propose("carla")).as(ApprovalRule);

    const again = await change("fay", "approve", rule);
    const stale = await change("fay", "approve", { ...proposed, version: 9 });

    expect([again.problem().code, stale.problem().code]).toEqual([
      "APPROVAL_NOT_OPEN",
      "VERSION_STALE",
    ]);
  });

  test.each([
    ["customer", { customerErpId: "NOBODY" }, "/customerErpId"],
    ["tactic", { tacticType: "MAGIC" }, "/tacticType"],
    ["amount", { minAmount: "-1.00" }, "/minAmount"],
  ])("INVALID: of no such %s is refused", async (_, rule, pointer) => {
    const answer = await propose("carla", rule);

    expect(answer.problem()).toMatchObject({ code: "INVALID", errors: [{ pointer }] });
  });

  test("DUPLICATE: has a name of its own", async () => {
    await propose("carla", { name: "Twice" });

    const answer = await propose("colin", { name: "Twice" });

    expect(answer.problem().code).toBe("DUPLICATE");
  });

  test.each(["paula", "sam", "fay", "finn", "audrey", "ada"] as const)(
    "ROLE_MISSING: is not proposed by %s",
    async (person) => {
      const answer = await propose(person);

      expect(answer.problem().code).toBe("ROLE_MISSING");
    },
  );

  test("NOT_FOUND: another company's rule is not there", async () => {
    const answer = await department.request(
      "carla",
      "POST /v1/approval-rules/0190d000-0000-7000-8000-00000000ffff/actions/approve",
      { body: { version: 1 } },
    );

    expect(answer.problem().code).toBe("NOT_FOUND");
  });
});
