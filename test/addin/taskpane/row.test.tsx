// @vitest-environment jsdom
import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { Refusal } from "../../../shared/refusal.ts";
import { memoryApi } from "./memory-api.ts";
import { expectAccessible, renderPane } from "./render-pane.tsx";
import { aCandidate, aClaim, aFailedJournal, CLAIM_ID, JOURNAL_ID } from "./samples.ts";
import { withTable } from "./with-table.ts";

test("Details shows the deduction, the code as text, and why a promotion matches", async () => {
  const { screen } = renderPane({
    workbook: withTable(),
    view: { at: "row", claimId: null },
  });

  const card = await screen.findByRole("region", { name: "D-1001 · Walmart US" });
  expect(within(card).getByText("005")).toBeTruthy();
  expect(within(card).getByText("0045991")).toBeTruthy();
  const reasons = screen.getByRole("list", { name: "Why it matches" });
  expect(within(reasons).getByText("Reason 005 means promotion at Walmart (+15 %)")).toBeTruthy();
  await expectAccessible();
});

test("an amount opens where it comes from", async () => {
  const api = memoryApi({
    claim: () => Promise.resolve(aClaim({ erpRef: "1400000123" })),
  });
  const { screen, press } = renderPane({
    api,
    workbook: withTable(),
    view: { at: "row", claimId: null },
  });

  await press("Amount 12,000.00: where it comes from");

  const explanation = await screen.findByRole("region", { name: "Where Amount comes from" });
  expect(within(explanation).getByText("1400000123")).toBeTruthy();
  expect(within(explanation).getByText(/What the retailer took/)).toBeTruthy();
});

const twoCandidates = () =>
  Promise.resolve([
    aCandidate(),
    aCandidate({ promotionId: "0190d000-0000-7000-8000-000000000502", number: "P-2026-099" }),
  ]);

test("Use this promotion fills the row from the candidate that was clicked", async () => {
  const { screen, user, workbook } = renderPane({
    api: memoryApi({ candidates: twoCandidates }),
    workbook: withTable(),
    view: { at: "row", claimId: null },
  });

  const second = await screen.findByRole("region", { name: "P-2026-099" });
  await user.click(within(second).getByRole("button", { name: "Use this promotion" }));

  expect(await screen.findByText(/are filled from P-2026-099/)).toBeTruthy();
  expect(workbook.edits.get(CLAIM_ID)?.["promotionId"]).toBe("P-2026-099");
});

test("Details with no row selected says what to select", async () => {
  const workbook = withTable();
  workbook.selectedIds = [];
  const { screen } = renderPane({ workbook, view: { at: "row", claimId: null } });

  expect(await screen.findByText(/No deduction is selected/)).toBeTruthy();
  await expectAccessible();
});

test("a journal that the ERP refused shows its words, and is retried or re-dated", async () => {
  const acts: unknown[] = [];
  const failed = aClaim({ journalId: JOURNAL_ID, journalStatus: "FAILED", editable: false });
  const api = memoryApi({
    claim: () => Promise.resolve(failed),
    journal: () => Promise.resolve(aFailedJournal()),
    retryJournal: () =>
      Promise.reject(new Refusal("PERIOD_CLOSED", "2026-09 is closed: re-date it.")),
    redateJournal: (redate) => {
      acts.push(redate);
      return Promise.resolve();
    },
  });
  const { screen, user, press } = renderPane({
    api,
    workbook: withTable(),
    view: { at: "row", claimId: null },
  });
  await screen.findByText(/Period 2026-09 is closed/);
  await expectAccessible();

  await press("Retry");
  expect(await screen.findByText("2026-09 is closed: re-date it.")).toBeTruthy();
  await press("Re-date…");
  await user.type(await screen.findByLabelText(/New posting date/), "2026-11-23");
  await user.type(screen.getByLabelText(/Reason, for the approver/), "September is closed");
  await expectAccessible();
  await press("Ask for approval");

  expect(await screen.findByText(/A FinanceApprover other than you/)).toBeTruthy();
  expect(acts).toEqual([
    { id: JOURNAL_ID, version: 1, postingDate: "2026-11-23", reason: "September is closed" },
  ]);
});
