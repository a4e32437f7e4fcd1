import { afterAll, beforeAll, expect, test } from "vitest";
import { PublishAnswer, PublishPage } from "../../../shared/batch.ts";
import type { Person } from "../planning/department.ts";
import { type GridDesk, newId, openGridDesk, USUAL } from "../planning/grid-desk.ts";
import { onTheWire } from "./on-the-wire.ts";

let desk: GridDesk;
beforeAll(async () => {
  desk = await openGridDesk();
});
afterAll(() => desk.close());

const listed = async (person: Person = "paula") =>
  (await desk.department.request(person, "GET /v1/publishes?pageSize=50")).as(PublishPage).rows;

test("publishes are listed newest first, each with whether it can be taken back", async () => {
  for (const _ of [1, 2, 3]) await desk.draft();
  const good = newId();
  const bad = { changes: { ...USUAL, customerErpId: "NOBODY" } };
  await desk.publish("promotions", [{ changes: USUAL }, bad], { batchId: good, message: "mine" });
  const own = await listed();
  const others = await listed("peter");

  expect(own[0]).toMatchObject({
    batchId: good,
    entity: "promotions",
    message: "mine",
    createdBy: "Paula Plan",
    saved: 1,
    refused: 1,
    undoes: null,
    whyNot: null,
  });
  expect(others.map(({ batchId }) => batchId)).not.toContain(good);
  const first = (await desk.department.request("paula", "GET /v1/publishes?pageSize=2")).as(
    PublishPage,
  );
  const second = (
    await desk.department.request(
      "paula",
      `GET /v1/publishes?pageSize=2&pageToken=${first.nextPageToken}`,
    )
  ).as(PublishPage);
  expect([...first.rows, ...second.rows]).toEqual(own.slice(0, 4));
});

test("a publish of any table is looked up when its answer was lost", async () => {
  const batchId = newId();
  const { results } = await desk.publish("promotions", [{ changes: USUAL }], { batchId });

  const answer = await desk.department.request("paula", `GET /v1/publishes/${batchId}`);

  expect(answer.as(PublishAnswer)).toEqual({
    batchId,
    entity: "promotions",
    results: onTheWire(results),
  });
});
