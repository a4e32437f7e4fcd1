import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHORES, CRONTAB } from "../../../server/jobs/tasks.ts";
import { type Department, openDepartment } from "./department.ts";

let department: Department;
let fundId = "";
beforeAll(async () => {
  department = await openDepartment();
  fundId = await department.fund("1000000.00");
});
afterAll(() => department.close());
beforeEach(() => department.app.setNow("2026-06-01T18:00:00Z"));

const turn = () => department.app.runChore("turn-promotions");
const statusOf = async (id: string) => (await department.state(id))["status"];

describe("an approved promotion", () => {
  test("starts on its first day in the company's own time zone", async () => {
    const promotion = await department.promotion({ status: "APPROVED", fundId, days: [9, 20] });

    // Chicago is five hours behind: 9 June lasts there until 05:00 UTC of the tenth.
    department.app.setNow("2026-06-10T04:59:59Z");
    await turn();
    const before = await statusOf(promotion.id);
    department.app.setNow("2026-06-10T05:00:00Z");
    await turn();

    expect([before, await statusOf(promotion.id)]).toEqual(["APPROVED", "LIVE"]);
  });

  test("is kept from starting while its accrual failed, and starts once it is posted", async () => {
    const promotion = await department.promotion({
      status: "APPROVED",
      fundId,
      days: [0, 20],
      accrualStatus: "FAILED",
    });

    await turn();
    const kept = await statusOf(promotion.id);
    await department.app.database.as(
      (tx) => tx`
        update planning.promotions set accrual_status = 'POSTED' where id = ${promotion.id}::uuid
      `,
    );
    await turn();

    expect([kept, await statusOf(promotion.id)]).toEqual(["APPROVED", "LIVE"]);
  });

  test.each(["NONE", "QUEUED", "PARTIAL"])("starts with an accrual that is %s", async (accrual) => {
    const promotion = await department.promotion({
      status: "APPROVED",
      fundId,
      days: [0, 5],
      accrualStatus: accrual,
    });

    await turn();

    expect(await statusOf(promotion.id)).toBe("LIVE");
  });

  test("whose days are over when the clock comes back is started and completed", async () => {
    const promotion = await department.promotion({ status: "APPROVED", fundId, days: [-9, -1] });

    await turn();

    expect(await statusOf(promotion.id)).toBe("COMPLETED");
  });

  test("starts with its scan dates where those are earlier, and ends with those that are later", async () => {
    const promotion = await department.promotion({ status: "APPROVED", fundId, days: [5, 10] });
    await department.app.database.as(
      (tx) => tx`
        update planning.promotions set date_start_scan = '2026-06-01', date_end_scan = '2026-06-20'
        where id = ${promotion.id}::uuid
      `,
    );

    await turn();
    const started = await statusOf(promotion.id);
    department.app.setNow("2026-06-20T18:00:00Z");
    await turn();
    const lastDay = await statusOf(promotion.id);
    department.app.setNow("2026-06-21T18:00:00Z");
    await turn();

    expect([started, lastDay, await statusOf(promotion.id)]).toEqual(["LIVE", "LIVE", "COMPLETED"]);
  });
});

test.each(["DRAFT", "PENDING_APPROVAL", "REJECTED", "CANCELLED", "COMPLETED"] as const)(
  "no date moves a promotion that is %s",
  async (status) => {
    const promotion = await department.promotion({ status, fundId, days: [-9, -1] });

    await turn();

    expect(await statusOf(promotion.id)).toBe(status);
  },
);

test("the clock's moves are in the audit, once", async () => {
  const promotion = await department.promotion({ status: "APPROVED", fundId, days: [0, 5] });

  await turn();
  await turn();

  const audit = await department.request("audrey", `GET /v1/audit?id=${promotion.id}`);
  expect(audit.text.match(/promotion\.started/g)).toHaveLength(1);
  expect(audit.text).toContain('"actorName":"system"');
});

test("two clocks at once move a promotion once", async () => {
  const rows = await department.promotions(10, { status: "APPROVED", fundId, days: [0, 5] });

  await Promise.all([turn(), turn(), turn()]);

  const states = await Promise.all(rows.map(({ id }) => department.state(id)));
  expect(states.map(({ status, version }) => [status, version])).toEqual(
    rows.map(() => ["LIVE", 2]),
  );
});

describe("a closed promotion", () => {
  test("is settled when nothing was left of it", async () => {
    const promotion = await department.promotion({ status: "CLOSED", fundId });

    await turn();

    expect(await statusOf(promotion.id)).toBe("SETTLED");
  });

  test("waits for the claim that is chosen or drafted on it", async () => {
    const promotion = await department.promotion({ status: "CLOSED", fundId });
    await department.app.database.as(
      (tx) => tx`
        update finance.claims set promotion_id = ${promotion.id}::uuid
        where id = (select id from finance.claims where status in ('PENDING', 'IN_REVIEW') order by id limit 1)
      `,
    );

    await turn();
    const waiting = await statusOf(promotion.id);
    await department.app.database.as(
      (tx) => tx`
        update finance.claims set promotion_id = null where promotion_id = ${promotion.id}::uuid
      `,
    );
    await turn();

    expect([waiting, await statusOf(promotion.id)]).toEqual(["CLOSED", "SETTLED"]);
  });
});

test("every chore of the crontab exists", () => {
  const named = [...CRONTAB.matchAll(/^\S+ \S+ \S+ \S+ \S+ (\S+)/gm)].map(([, name]) => name);

  expect(new Set(named)).toEqual(new Set(Object.keys(CHORES)));
});
