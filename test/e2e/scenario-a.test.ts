import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 240_000);
afterAll(() => stage?.close());

const TWELVE_THOUSAND = { column: "Amount", text: "12,000.00" };

test("a person settles the 12,000 deduction by clicking, and the debit memo leaves for the ERP", async () => {
  const preview = await stage.openPreview();
  const { pane } = preview;
  await preview.signIn("finance");

  await preview.ribbon("Get deductions");
  await expect
    .poll(() => preview.row(TWELVE_THOUSAND), { timeout: 30_000 })
    .toMatchObject({
      Retailer: expect.stringContaining("Walmart"),
      "Reason (ERP)": "005",
      Open: "12,000.00",
    });
  await preview.selectRow(TWELVE_THOUSAND);
  await preview.ribbon("Accept suggestion");
  await expect
    .poll(() => preview.row(TWELVE_THOUSAND), { timeout: 10_000 })
    .toMatchObject({ Settle: "10,000.00", Dispute: "2,000.00" });
  await preview.ribbon("Publish");
  await pane.getByRole("button", { name: /^Publish \d+/ }).click();
  await expect
    .poll(() => preview.row(TWELVE_THOUSAND), { timeout: 15_000 })
    .toMatchObject({ State: expect.stringContaining("Saved") });
  await preview.ribbon("Post");
  await pane.getByRole("button", { name: /^Post \d+/ }).click();

  await expect
    .poll(() => preview.row(TWELVE_THOUSAND), { timeout: 30_000 })
    .toMatchObject({
      Settled: "10,000.00",
      Disputed: "2,000.00",
      Journal: expect.stringContaining("POSTED"),
    });
  const [journal] = (await stage.journalFiles()).filter(({ kind }) => kind === "SETTLEMENT");
  expect(
    journal?.entries.map((entry) => [
      entry.tag,
      entry.debitAccount,
      entry.creditAccount,
      entry.amount,
    ]),
  ).toEqual([
    ["ACCRUAL_REVERSAL", "2150", "4100", "10000.00"],
    ["ACTUAL", "4100", "1150", "10000.00"],
    ["DEBIT_MEMO", "1160", "1150", "2000.00"],
  ]);
  expect(preview.errors).toEqual([]);
}, 180_000);
