// @vitest-environment jsdom
import { expect, test } from "vitest";
import type { View } from "../../../addin/taskpane/pane.ts";
import { Refusal } from "../../../shared/refusal.ts";
import { memoryApi } from "./memory-api.ts";
import { expectAccessible, renderPane } from "./render-pane.tsx";
import { aClaim } from "./samples.ts";

const getDeductions = (start: boolean) =>
  ({ at: "getData", tables: ["deductions"], start }) satisfies View;

test("filters narrow what is asked for, and a wrong age is explained at its field", async () => {
  const asked: unknown[] = [];
  const api = memoryApi({
    claims: (query) => {
      asked.push(query);
      return Promise.resolve({ rows: [], asOf: "2026-11-23T10:00:00.000Z" });
    },
  });
  const { screen, user, press } = renderPane({ api, view: getDeductions(false) });
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
  const { screen, press, workbook } = renderPane({ api, view: getDeductions(true) });
  await screen.findByText("4,000 rows so far");
  await expectAccessible();

  await press("Cancel");

  expect(await screen.findByText("Cancelled. The sheet was not changed.")).toBeTruthy();
  expect(workbook.states.size).toBe(0);
});

test("more than 5,000 rows are counted and confirmed before anything is written", async () => {
  const rows = Array.from({ length: 5_001 }, (_, index) => aClaim({ id: `claim-${index}` }));
  const api = memoryApi({ claims: () => Promise.resolve({ rows, asOf: "2026-11-23T10:00:00Z" }) });
  const { screen, press, workbook } = renderPane({ api, view: getDeductions(true) });
  await screen.findByText(/These are 5,001 rows. Nothing is in the sheet yet/);
  expect(workbook.states.size).toBe(0);

  await press("Write 5,001 rows");

  expect(await screen.findByText("5,001 deductions in the sheet.")).toBeTruthy();
});

test("a refused download says so and offers no second try of the same", async () => {
  const api = memoryApi({
    claims: () => Promise.reject(new Refusal("ROLE_MISSING", "Planners do not see deductions.")),
  });
  const { screen } = renderPane({ api, view: getDeductions(true) });

  expect(await screen.findByText("Planners do not see deductions.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});
