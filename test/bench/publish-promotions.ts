/*
 * Goal: what publishing the planning grid costs beside the bare SQL of the same rows, and how quickly 20,000 promotions
 * are read. Method: an embedded Postgres with the demo company; 5,000 promotions in chunks of 100 through the whole HTTP
 * app, first created, then changed; beside it the same rows written by bare SQL into the same tables with the same keys, policies
 * and triggers, row by row and 100 a statement, a transaction for each 100. Run: npx tsx test/bench/publish-promotions.ts [rows].
 * Printed, never asserted: machines differ.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openApp } from "../../server/app.ts";
import { asTenant, openPool, type Pool, type Tx } from "../../server/db/pool.ts";
import { openDevIssuer } from "../../server/http/dev-issuer.ts";
import { PromotionBatchResult, PromotionPage } from "../../shared/planning/promotion.ts";
import { DevToken } from "../../shared/tenancy/identity.ts";
import { openTestServer } from "../support/test-server.ts";

const TENANT = "0190d000-0000-7000-8000-000000000001";
/** As planners paste them: a chunk is about one fund, and a company has many. */
const FUNDS = Array.from({ length: 50 }, () => crypto.randomUUID());
const fundOf = (n: number) => FUNDS[Math.floor(n / 100) % FUNDS.length] ?? "";
const CUSTOMER = "0190d000-0000-7000-8000-000000001101";
const CHUNK = 100;
const rows = Number(process.argv[2] ?? 5000);

const bareIds: string[] = [];
const setIds: string[] = [];

type App = ReturnType<typeof openApp>;
type Changes = Record<string, string>;

/** Rows of a chunk and how they are written with no rules at all. */
type Write = (tx: Tx, chunk: readonly number[]) => Promise<unknown>;

async function measure(pool: Pool, owner: Pool): Promise<void> {
  await asTenant(pool, { tenantId: TENANT }, makeFunds);
  const app = await openServer(pool);
  const token = await signIn(app);
  console.log(`${rows} promotions in chunks of ${CHUNK}`);
  // Everything once before it is measured: a cold process measures itself.
  await bare(pool, 300, insertEach);
  await bare(pool, 300, insertSet);
  await publish(app, { token, sent: creations(300, "warm") });

  await analyze(owner);
  const inserted = {
    each: await timed(() => bare(pool, rows, insertEach)),
    set: await timed(() => bare(pool, rows, insertSet)),
  };
  console.log(line("bare SQL, inserted row by row", inserted.each.ms));
  console.log(line("bare SQL, inserted 100 a statement", inserted.set.ms));
  const sent = creations(rows, "bench");
  const created = await timed(() => publish(app, { token, sent }));
  console.log(ratio("published, created", created.ms, inserted));

  await analyze(owner);
  const updated = {
    each: await timed(() => bare(pool, rows, updateEach)),
    set: await timed(() => bare(pool, rows, updateSet)),
  };
  console.log(line("bare SQL, updated row by row", updated.each.ms));
  console.log(line("bare SQL, updated 100 a statement", updated.set.ms));
  const edits = sent.map((row, n) => ({
    ...row,
    op: "update",
    version: 1,
    changes: { fixedCost: `${n + 2}.50`, note: "changed" } as Changes,
  }));
  const changed = await timed(() => publish(app, { token, sent: edits }));
  console.log(ratio("published, changed", changed.ms, updated));

  await grow(pool);
  await analyze(owner);
  const read = await timed(() => readAll(app, token));
  console.log(`${read.result} promotions read in pages of 2,000: ${(read.ms / 1000).toFixed(1)} s`);
}

const now = () => new Date();
const silent = () => undefined;

async function openServer(pool: Pool): Promise<App> {
  const devIssuer = await openDevIssuer(now);
  return openApp({
    pool,
    issuers: [devIssuer.issuer],
    devIssuer,
    pageSecret: "the page tokens of the bench",
    now,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    environment: "TEST",
    root: path.resolve(import.meta.dirname, "../.."),
  });
}

async function signIn(app: App): Promise<string> {
  const body = JSON.stringify({ tenant: "demo", persona: "planner" });
  const headers = { "content-type": "application/json" };
  const answer = await app.request("/dev/token", { method: "POST", body, headers });
  return DevToken.parse(await answer.json()).accessToken;
}

function creations(count: number, word: string) {
  return Array.from({ length: count }, (_, n) => ({
    key: `${word} ${n}`,
    op: "create",
    id: crypto.randomUUID(),
    changes: {
      name: `${word} ${n}`,
      customerErpId: "WALMART",
      tacticType: "TPR",
      fundId: fundOf(n),
      sellInStart: "2026-12-01",
      sellInEnd: "2026-12-31",
      fixedCost: `${n + 1}.00`,
    } as Changes,
  }));
}

async function publish(
  app: App,
  { token, sent }: { token: string; sent: readonly object[] },
): Promise<void> {
  const batchId = crypto.randomUUID();
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  for (let start = 0; start < sent.length; start += CHUNK) {
    const body = JSON.stringify({ batchId, rows: sent.slice(start, start + CHUNK) });
    const answer = await app.request("/v1/promotions/batch", { method: "POST", body, headers });
    const { summary } = PromotionBatchResult.parse(await answer.json());
    if (summary["saved"] !== Math.min(CHUNK, sent.length - start)) {
      throw new Error(JSON.stringify(summary));
    }
  }
}

/** The plainest SQL of the same rows, a transaction for each chunk. */
async function bare(pool: Pool, count: number, write: Write): Promise<void> {
  for (let start = 0; start < count; start += CHUNK) {
    const size = Math.min(CHUNK, count - start);
    const chunk = Array.from({ length: size }, (_, at) => start + at);
    await asTenant(pool, { tenantId: TENANT }, (tx) => write(tx, chunk));
  }
}

/** One statement for each row and table, as a loop over rows writes it. */
async function insertEach(tx: Tx, chunk: readonly number[]): Promise<void> {
  for (const n of chunk) {
    const id = crypto.randomUUID();
    bareIds[n] = id;
    await tx`
      insert into planning.promotions (tenant_id, id, number, name, customer_id, tactic_type, date_start_sellin, date_end_sellin,
        fixed_cost, total_planned_spend, currency)
      values (tenancy.current_tenant(), ${id}::uuid, ${`B-${id}`}, ${`bare ${n}`}, ${CUSTOMER}::uuid, 'TPR', '2026-12-01',
        '2026-12-31', ${n + 1}, ${n + 1}, 'USD')
    `;
    await tx`
      insert into planning.tactics (tenant_id, promotion_id, tactic_type)
      values (tenancy.current_tenant(), ${id}::uuid, 'TPR')
    `;
    await tx`
      insert into planning.promotion_funds (tenant_id, promotion_id, fund_id)
      values (tenancy.current_tenant(), ${id}::uuid, ${fundOf(n)}::uuid)
    `;
  }
}

async function updateEach(tx: Tx, chunk: readonly number[]): Promise<void> {
  for (const n of chunk) {
    await tx`
      update planning.promotions
      set fixed_cost = ${n + 2}, total_planned_spend = ${n + 2}, note = 'changed'
      where id = ${bareIds[n] ?? ""}::uuid
    `;
  }
}

/** One statement for each table and chunk: nothing is faster with these keys, policies and triggers. */
async function insertSet(tx: Tx, chunk: readonly number[]): Promise<void> {
  const json = JSON.stringify(
    chunk.map((n) => {
      const id = crypto.randomUUID();
      setIds[n] = id;
      return { id, n };
    }),
  );
  await tx`
    insert into planning.promotions (tenant_id, id, number, name, customer_id, tactic_type, date_start_sellin, date_end_sellin,
      fixed_cost, total_planned_spend, currency)
    select tenancy.current_tenant(), row.id, 'S-' || row.id, 'bare ' || row.n, ${CUSTOMER}::uuid, 'TPR', '2026-12-01',
      '2026-12-31', row.n + 1, row.n + 1, 'USD'
    from jsonb_to_recordset(${json}::text::jsonb) as row (id uuid, n integer)
  `;
  await tx`
    insert into planning.tactics (tenant_id, promotion_id, tactic_type)
    select tenancy.current_tenant(), row.id, 'TPR'
    from jsonb_to_recordset(${json}::text::jsonb) as row (id uuid, n integer)
  `;
  await tx`
    insert into planning.promotion_funds (tenant_id, promotion_id, fund_id)
    select tenancy.current_tenant(), row.id, ${fundOf(chunk[0] ?? 0)}::uuid
    from jsonb_to_recordset(${json}::text::jsonb) as row (id uuid, n integer)
  `;
}

const updateSet: Write = (tx, chunk) => tx`
  update planning.promotions promotion
  set fixed_cost = row.n + 2, total_planned_spend = row.n + 2, note = 'changed'
  from jsonb_to_recordset(${JSON.stringify(chunk.map((n) => ({ id: setIds[n], n })))}::text::jsonb) as row (id uuid, n integer)
  where promotion.tenant_id = ${TENANT}::uuid and promotion.id = row.id
`;

/** What Postgres does by itself within a minute. */
const analyze = (owner: Pool) => owner`
  analyze planning.promotions, planning.promotion_products, planning.promotion_funds, planning.tactics, planning.funds
`;

const makeFunds = (tx: Tx) => tx`
  insert into planning.funds (tenant_id, id, number, name, date_start, date_end, total_budget, currency)
  select tenancy.current_tenant(), fund.id, 'B-' || fund.n, 'Bench ' || fund.n, '2020-01-01', '2030-12-31', 1000000, 'USD'
  from unnest(${FUNDS}::uuid[]) with ordinality as fund (id, n)
`;

/** Promotions up to 20,000, most with three lines, for the lists. */
const grow = (pool: Pool) =>
  asTenant(pool, { tenantId: TENANT }, async (tx) => {
    await tx`
      insert into planning.promotions (tenant_id, number, name, customer_id, tactic_type, status, fund_status, date_start_sellin,
        date_end_sellin, total_planned_spend, currency)
      select tenancy.current_tenant(), 'G-' || n, 'grown ' || n, ${CUSTOMER}::uuid, 'TPR', 'APPROVED', 'COMMITTED',
        current_date - (n % 300)::integer, current_date - (n % 300)::integer + 28, 1, 'USD'
      from generate_series(1, 20000 - (select count(*) from planning.promotions)) as n
    `;
    await tx`
      insert into planning.promotion_funds (tenant_id, promotion_id, fund_id)
      select promotion.tenant_id, promotion.id, (${FUNDS}::uuid[])[1 + substr(promotion.number, 3)::integer % ${FUNDS.length}::integer]
      from planning.promotions promotion where promotion.number like 'G-%'
    `;
    await tx`
      insert into planning.promotion_products (tenant_id, promotion_id, product_id, discount_per_unit, forecasted_base_units)
      select promotion.tenant_id, promotion.id, product.id, 0.5, 100
      from planning.promotions promotion
      join lateral (
        select each.id from master.products each order by md5(each.id::text || promotion.id::text) limit 3
      ) product on true
      where promotion.number like 'G-%'
    `;
  });

async function readAll(app: App, token: string): Promise<number> {
  let [read, next] = [0, ""];
  do {
    const started = performance.now();
    const answer = await app.request(
      `/v1/promotions?pageSize=2000${next && `&pageToken=${next}`}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    const page = PromotionPage.parse(await answer.json());
    read += page.rows.length;
    next = page.nextPageToken ?? "";
    console.log(`  page: ${Math.round(performance.now() - started)} ms`);
  } while (next);
  return read;
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const started = performance.now();
  const result = await work();
  return { result, ms: performance.now() - started };
}

function line(what: string, ms: number): string {
  return `${what}: ${(ms / 1000).toFixed(2)} s, ${Math.round(rows / (ms / 1000))} a second`;
}

function ratio(
  what: string,
  ms: number,
  of: { each: { ms: number }; set: { ms: number } },
): string {
  const [each, set] = [ms / of.each.ms, ms / of.set.ms].map((times) => times.toFixed(1));
  return `${line(what, ms)}, ${each} x row by row, ${set} x 100 a statement`;
}

const home = await mkdtemp(path.join(tmpdir(), "tradebook-bench-"));
const server = await openTestServer(home);
try {
  const made = await server.answer(new URL("http://bench/?seed=demo"));
  if (!("url" in made)) throw new Error("no database was made");
  const pool = openPool(made.url, { max: 4 });
  const owner = openPool(made.ownerUrl, { max: 1, statementTimeout: 0 });
  await measure(pool, owner);
  await owner.end();
  await pool.end();
} finally {
  await server.close();
  await rm(home, { recursive: true, force: true });
}
