import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ErpGateway, ErpOutcome } from "../../../server/erp/gateway.ts";
import { chase } from "../../../server/jobs/housekeeping.ts";
import { Journal } from "../../../shared/finance/journal.ts";
import { type Desk, openDesk, silent } from "../../scenarios/desk.ts";
import { act, posted } from "./journal-desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => {
  desk.erp = desk.file;
});
afterAll(() => desk.close());

describe("delivery", () => {
  test("a refusal that was mended is retried and posts", async () => {
    desk.erp = answering({ kind: "FAILED", code: "BLOCKED", message: "Account 1150 is blocked" });
    const { id } = await posted(desk);
    await desk.app.runJobs();
    const journal = await desk.journal(id);
    desk.erp = desk.file;

    const retried = (await act(desk, journal, { action: "retry" })).as(Journal);
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
    const { id, reference } = await posted(desk);
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
    const { id } = await posted(desk);
    await desk.app.runJobs();
    const waiting = await desk.journal(id);

    await desk.deliver(id);

    expect(waiting.status).toBe("SENT");
    expect(await desk.journal(id)).toMatchObject({ status: "POSTED" });
  });

  test("a job that runs twice changes nothing the second time", async () => {
    const { id } = await posted(desk);
    await desk.app.runJobs();
    const once = await desk.journal(id);

    await desk.deliver(id);

    expect(await desk.journal(id)).toEqual(once);
  });

  test("a journal whose job was given up is chased", async () => {
    const { id } = await posted(desk);
    await desk.app.database.asOwner(async (tx) => {
      await tx`select graphile_worker.complete_jobs(array(select job.id from graphile_worker.jobs job))`;
      await tx`alter table finance.gl_journals disable trigger keep_version`;
      await tx`update finance.gl_journals set updated_at = now() - interval '1 hour' where id = ${id}`;
      await tx`alter table finance.gl_journals enable trigger keep_version`;
    });
    await desk.app.runJobs();
    const forgotten = await desk.journal(id);

    await chase({ pool: desk.app.database.pool, log: silent, now: () => new Date() });
    await desk.app.runJobs();

    expect(forgotten.status).toBe("QUEUED");
    expect((await desk.journal(id)).status).toBe("POSTED");
  });

  test("an ERP that answers later keeps it SENT until it does", async () => {
    desk.erp = answering({ kind: "SENT" });
    const { id } = await posted(desk);
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

test("the books are in order with lost and late answers", async () => {
  expect(await desk.broken()).toEqual([]);
});

function answering(outcome: ErpOutcome): ErpGateway {
  return {
    ...desk.file,
    post: async () => outcome,
    lookup: async () => (outcome.kind === "LOST" ? { kind: "ABSENT" } : outcome),
  };
}
