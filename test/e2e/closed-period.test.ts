import { afterAll, beforeAll, expect, test } from "vitest";
import { SOON } from "./preview.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 240_000);
afterAll(() => stage?.close());

const DAY_MS = 86_400_000;
const today = new Date().toISOString().slice(0, 10);
// The demo's open periods are this month and the one before.
const longAgo = new Date(Date.now() - 100 * DAY_MS).toISOString().slice(0, 10);

const settlements = async () =>
  (await stage.journalFiles()).filter(({ kind }) => kind === "SETTLEMENT");

const promotion = async () => {
  const [found] = await stage.database.as(
    (tx) => tx<{ accrualStatus: string }[]>`
      select promotion.accrual_status from planning.promotions promotion where promotion.number = 'P-1001'
    `,
  );
  return found?.accrualStatus;
};

test("a posting into a closed period fails in the ERP's words, and re-dated by two people it posts once", async () => {
  const finance = await stage.openPreview();
  const row = () => finance.row("12,000.00");
  await finance.signIn("finance");
  await finance.draftAndPreview("12,000.00");

  await finance.pane.getByLabel("Posting date").fill(longAgo);
  await finance.pane.getByRole("button", { name: "Preview again" }).click();
  await finance.pane
    .getByText(/is closed/)
    .first()
    .waitFor();
  await finance.pane.getByRole("button", { name: /^Post \d+/ }).click();
  await expect.poll(row, SOON).toMatchObject({ Journal: "FAILED" });

  expect((await row())["Message"]).toContain("closed");
  expect(await promotion()).toBe("FAILED");
  expect(await settlements()).toEqual([]);

  await finance.pane.getByRole("button", { name: /retry or re-date/ }).click();
  await finance.pane.getByRole("button", { name: "Re-date…" }).click();
  await finance.pane.getByLabel("New posting date").fill(today);
  await finance.pane.getByLabel("Reason, for the approver").fill("The period was closed");
  await finance.pane.getByRole("button", { name: "Ask for approval" }).click();
  await finance.pane.getByText(/^Asked\./).waitFor();
  const approver = await stage.openPreview();
  await approver.signIn("approver");
  const asked = approver.pane.getByRole("listitem").filter({ hasText: "The period was closed" });
  await asked.getByRole("button", { name: "Approve", exact: true }).click();
  await expect.poll(settlements, SOON).toHaveLength(1);
  await finance.ribbon("Refresh");

  await expect.poll(row, SOON).toMatchObject({ Journal: "POSTED", Settled: "10,000.00" });
  await expect.poll(promotion, SOON).toBe("POSTED");
  expect(await settlements()).toHaveLength(1);
}, 180_000);
