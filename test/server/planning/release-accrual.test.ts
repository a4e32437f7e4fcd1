import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TODAY } from "./accrual-books.ts";
import { type AccrualDesk, openAccrualDesk } from "./accrual-desk.ts";

let desk: AccrualDesk;
beforeAll(async () => {
  desk = await openAccrualDesk();
});
beforeEach(() => {
  desk.answer = null;
  desk.app.setNow(`${TODAY}T18:00:00Z`);
});
afterAll(() => desk.close());

test("cancelling before performance releases what was posted and withdraws what was not", async () => {
  const id = await desk.promote();
  await desk.approve(id);
  await desk.app.runJobs();

  await desk.end(id, "CANCELLED");
  await desk.app.runJobs();
  desk.app.setNow("2026-02-10T18:00:00Z");
  await desk.app.runChore("deliver-due-journals");
  await desk.app.runJobs();

  expect(await desk.journals(id)).toEqual([
    "ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 363.64",
    "ACCRUAL DRAFT 2026-02-01 2026-02 ACCRUAL 4100>2150 636.36",
    "RELEASE POSTED 2026-01-20 2026-01 RELEASE 2150>4100 363.64",
  ]);
  expect(await desk.movements(id)).toEqual([
    "ACCRUE 2026-01 2026-01 363.64",
    "ACCRUE 2026-02 2026-02 636.36",
    "RELEASE 2026-01 2026-01 -363.64",
    "REVERSE 2026-02 2026-02 -636.36",
  ]);
  expect(await desk.state(id)).toEqual({ status: "RELEASED", message: null, balance: "0.00" });
  expect(await desk.balance(id)).toEqual({
    accrued: "363.64",
    released: "363.64",
    settled: "0.00",
  });
});

test("a withdrawn journal says why and is never sent", async () => {
  const id = await desk.promote({ sellIn: ["2026-02-01", "2026-02-28"] });
  await desk.approve(id);

  await desk.end(id, "CANCELLED");
  desk.app.setNow("2026-02-10T18:00:00Z");
  await desk.app.runChore("deliver-due-journals");
  await desk.app.runJobs();

  const [journal] = await desk.app.database.as(
    (tx) => tx<{ status: string; words: string; attempts: number }[]>`
      select journal.status, journal.failure_message as words, journal.attempts
      from finance.gl_journals journal
      where journal.promotion_id = ${id}
    `,
  );
  expect(journal).toEqual({
    status: "DRAFT",
    words: "The promotion was cancelled: called off",
    attempts: 0,
  });
});

test("a refused accrual is withdrawn, not released: the ERP never booked it", async () => {
  const id = await desk.promote({ sellIn: ["2026-01-01", "2026-01-31"] });
  desk.answer = { kind: "FAILED", code: "BLOCKED", message: "Account 4100 is blocked" };
  await desk.approve(id);
  await desk.app.runJobs();

  await desk.end(id, "CANCELLED");

  expect(await desk.journals(id)).toEqual([
    "ACCRUAL DRAFT 2026-01-20 2026-01 ACCRUAL 4100>2150 1000.00",
  ]);
  expect(await desk.state(id)).toEqual({ status: "RELEASED", message: null, balance: "0.00" });
});

test("closing gives back what was not claimed: accrued 50,000, settled 45,000, released 5,000", async () => {
  const id = await desk.promote({ planned: "50000.00", sellIn: ["2026-01-01", "2026-01-31"] });
  await desk.approve(id);
  await desk.app.runJobs();
  await desk.settle(id, "45000.00");

  await desk.end(id, "CLOSED");
  await desk.app.runJobs();

  expect((await desk.journals(id)).at(-1)).toBe(
    "RELEASE POSTED 2026-01-20 2026-01 RELEASE 2150>4100 5000.00",
  );
  expect(await desk.state(id)).toEqual({ status: "RELEASED", message: null, balance: "0.00" });
});

test("what is given back goes to the account and the months it was accrued on, the excess over fair value first", async () => {
  const id = await desk.promote({
    tactic: "FIXED_FEE",
    planned: "20000.00",
    fixedCost: "20000.00",
    fairValue: "15000.00",
    sellIn: ["2026-01-01", "2026-01-31"],
  });
  await desk.approve(id);
  await desk.app.runJobs();
  await desk.settle(id, "13000.00");

  await desk.end(id, "CLOSED");

  expect((await desk.journals(id)).at(-1)).toBe(
    "RELEASE QUEUED 2026-01-20 2026-01 RELEASE 2150>6100 2000.00, RELEASE 2150>5510 5000.00",
  );
});

test("nothing is written when nothing is left, and twice releases once", async () => {
  const settled = await desk.promote({ sellIn: ["2026-01-01", "2026-01-31"] });
  await desk.approve(settled);
  await desk.app.runJobs();
  await desk.settle(settled, "1000.00");
  const twice = await desk.promote({ sellIn: ["2026-01-01", "2026-01-31"] });
  await desk.approve(twice);
  await desk.app.runJobs();

  for (const id of [settled, twice, twice]) await desk.end(id, "CLOSED");

  expect(await desk.journals(settled)).toHaveLength(1);
  expect((await desk.state(settled)).status).toBe("POSTED");
  expect(await desk.journals(twice)).toHaveLength(2);
});

test("a cancelled promotion that is planned and approved again accrues anew", async () => {
  const id = await desk.promote();
  await desk.approve(id);
  await desk.app.runJobs();
  await desk.end(id, "CANCELLED");
  await desk.app.runJobs();
  await desk.change(id, { status: "APPROVED" });

  await desk.approve(id);
  await desk.app.runJobs();

  expect((await desk.journals(id)).slice(3)).toEqual([
    "ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 363.64",
    "ACCRUAL QUEUED 2026-02-01 2026-02 ACCRUAL 4100>2150 636.36",
  ]);
  expect(await desk.state(id)).toMatchObject({ status: "PARTIAL", balance: "1000.00" });
});

test("the books are in order after every release", async () => {
  expect(await desk.broken()).toEqual([]);
});
