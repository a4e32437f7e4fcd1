import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor, Tx } from "../../server/db/pool.ts";
import { openTestDatabase, SECOND, type TestDatabase } from "../support/database.ts";

const FRANK: Partial<Actor> = {
  userId: "0190d000-0000-7000-8000-000000001002",
  name: "Frank Osei",
  roles: ["Finance"],
  client: { workbook: "Deductions.xlsx", sheet: "Deductions" },
};

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ seed: "none" });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.as((tx) => record(tx, ["claim.edit", "claim.post", "claim.settle"]), FRANK);
});
afterEach(async () => {
  await db.asOwner((tx) => tx`delete from tenancy.audit_log`);
});

const record = (tx: Tx, acts: string[]) =>
  tx`select tenancy.record_act(${tx.json(
    acts.map((act) => ({
      act,
      entity: "finance.claims",
      entityId: "0190d000-0000-7000-8000-000000001901",
      before: { settle: null },
      after: { settle: "10000.00" },
      reason: "matched",
    })),
  )})`;

const verify = () =>
  db.as(
    (tx) => tx<{ seq: number; problem: string }[]>`select seq, problem from tenancy.verify_audit()`,
  );

test("an act is recorded with who did it, from where, and what changed", async () => {
  const [entry] = await db.as(
    (tx) => tx`
      select seq, act, entity, actor_id, actor_name, actor_role, client, before, after, reason
      from tenancy.audit_log order by seq limit 1
    `,
  );

  expect(entry).toEqual({
    seq: 1,
    act: "claim.edit",
    entity: "finance.claims",
    actorId: FRANK.userId,
    actorName: "Frank Osei",
    actorRole: "Finance",
    client: { workbook: "Deductions.xlsx", sheet: "Deductions" },
    before: { settle: null },
    after: { settle: "10000.00" },
    reason: "matched",
  });
});

test("an untouched chain verifies", async () => {
  expect(await verify()).toEqual([]);
});

test("a changed entry is found, although the owner of the tables changed it", async () => {
  await db.asOwner(
    (tx) => tx`update tenancy.audit_log set after = '{"settle": "12000.00"}' where seq = 2`,
  );

  expect(await verify()).toEqual([{ seq: 2, problem: "the content does not match its hash" }]);
});

test("a changed entry whose hash was made to fit breaks the link of the next", async () => {
  await db.asOwner(async (tx) => {
    await tx`update tenancy.audit_log set reason = 'forged' where seq = 2`;
    await tx`update tenancy.audit_log entry set hash = tenancy.audit_hash(entry) where seq = 2`;
  });

  expect(await verify()).toEqual([{ seq: 3, problem: "the link to the entry before is broken" }]);
});

test("a removed entry is found", async () => {
  await db.asOwner((tx) => tx`delete from tenancy.audit_log where seq = 2`);

  expect(await verify()).toMatchObject([
    { seq: 3, problem: "an entry is missing before this one" },
  ]);
});

test("acts of one tenant at the same time form one chain", async () => {
  await Promise.all(
    Array.from({ length: 8 }, () => db.as((tx) => record(tx, ["claim.note", "claim.note"]), FRANK)),
  );

  const [last] = await db.as(
    (tx) => tx`select max(seq) as seq, count(*)::int as entries from tenancy.audit_log`,
  );
  expect(last).toEqual({ seq: 19, entries: 19 });
  expect(await verify()).toEqual([]);
});

test("each tenant has a chain of its own, starting at 1", async () => {
  const second = { tenantId: SECOND };

  await db.as((tx) => record(tx, ["claim.edit"]), second);

  const [entry] = await db.as((tx) => tx`select max(seq) as seq from tenancy.audit_log`, second);
  expect(entry).toEqual({ seq: 1 });
});

test("an act that is rolled back leaves no entry", async () => {
  const failed = db.as(async (tx) => {
    await record(tx, ["claim.post"]);
    throw new Error("the act failed");
  }, FRANK);

  await expect(failed).rejects.toThrow("the act failed");
  const [last] = await db.as((tx) => tx`select max(seq) as seq from tenancy.audit_log`);
  expect(last).toEqual({ seq: 3 });
});

test("the app can neither change nor remove an entry", async () => {
  await expect(db.as((tx) => tx`update tenancy.audit_log set reason = ''`)).rejects.toMatchObject({
    code: "42501",
  });
  await expect(db.as((tx) => tx`delete from tenancy.audit_log`)).rejects.toMatchObject({
    code: "42501",
  });
});

test("an entry without an actor was made by the system", async () => {
  await db.as((tx) => record(tx, ["batch.promote"]));

  const [entry] = await db.as(
    (tx) => tx`select actor_id, actor_name from tenancy.audit_log order by seq desc limit 1`,
  );
  expect(entry).toEqual({ actorId: null, actorName: "system" });
});
