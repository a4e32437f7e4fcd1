// @vitest-environment jsdom
import { act } from "@testing-library/react";
import { expect, test } from "vitest";
import { Refusal } from "../../../shared/refusal.ts";
import { memoryApi } from "./memory-api.ts";
import { expectAccessible, renderPane } from "./render-pane.tsx";
import { aClaim, aFailedJournal, aMe, anApproval } from "./samples.ts";
import { withTable } from "./with-table.ts";

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
  const { screen } = renderPane({ api, me: aMe({ roles: ["SalesApprover"] }) });

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
