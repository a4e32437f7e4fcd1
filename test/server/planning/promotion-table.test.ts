import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PublishAnswer } from "../../../shared/batch.ts";
import { PromotionBatchResult, PromotionPage } from "../../../shared/planning/promotion.ts";
import { type GridDesk, newId, openGridDesk, type SentRow, USUAL } from "./grid-desk.ts";

let desk: GridDesk;
beforeAll(async () => {
  desk = await openGridDesk();
});
afterAll(() => desk.close());

/** A chunk of new promotions whose names tell them from all others. */
const chunk = (word: string, count = 3): SentRow[] =>
  Array.from({ length: count }, (_, n) => ({
    key: `row ${n}`,
    id: newId(),
    changes: { ...USUAL, name: `${word} ${n}` },
  }));

const named = async (word: string) =>
  (await desk.department.request("paula", "GET /v1/promotions?pageSize=2000"))
    .as(PromotionPage)
    .rows.filter(({ name }) => name.startsWith(`${word} `));

describe("a chunk of promotions that is sent again", () => {
  test("answers the same and makes none twice", async () => {
    const [rows, batchId] = [chunk("again"), newId()];
    const first = await desk.publish("promotions", rows, { batchId });

    const again = await desk.publish("promotions", rows, { batchId });

    expect(again).toEqual(first);
    expect(await named("again")).toHaveLength(3);
  });

  test("saves only the rows that it had not answered, when it was cut", async () => {
    const [rows, batchId] = [chunk("cut", 5), newId()];
    await desk.publish("promotions", rows.slice(0, 2), { batchId });

    const { summary } = await desk.publish("promotions", rows, { batchId });

    expect(summary["saved"]).toBe(5);
    expect(await named("cut")).toHaveLength(5);
  });

  test("at the same moment saves once", async () => {
    const [rows, batchId] = [chunk("twice"), newId()];

    const [one, other] = await Promise.all([
      desk.publish("promotions", rows, { batchId }),
      desk.publish("promotions", rows, { batchId }),
    ]);

    expect(other).toEqual(one);
    expect(await named("twice")).toHaveLength(3);
  });

  test("IDEMPOTENCY_KEY_REUSED: with other content under a key is refused", async () => {
    const [rows, batchId] = [chunk("other", 1), newId()];
    await desk.publish("promotions", rows, { batchId });

    const { results } = await desk.publish(
      "promotions",
      [{ ...rows[0], changes: { ...USUAL, name: "other 9" } }],
      { batchId },
    );

    expect(results[0]?.problem?.code).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  test("was refused the first time is refused the same, though it would be good by now", async () => {
    const [batchId, id] = [newId(), newId()];
    const row = { key: "1", op: "update", id, version: 1, changes: { name: "late 1" } } as const;
    const first = await desk.one("promotions", row, { batchId });
    await desk.saved("promotions", { id, changes: USUAL });

    expect([first.outcome, (await desk.one("promotions", row, { batchId })).outcome]).toEqual([
      "gone",
      "gone",
    ]);
  });

  test("after its answer was lost is found under its batch", async () => {
    const [rows, batchId] = [chunk("lost"), newId()];
    await desk.publish("promotions", [...rows, { key: "bad", changes: {} }], { batchId });

    const found = await desk.department.request("paula", `GET /v1/publishes/${batchId}`);

    const { results } = found.as(PublishAnswer);
    expect(results.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
      "row 0 saved",
      "row 1 saved",
      "row 2 saved",
      "bad invalid",
    ]);
    expect(found.as(PromotionBatchResult.pick({ results: true })).results[0]?.row?.name).toBe(
      "lost 0",
    );
  });
});

test("a bad row does not hinder its neighbours, and in mode all takes them back", async () => {
  const bad = { changes: { ...USUAL, tacticType: "nonsense" } };

  const each = await desk.publish("promotions", [...chunk("each"), bad]);
  const all = await desk.publish("promotions", [...chunk("all"), bad], { mode: "all" });

  expect(each.summary).toMatchObject({ saved: 3, invalid: 1 });
  expect(all.summary).toMatchObject({ saved: 0, invalid: 4 });
  expect([await named("each"), await named("all")].map((rows) => rows.length)).toEqual([3, 0]);
});

test("VERSION_STALE: two rows about one promotion are not both saved", async () => {
  const { id } = await desk.draft();
  const row = (key: string, note: string) =>
    ({ key, op: "update", id, version: 1, changes: { note } }) as const;

  const { results } = await desk.publish("promotions", [row("1", "first"), row("2", "second")]);

  expect(results.map(({ outcome }) => outcome)).toEqual(["saved", "conflict"]);
  expect(results[1]?.row?.note).toBe("first");
});

test("the audit chain is whole after all of this", async () => {
  const answer = await desk.department.request("audrey", "GET /v1/audit/verification");

  expect(JSON.parse(answer.text)).toMatchObject({ intact: true, problems: [] });
});
