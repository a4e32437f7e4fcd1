import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Approval, JournalPage } from "../../../shared/finance/journal.ts";
import { AccrualPage } from "../../../shared/finance/lists.ts";
import { PromotionPage } from "../../../shared/planning/promotion.ts";
import { type Desk, monthsAgo, newId, openDesk } from "../../scenarios/desk.ts";
import type { Asker } from "../../support/app.ts";
import { act, CLOSED, failed, OPEN, posted, redate } from "./journal-desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const decide = (id: string, verdict: "approve" | "reject", as: Asker) =>
  desk.app.request(as, `POST /v1/approvals/${id}/actions/${verdict}`, {
    body: { reason: "seen" },
  });
const documents = async (): Promise<string[]> =>
  readdir(join(desk.app.home, "erp", "out")).catch(() => []);
const promotion = async () => {
  const page = await desk.app.request("planner", "GET /v1/promotions?customer=WALMART");
  return page.as(PromotionPage).rows.find(({ number }) => number === "P-1007");
};

describe("a posting into a closed period", () => {
  test("is refused by the ERP in its own words; the promotion says so and the claim stays", async () => {
    const journal = await failed(desk);

    expect(journal).toMatchObject({ status: "FAILED", attempts: 1 });
    expect(journal.failure).toEqual({
      code: "PERIOD_CLOSED",
      message: `Period ${CLOSED.slice(0, 7)} is closed in ledger GL`,
    });
    expect(await promotion()).toMatchObject({
      accrualStatus: "FAILED",
      accrualMessage: `Period ${CLOSED.slice(0, 7)} is closed in ledger GL`,
    });
    const claim = await desk.claim(journal.claimId ?? "");
    expect(claim).toMatchObject({ status: "APPROVED_FOR_PAYMENT", journalStatus: "FAILED" });
    expect(await documents()).not.toContain(`${journal.reference}.json`);
  });

  test("PERIOD_CLOSED: is not retried while the period is known to be closed", async () => {
    const answer = await act(desk, await failed(desk), { action: "retry" });

    expect([answer.status, answer.problem().code]).toEqual([409, "PERIOD_CLOSED"]);
  });

  test("PERIOD_CLOSED, PERIOD_UNKNOWN: is re-dated to open periods only", async () => {
    const journal = await failed(desk);
    const reason = "wrong day";

    const closed = await act(desk, journal, {
      action: "redate",
      body: { postingDate: monthsAgo(5), reason },
    });
    const unknown = await act(desk, journal, {
      action: "redate",
      body: { postingDate: "2099-01-01", reason },
    });

    expect(closed.problem().code).toBe("PERIOD_CLOSED");
    expect(unknown.problem().code).toBe("PERIOD_UNKNOWN");
  });

  test("is re-dated with another's approval and becomes exactly one document", async () => {
    const journal = await failed(desk);
    const before = await documents();
    const asked = (await redate(desk, journal)).as(Approval);

    expect(asked).toMatchObject({ kind: "REDATE", status: "OPEN", requestedBy: "Frank Osei" });
    expect((await desk.journal(journal.id)).status).toBe("FAILED");

    const approved = (await decide(asked.id, "approve", "approver")).as(Approval);
    await desk.app.runJobs();
    await desk.app.runJobs();

    expect(approved).toMatchObject({ status: "APPROVED", decidedBy: "Alice Berg" });
    const after = await desk.journal(journal.id);
    expect(after).toMatchObject({
      status: "POSTED",
      reference: journal.reference,
      postingDate: OPEN,
      accountingPeriod: OPEN.slice(0, 7),
      performancePeriod: journal.performancePeriod,
      failure: null,
    });
    expect(after.version).toBeGreaterThan(journal.version);
    const made = (await documents()).filter((name) => !before.includes(name));
    expect(made).toEqual([`${journal.reference}.json`]);
    const text = await readFile(join(desk.app.home, "erp", "out", `${made[0]}`), "utf8");
    expect(JSON.parse(text)).toMatchObject({ version: 2, postingDate: OPEN });
    expect(await desk.claim(journal.claimId ?? "")).toMatchObject({ status: "SETTLED" });
  });

  test("moves its accrual to the new period by reversing rows", async () => {
    const journal = await failed(desk);
    const asked = (await redate(desk, journal)).as(Approval);
    await decide(asked.id, "approve", "approver");
    await desk.app.runJobs();

    const movements = await desk.app.database.as(
      (tx) => tx<{ entry: string; amount: { toString(): string }; accountingPeriod: string }[]>`
        select entry.entry, entry.amount, entry.accounting_period
        from finance.accrual_ledger entry
        where entry.journal_id = ${journal.id}
        order by entry.accounting_period, entry.amount
      `,
    );

    expect(
      movements.map((each) => [each.entry, String(each.amount), each.accountingPeriod]),
    ).toEqual([
      ["SETTLE", "-50.0000", CLOSED.slice(0, 7)],
      ["REVERSE", "50.0000", CLOSED.slice(0, 7)],
      ["SETTLE", "-50.0000", OPEN.slice(0, 7)],
    ]);
    const accruals = await desk.app.request("controller", "GET /v1/accruals");
    expect(accruals.as(AccrualPage).rows.length).toBeGreaterThan(0);
  });
});

describe("re-dating needs a second person", () => {
  test("APPROVAL_BY_MAKER: whoever asks does not approve", async () => {
    const asked = (await redate(desk, await failed(desk), "approver")).as(Approval);

    const answer = await decide(asked.id, "approve", "approver");

    expect([answer.status, answer.problem().code]).toEqual([403, "APPROVAL_BY_MAKER"]);
  });

  test.each(["finance", "controller", "admin", "auditor"] as const)(
    "ROLE_MISSING: the %s decides nothing",
    async (persona) => {
      const answer = await decide(newId(), "approve", persona);

      expect(answer.problem().code).toBe("ROLE_MISSING");
    },
  );

  test("NOT_FOUND: an approval that is not there", async () => {
    expect((await decide(newId(), "reject", "approver")).problem().code).toBe("NOT_FOUND");
  });

  test("DUPLICATE: it is asked for once, and again after it was refused", async () => {
    const journal = await failed(desk);
    const asked = (await redate(desk, journal)).as(Approval);

    const twice = await redate(desk, journal);
    const refused = (await decide(asked.id, "reject", "approver")).as(Approval);
    const again = await redate(desk, await desk.journal(journal.id));

    expect(twice.problem().code).toBe("DUPLICATE");
    expect(refused).toMatchObject({ status: "REJECTED" });
    expect(again.as(Approval).status).toBe("OPEN");
    expect((await desk.journal(journal.id)).status).toBe("FAILED");
  });

  test("APPROVAL_NOT_OPEN: it is decided once", async () => {
    const asked = (await redate(desk, await failed(desk))).as(Approval);
    await decide(asked.id, "approve", "approver");

    const again = await decide(asked.id, "reject", "approver");

    expect([again.status, again.problem().code]).toEqual([409, "APPROVAL_NOT_OPEN"]);
  });
});

describe("a journal that did not fail", () => {
  test("JOURNAL_NOT_FAILED: is neither retried nor re-dated", async () => {
    const { id } = await posted(desk);
    await desk.app.runJobs();
    const journal = await desk.journal(id);

    expect((await act(desk, journal, { action: "retry" })).problem().code).toBe(
      "JOURNAL_NOT_FAILED",
    );
    expect((await redate(desk, journal)).problem().code).toBe("JOURNAL_NOT_FAILED");
  });

  test("VERSION_STALE: an older version is refused", async () => {
    const journal = await failed(desk);

    const answer = await act(
      desk,
      { ...journal, version: journal.version - 1 },
      { action: "retry" },
    );

    expect(answer.problem().code).toBe("VERSION_STALE");
  });

  test("NOT_FOUND: nor one that is not there", async () => {
    const nowhere = { ...(await failed(desk)), id: newId() };

    expect((await act(desk, nowhere, { action: "retry" })).problem().code).toBe("NOT_FOUND");
    expect((await desk.app.request("finance", `GET /v1/journals/${newId()}`)).status).toBe(404);
  });
});

test("a half accrued promotion is PARTIAL again once its refused settlement went through", async () => {
  const { id } = await desk.deduct({ amount: "40", customer: "KROGER" });
  const draft = await desk.draft(id, { promotionId: "P-1011", settle: "40" });
  const { claims } = await desk.post([draft], { postingDate: CLOSED });
  await desk.app.runJobs();
  const journal = await desk.journal(claims[0]?.journalId ?? "");
  const kroger = async () => {
    const page = await desk.app.request("planner", "GET /v1/promotions?customer=KROGER");
    return page.as(PromotionPage).rows.find(({ number }) => number === "P-1011")?.accrualStatus;
  };
  const refused = await kroger();

  const asked = (await redate(desk, journal)).as(Approval);
  await decide(asked.id, "approve", "approver");
  await desk.app.runJobs();

  expect(refused).toBe("FAILED");
  expect(await kroger()).toBe("PARTIAL");
});

test("journals are listed by status, claim and promotion", async () => {
  const journal = await failed(desk);
  const list = async (query: string) =>
    (await desk.app.request("auditor", `GET /v1/journals?${query}`)).as(JournalPage).rows;

  const byStatus = await list("status=FAILED");
  const byClaim = await list(`claimId=${journal.claimId}`);
  const byPromotion = await list(`promotionId=${journal.promotionId}&pageSize=2`);

  expect(byStatus.map(({ id }) => id)).toContain(journal.id);
  expect(byClaim).toEqual([await desk.journal(journal.id)]);
  expect(byPromotion).toHaveLength(2);
});

test("the books are in order with failed and re-dated journals", async () => {
  expect(await desk.broken()).toEqual([]);
});
