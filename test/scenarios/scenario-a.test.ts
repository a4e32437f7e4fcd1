import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { DisputePage } from "../../shared/finance/lists.ts";
import { suggestInputs } from "../../shared/finance/settlement.ts";
import { PromotionPage } from "../../shared/planning/promotion.ts";
import { Me } from "../../shared/tenancy/identity.ts";
import { CLAIM, type Desk, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test("an over-claimed 12,000 goes from the ERP's deduction to a posted debit memo", async () => {
  await desk.app.runJobs();
  const found = await desk.claim(CLAIM.overClaimed);
  const { rows: candidates } = await desk.candidates(CLAIM.overClaimed);

  expect(found).toMatchObject({ status: "PENDING", reasonCodeErp: "005", reason: "PROMO" });
  expect(found.suggestedPromotionNumber).toBe("P-1001");
  expect(candidates[0]).toMatchObject({ number: "P-1001" });
  expect(candidates.length).toBeGreaterThan(1);
  expect(found.matchConfidenceScore).toBe(candidates[0]!.score);

  const me = (await desk.app.request("finance", "GET /v1/me")).as(Me);
  const suggested = suggestInputs({
    deducted: found.open,
    base: found.suggestedRemaining!,
    rule: me.tolerance,
  });
  const drafted = await desk.draft(found.id, {
    promotionId: found.suggestedPromotionNumber,
    settle: suggested.settle.toMinor(),
    dispute: suggested.dispute.toMinor(),
  });

  expect(drafted).toMatchObject({ status: "MATCHED", promotionNumber: "P-1001" });
  expect([drafted.settle!.toMinor(), drafted.dispute!.toMinor()]).toEqual(["10000.00", "2000.00"]);

  const preview = await desk.preview([drafted]);

  expect(preview.claims[0]).toMatchObject({
    problem: null,
    approvals: [],
    period: { status: "OPEN", message: null },
  });
  const rows = [
    ["ACCRUAL_REVERSAL", "2150", "4100", "10000.00", "P-1001"],
    ["ACTUAL", "4100", "1150", "10000.00", "P-1001"],
    ["DEBIT_MEMO", "1160", "1150", "2000.00", null],
  ];
  expect(
    preview.claims[0]!.entries.map((entry) => [
      entry.tag,
      entry.debitAccount,
      entry.creditAccount,
      entry.amount.toMinor(),
      entry.promotionNumber,
    ]),
  ).toEqual(rows);

  const { claims } = await desk.post([drafted]);
  const { reference, journalId } = claims[0]!;

  expect(claims[0]).toMatchObject({
    outcome: "posted",
    journalStatus: "QUEUED",
    row: {
      status: "APPROVED_FOR_PAYMENT",
      editable: false,
      settle: null,
      dispute: null,
      promotionId: null,
    },
  });

  await desk.app.runJobs();
  const settled = await desk.claim(found.id);

  expect(settled).toMatchObject({ status: "SETTLED", journalStatus: "POSTED" });
  expect([settled.settled, settled.disputed, settled.open].map((each) => each.toMinor())).toEqual([
    "10000.00",
    "2000.00",
    "0.00",
  ]);

  const out = join(desk.app.home, "erp", "out");
  expect(await readdir(out)).toEqual([`${reference}.json`]);
  const text = await readFile(join(out, `${reference}.json`), "utf8");
  expect(z.json().parse(JSON.parse(text))).toMatchObject({
    reference,
    journalId,
    version: 1,
    kind: "SETTLEMENT",
    currency: "USD",
    customerErpId: "WALMART",
    claimNumber: "D-1001",
    deductionRef: "WMT-784512",
    promotions: [{ number: "P-1001" }],
    entries: rows.map(([tag, debitAccount, creditAccount, amount, promotionNumber], index) => ({
      n: index + 1,
      tag,
      debitAccount,
      creditAccount,
      amount,
      promotionNumber,
    })),
  });

  const disputes = await desk.app.request("finance", `GET /v1/disputes?claimId=${found.id}`);
  expect(disputes.as(DisputePage).rows[0]).toMatchObject({
    status: "DISPUTED",
    debitMemoNumber: reference,
  });
  const promotions = await desk.app.request("planner", "GET /v1/promotions?customer=WALMART");
  const promotion = promotions.as(PromotionPage).rows.find(({ number }) => number === "P-1001")!;
  expect(promotion.accrualStatus).toBe("POSTED");
  expect([promotion.settled.toMinor(), promotion.remaining.toMinor()]).toEqual([
    "10000.00",
    "0.00",
  ]);
  expect(await desk.broken()).toEqual([]);
});
