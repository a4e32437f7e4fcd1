import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMO, openTestDatabase, type TestDatabase } from "../support/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "none" });
});
afterAll(() => db.close());

const jobs = () => db.owner<{ task: string; payload: unknown; key: string | null }[]>`
  select task.identifier as task, job.payload, job.key
  from graphile_worker._private_jobs job
  join graphile_worker._private_tasks task on task.id = job.task_id
  order by job.id
`;

test("a job carries the tenant of the transaction that wrote it, whatever its payload says", async () => {
  await db.as(
    (tx) =>
      tx`select jobs.enqueue('match-claim', '{"claimId": "c1", "tenantId": "forged"}', 'match:c1')`,
  );

  expect(await jobs()).toEqual([
    { task: "match-claim", payload: { claimId: "c1", tenantId: DEMO }, key: `${DEMO}:match:c1` },
  ]);
});

test("many jobs of one transaction carry its tenant too, each with its key", async () => {
  await db.as(
    (tx) => tx`
      select jobs.enqueue_all('make-many', array['{"n": 1}', '{"n": 2, "tenantId": "forged"}']::jsonb[], array['many:1', 'many:2'])
    `,
  );

  expect((await jobs()).filter(({ task }) => task === "make-many")).toEqual([
    { task: "make-many", payload: { n: 1, tenantId: DEMO }, key: `${DEMO}:many:1` },
    { task: "make-many", payload: { n: 2, tenantId: DEMO }, key: `${DEMO}:many:2` },
  ]);
});

test("a job of a transaction that fails is never written", async () => {
  const failed = db.as(async (tx) => {
    await tx`select jobs.enqueue('deliver-journal', '{}')`;
    throw new Error("the act failed");
  });

  await expect(failed).rejects.toThrow("the act failed");
  expect((await jobs()).map(({ task }) => task)).not.toContain("deliver-journal");
});

test("the same key replaces a waiting job", async () => {
  await db.as((tx) => tx`select jobs.enqueue('promote-batch', '{"batchId": "1"}', 'promote:1')`);
  await db.as((tx) => tx`select jobs.enqueue('promote-batch', '{"batchId": "1"}', 'promote:1')`);

  expect((await jobs()).filter(({ task }) => task === "promote-batch")).toHaveLength(1);
});

test("without a tenant nothing is enqueued", async () => {
  await expect(db.pool`select jobs.enqueue('match-claim', '{}')`).rejects.toMatchObject({
    code: "42501",
  });
  await expect(
    db.pool`select jobs.enqueue_all('match-claim', array['{}']::jsonb[], array['k'])`,
  ).rejects.toMatchObject({ code: "42501" });
});

test("the app cannot look into the queue", async () => {
  await expect(db.pool`select 1 from graphile_worker._private_jobs`).rejects.toMatchObject({
    code: "42501",
  });
});
