import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matchClaim } from "../../../server/finance/match-claim.ts";
import { ClaimPage } from "../../../shared/finance/claim.ts";
import { CLAIM, type Desk, newId, openDesk } from "../../scenarios/desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.app.runJobs();
});
afterAll(() => desk.close());

const list = async (query: string) =>
  (await desk.app.request("finance", `GET /v1/claims?${query}`)).as(ClaimPage);

describe("the matcher", () => {
  test("suggests the promotion the retailer named, nearly for certain", async () => {
    const claim = await desk.claim(CLAIM.endCap3000);
    const { rows } = await desk.candidates(CLAIM.endCap3000);

    expect(claim.suggestedPromotionNumber).toBe("P-1005");
    expect(rows[0]!.score).toBeGreaterThan(0.9);
    expect(rows[0]!.reasons[0]).toMatchObject({ feature: "reference", weight: 0.9 });
  });

  test("ranks the other promotions of the retailer below, and none of another retailer", async () => {
    const { rows } = await desk.candidates(CLAIM.overClaimed);

    expect(rows.map(({ customerName }) => customerName)).not.toContain("Kroger");
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.map(({ score }) => score)).toEqual(
      rows.map(({ score }) => score).toSorted((a, b) => b - a),
    );
    expect(rows[0]!.remainingExpected.toMinor()).toBe("10000.00");
    expect(rows[0]!.remainingAccrual.toMinor()).toBe("10000.00");
  });

  test("leaves the claim PENDING: a person decides", async () => {
    expect(await desk.claim(CLAIM.overClaimed)).toMatchObject({ status: "PENDING" });
  });

  test("reads the retailer's code for what it means, also below the banner", async () => {
    const { id } = await desk.deduct({ amount: "20", customer: "WMT-0411" });
    await desk.app.database.asOwner(
      (tx) => tx`update finance.claims set reason_code_erp = '0022' where id = ${id}`,
    );

    await desk.app.database.as((tx) => matchClaim(tx, id));

    expect(await desk.claim(id)).toMatchObject({ reasonCodeErp: "0022", reason: "SHORTAGE" });
  });

  test("never changes a reason that a person gave", async () => {
    await desk.draft(CLAIM.tax, { reason: "FREIGHT" });

    await desk.app.database.as((tx) => matchClaim(tx, CLAIM.tax));

    expect((await desk.claim(CLAIM.tax)).reason).toBe("FREIGHT");
  });

  test("keeps its earlier runs", async () => {
    await desk.app.database.as((tx) => matchClaim(tx, CLAIM.overClaimed));

    const decisions = await desk.app.database.as(
      (tx) => tx<{ decision: string; runs: number }[]>`
        select candidate.decision, count(distinct candidate.run_id)::integer as runs
        from finance.claim_matches candidate
        where candidate.claim_id = ${CLAIM.overClaimed}
        group by candidate.decision
        order by candidate.decision
      `,
    );
    expect(decisions.map(({ decision, runs }) => [decision, runs])).toEqual([
      ["PROPOSED", 1],
      ["SUPERSEDED", 1],
    ]);
  });

  test("leaves a settled claim alone", async () => {
    const before = await desk.claim(CLAIM.settledLongAgo);

    await desk.app.database.as((tx) => matchClaim(tx, CLAIM.settledLongAgo));

    expect(await desk.claim(CLAIM.settledLongAgo)).toEqual(before);
  });

  test("learns which candidate a person chose", async () => {
    const draft = await desk.draft(CLAIM.feature4000, { promotionId: "P-1006", settle: "4000" });
    await desk.post([draft]);

    const accepted = await desk.app.database.as(
      (tx) => tx<{ number: string }[]>`
        select promotion.number
        from finance.claim_matches candidate
        join planning.promotions promotion on promotion.id = candidate.promotion_id
        where candidate.claim_id = ${CLAIM.feature4000} and candidate.decision = 'ACCEPTED'
      `,
    );
    expect(accepted.map(({ number }) => number)).toEqual(["P-1006"]);
  });
});

describe("the list of claims", () => {
  test("is read page by page without missing or doubling a row", async () => {
    const whole = await list("pageSize=2000");
    const ids: string[] = [];
    let token: string | null = "";
    while (token !== null) {
      const page: ClaimPage = await list(`pageSize=5${token && `&pageToken=${token}`}`);
      ids.push(...page.rows.map(({ id }) => id));
      token = page.nextPageToken;
    }

    expect(ids).toEqual(whole.rows.map(({ id }) => id));
  });

  test("of a customer holds its whole subtree", async () => {
    const { rows } = await list("customer=WALMART");

    expect(new Set(rows.map(({ customerErpId }) => customerErpId))).toEqual(
      new Set(["WALMART", "WALMART-EAST", "WALMART-WEST", "WMT-0411"]),
    );
  });

  test("is narrowed by status, reason, age, openness and id", async () => {
    const settled = await list("status=SETTLED");
    const shortages = await list("reason=SHORTAGE");
    const old = await list("minAge=60");
    const closed = await list("open=false");
    const one = await list(`id=${CLAIM.late9875}`);

    expect(settled.rows.every(({ status }) => status === "SETTLED")).toBe(true);
    expect(settled.rows).toHaveLength(3);
    expect(shortages.rows.every(({ reason }) => reason === "SHORTAGE")).toBe(true);
    expect(old.rows.map(({ number }) => number)).toEqual(["D-1021", "D-1022", "D-1023"]);
    expect(closed.rows.every(({ open }) => open.isZero())).toBe(true);
    expect(one.rows.map(({ number }) => number)).toEqual(["D-1008"]);
  });

  test("PAGE_TOKEN_INVALID: a token of other filters is refused", async () => {
    const { nextPageToken } = await list("pageSize=2");

    const answer = await desk.app.request(
      "finance",
      `GET /v1/claims?pageSize=2&status=SETTLED&pageToken=${nextPageToken}`,
    );

    expect(answer.problem().code).toBe("PAGE_TOKEN_INVALID");
  });

  test("of another company is empty here", async () => {
    const other = { tenant: "second", persona: "finance" } as const;

    const answer = await desk.app.request(other, `GET /v1/claims?id=${CLAIM.overClaimed}`);
    const direct = await desk.app.request(other, `GET /v1/claims/${CLAIM.overClaimed}`);

    expect(answer.as(ClaimPage).rows).toEqual([]);
    expect(direct.problem().code).toBe("NOT_FOUND");
  });
});

test("NOT_FOUND: candidates of a claim that is not there", async () => {
  const answer = await desk.app.request("finance", `GET /v1/claims/${newId()}/candidates`);

  expect([answer.status, answer.problem().code]).toEqual([404, "NOT_FOUND"]);
});
