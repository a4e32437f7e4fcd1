/*
 * Goal: how fast a large feed lands and is promoted, beside what Postgres does with the same rows at its fastest, and
 * how much memory the server needs for it. Method: an embedded Postgres, one NDJSON of deductions, streamed as an
 * upload is. Run: npx tsx test/bench/feed.ts [records]. Printed, never asserted: machines differ.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { asTenant, openPool, type Pool } from "../../server/db/pool.ts";
import { landFeed } from "../../server/staging/land.ts";
import { FEED_LIMITS } from "../../server/staging/limits.ts";
import { promoteBatch } from "../../server/staging/promote.ts";
import { openBody } from "../../server/staging/read-body.ts";
import { openTestServer } from "../support/test-server.ts";

const TENANT = "0190d000-0000-7000-8000-000000000001";
const records = Number(process.argv[2] ?? 200_000);

const home = await mkdtemp(path.join(tmpdir(), "tradebook-bench-"));
const server = await openTestServer(home);
try {
  const made = await server.answer(new URL("http://bench/?seed=demo"));
  if (!("url" in made)) throw new Error("no database was made");
  const pool = openPool(made.url, { max: 4 });
  const owner = openPool(made.ownerUrl, { max: 1, statementTimeout: 0 });
  await measure(pool, owner);
  await Promise.all([pool.end(), owner.end()]);
} finally {
  await server.close();
  await rm(home, { recursive: true, force: true });
}

async function measure(pool: Pool, owner: Pool): Promise<void> {
  console.log(`${records} deductions as NDJSON`);
  const bare = await timed(() => insertBare(owner));
  console.log(line("bare insert of the raw rows", bare.ms));

  const memory = watchMemory();
  const { result, ms } = await timed(() => land(pool));
  console.log(`${line("landed", ms)}, ${(ms / bare.ms).toFixed(1)} x bare, ${memory.stop()}`);

  const promotion = watchMemory();
  const promoted = await timed(() =>
    promoteBatch(
      { asTenant: (work) => asTenant(pool, { tenantId: TENANT }, work) },
      { batchId: result.receipt.batchId },
    ),
  );
  console.log(
    `${line("promoted", promoted.ms)}, ${(promoted.ms / bare.ms).toFixed(1)} x bare, ${promotion.stop()}`,
  );
}

function land(pool: Pool) {
  const body = openBody(upload(), { encoding: "identity", limits: FEED_LIMITS });
  return asTenant(pool, { tenantId: TENANT }, (tx) =>
    landFeed(tx, {
      feed: "deductions",
      format: "application/x-ndjson",
      body,
      request: { route: "POST /v1/feeds/deductions", key: "bench" },
      limits: FEED_LIMITS,
      now: new Date(),
    }),
  );
}

/** The same rows into a table without keys, policies or indexes, in one statement per 500. */
async function insertBare(owner: Pool): Promise<void> {
  await owner`create unlogged table public.bench (n bigint, raw jsonb)`;
  await owner.begin(async (tx) => {
    for (let start = 0; start < records; start += 500) {
      const rows = Array.from({ length: Math.min(500, records - start) }, (_, at) => ({
        n: start + at,
        raw: deduction(start + at),
      }));
      await tx`
        insert into public.bench (n, raw)
        select row.n, row.raw from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (n bigint, raw jsonb)
      `;
    }
  });
}

async function* upload(): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < records; start += 300) {
    const lines = Array.from({ length: Math.min(300, records - start) }, (_, at) =>
      JSON.stringify(deduction(start + at)),
    );
    yield Buffer.from(`${lines.join("\n")}\n`);
  }
}

function deduction(n: number) {
  return {
    erpRef: `B-${n}`,
    customerErpId: n % 2 === 0 ? "WALMART-EAST" : "KROGER-ATL",
    amount: `${(n % 9000) + 1}.25`,
    postingDate: "2026-11-16",
    reasonCodeErp: "005",
    invoiceNumber: `INV-${n}`,
    checkNumber: "88123",
  };
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const started = performance.now();
  const result = await work();
  return { result, ms: performance.now() - started };
}

function line(what: string, ms: number): string {
  return `${what}: ${(ms / 1000).toFixed(1)} s, ${Math.round(records / (ms / 1000))} a second`;
}

function watchMemory() {
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  return {
    stop: () => {
      clearInterval(timer);
      return `${Math.round((peak - before) / 1024 / 1024)} MB more than before`;
    },
  };
}
