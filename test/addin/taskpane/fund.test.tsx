// @vitest-environment jsdom
import { expect, test } from "vitest";
import { memoryApi } from "./memory-api.ts";
import { MemoryWorkbook } from "./memory-workbook.ts";
import { aPromotion, FUND_ID, promotionId } from "./planning-samples.ts";
import { expectAccessible, renderPane } from "./render-pane.tsx";
import { aMe } from "./samples.ts";

const planner = aMe({ name: "Paula Reyes", roles: ["Planner"] });

function selecting(promotion: ReturnType<typeof aPromotion>) {
  const workbook = new MemoryWorkbook();
  workbook.promotions = [promotion];
  workbook.selectedIds = [promotion.id];
  workbook.active = "promotions";
  return workbook;
}

test("a fund opens where its available amount comes from, and a controller moves money once", async () => {
  const moved: unknown[] = [];
  const api = memoryApi({
    transfer: ({ amount, ...request }) => {
      moved.push({ ...request, amount: amount.toDisplay() });
      return Promise.reject(new Error("Tradebook cannot be reached."));
    },
  });
  const me = aMe({ roles: ["Controller"] });
  const view = { at: "fund", id: FUND_ID } as const;
  const { screen, user, press } = renderPane({ api, me, view });
  await press("Available 1,200.00: where it comes from");
  expect(screen.getByText("− Reserved")).toBeTruthy();
  await expectAccessible();

  await user.type(screen.getByRole("combobox", { name: "To fund" }), "F-1002");
  await user.type(screen.getByLabelText("Amount"), "200.50");
  await user.type(screen.getByLabelText(/Reason/), "Fall support");
  await press("Transfer");
  await screen.findByText("Tradebook cannot be reached.");
  await press("Transfer");

  await expect.poll(() => moved.length).toBe(2);
  expect(moved[0]).toMatchObject({ fundId: FUND_ID, toFund: "F-1002", amount: "200.50" });
  expect(moved[0]).toEqual(moved[1]);
});

test("the history of the selected row names who, when, what and why", async () => {
  const asked: unknown[] = [];
  const api = memoryApi({
    history: (entity, id) => {
      asked.push([entity, id]);
      return Promise.resolve([
        {
          seq: 7,
          at: "2026-11-20T09:00:00.000Z",
          act: "promotion.changed",
          entity,
          entityId: id,
          actorId: null,
          actorName: "Paula Reyes",
          actorRole: "Planner",
          client: null,
          before: { name: "Spring", status: "DRAFT" },
          after: {
            name: "Spring TPR",
            status: "PENDING_APPROVAL",
            plannedSpend: "5000.0000",
            waitsFor: ["SalesApprover"],
          },
          reason: "renamed",
          hash: "00",
        },
      ]);
    },
  });
  const view = { at: "history", of: null } as const;
  const { screen } = renderPane({ api, me: planner, workbook: selecting(aPromotion()), view });

  const list = await screen.findByRole("list", { name: "History" });
  expect(list.textContent).toContain("Promotion changed");
  expect(list.textContent).toContain("Name: Spring");
  expect(list.textContent).toContain("Status: Draft →  becomes Pending approval");
  expect(list.textContent).toContain("Planned spend: empty →  becomes 5,000.00");
  expect(list.textContent).toContain("Waits for: empty →  becomes Sales approver");
  expect(list.textContent).toContain("“renamed”");
  expect(asked).toEqual([["promotion", promotionId(1)]]);
  await expectAccessible();
});
