import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ErpGateway, ErpOutcome } from "../../../server/erp/gateway.ts";
import { chase } from "../../../server/jobs/housekeeping.ts";
import { Approval, Journal, JournalPage } from "../../../shared/finance/journal.ts";
import { AccrualPage } from "../../../shared/finance/lists.ts";
import { PromotionPage } from "../../../shared/planning/promotion.ts";
import { type Desk, newId, openDesk, silent } from "../../scenarios/desk.ts";
import type { Asker } from "../../support/app.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => {
  desk.erp = desk.file;
});
afterAll(() => desk.close());

const day = (monthsBack: number) => {
  const now = new Date();
  const date = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBack, 1));
  return date.toISOString().slice(0, 10);
};
interface Action {
  action: "retry" | "redate";
  body: object;
}

const OPEN = day(0);
const CLOSED = day(3);

/** Posts a settlement on P-1007 and answers its journal, not delivered yet. */
const posted = async (postingDate = OPEN) => {
  const { id } = await desk.deduct({ amount: "50" });
  const draft = await desk.draft(id, { promotionId: "P-1007", settle: "50" });
  const { claims } = await desk.post([draft], { postingDate });
  return desk.journal(claims[0]?.journalId ?? "");
};
const failed = async () => {
  const { id } = await posted(CLOSED);
  await desk.app.runJobs();
  return desk.journal(id);
};
const act = (journal: Journal, action: "retry" | "redate", body: object = {}) =>
  actAs("finance", journal, { action, body });
const actAs = (as: Asker, { id, version }: Journal, { action, body }: Action) =>
  desk.app.request(as, `POST /v1/journals/${id}/actions/${action}`, {
    body: { version, ...body },
  });
const redate = (journal: Journal, as: Asker = "finance") => {
  const body = { postingDate: OPEN, reason: "August is closed" };
  return actAs(as, journal, { action: "redate", body });
};
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
    const journal = await failed();

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
    const answer = await act(await failed(), "retry");

    expect([answer.status, answer.problem().code]).toEqual([409, "PERIOD_CLOSED"]);
  });

  test("PERIOD_CLOSED, PERIOD_UNKNOWN: is re-dated to open periods only", async () => {
    const journal = await failed();
    const reason = "wrong day";

    const closed = await act(journal, "redate", { postingDate: day(5), reason });
    const unknown = await act(journal, "redate", { postingDate: "2099-01-01", reason });

    expect(closed.problem().code).toBe("PERIOD_CLOSED");
    expect(unknown.problem().code).toBe("PERIOD_UNKNOWN");
  });

  test("is re-dated with another's approval and becomes exactly one document", async () => {
    const journal = await failed();
    const before = await documents();
    const asked = (await redate(journal)).as(Approval);

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
    const journal = await failed();
    const asked = (await redate(journal)).as(Approval);
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
    const asked = (await redate(await failed(), "approver")).as(Approval);

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
    const journal = await failed();
    const asked = (await redate(journal)).as(Approval);

    const twice = await redate(journal);
    const refused = (await decide(asked.id, "reject", "approver")).as(Approval);
    const again = await redate(await desk.journal(journal.id));

    expect(twice.problem().code).toBe("DUPLICATE");
    expect(refused).toMatchObject({ status: "REJECTED" });
    expect(again.as(Approval).status).toBe("OPEN");
    expect((await desk.journal(journal.id)).status).toBe("FAILED");
  });

  test("APPROVAL_NOT_OPEN: it is decided once", async () => {
    const asked = (await redate(await failed())).as(Approval);
    await decide(asked.id, "approve", "approver");

    const again = await decide(asked.id, "reject", "approver");

    expect([again.status, again.problem().code]).toEqual([409, "APPROVAL_NOT_OPEN"]);
  });
});

describe("a journal that did not fail", () => {
  test("JOURNAL_NOT_FAILED: is neither retried nor re-dated", async () => {
    const { id } = await posted();
    await desk.app.runJobs();
    const journal = await desk.journal(id);

    expect((await act(journal, "retry")).problem().code).toBe("JOURNAL_NOT_FAILED");
    expect((await redate(journal)).problem().code).toBe("JOURNAL_NOT_FAILED");
  });

  test("VERSION_STALE: an older version is refused", async () => {
    const journal = await failed();

    const answer = await act({ ...journal, version: journal.version - 1 }, "retry");

    expect(answer.problem().code).toBe("VERSION_STALE");
  });

  test("NOT_FOUND: nor one that is not there", async () => {
    const nowhere = { ...(await failed()), id: newId() };

    expect((await act(nowhere, "retry")).problem().code).toBe("NOT_FOUND");
    expect((await desk.app.request("finance", `GET /v1/journals/${newId()}`)).status).toBe(404);
  });
});

describe("delivery", () => {
  test("a refusal that was mended is retried and posts", async () => {
    desk.erp = answering({ kind: "FAILED", code: "BLOCKED", message: "Account 1150 is blocked" });
    const { id } = await posted();
    await desk.app.runJobs();
    const journal = await desk.journal(id);
    desk.erp = desk.file;

    const retried = (await act(journal, "retry")).as(Journal);
    await desk.app.runJobs();

    expect(journal.failure?.message).toBe("Account 1150 is blocked");
    expect(retried).toMatchObject({ status: "QUEUED", failure: null });
    expect(await desk.journal(id)).toMatchObject({ status: "POSTED", attempts: 2 });
  });

  test("an answer that was lost is looked up before anything is sent again", async () => {
    const sent: string[] = [];
    desk.erp = {
      ...desk.file,
      post: async (journal) => {
        sent.push(journal.reference);
        await desk.file.post(journal);
        return { kind: "LOST", message: "the connection was reset" };
      },
    };
    const { id, reference } = await posted();
    await desk.app.runJobs();
    const waiting = await desk.journal(id);

    await desk.deliver(id);

    expect(waiting).toMatchObject({ status: "SENT", failure: { code: "ANSWER_LOST" } });
    expect(await desk.journal(id)).toMatchObject({ status: "POSTED", failure: null, attempts: 1 });
    expect(sent).toEqual([reference]);
    expect(desk.app.logged.map(([message]) => message)).toContain(
      "the ERP's answer was lost; it is looked up again",
    );
  });

  test("a try that died after SENT is posted by the next one", async () => {
    let tries = 0;
    desk.erp = {
      ...desk.file,
      post: async (journal) => {
        tries += 1;
        if (tries === 1) throw new Error("the disk is full");
        return desk.file.post(journal);
      },
    };
    const { id } = await posted();
    await desk.app.runJobs();
    const waiting = await desk.journal(id);

    await desk.deliver(id);

    expect(waiting.status).toBe("SENT");
    expect(await desk.journal(id)).toMatchObject({ status: "POSTED" });
  });

  test("a job that runs twice changes nothing the second time", async () => {
    const { id } = await posted();
    await desk.app.runJobs();
    const once = await desk.journal(id);

    await desk.deliver(id);

    expect(await desk.journal(id)).toEqual(once);
  });

  test("a journal whose job was given up is chased", async () => {
    const { id } = await posted();
    await desk.app.database.asOwner(async (tx) => {
      await tx`select graphile_worker.complete_jobs(array(select job.id from graphile_worker.jobs job))`;
      await tx`alter table finance.gl_journals disable trigger keep_version`;
      await tx`update finance.gl_journals set updated_at = now() - interval '1 hour' where id = ${id}`;
      await tx`alter table finance.gl_journals enable trigger keep_version`;
    });
    await desk.app.runJobs();
    const forgotten = await desk.journal(id);

    await chase({ pool: desk.app.database.pool, log: silent });
    await desk.app.runJobs();

    expect(forgotten.status).toBe("QUEUED");
    expect((await desk.journal(id)).status).toBe("POSTED");
  });

  test("an ERP that answers later keeps it SENT until it does", async () => {
    desk.erp = answering({ kind: "SENT" });
    const { id } = await posted();
    await desk.app.runJobs();
    const waiting = await desk.journal(id);
    desk.erp = {
      ...desk.file,
      lookup: async () => ({ kind: "POSTED", document: "JE-4711" }),
    };

    await desk.deliver(id);

    expect(waiting).toMatchObject({ status: "SENT", failure: null });
    expect(await desk.journal(id)).toMatchObject({ status: "POSTED", erpDocument: "JE-4711" });
  });
});

test("journals are listed by status, claim and promotion", async () => {
  const journal = await failed();
  const list = async (query: string) =>
    (await desk.app.request("auditor", `GET /v1/journals?${query}`)).as(JournalPage).rows;

  const byStatus = await list("status=FAILED");
  const byClaim = await list(`claimId=${journal.claimId}`);
  const byPromotion = await list(`promotionId=${journal.promotionId}&pageSize=2`);

  expect(byStatus.map(({ id }) => id)).toContain(journal.id);
  expect(byClaim).toEqual([await desk.journal(journal.id)]);
  expect(byPromotion).toHaveLength(2);
});

test("the books are in order with failed, lost and re-dated journals", async () => {
  expect(await desk.broken()).toEqual([]);
});

function answering(outcome: ErpOutcome): ErpGateway {
  return {
    ...desk.file,
    post: async () => outcome,
    lookup: async () => (outcome.kind === "LOST" ? { kind: "ABSENT" } : outcome),
  };
}
