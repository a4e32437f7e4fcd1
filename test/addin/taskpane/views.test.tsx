// @vitest-environment jsdom
import { act, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { Refusal } from "../../../shared/refusal.ts";
import { memoryApi } from "./memory-api.ts";
import { MemoryWorkbook } from "./memory-workbook.ts";
import { expectAccessible, renderPane } from "./render-pane.tsx";
import {
  aCandidate,
  aClaim,
  aFailedJournal,
  aMe,
  anApproval,
  CLAIM_ID,
  JOURNAL_ID,
} from "./samples.ts";

const withTable = (given: Partial<NonNullable<MemoryWorkbook["table"]>> = {}) => {
  const workbook = new MemoryWorkbook();
  workbook.claims = [aClaim()];
  workbook.selected = [CLAIM_ID];
  workbook.table = {
    name: "tblDeductions",
    sheet: "Deductions",
    rows: 62,
    edited: 0,
    asOf: "2026-11-23T09:14:07.000Z",
    query: { onlyOpen: true },
    missingColumns: [],
    ...given,
  };
  return workbook;
};

test("Home in an empty workbook says what to do first, and one click does it", async () => {
  const { screen, press, workbook } = renderPane();
  await screen.findByText("Start here");
  await expectAccessible();

  await press("Get deductions");

  await screen.findByText("1 deduction in the sheet.");
  expect(workbook.claims).toHaveLength(1);
});

test("Home shows who, the company, the environment, the table and what needs me", async () => {
  const api = memoryApi({
    failedJournals: () => Promise.resolve([aFailedJournal()]),
    openApprovals: () => Promise.resolve([anApproval()]),
  });
  const { screen } = renderPane({ api, workbook: withTable() });

  await screen.findByText("62");
  expect(screen.getByText("Finn Finance · Finance")).toBeTruthy();
  expect(screen.getByText(/demo data, nothing here is real/)).toBeTruthy();
  expect(screen.getByText("Period 2026-09 is closed. (ERP: PERIOD_CLOSED)")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
  await expectAccessible();
});

test("an approver decides on Home, and the decided one disappears", async () => {
  let open = [anApproval()];
  const decided: unknown[] = [];
  const api = memoryApi({
    openApprovals: () => Promise.resolve(open),
    decide: (decision) => {
      decided.push(decision);
      open = [];
      return Promise.resolve();
    },
  });
  const me = aMe({ roles: ["SalesApprover", "FinanceApprover"] });
  const { screen, press } = renderPane({ api, me, workbook: withTable() });

  await press("Approve");

  expect(await screen.findByText("Nothing waits for you.")).toBeTruthy();
  expect(decided).toEqual([{ approvalId: anApproval().id, approve: true }]);
});

const forbidden = () => Promise.reject(new Refusal("ROLE_MISSING", "Only Finance may see it."));

test("a list that a role may not see is left out, without an error", async () => {
  const api = memoryApi({ failedJournals: forbidden, openApprovals: forbidden });
  const { screen } = renderPane({ api, me: aMe({ roles: ["Planner"] }) });

  expect(await screen.findByText("Nothing waits for you.")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("Home that cannot be loaded says why and can be tried again", async () => {
  let isDown = true;
  const api = memoryApi({
    failedJournals: () =>
      isDown ? Promise.reject(new Error("Tradebook cannot be reached.")) : Promise.resolve([]),
  });
  const { screen, press } = renderPane({ api });
  await screen.findByText("Tradebook cannot be reached.");
  await expectAccessible();

  isDown = false;
  await press("Try again");

  expect(await screen.findByText("Start here")).toBeTruthy();
});

test("Refresh asks the table's own question again and says what it did, on the same view", async () => {
  const asked: unknown[] = [];
  const api = memoryApi({
    claims: (query) => {
      asked.push(query);
      return Promise.resolve({ rows: [aClaim()], asOf: "2026-11-23T10:00:00.000Z" });
    },
  });
  const query = { onlyOpen: false, customer: "WM-US" };
  const { ribbon, screen, pane } = renderPane({ api, workbook: withTable({ query }) });

  await act(ribbon.refresh);

  expect(await screen.findByText("1 deduction in the sheet.")).toBeTruthy();
  expect(asked).toEqual([query]);
  expect(pane.current().view.at).toBe("home");
});

test("filters narrow what is asked for, and a wrong age is explained at its field", async () => {
  const asked: unknown[] = [];
  const api = memoryApi({
    claims: (query) => {
      asked.push(query);
      return Promise.resolve({ rows: [], asOf: "2026-11-23T10:00:00.000Z" });
    },
  });
  const { screen, user, press } = renderPane({ api, view: { at: "getData", start: false } });
  const age = await screen.findByLabelText("Days since posting, at least");
  await user.type(age, "soon");
  await press("Get deductions");
  expect(await screen.findByText(/Write a whole number of days/)).toBeTruthy();
  await expectAccessible();

  await user.clear(age);
  await user.type(age, "30");
  await user.type(screen.getByRole("combobox", { name: "Customer" }), "WM-US");
  await user.selectOptions(screen.getByRole("combobox", { name: "Reason" }), "PROMO");
  await user.click(screen.getByRole("checkbox", { name: "Only with an open amount" }));
  await press("Get deductions");

  expect(await screen.findByText(/No deduction matches this filter/)).toBeTruthy();
  expect(asked).toEqual([{ customer: "WM-US", reason: "PROMO", minAge: 30, onlyOpen: false }]);
});

test("cancelling a download leaves the sheet as it was", async () => {
  const api = memoryApi({
    claims: (_query, { onProgress, signal }) => {
      onProgress?.({ done: 4_000 });
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("aborted")));
      });
    },
  });
  const { screen, press, workbook } = renderPane({ api, view: { at: "getData", start: true } });
  await screen.findByText("4,000 rows so far");
  await expectAccessible();

  await press("Cancel");

  expect(await screen.findByText("Cancelled. The sheet was not changed.")).toBeTruthy();
  expect(workbook.table).toBeNull();
});

test("more than 5,000 rows are counted and confirmed before anything is written", async () => {
  const rows = Array.from({ length: 5_001 }, (_, index) => aClaim({ id: `claim-${index}` }));
  const api = memoryApi({ claims: () => Promise.resolve({ rows, asOf: "2026-11-23T10:00:00Z" }) });
  const { screen, press, workbook } = renderPane({ api, view: { at: "getData", start: true } });
  await screen.findByText(/These are 5,001 rows. Nothing is in the sheet yet/);
  expect(workbook.table).toBeNull();

  await press("Write 5,001 rows");

  expect(await screen.findByText("5,001 deductions in the sheet.")).toBeTruthy();
});

test("a refused download says so and offers no second try of the same", async () => {
  const api = memoryApi({
    claims: () => Promise.reject(new Refusal("ROLE_MISSING", "Planners do not see deductions.")),
  });
  const { screen } = renderPane({ api, view: { at: "getData", start: true } });

  expect(await screen.findByText("Planners do not see deductions.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});

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

  const explanation = await screen.findByRole("group", { name: "Where Amount comes from" });
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
  expect(workbook.edits.get(CLAIM_ID)?.promotionNumber).toBe("P-2026-099");
});

test("Details with no row selected says what to select", async () => {
  const workbook = withTable();
  workbook.selected = [];
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

test("Diagnostics shows the text for support and copies it", async () => {
  const { screen, press } = renderPane({ view: { at: "diagnostics" } });
  const text = await screen.findByRole("textbox", { name: "Diagnostics" });
  expect(text).toHaveProperty("value", "Tradebook 0.1.0");
  await expectAccessible();

  await press("Copy");

  expect(await screen.findByText("Copied.")).toBeTruthy();
});

test("Account shows the roles and the company's rules", async () => {
  const { screen } = renderPane({ view: { at: "account" } });

  expect(await screen.findByText("2 % of what is expected")).toBeTruthy();
  expect(screen.getByText("up to 25,000.00")).toBeTruthy();
  await expectAccessible();
});

test("every view can be reached from the menu by keyboard", async () => {
  const { screen, user } = renderPane({ view: { at: "account" } });
  await screen.findByText("Rules of Prairie Pantry");

  screen.getByRole("button", { name: "Menu" }).focus();
  await user.keyboard("{Enter}");
  await screen.findByRole("menuitem", { name: "Postings" });
  await expectAccessible();
  screen.getByRole("menuitem", { name: "Diagnostics" }).focus();
  await user.keyboard("{Enter}");

  expect(await screen.findByRole("heading", { name: "Diagnostics", level: 1 })).toBeTruthy();
});

test("Postings before any posting says what comes first", async () => {
  const { screen } = renderPane({ view: { at: "activity" } });

  expect(await screen.findByText(/Nothing was posted from this workbook/)).toBeTruthy();
  await expectAccessible();
});
