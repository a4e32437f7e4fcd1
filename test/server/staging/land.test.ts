import { afterAll, beforeAll, expect, test } from "vitest";
import { landFeed } from "../../../server/staging/land.ts";
import { FEED_LIMITS } from "../../../server/staging/limits.ts";
import { type Bytes, openBody } from "../../../server/staging/read-body.ts";
import { openTestDatabase, type TestDatabase } from "../../support/database.ts";
import { deduction } from "./feeds.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const land = (stream: Bytes, key: string) =>
  database.as((tx) =>
    landFeed(tx, {
      feed: "deductions",
      format: "application/x-ndjson",
      body: openBody(stream, { encoding: "identity", limits: FEED_LIMITS }),
      request: { route: "POST /v1/feeds/deductions", key },
      limits: FEED_LIMITS,
      now: new Date("2026-11-23T09:00:00Z"),
    }),
  );
const line = Buffer.from(`${JSON.stringify(deduction())}\n`);

async function* held(until: Promise<void>): AsyncGenerator<Uint8Array> {
  yield line;
  await until;
  yield line;
}
async function* brokenOff(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(line);
  throw new Error("the connection was lost");
}

test("while an upload is still coming, another one with its key is told so, and then gets its answer", async () => {
  const { promise, resolve } = openPromise();
  const first = land(held(promise), "at-once");
  await untilHeld();

  const second = land(held(Promise.resolve()), "at-once");

  await expect(second).rejects.toMatchObject({ code: "REQUEST_RUNNING" });
  resolve();
  const landed = await first;
  expect(landed).toMatchObject({ replayed: false, receipt: { received: 2 } });
  expect(await land(held(Promise.resolve()), "at-once")).toEqual({ ...landed, replayed: true });
});

test("an upload that breaks off leaves nothing, not even its key", async () => {
  const before = await counts();

  await expect(land(brokenOff(), "broken")).rejects.toThrow("the connection was lost");

  expect(await counts()).toEqual(before);
});

test("a batch carries its job, its records and its key in one transaction", async () => {
  const { receipt } = await land(held(Promise.resolve()), "whole");

  const [found] = await database.asOwner(
    (tx) => tx`
      select batch.status, batch.received,
        (select count(*)::int from staging.records record where record.batch_id = batch.id) as records,
        (select count(*)::int from graphile_worker._private_jobs job
          where job.payload ->> 'batchId' = batch.id::text) as jobs
      from staging.batches batch
      where batch.id = ${receipt.batchId}
    `,
  );

  expect(found).toEqual({ status: "LANDED", received: 2, records: 2, jobs: 1 });
});

async function counts() {
  const [row] = await database.as(
    (tx) => tx`
      select (select count(*)::int from staging.batches) as batches,
        (select count(*)::int from staging.records) as records,
        (select count(*)::int from tenancy.idempotency_keys) as keys
    `,
  );
  return row;
}

/** Waits until some upload holds its key. */
async function untilHeld(): Promise<void> {
  for (;;) {
    const [locks] = await database.owner<{ held: number }[]>`
      select count(*)::int as held from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())`;
    if ((locks?.held ?? 0) > 0) return;
    await new Promise((again) => setTimeout(again, 10));
  }
}

function openPromise() {
  const gate: { open?: () => void } = {};
  const promise = new Promise<void>((fulfil) => {
    gate.open = fulfil;
  });
  return { promise, resolve: () => gate.open?.() };
}
