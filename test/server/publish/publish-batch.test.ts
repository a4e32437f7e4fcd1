import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PublishAnswer } from "../../../shared/batch.ts";
import { CLAIM, type Desk, newId, openDesk } from "../../scenarios/desk.ts";
import { onTheWire } from "./on-the-wire.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe("a publish that is repeated", () => {
  test("answers the same and changes nothing", async () => {
    const { id, version } = await desk.claim(CLAIM.late9875);
    const batchId = newId();
    const rows = [{ id, version, changes: { note: "once" } }];
    const first = await desk.publish(rows, { batchId });

    const again = await desk.publish(rows, { batchId });

    expect(again.results).toEqual(first.results);
    expect((await desk.claim(id)).version).toBe(first.results[0]?.version);
  });

  test("is refused with other content under the same key", async () => {
    const { id, version } = await desk.claim(CLAIM.late9875);
    const batchId = newId();
    await desk.publish([{ id, version, changes: { note: "a" } }], { batchId });

    const again = await desk.publish([{ id, version, changes: { note: "b" } }], { batchId });

    expect(again.results[0]).toMatchObject({
      outcome: "invalid",
      problem: { code: "IDEMPOTENCY_KEY_REUSED" },
    });
  });

  test("twice at once saves once", async () => {
    const { id, version } = await desk.claim(CLAIM.late9875);
    const batchId = newId();
    const rows = [{ id, version, changes: { note: "both" } }];

    const [one_, other] = await Promise.all([
      desk.publish(rows, { batchId }),
      desk.publish(rows, { batchId }),
    ]);

    expect(one_.results[0]?.outcome).toBe("saved");
    expect(other.results).toEqual(one_.results);
  });

  test("can be looked up when its answer was lost", async () => {
    const { id, version } = await desk.claim(CLAIM.late9875);
    const batchId = newId();
    const { results } = await desk.publish([{ id, version, changes: { note: "lost" } }], {
      batchId,
    });

    const found = await desk.app.request("finance", `GET /v1/publishes/${batchId}`);
    const unknown = await desk.app.request("finance", `GET /v1/publishes/${newId()}`);

    expect(found.as(PublishAnswer)).toEqual({
      batchId,
      entity: "claims",
      results: onTheWire(results),
    });
    expect(unknown.problem().code).toBe("NOT_FOUND");
  });
});

test("validating answers like publishing and saves nothing", async () => {
  const before = await desk.claim(CLAIM.billBack4500);
  const row = { ...before, changes: { promotionId: "P-1011", settle: "4500" } };

  const { results } = await desk.publish([row], { validate: true });

  expect(results[0]).toMatchObject({ outcome: "saved", row: { status: "MATCHED" } });
  expect(await desk.claim(CLAIM.billBack4500)).toEqual(before);
});

test.each(["planner", "approver", "controller", "auditor", "admin"] as const)(
  "the %s reads claims and publishes none",
  async (persona) => {
    const seen = await desk.claim(CLAIM.tax, persona);
    const body = { batchId: newId(), rows: [] };

    const answer = await desk.app.request(persona, "POST /v1/claims/batch", { body });

    expect(seen.editable).toBe(false);
    expect(answer.problem().code).toBe("ROLE_MISSING");
  },
);

test("the books are in order after all of this", async () => {
  expect(await desk.broken()).toEqual([]);
});
