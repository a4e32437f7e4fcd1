import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../../shared/day.ts";
import type { PromotionAct } from "../../../shared/planning/moves.ts";
import { type Department, EVERYBODY, openDepartment, type Person } from "./department.ts";

let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(() => department.close());

/** The same numbers for the same seed, from 0 to below `below`. */
function dice(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What must hold of promotions at any moment; answers what does not. */
const wrong = (fundId: string) =>
  department.app.database.as(
    (tx) => tx`
      select promotion.number, promotion.status, promotion.fund_status, balance.balance::text, waits.kinds
      from planning.promotions promotion
      join planning.promotion_funds share
        on share.tenant_id = promotion.tenant_id and share.promotion_id = promotion.id
      join finance.accrual_balances balance
        on balance.tenant_id = promotion.tenant_id and balance.promotion_id = promotion.id
      cross join lateral (
        select coalesce(string_agg(distinct approval.kind, ' '), '') as kinds
        from planning.approvals approval
        where approval.tenant_id = promotion.tenant_id and approval.promotion_id = promotion.id
          and approval.status = 'OPEN'
      ) waits
      where share.fund_id = ${fundId}::uuid and (
        promotion.fund_status not in (
          select held.fund_status
          from (values ('DRAFT', 'NONE'), ('PENDING_APPROVAL', 'RESERVED'), ('APPROVED', 'COMMITTED'),
            ('LIVE', 'COMMITTED'), ('COMPLETED', 'COMMITTED'), ('CLOSED', 'RELEASED'), ('SETTLED', 'RELEASED'),
            ('REJECTED', 'RELEASED'), ('CANCELLED', 'RELEASED'), ('CANCELLED', 'NONE')) as held (status, fund_status)
          where held.status = promotion.status)
        or (promotion.status = 'PENDING_APPROVAL') <> (waits.kinds = 'PROMOTION')
        or waits.kinds = 'CLOSE' and promotion.status <> 'COMPLETED'
        or waits.kinds = 'REOPEN' and promotion.status <> 'CLOSED'
        or promotion.status in ('DRAFT', 'REJECTED', 'CANCELLED', 'CLOSED', 'SETTLED') and balance.balance <> 0
        or promotion.status in ('APPROVED', 'LIVE') and balance.balance <> promotion.total_planned_spend)
    `,
  );
const broken = () =>
  department.app.database.as((tx) => tx`select invariant, detail from finance.broken_invariants`);

/** Mostly what leads on, mostly by who may; now and then by anybody. */
const ACTS: readonly (readonly [PromotionAct, Person])[] = [
  ["submit", "paula"],
  ["submit", "paula"],
  ["submit", "double"],
  ["approve", "sam"],
  ["approve", "both"],
  ["approve", "both"],
  ["approve", "fay"],
  ["reject", "sam"],
  ["close", "carla"],
  ["close", "carla"],
  ["cancel", "paula"],
  ["reopen", "paula"],
  ["reopen", "finn"],
];

interface History {
  ids: readonly string[];
  roll: (below: number) => number;
}

/** Somebody does something to one of the promotions, in the version it has. */
async function act({ ids, roll }: History): Promise<void> {
  const id = ids[roll(ids.length)] ?? "";
  const [move, usual] = ACTS[roll(ACTS.length)] ?? ["submit", "paula"];
  const person = roll(10) === 0 ? (EVERYBODY[roll(EVERYBODY.length)] ?? usual) : usual;
  const version = Number((await department.state(id))["version"]);
  const answer = await department.move(person, move, { id, version, reason: "by chance" });
  if (answer.status >= 500) throw new Error(answer.text);
}

/** Its planner publishes another fixed cost. */
async function change({ ids, roll }: History): Promise<void> {
  const id = ids[roll(ids.length)] ?? "";
  const version = Number((await department.state(id))["version"]);
  const changes = { fixedCost: `${roll(1500)}.00` };
  const answer = await department.request("paula", "POST /v1/promotions/batch", {
    body: { batchId: randomUUID(), rows: [{ key: id, op: "update", id, version, changes }] },
  });
  if (answer.status !== 200) throw new Error(answer.text);
}

test.each([1, 2])(
  "history %i: whatever people and dates do, fund and books stay whole",
  async (seed) => {
    const roll = dice(seed);
    // Last month, whose books the demo company has open still.
    let today = `${addDays(`${new Date().toISOString().slice(0, 7)}-01`, -1).slice(0, 7)}-01`;
    department.app.setNow(`${today}T18:00:00Z`);
    const fundId = await department.fund("12000.00");
    const made = await department.promotions(10, { fundId, ownerId: null, days: [2, 8] });
    const history = { ids: made.map(({ id }) => id), roll };
    const reached = new Set<string>();

    for (let step = 0; step < 150; step += 1) {
      if (roll(8) === 0) await change(history);
      else await act(history);
      if (step % 30 !== 29) continue;
      today = addDays(today, 4);
      department.app.setNow(`${today}T18:00:00Z`);
      await department.app.runJobs();
      await department.app.runChore("turn-promotions");
      expect(await wrong(fundId)).toEqual([]);
      for (const { status } of await Promise.all(made.map(({ id }) => department.state(id)))) {
        reached.add(String(status));
      }
    }

    expect(await broken()).toEqual([]);
    expect(Number(await department.left(fundId))).toBeGreaterThanOrEqual(0);
    expect([...reached]).toEqual(
      expect.arrayContaining(["LIVE", "COMPLETED", "SETTLED", "CANCELLED"]),
    );
  },
);
