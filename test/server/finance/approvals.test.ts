import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Approval } from "../../../shared/finance/journal.ts";
import { DisputePage } from "../../../shared/finance/lists.ts";
import { type Changes, type Desk, openDesk } from "../../scenarios/desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  // The summer promotion is planned large enough for amounts above the limit.
  await desk.app.database.asOwner(
    (tx) => tx`update planning.promotions set total_planned_spend = 900000 where number = 'P-1002'`,
  );
});
afterAll(() => desk.close());

const postAbove = async (amount: string, changes: Changes) => {
  const { id } = await desk.deduct({ amount });
  const draft = await desk.draft(id, changes);
  const preview = await desk.preview([draft]);
  const { claims } = await desk.post([draft]);
  const approvals = (await desk.approvals()).filter(
    ({ entityId }) => entityId === claims[0]?.journalId,
  );
  return { id, posting: claims[0], preview: preview.claims[0], approvals };
};
const decide = (approval: Approval | undefined, verdict: "approve" | "reject") =>
  desk.app.request("approver", `POST /v1/approvals/${approval?.id}/actions/${verdict}`, {
    body: { reason: "the contract says 20,000" },
  });

describe("a settlement above 25,000", () => {
  test("waits for a FinanceApprover, and the preview says so", async () => {
    const { id, posting, preview, approvals } = await postAbove("30000", {
      promotionId: "P-1002",
      settle: "28000",
      dispute: "2000",
    });
    await desk.app.runJobs();

    expect(preview?.approvals).toMatchObject([{ kind: "SETTLEMENT", role: "FinanceApprover" }]);
    expect(posting).toMatchObject({ outcome: "pendingApproval", journalStatus: "DRAFT" });
    expect(posting?.row).toMatchObject({ status: "PENDING_APPROVAL", editable: false });
    expect(approvals).toMatchObject([{ kind: "SETTLEMENT", requestedBy: "Frank Osei" }]);
    expect((await desk.journal(posting?.journalId ?? "")).status).toBe("DRAFT");
    const disputes = await desk.app.request("finance", `GET /v1/disputes?claimId=${id}`);
    expect(disputes.as(DisputePage).rows).toEqual([]);
  });

  test("is sent once it is approved", async () => {
    const { id, posting, approvals } = await postAbove("26000", {
      promotionId: "P-1002",
      settle: "25000.01",
      dispute: "999.99",
    });

    const approved = (await decide(approvals[0], "approve")).as(Approval);
    await desk.app.runJobs();

    expect(approved).toMatchObject({ status: "APPROVED", decidedBy: "Alice Berg" });
    expect(await desk.claim(id)).toMatchObject({ status: "SETTLED", journalStatus: "POSTED" });
    const disputes = await desk.app.request("finance", `GET /v1/disputes?claimId=${id}`);
    expect(disputes.as(DisputePage).rows).toMatchObject([
      { status: "DISPUTED", debitMemoNumber: posting?.reference },
    ]);
  });

  test("is handed back as drafts when it is refused, and can be posted anew", async () => {
    const { id, posting, approvals } = await postAbove("27000", {
      promotionId: "P-1002",
      settle: "27000",
    });

    await decide(approvals[0], "reject");
    const back = await desk.claim(id);
    const again = await desk.post([await desk.draft(id, { settle: "20000", dispute: "7000" })]);
    await desk.app.runJobs();

    expect(back).toMatchObject({ status: "MATCHED", promotionNumber: "P-1002", editable: true });
    expect([back.settle, back.settled].map((each) => each?.toMinor())).toEqual([
      "27000.00",
      "0.00",
    ]);
    expect(await desk.journal(posting?.journalId ?? "")).toMatchObject({
      status: "DRAFT",
      failure: { message: "Approval was refused: the contract says 20,000" },
    });
    expect(again.claims[0]?.outcome).toBe("posted");
    expect(await desk.claim(id)).toMatchObject({ status: "SETTLED" });
  });

  test("needs each of its approvals", async () => {
    const { id, approvals } = await postAbove("40000", {
      promotionId: "P-1002",
      settle: "38000",
      writeOff: "2000",
      writeOffReason: "OLD",
    });

    expect(approvals.map(({ kind }) => kind).toSorted()).toEqual(["SETTLEMENT", "WRITE_OFF"]);
    await decide(approvals[0], "approve");
    const half = await desk.claim(id);
    await decide(approvals[1], "approve");
    await desk.app.runJobs();

    expect(half.status).toBe("PENDING_APPROVAL");
    expect(await desk.claim(id)).toMatchObject({ status: "SETTLED" });
  });
});

test("a write-off above 1,000 waits, one of 1,000.00 does not", async () => {
  const large = await postAbove("1000.01", { writeOff: "1000.01", writeOffReason: "OLD" });
  const small = await postAbove("1000", { writeOff: "1000.00", writeOffReason: "OLD" });

  expect(large.approvals).toMatchObject([{ kind: "WRITE_OFF" }]);
  expect(small.posting?.outcome).toBe("posted");
});

test("APPROVAL_BY_MAKER: whoever drafted a part does not approve it", async () => {
  const { posting, approvals } = await postAbove("31000", {
    promotionId: "P-1002",
    settle: "31000",
  });
  await desk.app.database.asOwner(
    (tx) => tx`
      update finance.settlements
      set created_by = '0190d000-0000-7000-8000-000000001003'
      where journal_id = ${posting?.journalId ?? ""}
    `,
  );

  const answer = await decide(approvals[0], "approve");

  expect([answer.status, answer.problem().code]).toEqual([403, "APPROVAL_BY_MAKER"]);
});

test("the books are in order with pending, approved and refused postings", async () => {
  await desk.app.runJobs();

  expect(await desk.broken()).toEqual([]);
});
