import { afterEach, expect, test } from "vitest";
import { FeedReceipt } from "../../shared/erp/batch.ts";
import { ClaimPage } from "../../shared/finance/claim.ts";
import { suggestInputs } from "../../shared/finance/settlement.ts";
import type { Money } from "../../shared/money.ts";
import { Me } from "../../shared/tenancy/identity.ts";
import { type Desk, newId, openDesk } from "./desk.ts";

let desk: Desk;
afterEach(() => desk.close());

/** A deduction against P-1001 (10,000 planned and accrued), from the ERP's feed to its settled row. */
async function settleByFeed(amount: string) {
  desk = await openDesk();
  const record = {
    erpRef: "WMT-GOLDEN",
    customerErpId: "WALMART",
    amount,
    postingDate: new Date().toISOString().slice(0, 10),
    promotionRef: "P-1001",
    reasonCodeErp: "005",
    glAccountCode: "1150",
  };
  await feed(record);
  await feed(record);
  const page = (await desk.app.request("finance", "GET /v1/claims?open=true")).as(ClaimPage);
  const claims = page.rows.filter(({ erpRef }) => erpRef === "WMT-GOLDEN");
  const claim = claims[0]!;
  const { tolerance } = (await desk.app.request("finance", "GET /v1/me")).as(Me);
  const inputs = suggestInputs({
    deducted: claim.open,
    base: claim.suggestedRemaining!,
    rule: tolerance,
  });
  const draft = await desk.draft(claim.id, {
    promotionId: claim.suggestedPromotionNumber,
    settle: inputs.settle.toMinor(),
    dispute: inputs.dispute.toMinor(),
  });
  const preview = await desk.preview([draft]);
  await desk.post([draft]);
  await desk.app.runJobs();
  return { claims, preview: preview.claims[0]!, row: await desk.claim(claim.id) };
}

async function feed(record: object): Promise<void> {
  const sent = { body: [record], headers: { "idempotency-key": newId() } };
  const answer = await desk.app.request("integration", "POST /v1/feeds/deductions", sent);
  answer.as(FeedReceipt);
  await desk.app.runJobs();
}

const minor = (...amounts: Money[]) => amounts.map((amount) => amount.toMinor());

test("12,000 fed twice is one claim; it settles 10,000 and disputes 2,000", async () => {
  const { claims, row } = await settleByFeed("12000.00");

  expect(claims).toHaveLength(1);
  expect(row).toMatchObject({ status: "SETTLED", journalStatus: "POSTED" });
  expect(minor(row.settled, row.disputed, row.open)).toEqual(["10000.00", "2000.00", "0.00"]);
  expect(await desk.broken()).toEqual([]);
});

test("10,200.00 passes with a variance of 200 on the promotion's account", async () => {
  const { preview, row } = await settleByFeed("10200.00");

  expect(minor(preview.tieOut.settled, preview.tieOut.tolerance)).toEqual(["10000.00", "200.00"]);
  expect(
    preview.entries.map(({ tag, debitAccount, creditAccount, amount }) =>
      [tag, debitAccount, creditAccount, amount.toMinor()].join(" "),
    ),
  ).toEqual([
    "ACCRUAL_REVERSAL 2150 4100 10000.00",
    "ACTUAL 4100 1150 10000.00",
    "TOLERANCE 4100 1150 200.00",
  ]);
  expect(minor(row.settled, row.disputed)).toEqual(["10200.00", "0.00"]);
  expect(await desk.broken()).toEqual([]);
});

test("10,200.01 disputes the whole 200.01", async () => {
  const { row } = await settleByFeed("10200.01");

  expect(minor(row.settled, row.disputed)).toEqual(["10000.00", "200.01"]);
  expect(await desk.broken()).toEqual([]);
});
