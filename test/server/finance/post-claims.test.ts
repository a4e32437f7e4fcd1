import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postClaims } from "../../../server/finance/post-claims.ts";
import { CLAIM, type Desk, newId, openDesk } from "../../scenarios/desk.ts";
import { DEMO } from "../../support/database.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const refusedCode = async (claims: { id: string; version: number }[]) =>
  (await desk.post(claims)).claims.map(({ problem }) => problem?.code);

describe("what is refused", () => {
  test("CLAIM_HAS_NO_DRAFT: nothing was drafted", async () => {
    const claim = await desk.claim(CLAIM.late9875);

    expect(await refusedCode([claim])).toEqual(["CLAIM_HAS_NO_DRAFT"]);
    expect((await desk.preview([claim])).claims[0]?.problem?.code).toBe("CLAIM_HAS_NO_DRAFT");
  });

  test("VERSION_STALE: an edit after the preview", async () => {
    const seen = await desk.draft(CLAIM.late9875, { dispute: "1" });
    await desk.draft(CLAIM.late9875, { dispute: "2" });

    expect(await refusedCode([seen])).toEqual(["VERSION_STALE"]);
  });

  test("NOT_FOUND: a claim that is not there", async () => {
    expect(await refusedCode([{ id: newId(), version: 1 }])).toEqual(["NOT_FOUND"]);
  });

  test("CLAIM_NOT_OPEN: a claim the ERP declared void", async () => {
    const { id } = await desk.deduct({ amount: "10" });
    await desk.draft(id, { dispute: "10" });
    await desk.app.database.asOwner(
      (tx) => tx`update finance.claims set status = 'VOID' where id = ${id}`,
    );

    expect(await refusedCode([await desk.claim(id)])).toEqual(["CLAIM_NOT_OPEN"]);
  });

  test("one claim of a posting does not hinder another", async () => {
    const [good, bad] = [await desk.deduct({ amount: "10" }), await desk.deduct({ amount: "10" })];
    const draft = await desk.draft(good.id, { dispute: "10" });

    const { claims } = await desk.post([bad, draft]);

    expect(claims.map(({ outcome }) => outcome)).toEqual(["refused", "posted"]);
  });

  test("IDEMPOTENCY_KEY_MISSING: posting needs a key", async () => {
    const body = { claims: [{ id: CLAIM.late9875, version: 1 }] };

    const answer = await desk.app.request("finance", "POST /v1/settlements/post", { body });

    expect(answer.problem().code).toBe("IDEMPOTENCY_KEY_MISSING");
  });

  test.each(["planner", "approver", "controller", "admin", "auditor", "integration"] as const)(
    "ROLE_MISSING: the %s posts nothing",
    async (persona) => {
      const body = { claims: [{ id: CLAIM.late9875, version: 1 }] };
      const headers = { "idempotency-key": newId() };

      const answer = await desk.app.request(persona, "POST /v1/settlements/post", {
        body,
        headers,
      });

      expect([answer.status, answer.problem().code]).toEqual([403, "ROLE_MISSING"]);
    },
  );
});

describe("one claim, posted twice", () => {
  test("the same request answers the same and books once", async () => {
    const { id } = await desk.deduct({ amount: "77" });
    const draft = await desk.draft(id, { dispute: "77" });
    const key = newId();
    const first = await desk.post([draft], { key });

    const again = await desk.post([draft], { key });

    expect(again).toEqual(first);
  });

  test("CLAIM_ALREADY_POSTED: of two people at once one wins, the other is told who", async () => {
    const { id } = await desk.deduct({ amount: "88" });
    const { version } = await desk.draft(id, { dispute: "88" });
    const people = [
      { userId: "0190d000-0000-7000-8000-000000001002", name: "Frank Osei" },
      { userId: "0190d000-0000-7000-8000-000000001003", name: "Alice Berg" },
    ];

    const answers = await Promise.all(
      people.map((person) =>
        desk.app.database.as(
          (tx) =>
            postClaims(
              tx,
              { claims: [{ id, version }] },
              {
                caller: { ...person, tenantId: DEMO, roles: ["Finance"] },
                requestId: "r",
                now: new Date(),
              },
            ),
          person,
        ),
      ),
    );

    const outcomes = answers.map(({ claims }) => claims[0]!);
    const winner = outcomes.findIndex(({ outcome }) => outcome === "posted");
    const loser = outcomes[1 - winner]!;
    expect(winner).not.toBe(-1);
    expect(loser.problem).toMatchObject({ code: "CLAIM_ALREADY_POSTED", status: 409 });
    expect(loser.problem!.detail).toContain(`posted by ${people[winner]!.name}`);
    expect(loser.problem!.detail).toContain(outcomes[winner]!.reference);
  });

  test("from two workbooks over HTTP one wins", async () => {
    const { id } = await desk.deduct({ amount: "99" });
    const draft = await desk.draft(id, { dispute: "99" });

    const answers = await Promise.all([desk.post([draft]), desk.post([draft])]);

    const outcomes = answers.map(({ claims }) => claims[0]?.problem?.code ?? claims[0]?.outcome);
    expect(new Set(outcomes)).toEqual(new Set(["CLAIM_ALREADY_POSTED", "posted"]));
  });
});

test("the books are in order after refused and repeated postings", async () => {
  await desk.app.runJobs();

  expect(await desk.broken()).toEqual([]);
});
