import { afterAll, beforeAll, expect, test } from "vitest";
import { SOON } from "./preview.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 240_000);
afterAll(() => stage?.close());

test("of two people who post one claim, one wins and the other is told who did it", async () => {
  const [first, second] = [await stage.openPreview(), await stage.openPreview()];
  await first.signIn("finance");
  await second.signIn("finance");
  await first.draftAndPreview("12,000.00");
  await second.ribbon("Get deductions");
  await expect
    .poll(() => second.row("12,000.00"), SOON)
    .toMatchObject({ Settle: "10,000.00", Dispute: "2,000.00" });
  await second.selectRow("12,000.00");
  await second.ribbon("Post");
  const late = second.pane.getByRole("button", { name: /^Post \d+/ });
  await late.waitFor();

  await first.pane.getByRole("button", { name: /^Post \d+/ }).click();
  await expect.poll(() => first.row("12,000.00"), SOON).toMatchObject({ Journal: "POSTED" });
  await late.click();

  await second.pane
    .getByText(/Frank Osei/)
    .first()
    .waitFor();
  expect(await stage.journalFiles()).toHaveLength(1);
}, 180_000);

test("a row that cannot be sent is named with its fix, and the good one is saved", async () => {
  const preview = await stage.openPreview();
  await preview.signIn("finance");
  await preview.ribbon("Get deductions");
  await expect.poll(() => preview.row("8,120.00"), SOON).toHaveProperty("Open", "8,120.00");
  await preview.selectRow("8,120.00");
  await preview.ribbon("Accept suggestion");
  await expect.poll(async () => (await preview.row("8,120.00"))["Settle"], SOON).not.toBe("");
  await preview.type({ amount: "3,000.00", header: "Settle", value: 12.345 });

  await preview.ribbon("Publish");
  await preview.pane.getByText(/more than two decimals/).waitFor();
  await preview.pane.getByRole("button", { name: "Publish 1" }).click();

  await expect.poll(async () => (await preview.row("8,120.00"))["State"], SOON).toContain("Saved");
  expect(await preview.row("3,000.00")).toMatchObject({
    State: expect.stringMatching("Invalid") as string,
  });
}, 120_000);
