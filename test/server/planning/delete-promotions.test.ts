import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Promotion } from "../../../shared/planning/promotion.ts";
import { type GridDesk, openGridDesk } from "./grid-desk.ts";

let desk: GridDesk;
beforeAll(async () => {
  desk = await openGridDesk();
});
afterAll(() => desk.close());

describe("deleting a promotion", () => {
  test("takes a draft and its lines away", async () => {
    const { id } = await desk.draft();
    await desk.line(id);
    const before = await desk.department.request("paula", `GET /v1/promotions/${id}`);
    const { version } = before.as(Promotion);

    const result = await desk.one("promotions", { op: "delete", id, version });

    expect(result).toMatchObject({ outcome: "saved", row: null, version: null });
    const answer = await desk.department.request("paula", `GET /v1/promotions/${id}`);
    expect(answer.problem().code).toBe("NOT_FOUND");
  });

  test.each(["PENDING_APPROVAL", "APPROVED", "REJECTED"] as const)(
    "of a %s promotion is refused with the fix",
    async (status) => {
      const fundId = await desk.department.fund("5000.00");
      const { id, version } = await desk.department.promotion({ status, fundId });

      const result = await desk.one("promotions", { op: "delete", id, version });

      expect(result).toMatchObject({ outcome: "invalid", problem: { code: "INVALID" } });
      expect(result.problem?.detail).toContain("cancel it instead");
    },
  );

  test("of what a claim was matched to is refused, and its neighbour goes", async () => {
    const [kept, gone] = [await desk.draft(), await desk.draft()];
    await desk.department.app.database.as(
      (tx) => tx`
        update finance.claims set promotion_id = ${kept.id}::uuid
        where id = '0190d000-0000-7000-8000-000000001912'
      `,
    );

    const { results } = await desk.publish("promotions", [
      { op: "delete", id: kept.id, version: 1 },
      { op: "delete", id: gone.id, version: 1 },
    ]);

    expect(results.map(({ outcome }) => outcome)).toEqual(["invalid", "saved"]);
    expect(results[0]?.problem?.detail).toContain("in use");
  });
});
