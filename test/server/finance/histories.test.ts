import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Claim } from "../../../shared/finance/claim.ts";
import { suggestInputs } from "../../../shared/finance/settlement.ts";
import { Money } from "../../../shared/money.ts";
import { type Desk, openDesk } from "../../scenarios/desk.ts";
import { rule } from "../../shared/finance/amounts.ts";

const PROMOTIONS = ["P-1001", "P-1002", "P-1004", "P-1007", "P-1010", "P-1011", "P-1012"] as const;
const now = new Date();
const day = (monthsBack: number) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBack, 1))
    .toISOString()
    .slice(0, 10);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** What happens to one deduction, step by step; a step that is not possible then is refused and changes nothing. */
const step = fc.oneof(
  fc.record({ act: fc.constant("draft" as const), share: fc.constantFrom("100", "60", "33") }),
  fc.record({ act: fc.constant("post" as const), closed: fc.boolean() }),
  fc.record({ act: fc.constant("deliver" as const) }),
  fc.record({ act: fc.constant("retry" as const) }),
  fc.record({ act: fc.constant("redate" as const) }),
  fc.record({ act: fc.constant("decide" as const), verdict: fc.constantFrom("approve", "reject") }),
);
type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never;

test("through 100 random histories the books hold and nothing is lost", async () => {
  const history = fc.record({
    cents: fc.integer({ min: 1, max: 4_000_000 }),
    promotion: fc.constantFrom(...PROMOTIONS),
    steps: fc.array(step, { minLength: 3, maxLength: 9 }),
  });

  await fc.assert(
    fc.asyncProperty(history, async ({ cents, promotion, steps }) => {
      const amount = `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
      const { id } = await desk.deduct({ amount });

      for (const each of steps) await take(each, { id, promotion });

      const claim = await desk.claim(id);
      const { open, settled, disputed, writtenOff, nonTrade } = claim;
      expect(Money.sum([open, settled, disputed, writtenOff, nonTrade])).toEqual(Money.of(amount));
      expect(await desk.broken()).toEqual([]);
    }),
    { numRuns: 100, endOnFailure: true },
  );

  const reached = await desk.app.database.as(
    (tx) =>
      tx<{ status: string }[]>`select distinct journal.status from finance.gl_journals journal`,
  );
  expect(reached.map(({ status }) => status)).toEqual(
    expect.arrayContaining(["POSTED", "FAILED", "QUEUED"]),
  );
}, 300_000);

interface Subject {
  id: string;
  promotion: string;
}

async function take(each: Step, { id, promotion }: Subject): Promise<void> {
  const claim = await desk.claim(id);
  switch (each.act) {
    case "draft":
      return draft(claim, { promotion, share: each.share });
    case "post":
      await desk.post([claim], { postingDate: day(each.closed ? 3 : 0) });
      return undefined;
    case "deliver":
      return claim.journalId ? desk.deliver(claim.journalId) : undefined;
    case "retry":
      return actOn(claim, "retry", {});
    case "redate":
      return actOn(claim, "redate", { postingDate: day(0), reason: "closed" });
    case "decide":
      return decide(claim, each.verdict);
  }
}

async function draft(claim: Claim, { promotion, share }: { promotion: string; share: string }) {
  const rows = await desk.app.database.as(
    (tx) => tx<{ expected: Money }[]>`
      select greatest(position.remaining_expected, 0)::numeric(19,4) as expected
      from planning.promotions planned
      join finance.promotion_positions position on position.promotion_id = planned.id
      where planned.number = ${promotion}
    `,
  );
  const deducted = claim.open.percent(share);
  const { settle, dispute } = suggestInputs({ deducted, base: rows[0]!.expected, rule });
  const changes = {
    promotionId: promotion,
    settle: settle.toMinor(),
    dispute: dispute.toMinor(),
  };
  await desk.publish([{ id: claim.id, version: claim.version, changes }]);
}

async function actOn(
  { journalId }: Claim,
  action: "retry" | "redate",
  body: object,
): Promise<void> {
  if (!journalId) return;
  const { version } = await desk.journal(journalId);
  const sent = { body: { version, ...body } };
  await desk.app.request("finance", `POST /v1/journals/${journalId}/actions/${action}`, sent);
}

async function decide({ journalId }: Claim, verdict: string): Promise<void> {
  const waiting = (await desk.approvals()).filter(({ entityId }) => entityId === journalId);
  for (const { id } of waiting) {
    await desk.app.request("approver", `POST /v1/approvals/${id}/actions/${verdict}`, { body: {} });
  }
}
