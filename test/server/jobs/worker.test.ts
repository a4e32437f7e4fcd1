import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { openErp } from "../../../server/jobs/open-erp.ts";
import type { Task } from "../../../server/jobs/task.ts";
import { runJobsUntilIdle, startWorker, type WorkerParts } from "../../../server/jobs/worker.ts";
import { DEMO, openTestDatabase, SECOND, type TestDatabase } from "../../support/database.ts";

let database: TestDatabase;
let logged: [string, object][];
let seen: string[];
beforeAll(async () => {
  database = await openTestDatabase({ seed: "none" });
});
afterAll(() => database.close());
beforeEach(async () => {
  logged = [];
  seen = [];
  await database.owner`delete from graphile_worker._private_jobs`;
});

const keep = (facts: object, message: string) => {
  logged.push([message, facts]);
};

const parts = (tasks: Record<string, Task>): WorkerParts => ({
  ownerUrl: database.ownerUrl,
  pool: database.pool,
  erp: openErp({ pool: database.pool, home: "/nowhere" }),
  log: { debug: () => undefined, info: keep, warn: keep, error: keep },
  now: () => new Date("2026-11-23T09:00:00Z"),
  tasks,
});

const enqueue = (task: string, payload: string, tenantId = DEMO) =>
  database.as((tx) => tx`select jobs.enqueue(${task}, ${payload}::text::jsonb)`, { tenantId });

const waiting = () =>
  database.owner<{ attempts: number; lastError: string | null; due: boolean }[]>`
    select job.attempts, job.last_error, job.run_at <= now() as due
    from graphile_worker.jobs job
    order by job.id
  `;

const fails: Task = () => Promise.reject(new Error("the ERP does not answer"));

const enqueuesSecond: Task = ({ asTenant }) =>
  asTenant(async (tx) => {
    await tx`select jobs.enqueue('second', '{}'::jsonb)`;
  });

/** A promise, and the function that keeps it. */
function promised() {
  const keeper: { keep?: () => void } = {};
  const kept = new Promise<void>((resolve) => {
    keeper.keep = resolve;
  });
  return { kept, keep: () => keeper.keep?.() };
}

describe("a job", () => {
  it("runs as the company of the transaction that enqueued it", async () => {
    const whoAmI: Task = async ({ asTenant }, payload) => {
      const [tenant] = await asTenant(
        (tx) => tx<{ name: string }[]>`select tenant.name from tenancy.tenants tenant`,
      );
      seen.push(`${tenant?.name} ${JSON.stringify(payload)}`);
    };
    await enqueue("who-am-i", '{"claimId":"1"}');
    await enqueue("who-am-i", '{"claimId":"2"}', SECOND);

    await runJobsUntilIdle({ ...parts({ "who-am-i": whoAmI }), concurrency: 1 });

    expect(seen).toEqual(['Prairie Pantry {"claimId":"1"}', 'Harbor Snacks {"claimId":"2"}']);
  });

  it("cannot name another company than the one it was enqueued in", async () => {
    const tenantOf: Task = async ({ asTenant }) => {
      const [tenant] = await asTenant(
        (tx) => tx<{ id: string }[]>`select tenancy.current_tenant() as id`,
      );
      seen.push(tenant?.id ?? "none");
    };
    await enqueue("tenant-of", JSON.stringify({ tenantId: SECOND }));

    await runJobsUntilIdle(parts({ "tenant-of": tenantOf }));

    expect(seen).toEqual([DEMO]);
  });

  it("that was rolled back with its fact never runs", async () => {
    const rolledBack = database.as(async (tx) => {
      await tx`select jobs.enqueue('note', '{}'::jsonb)`;
      throw new Error("the act failed");
    });
    await expect(rolledBack).rejects.toThrow("the act failed");

    await runJobsUntilIdle(parts({ note: async () => void seen.push("ran") }));

    expect(seen).toEqual([]);
  });

  it("without a company is a fault that is kept with its words", async () => {
    await database.owner`select graphile_worker.add_job('note', '{}'::json)`;

    await runJobsUntilIdle(parts({ note: async () => void seen.push("ran") }));

    const [job] = await waiting();
    expect(seen).toEqual([]);
    expect(job?.lastError).toContain("a note job has no tenant");
  });

  it("that enqueues another is followed by it in the same run", async () => {
    await enqueue("first", "{}");

    await runJobsUntilIdle(
      parts({ first: enqueuesSecond, second: async () => void seen.push("second") }),
    );

    expect(seen).toEqual(["second"]);
  });

  it("that fails is tried again later, with a growing pause and a limit, and its failure is logged without payload", async () => {
    await enqueue("broken", '{"secret":"12000.00"}');

    await runJobsUntilIdle(parts({ broken: fails }));

    const [job] = await waiting();
    expect([job?.attempts, job?.due, job?.lastError?.includes("the ERP does not answer")]).toEqual([
      1,
      false,
      true,
    ]);
    expect(JSON.stringify(logged)).not.toContain("12000.00");
    expect(logged.length).toBeGreaterThan(0);
  });

  it("with a key replaces the one that waits under that key in its company, and no other's", async () => {
    await database.as((tx) => tx`select jobs.enqueue('note', '{"n":1}'::jsonb, 'same')`);
    await database.as((tx) => tx`select jobs.enqueue('note', '{"n":2}'::jsonb, 'same')`);
    await database.as((tx) => tx`select jobs.enqueue('note', '{"n":3}'::jsonb, 'same')`, {
      tenantId: SECOND,
    });
    const note: Task = async (_, payload) =>
      void seen.push(String(z.object({ n: z.int() }).parse(payload).n));

    await runJobsUntilIdle({ ...parts({ note }), concurrency: 1 });

    expect(seen.toSorted()).toEqual(["2", "3"]);
  });
});

describe("housekeeping", () => {
  it("makes the partitions of the coming months", async () => {
    await database.owner`drop table if exists intelligence.pos_facts_2027_02`;
    await database.owner`select graphile_worker.add_job('make-partitions', '{}'::json)`;

    await runJobsUntilIdle(parts({}));

    const jobs = await waiting();
    const [made] = await database.owner<{ count: number }[]>`
      select count(*) from pg_inherits
      where inhparent = 'intelligence.pos_facts'::regclass
        and inhrelid::regclass::text > 'intelligence.pos_facts_' || to_char(now(), 'YYYY_MM')
    `;
    expect([jobs.length, made?.count]).toEqual([0, 3]);
  });

  it("forgets idempotency keys of every company after their time", async () => {
    for (const tenantId of [DEMO, SECOND]) {
      await database.as(
        (tx) => tx`
          insert into tenancy.idempotency_keys (tenant_id, route, key, request_hash, expires_at)
          values (tenancy.current_tenant(), 'POST /x', 'old', 'h', now() - interval '1 hour'),
            (tenancy.current_tenant(), 'POST /x', 'new', 'h', now() + interval '1 hour')
        `,
        { tenantId },
      );
    }
    await database.owner`select graphile_worker.add_job('forget-keys', '{}'::json)`;

    await runJobsUntilIdle(parts({}));

    const left = await Promise.all(
      [DEMO, SECOND].map((tenantId) =>
        database.as((tx) => tx<{ key: string }[]>`select key from tenancy.idempotency_keys`, {
          tenantId,
        }),
      ),
    );
    expect(left.map((rows) => rows.map(({ key }) => key))).toEqual([["new"], ["new"]]);
  });
});

describe("a worker", () => {
  it("takes a job soon after its commit, is well meanwhile, and lets it finish when it is stopped", async () => {
    const begun = promised();
    const slow: Task = async () => {
      begun.keep();
      await new Promise((resolve) => {
        setTimeout(resolve, 200);
      });
      seen.push("finished");
    };
    const worker = await startWorker(parts({ slow }));
    await enqueue("slow", "{}");
    await begun.kept;

    const trouble = worker.trouble();
    await worker.stop();

    expect([trouble, seen]).toEqual([undefined, ["finished"]]);
  });
});
