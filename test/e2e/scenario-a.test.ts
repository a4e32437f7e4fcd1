import { afterAll, beforeAll, expect, test } from "vitest";
import { SOON } from "./preview.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 240_000);
afterAll(() => stage?.close());

test("a person settles the 12,000 deduction by clicking, and the debit memo leaves for the ERP", async () => {
  const preview = await stage.openPreview();
  const row = () => preview.row("12,000.00");
  await preview.signIn("finance");

  await preview.ribbon("Get deductions");
  await expect.poll(row, SOON).toMatchObject({ Retailer: "Walmart", "Reason (ERP)": "005" });
  await preview.selectRow("12,000.00");
  await preview.ribbon("Accept suggestion");
  await expect.poll(row, SOON).toMatchObject({ Settle: "10,000.00", Dispute: "2,000.00" });
  await preview.ribbon("Publish");
  await preview.pane.getByRole("button", { name: /^Publish \d+/ }).click();
  await expect.poll(async () => (await row())["State"], SOON).toContain("Saved");
  await preview.ribbon("Post");
  await preview.pane.getByRole("button", { name: /^Post \d+/ }).click();

  await expect
    .poll(row, SOON)
    .toMatchObject({ Settled: "10,000.00", Disputed: "2,000.00", Journal: "POSTED", Open: "0.00" });
  const settlements = (await stage.journalFiles()).filter(({ kind }) => kind === "SETTLEMENT");
  expect(settlements).toHaveLength(1);
  expect(settlements[0]?.entries).toMatchObject([
    { tag: "ACCRUAL_REVERSAL", debitAccount: "2150", creditAccount: "4100", amount: "10000.00" },
    { tag: "ACTUAL", debitAccount: "4100", creditAccount: "1150", amount: "10000.00" },
    { tag: "DEBIT_MEMO", debitAccount: "1160", creditAccount: "1150", amount: "2000.00" },
  ]);
  expect(preview.errors).toEqual([]);
}, 180_000);
