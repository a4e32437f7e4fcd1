import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Approval } from "../../../shared/finance/journal.ts";
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

const decide = (person: Person, path: string, body: object) =>
  department.request(person, `POST /v1/approvals/${path}`, { body });

test("the demo's waiting promotion is in the list, and is approved from it", async () => {
  const id = "0190d000-0000-7000-8000-000000001609";
  const [row] = await department.approvalsOf(id);

  const answer = await decide("sam", `${row?.id}/actions/approve`, {});

  expect(row?.summary).toBe(
    "P-1009 Everyday price, Bran Flakes, Kroger: 6,000.00 from fund F-1002",
  );
  expect(answer.as(Approval).status).toBe("APPROVED");
});

describe("the list of approvals", () => {
  test("a promotion is approved from it", async () => {
    const promotion = await pending();
    const [row] = await department.approvalsOf(promotion.id);

    const answer = await decide("sam", `${row?.id}/actions/approve`, {});

    expect(answer.as(Approval)).toMatchObject({ status: "APPROVED", decidedBy: "Sam Sales" });
    expect(await department.state(promotion.id)).toMatchObject({ status: "APPROVED" });
  });

  test("a rejection from it needs a reason", async () => {
    const promotion = await pending();
    const [row] = await department.approvalsOf(promotion.id);

    const silent = await decide("sam", `${row?.id}/actions/reject`, {});
    const said = await decide("sam", `${row?.id}/actions/reject`, { reason: "too dear" });

    expect(silent.problem()).toMatchObject({ code: "INVALID" });
    expect(said.as(Approval)).toMatchObject({ status: "REJECTED" });
    expect(await department.state(promotion.id)).toMatchObject({ lastWords: "too dear" });
  });

  test("ROLE_MISSING: a SalesApprover decides no journal", async () => {
    const answer = await decide("sam", "0190d000-0000-7000-8000-00000000ffff/actions/approve", {});

    expect([answer.status, answer.problem().code]).toEqual([403, "ROLE_MISSING"]);
  });

  test("a decision that is none is refused", async () => {
    const promotion = await pending();
    const [row] = await department.approvalsOf(promotion.id);

    const answer = await decide("sam", `${row?.id}/actions/approve`, { because: 1 });

    expect(answer.problem().code).toBe("INVALID");
  });
});
