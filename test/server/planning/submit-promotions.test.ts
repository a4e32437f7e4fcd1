import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PromotionChanges } from "../../../shared/planning/moves.ts";
import { Promotion } from "../../../shared/planning/promotion.ts";
import { type Department, openDepartment, saying } from "./department.ts";

let department: Department;
let fundId = "";
beforeAll(async () => {
  department = await openDepartment();
  fundId = await department.fund("10000000.00");
});
afterAll(() => department.close());

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
    expect(await department.approvalsOf(draft.id)).toMatchObject([
      {
        kind: "PROMOTION",
        status: "OPEN",
        role: "SalesApprover",
        entity: "promotion",
        requestedBy: "Paula Plan",
        summary: saying(/^T-\d+ Test T-\d+, Walmart: 1,850.00 from fund T-\d+$/),
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
      detail: saying("belongs to Paula Plan"),
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
