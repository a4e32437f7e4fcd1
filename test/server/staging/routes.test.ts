import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { FeedBatch, FeedReceipt } from "../../../shared/erp/batch.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { batch, claimCount, load, newDeduction, promote, send } from "./feeds.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ seed: "demo" });
});
afterAll(() => app.close());

const json = (...records: unknown[]) => JSON.stringify(records);

const promoteWhenLanded = async () => {
  for (;;) {
    const [found] = await app.database.as(
      (tx) => tx<{ body: string }[]>`
        select body from tenancy.idempotency_keys where key = 'waits' and state = 'DONE'`,
    );
    if (found) return promote(app, FeedReceipt.parse(JSON.parse(found.body)).batchId);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe("a feed is received", () => {
  test("with 202 and a receipt, before anything is taken in", async () => {
    const before = await claimCount(app);

    const answer = await send(app, "deductions", { body: json(newDeduction(), newDeduction()) });

    expect(answer.status).toBe(202);
    expect(answer.as(FeedReceipt)).toMatchObject({ status: "LANDED", received: 2 });
    expect(await claimCount(app)).toBe(before);
  });

  test.each([
    ["a JSON array", "application/json", (records: object[]) => JSON.stringify(records, null, 2)],
    [
      "NDJSON with an empty line and no end",
      "application/x-ndjson; charset=utf-8",
      (records: object[]) => records.map((record) => JSON.stringify(record)).join("\n\n"),
    ],
    [
      "CSV with a byte order mark, CRLF and a semicolon",
      "text/csv",
      (records: object[]) =>
        `\ufeff${Object.keys(records[0] ?? {}).join(";")}\r\n${records.map((record) => `${Object.values(record).join(";")}\r\n`).join("")};;;;\r\n`,
    ],
  ] as const)("as %s, packed or not", async (_, type, write) => {
    const body = write([newDeduction(), newDeduction(), newDeduction()]);

    const plain = await load(app, "deductions", { body, type });
    const packed = await load(app, "deductions", {
      body: gzipSync(body),
      type,
      headers: { "content-encoding": "gzip" },
    });

    expect(plain).toMatchObject({ status: "DONE", received: 3, accepted: 3, rejected: 0 });
    expect(packed).toMatchObject({ status: "DONE", received: 3, duplicates: 3, rejected: 0 });
  });

  test("as an empty array, which is done with nothing", async () => {
    const done = await load(app, "deductions", { body: "[]" });

    expect(done).toMatchObject({ status: "DONE", received: 0, accepted: 0 });
  });

  test("and waited for: 200 with the finished batch", async () => {
    const body = json(newDeduction());
    const headers = { prefer: "respond-async, wait=20" };

    const waiting = send(app, "deductions", { body, key: "waits", headers });
    await promoteWhenLanded();
    const answer = await waiting;

    expect(answer.status).toBe(200);
    expect(answer.headers.get("preference-applied")).toBe("wait=20");
    expect(answer.as(FeedBatch)).toMatchObject({ status: "DONE", accepted: 1 });
  });

  test("and waited for in vain: 202 with the receipt", async () => {
    const answer = await send(app, "deductions", {
      body: json(newDeduction()),
      headers: { prefer: "wait=1" },
    });

    expect(answer.status).toBe(202);
    expect(answer.as(FeedReceipt).status).toBe("LANDED");
  });
});

describe("an Idempotency-Key", () => {
  test("is required", async () => {
    const answer = await app.request("integration", "POST /v1/feeds/deductions", {
      body: json(newDeduction()),
      headers: { "content-type": "application/json" },
    });

    expect(answer.status).toBe(400);
    expect(answer.problem().code).toBe("IDEMPOTENCY_KEY_MISSING");
  });

  test("repeated with the same body answers the same batch and lands nothing", async () => {
    const body = json(newDeduction());
    const first = await send(app, "deductions", { body, key: "same" });

    const second = await send(app, "deductions", { body, key: "same" });

    expect(second.status).toBe(202);
    expect(second.text).toBe(first.text);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });

  test("repeated with another body is refused", async () => {
    await send(app, "deductions", { body: json(newDeduction()), key: "other" });

    const answer = await send(app, "deductions", { body: json(newDeduction()), key: "other" });

    expect(answer.status).toBe(422);
    expect(answer.problem().code).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  test("of a refused upload is free again", async () => {
    const refused = await send(app, "deductions", { body: "[{", key: "again" });

    const answer = await send(app, "deductions", { body: json(newDeduction()), key: "again" });

    expect(refused.status).toBe(400);
    expect(answer.status).toBe(202);
  });

  test("of another company is another key", async () => {
    const body = json(newDeduction());
    await send(app, "deductions", { body, key: "shared" });

    const second = { tenant: "second", persona: "integration" } as const;
    const answer = await send(app, "deductions", { body, key: "shared", as: second });

    expect(answer.status).toBe(202);
    expect(answer.headers.get("idempotent-replayed")).toBeNull();
  });
});

describe("who may", () => {
  test.each(["finance", "planner", "controller", "auditor", "approver"] as const)(
    "a %s sends no feed",
    async (persona) => {
      const answer = await send(app, "deductions", { body: "[]", as: persona });

      expect(answer.status).toBe(403);
      expect(answer.problem().code).toBe("ROLE_MISSING");
    },
  );

  test("an admin sends feeds, and finance reads what became of them", async () => {
    const sent = await send(app, "deductions", { body: json(newDeduction()), as: "admin" });

    const { batchId } = sent.as(FeedReceipt);
    const read = await app.request("finance", `GET /v1/feeds/batches/${batchId}`);
    const list = await app.request("finance", "GET /v1/feeds/batches");

    expect(read.as(FeedBatch).batchId).toBe(batchId);
    const { rows } = list.as(z.object({ rows: z.array(FeedBatch) }));
    expect(rows[0]?.batchId).toBe(batchId);
  });

  test("another company's batch is not there, in no form", async () => {
    const { batchId } = (await send(app, "deductions", { body: json(newDeduction()) })).as(
      FeedReceipt,
    );
    const other = { tenant: "second", persona: "integration" } as const;
    const path = `/v1/feeds/batches/${batchId}` as const;

    const read = await app.request(other, `GET ${path}`);
    const csv = await app.request(other, `GET ${path}/errors.csv`);
    const retried = await app.request(other, `POST ${path}/actions/retry`, {
      headers: { "idempotency-key": "theirs" },
    });
    const list = await app.request(other, "GET /v1/feeds/batches");

    expect([read.status, csv.status, retried.status]).toEqual([404, 404, 404]);
    expect(list.text).not.toContain(batchId);
  });
});

describe("a retry", () => {
  test("waits until the batch is done", async () => {
    const { batchId } = (await send(app, "deductions", { body: json(newDeduction()) })).as(
      FeedReceipt,
    );

    const answer = await app.request("admin", `POST /v1/feeds/batches/${batchId}/actions/retry`, {
      headers: { "idempotency-key": "too-early" },
    });

    expect(answer.status).toBe(409);
    expect(answer.problem().code).toBe("BATCH_NOT_DONE");
  });

  test("leaves what could not even be read where it is", async () => {
    const done = await load(app, "deductions", {
      body: "{oops\n",
      type: "application/x-ndjson",
    });

    const answer = await app.request(
      "admin",
      `POST /v1/feeds/batches/${done.batchId}/actions/retry`,
      { headers: { "idempotency-key": "hopeless" } },
    );

    expect(answer.status).toBe(202);
    expect(await batch(app, done.batchId)).toMatchObject({ status: "DONE", rejected: 1 });
  });
});

test("the API reference names every field of a record", async () => {
  const answer = await app.request(null, "GET /openapi.json");

  const shape = z.looseObject({ paths: z.record(z.string(), z.unknown()) });
  const { paths } = shape.parse(JSON.parse(answer.text));
  expect(JSON.stringify(paths["/v1/feeds/deductions"])).toContain("backupDocUrl");
});
