// @vitest-environment jsdom
import { act } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Claim } from "../../../shared/finance/claim.ts";
import { memoryApi } from "./memory-api.ts";
import { expectAccessible, renderPane } from "./render-pane.tsx";
import { aClaim, CLAIM_ID } from "./samples.ts";

test("the 12,000 deduction is settled by the ribbon's buttons and two confirmations", async () => {
  const { ribbon, workbook, screen, press } = renderPane();

  await act(ribbon.getDeductions);
  await screen.findByText("1 deduction in the sheet.");
  await expectAccessible();

  workbook.selectedIds = [CLAIM_ID];
  await act(ribbon.acceptSuggestion);
  await screen.findByText(/Promo, Settle and Dispute of D-1001 · Walmart US are filled/);
  await screen.findByRole("button", { name: "1 change" });

  await act(ribbon.publish);
  await press("Publish 1");
  await screen.findByText("1 row saved.");
  await expectAccessible();

  await act(ribbon.post);
  await screen.findByText("Debit memo for the disputed part");
  await expectAccessible();
  await press("Post 1");
  await screen.findByText("1 posted");
  await screen.findByText("Posted as ERP document 4900001234.");
  await expectAccessible();

  const [claim] = workbook.claims;
  expect(claim?.settled.toDisplay()).toBe("10,000.00");
  expect(claim?.disputed.toDisplay()).toBe("2,000.00");
  expect(claim?.journalStatus).toBe("POSTED");
});

test("the row reaches POSTED even when the user has gone to another view", async () => {
  const waiting: ((claim: Claim) => void)[] = [];
  const api = memoryApi({
    claim: () =>
      new Promise<Claim>((resolve) => {
        waiting.push(resolve);
      }),
  });
  const { ribbon, workbook, pane, screen, press } = renderPane({ api });
  await act(ribbon.getDeductions);
  await screen.findByText("1 deduction in the sheet.");
  workbook.selectedIds = [CLAIM_ID];
  await act(ribbon.post);
  await press("Post 1");
  await screen.findByText("1 journal on the way to the ERP");

  act(() => pane.go({ at: "account" }));
  await expect.poll(() => waiting.length).toBe(1);
  waiting[0]?.(aClaim({ journalStatus: "POSTED" }));

  expect(await screen.findByText("1 posted.")).toBeTruthy();
  expect(workbook.claims[0]?.journalStatus).toBe("POSTED");
});
