import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Claim } from "../../../shared/finance/claim.ts";
import { CLAIM, type Desk, openDesk } from "../../scenarios/desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const split = (body: object) =>
  desk.app.request("finance", `POST /v1/claims/${CLAIM.overClaimed}/allocations`, { body });

describe("a claim with several parts", () => {
  const lines = [
    { kind: "PROMO", promotionId: "P-1001", amount: "10000.00" },
    { kind: "PROMO", promotionId: "P-1006", amount: "1500.00" },
    { kind: "NON_TRADE", amount: "500.00", accountCode: "6100" },
  ];

  test("is split into its lines, and the lines cover it", async () => {
    const { version } = await desk.claim(CLAIM.overClaimed);

    const row = (await split({ version, lines })).as(Claim);

    expect(row).toMatchObject({ status: "MATCHED", promotionId: null });
    expect(row.settle?.toMinor()).toBe("11500.00");
  });

  test("CLAIM_HAS_SPLITS: its amounts are not edited in the row, its note is", async () => {
    const refused = await desk.publishOne(CLAIM.overClaimed, { settle: "1" });
    const noted = await desk.publishOne(CLAIM.overClaimed, { note: "two promotions" });

    expect(refused).toMatchObject({ outcome: "invalid", problem: { code: "CLAIM_HAS_SPLITS" } });
    expect(noted).toMatchObject({ outcome: "saved", row: { status: "MATCHED" } });
    expect(noted?.row?.settle?.toMinor()).toBe("11500.00");
  });

  test.each([
    ["VERSION_STALE", 409, { version: 1, lines }],
    ["PROMOTION_NOT_MATCHABLE", 422, { lines: [{ ...lines[0], promotionId: "P-9999" }] }],
    ["ACCOUNT_ROLE_MISSING", 422, { lines: [{ ...lines[2], accountCode: "9999" }] }],
    ["ACCOUNT_ROLE_MISSING", 422, { lines: [{ kind: "NON_TRADE", amount: "1" }] }],
    ["DRAFT_EXCEEDS_OPEN", 422, { lines: [{ kind: "DISPUTE", amount: "12000.01" }] }],
    ["WRITE_OFF_REASON_MISSING", 422, { lines: [{ kind: "WRITE_OFF", amount: "1" }] }],
  ])("%s: a split of %d is refused: %j", async (code, status, body) => {
    const { version } = await desk.claim(CLAIM.overClaimed);

    const answer = await split({ version, ...body });

    expect([answer.status, answer.problem().code]).toEqual([status, code]);
  });
});

test("the books are in order after the splits", async () => {
  expect(await desk.broken()).toEqual([]);
});
