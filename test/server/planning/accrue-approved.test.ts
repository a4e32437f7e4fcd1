import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Approval, type Journal, JournalPage } from "../../../shared/finance/journal.ts";
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

describe("a promotion that was approved", () => {
  test("accrues each month by its days; the present month leaves now, the next waits for its day", async () => {
    const id = await desk.promote();

    await desk.approve(id);
    await desk.app.runJobs();
    await desk.app.runChore("deliver-due-journals");
    await desk.app.runChore("chase-journals");
    await desk.app.runJobs();
    await desk.deliver(id);

    expect(await desk.journals(id)).toEqual([
      "ACCRUAL POSTED 2026-01-20 2026-01 ACCRUAL 4100>2150 363.64",
      "ACCRUAL QUEUED 2026-02-01 2026-02 ACCRUAL 4100>2150 636.36",
    ]);
    expect(await desk.movements(id)).toEqual([
      "ACCRUE 2026-01 2026-01 363.64",
      "ACCRUE 2026-02 2026-02 636.36",
    ]);
    expect(await desk.state(id)).toMatchObject({ status: "PARTIAL", balance: "1000.00" });
  });

  test("is POSTED once the clock has reached its last month", async () => {
    const id = await desk.promote();
    await desk.approve(id);
    desk.app.setNow("2026-02-01T05:59:00Z");
    await desk.app.runChore("deliver-due-journals");
    await desk.app.runJobs();
    const theNightBefore = await desk.state(id);

    desk.app.setNow("2026-02-01T06:00:00Z");
    await desk.app.runChore("deliver-due-journals");
    await desk.app.runJobs();

    expect(theNightBefore.status).toBe("PARTIAL");
    expect(await desk.state(id)).toMatchObject({ status: "POSTED", balance: "1000.00" });
  });

  test("performs in its scan window when its tactic is paid by scan", async () => {
    const id = await desk.promote({ scan: ["2026-02-01", "2026-03-31"], planned: "59.00" });

    await desk.approve(id);

    expect(await desk.journals(id)).toEqual([
      "ACCRUAL QUEUED 2026-02-01 2026-02 ACCRUAL 4100>2150 28.00",
      "ACCRUAL QUEUED 2026-03-01 2026-03 ACCRUAL 4100>2150 31.00",
    ]);
    expect((await desk.state(id)).status).toBe("QUEUED");
  });

  test("splits a distinct service at its fair value", async () => {
    const id = await desk.promote({
      tactic: "FIXED_FEE",
      planned: "20000.00",
      fixedCost: "20000.00",
      fairValue: "15000.00",
      sellIn: ["2026-01-01", "2026-01-31"],
    });

    await desk.approve(id);

    expect(await desk.journals(id)).toEqual([
      "ACCRUAL QUEUED 2026-01-20 2026-01 ACCRUAL 6100>2150 15000.00, ACCRUAL 5510>2150 5000.00",
    ]);
  });

  test("accrues week by week, whole on a date, or not at all, as its method says", async () => {
    const sellIn: [string, string] = ["2026-01-05", "2026-03-29"];
    const weekly = await desk.promote({ method: "SPREAD_TIME", planned: "12000.00", sellIn });
    const onDate = await desk.promote({ method: "ON_DATE", sellIn: ["2026-02-10", "2026-02-28"] });
    const none = await desk.promote({ method: "NONE" });

    for (const id of [weekly, onDate, none]) await desk.approve(id);

    const weeks = await desk.journals(weekly);
    expect(weeks).toHaveLength(12);
    expect(new Set(weeks.map((told) => told.split(" ").at(-1)))).toEqual(new Set(["1000.00"]));
    expect(weeks[3]).toBe("ACCRUAL QUEUED 2026-01-26 2026-01 ACCRUAL 4100>2150 1000.00");
    expect(await desk.journals(onDate)).toEqual([
      "ACCRUAL QUEUED 2026-02-10 2026-02 ACCRUAL 4100>2150 1000.00",
    ]);
    expect(await desk.journals(none)).toEqual([]);
    expect((await desk.state(none)).status).toBe("NONE");
  });

  test("carries both names of a journal to the ERP: one document each, however often it is asked for", async () => {
    const id = await desk.promote({ sellIn: ["2026-01-01", "2026-01-31"] });
    await desk.approve(id);
    await desk.approve(id);
    await desk.app.runJobs();
    await desk.app.runJobs();

    const journals = await desk.app.database.as(
      (tx) => tx<{ id: string; reference: string }[]>`
        select journal.id, journal.reference from finance.gl_journals journal where journal.promotion_id = ${id}
      `,
    );

    expect(journals).toHaveLength(1);
    expect(journals[0]?.reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(desk.documents.get(journals[0]?.reference ?? "")).toBe(1);
  });
});

describe("a promotion that is approved again", () => {
  test("books the difference by period when its window moved", async () => {
    const id = await desk.promote();
    await desk.approve(id);
    await desk.app.runJobs();
    await desk.change(id, { dateStartSellin: "2026-02-01", dateEndSellin: "2026-02-28" });

    await desk.approve(id);

    expect((await desk.journals(id)).slice(2)).toEqual([
      "TRUE_UP QUEUED 2026-01-20 2026-01 TRUE_UP 2150>4100 363.64",
      "TRUE_UP QUEUED 2026-02-01 2026-02 TRUE_UP 4100>2150 363.64",
    ]);
    expect(await desk.movements(id)).toEqual([
      "ACCRUE 2026-01 2026-01 363.64",
      "ACCRUE 2026-02 2026-02 636.36",
      "TRUE_UP 2026-01 2026-01 -363.64",
      "TRUE_UP 2026-02 2026-02 363.64",
    ]);
    expect((await desk.state(id)).balance).toBe("1000.00");
  });

  test("books what it costs more or less, and nothing when it costs the same", async () => {
    const id = await desk.promote({ sellIn: ["2026-01-01", "2026-01-31"] });
    await desk.approve(id);
    await desk.change(id, { totalPlannedSpend: "1250.00" });
    await desk.approve(id);
    await desk.change(id, { totalPlannedSpend: "900.00" });
    await desk.approve(id);
    await desk.change(id, { totalPlannedSpend: "900.00" });
    await desk.approve(id);

    expect(await desk.journals(id)).toEqual([
      "ACCRUAL QUEUED 2026-01-20 2026-01 ACCRUAL 4100>2150 1000.00",
      "TRUE_UP QUEUED 2026-01-20 2026-01 TRUE_UP 4100>2150 250.00",
      "TRUE_UP QUEUED 2026-01-20 2026-01 TRUE_UP 2150>4100 350.00",
    ]);
    expect((await desk.state(id)).balance).toBe("900.00");
  });

  test("takes everything back when it accrues no longer", async () => {
    const id = await desk.promote({ sellIn: ["2026-01-01", "2026-01-31"] });
    await desk.approve(id);
    await desk.change(id, { accrualMethod: "NONE" });

    await desk.approve(id);

    expect((await desk.journals(id))[1]).toBe(
      "TRUE_UP QUEUED 2026-01-20 2026-01 TRUE_UP 2150>4100 1000.00",
    );
    expect((await desk.state(id)).balance).toBe("0.00");
  });
});

const blocked = { kind: "FAILED", code: "BLOCKED", message: "Account 4100 is blocked" } as const;
const journalOf = async (id: string, status = "FAILED") => {
  const page = await desk.app.request("finance", `GET /v1/journals?promotionId=${id}`);
  const journal = page.as(JournalPage).rows.find((row) => row.status === status);
  if (!journal) throw new Error(`no ${status} journal of ${id}`);
  return journal;
};
const act = (journal: Journal, name: "retry" | "redate", body: object = {}) =>
  desk.app.request("finance", `POST /v1/journals/${journal.id}/actions/${name}`, {
    body: { version: journal.version, ...body },
  });

describe("an accrual that the ERP refuses", () => {
  test("makes the promotion FAILED in the ERP's words, and its fund says how much waits for it", async () => {
    const id = await desk.promote({ sellIn: ["2026-01-01", "2026-01-31"] });
    const fund = await desk.fund(id);
    desk.answer = blocked;

    await desk.approve(id);
    const before = await desk.fundBalance(fund);
    await desk.app.runJobs();

    expect(await desk.state(id)).toMatchObject({
      status: "FAILED",
      message: "Account 4100 is blocked",
    });
    expect(before).toMatchObject({ committed: "1000.00", failed: "0.00" });
    expect(await desk.fundBalance(fund)).toMatchObject({
      committed: "1000.00",
      failed: "1000.00",
    });
  });

  test("is POSTED again after a retry, and PARTIAL while a later month still waits", async () => {
    const whole = await desk.promote({ sellIn: ["2026-01-01", "2026-01-31"] });
    const part = await desk.promote();
    desk.answer = blocked;
    for (const id of [whole, part]) await desk.approve(id);
    await desk.app.runJobs();
    desk.answer = null;

    for (const id of [whole, part]) await act(await journalOf(id), "retry");
    const waiting = [await desk.state(whole), await desk.state(part)];
    await desk.app.runJobs();

    expect(waiting.map(({ status }) => status)).toEqual(["QUEUED", "QUEUED"]);
    expect(await desk.state(whole)).toMatchObject({ status: "POSTED", message: null });
    expect(await desk.state(part)).toMatchObject({ status: "PARTIAL", message: null });
  });

  test("is re-dated with another's approval: it changes its accounting period and keeps the other", async () => {
    const id = await desk.promote({ sellIn: ["2026-01-01", "2026-01-31"] });
    desk.answer = blocked;
    await desk.approve(id);
    await desk.app.runJobs();
    desk.answer = null;

    const body = { postingDate: "2026-02-02", reason: "January is closed" };
    const asked = (await act(await journalOf(id), "redate", body)).as(Approval);
    const route = `POST /v1/approvals/${asked.id}/actions/approve` as const;
    await desk.app.request("approver", route, { body: {} });
    await desk.app.runJobs();
    const early = await desk.state(id);
    desk.app.setNow("2026-02-02T18:00:00Z");
    await desk.app.runChore("deliver-due-journals");
    await desk.app.runJobs();

    expect(early.status).toBe("QUEUED");
    expect(await desk.journals(id)).toEqual([
      "ACCRUAL POSTED 2026-02-02 2026-01 ACCRUAL 4100>2150 1000.00",
    ]);
    expect(await desk.movements(id)).toEqual([
      "ACCRUE 2026-01 2026-01 1000.00",
      "REVERSE 2026-01 2026-01 -1000.00",
      "ACCRUE 2026-02 2026-01 1000.00",
    ]);
    expect(await desk.state(id)).toMatchObject({ status: "POSTED", balance: "1000.00" });
    expect((await desk.balance(id)).accrued).toBe("1000.00");
  });
});

test("the books are in order after all of it", async () => {
  expect(await desk.broken()).toEqual([]);
});
