// @vitest-environment jsdom
import { act } from "@testing-library/react";
import { expect, test } from "vitest";
import { memoryApi } from "./memory-api.ts";
import { planningBook } from "./planning-book.ts";
import { anEditedPromotion } from "./planning-samples.ts";
import { expectAccessible, renderPane } from "./render-pane.tsx";
import { aMe } from "./samples.ts";

const planner = aMe({ name: "Paula Reyes", roles: ["Planner"] });

test("Get promotions fetches funds, promotions and lines at once onto their own sheets", async () => {
  const { ribbon, screen, workbook } = renderPane({ me: planner });

  await act(ribbon.getPromotions);

  expect(await screen.findByText("1 fund, 1 promotion and 1 line in the sheets.")).toBeTruthy();
  expect(workbook.written.map(({ table, place }) => [table, place])).toEqual([
    ["funds", "sheet"],
    ["promotions", "sheet"],
    ["promoLines", "sheet"],
  ]);
  expect(workbook.visited).toMatchObject([{ table: "promotions", field: "number" }]);
  await expectAccessible();
});

test("Add table puts one table where the cursor is, with its own filter", async () => {
  const { ribbon, screen, user, workbook, press } = renderPane({ me: planner });
  await act(ribbon.addTable);
  await user.click(await screen.findByRole("radio", { name: "Promo Lines" }));
  await user.click(screen.getByRole("radio", { name: "Where the cursor is" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Status" }), "DRAFT");
  await expectAccessible();

  await press("Start");

  await screen.findByText("1 line in the sheet.");
  expect(workbook.written).toMatchObject([
    { table: "promoLines", place: "selection", query: { status: "DRAFT" } },
  ]);
});

test("Home shows each table's counts, and Refresh values has Excel ask again", async () => {
  const { ribbon, screen, workbook } = renderPane({
    workbook: planningBook({ promotions: { edited: [anEditedPromotion()] } }),
    me: planner,
    functions: {
      state: () => ({ pending: 0, remembered: 400, failed: ["F-9 is not known."], asOf: null }),
    },
  });
  const card = await screen.findByRole("region", { name: "Promotions" });
  expect(card.textContent).toContain("⇄ In conflict1");
  expect(card.textContent).toContain("⟳ Newer in Tradebook3");
  expect(screen.getByText("Without a value: F-9 is not known.")).toBeTruthy();
  await expectAccessible();

  await act(ribbon.refreshValues);

  expect(workbook.recalculated).toBe(1);
});

test("the calendar is drawn at once for the months around today, and overlaps are counted", async () => {
  const asked: unknown[] = [];
  const api = memoryApi({
    calendar: (query) => {
      asked.push(query);
      return Promise.resolve({ asOf: "2026-11-23T09:14:07.000Z", ...query, rows: [] });
    },
  });
  const { ribbon, screen } = renderPane({ api, me: planner });

  await act(ribbon.showCalendar);

  expect(await screen.findByText("0 promotions on the sheet Calendar.")).toBeTruthy();
  expect(asked).toEqual([{ from: "2026-10-26", to: "2027-05-24" }]);
  await expectAccessible();
});

test("the fund chart asks which fund when none is selected", async () => {
  const { ribbon, screen, press } = renderPane({ me: planner });
  await act(ribbon.showFundChart);
  await screen.findByRole("combobox", { name: "Fund" });
  await expectAccessible();

  await press("Draw chart");

  expect(
    await screen.findByText("F-1001 Walmart trade fund is drawn on the sheet Fund burn-down."),
  ).toBeTruthy();
});
