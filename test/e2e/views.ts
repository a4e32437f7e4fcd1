import { expect } from "vitest";
import { heading, type Preview, SOON } from "./preview.ts";
import type { Stage } from "./stage.ts";

/** How to come to a view from the one before it. */
export type Visit = readonly [
  view: string,
  open: (preview: Preview, stage: Stage) => Promise<void>,
];

/** Every view of a person who settles deductions, in an order in which each has something to show. */
export const FINANCE_VIEWS: readonly Visit[] = [
  ["Sign in", (preview) => heading(preview, "Sign in")],
  ["Home of an empty workbook of finance", (preview) => preview.signIn("finance")],
  ["Get deductions", (preview) => preview.menu("Get deductions")],
  ["Get deductions, done", getDeductions],
  ["Home", (preview) => preview.menu("Home")],
  ["Deduction without a selection", (preview) => preview.menu("Deduction")],
  ["Deduction", showDeduction],
  ["Review without a change", (preview) => preview.ribbon(/^Review/)],
  ["Review", reviewTwoRows],
  ["Result", publishWithOneProblem],
  ["Settle preview", previewPosting],
  ["Postings", post],
  ["Account", (preview) => preview.menu("Account")],
  ["Diagnostics", (preview) => preview.menu("Diagnostics")],
];

async function getDeductions(preview: Preview): Promise<void> {
  await preview.ribbon("Get deductions");
  await expect.poll(() => preview.row("12,000.00"), SOON).toHaveProperty("Amount", "12,000.00");
}

async function showDeduction(preview: Preview): Promise<void> {
  await preview.selectRow("12,000.00");
  await preview.ribbon("Details");
  await preview.pane
    .getByRole("button", { name: /choose|use/i })
    .first()
    .waitFor();
}

/** One row that can be saved, one that cannot. */
async function reviewTwoRows(preview: Preview): Promise<void> {
  await preview.selectRow("12,000.00");
  await preview.ribbon("Accept suggestion");
  await expect.poll(async () => (await preview.row("12,000.00"))["Promo"], SOON).not.toBe("");
  await preview.type({ amount: "3,000.00", header: "Settle", value: 12.345 });
  await preview.ribbon(/^Review/);
  await preview.pane.getByText(/more than two decimals/).waitFor();
}

async function publishWithOneProblem(preview: Preview): Promise<void> {
  await preview.press(/^Publish \d+/);
  await preview.pane.getByRole("button", { name: "Next problem" }).waitFor();
}

async function previewPosting(preview: Preview): Promise<void> {
  await preview.selectRow("12,000.00");
  await preview.ribbon("Post");
  await preview.pane.getByRole("button", { name: /^Post \d+/ }).waitFor();
}

async function post(preview: Preview): Promise<void> {
  await preview.press(/^Post \d+/);
  await expect.poll(() => preview.row("12,000.00"), SOON).toMatchObject({ Journal: "POSTED" });
}
