// @vitest-environment jsdom
import { act } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Api, Diff, TableName } from "../../../addin/taskpane/ports.ts";
import { memoryApi } from "./memory-api.ts";
import { MemoryWorkbook } from "./memory-workbook.ts";
import { aNewLine, anEditedPromotion, aPromotion, promotionId } from "./planning-samples.ts";
import { expectAccessible, renderPane } from "./render-pane.tsx";
import { aDiff, aMe } from "./samples.ts";

const planner = aMe({ name: "Paula Reyes", roles: ["Planner"] });

const stateOf = (table: TableName) => ({
  table,
  name: table,
  sheet: table,
  rows: 500,
  edited: 2,
  problems: 1,
  conflicts: 1,
  newer: 3,
  asOf: "2026-11-23T09:14:07.000Z",
  query: {},
  missingColumns: [],
});

/** A workbook whose tables differ as given. */
function bookWith(diffs: Partial<Record<TableName, Partial<Diff>>>) {
  const workbook = new MemoryWorkbook();
  workbook.promotions = [aPromotion()];
  for (const table of ["promotions", "promoLines", "funds"] as const) {
    const diff = diffs[table];
    if (diff === undefined) continue;
    workbook.states.set(table, stateOf(table));
    workbook.diffs.set(table, aDiff(diff));
  }
  return workbook;
}

/** A server that refuses these rows and saves the others; it remembers what came. */
function apiRefusing(...refused: string[]) {
  const sent: { table: TableName; keys: string[]; validate: boolean }[] = [];
  const publish: Api["publish"] = (table, { rows, validate = false }) => {
    sent.push({ table, keys: rows.map(({ key }) => key), validate });
    return Promise.resolve({
      stopped: null,
      results: rows.map(({ key }) => ({
        key,
        id: key,
        outcome: refused.includes(key) ? ("invalid" as const) : ("saved" as const),
        version: 2,
        row: null,
        problem: null,
      })),
    });
  };
  return { publish, sent };
}

const review = { at: "review", only: null } as const;
const conflicts = [{ field: "name", header: "Name", base: "Spring", mine: "May", theirs: "April" }];

test("all tables are reviewed together, parents first, and one formula is said once", async () => {
  const workbook = bookWith({
    promoLines: { edited: [aNewLine(promotionId(1))] },
    promotions: {
      edited: [anEditedPromotion()],
      formulas: [{ field: "forecastUpliftPct", header: "Uplift %", rows: 300 }],
    },
    funds: { edited: [] },
  });
  const { screen } = renderPane({ workbook, me: planner, view: review });

  await screen.findByText(/2 rows changed/);
  const tables = screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);
  expect(tables).toEqual(["Promotions", "Promo Lines"]);
  expect(screen.getByText("Uplift %: one formula changed 300 promotions.")).toBeTruthy();
  expect(screen.getByText("New (1)")).toBeTruthy();
  await expectAccessible();
});

test("a conflict is decided per field, and nothing of its row is sent before", async () => {
  const workbook = bookWith({ promotions: { edited: [anEditedPromotion({ conflicts })] } });
  const { screen, press } = renderPane({ workbook, me: planner, view: review });
  await screen.findByText("Conflict (1)");
  expect(screen.getByRole("button", { name: "Publish 0" }).getAttribute("aria-disabled")).toBe(
    "true",
  );
  await expectAccessible();

  workbook.diffs.set("promotions", aDiff({ edited: [anEditedPromotion()] }));
  await press("Keep mine");

  expect(await screen.findByRole("button", { name: "Publish 1" })).toBeTruthy();
  expect(workbook.resolved).toEqual([
    { table: "promotions", id: promotionId(1), field: "name", take: "mine" },
  ]);
});

test("All theirs decides every conflict at once", async () => {
  const two = [1, 2].map((n) => anEditedPromotion({ id: promotionId(n), conflicts }));
  const workbook = bookWith({ promotions: { edited: two } });
  const { press } = renderPane({ workbook, me: planner, view: review });

  await press("All theirs");

  await expect
    .poll(() => workbook.resolved.map(({ id, take }) => [id, take]))
    .toEqual([
      [promotionId(1), "theirs"],
      [promotionId(2), "theirs"],
    ]);
});

test("Validate says what it would cost and saves nothing; ticks and message stay", async () => {
  const publish: Api["publish"] = (_table, { rows }) =>
    Promise.resolve({
      stopped: null,
      results: rows.map(({ key }) => ({
        key,
        id: key,
        outcome: "saved" as const,
        version: 1,
        row: aPromotion({ plannedSpend: aPromotion().plannedSpend.times("2") }) as never,
        problem: null,
      })),
    });
  const workbook = bookWith({ promotions: { edited: [anEditedPromotion()] } });
  const { ribbon, screen } = renderPane({ workbook, me: planner, api: memoryApi({ publish }) });

  await act(ribbon.validate);

  expect(await screen.findByText("Validated: 1 of 1 row can be saved")).toBeTruthy();
  expect(screen.getByText("+750.00 (1 promotion)")).toBeTruthy();
  expect(screen.getByText("+750.00 planned, 1,200.00 left now")).toBeTruthy();
  expect(workbook.shown).toEqual([]);
  await expectAccessible();
});

test("what was refused is filtered, visited in turn, copied, retried alone and taken back", async () => {
  const edited = [1, 2, 3].map((n) => anEditedPromotion({ id: promotionId(n), label: `P-${n}` }));
  const workbook = bookWith({ promotions: { edited } });
  const { publish, sent } = apiRefusing(promotionId(2), promotionId(3));
  const copied: string[] = [];
  const { screen, press } = renderPane({
    workbook,
    me: planner,
    view: review,
    api: memoryApi({ publish }),
    copy: (text) => {
      copied.push(text);
      return Promise.resolve();
    },
  });
  await press("Publish 3");
  await screen.findByText("1 saved · 2 need attention.");
  await expectAccessible();

  await press("Show only these 2");
  for (let turn = 0; turn < 3; turn++) await press("Next problem");
  await press("Copy report");
  await screen.findByText("Copied.");
  await press("Retry 2");
  await expect.poll(() => sent.length).toBe(2);
  await press("Discard 2");

  expect(await screen.findByText("2 rows took Tradebook's values back.")).toBeTruthy();
  expect(workbook.filtered).toEqual(["promotions"]);
  expect(workbook.visited.map(({ id }) => id)).toEqual([
    promotionId(2),
    promotionId(3),
    promotionId(2),
  ]);
  expect(copied[0]).toMatch(/^1 saved, 2 not saved\n.*\nPromotions\tP-2\tName\t/);
  expect(sent[1]?.keys).toEqual([promotionId(2), promotionId(3)]);
  expect(workbook.discarded).toEqual([
    { table: "promotions", ids: [promotionId(2), promotionId(3)] },
  ]);
});

test("a lost connection says what was answered and what is not known, and no count contradicts it", async () => {
  const edited = [1, 2].map((n) => anEditedPromotion({ id: promotionId(n), label: `P-${n}` }));
  const stopped =
    "The connection was lost. Tradebook answered for 1 of 2 rows before that; whether the other 1 arrived is not known. Retry when the connection is back: nothing is saved twice.";
  const publish: Api["publish"] = () =>
    Promise.resolve({
      stopped,
      results: [
        {
          key: promotionId(1),
          id: promotionId(1),
          outcome: "saved" as const,
          version: 2,
          row: null,
          problem: null,
        },
      ],
    });
  const { screen, press } = renderPane({
    workbook: bookWith({ promotions: { edited } }),
    me: planner,
    view: review,
    api: memoryApi({ publish }),
  });

  await press("Publish 2");

  expect(await screen.findByText("1 saved · 1 needs attention.")).toBeTruthy();
  expect(screen.getByText(stopped)).toBeTruthy();
  expect(screen.queryByText(/cannot be reached/)).toBeNull();
});

test("Undo publish takes the children back before their parents, and refreshes what is there", async () => {
  const undone: string[] = [];
  const workbook = bookWith({
    promotions: { edited: [anEditedPromotion()] },
    promoLines: { edited: [aNewLine(promotionId(1))] },
  });
  const { publish } = apiRefusing();
  const tables: Record<string, TableName> = {};
  const api = memoryApi({
    publish: (table, request) => {
      tables[request.batchId] = table;
      return publish(table, request);
    },
    undoPublish: (batchId) => {
      undone.push(tables[batchId] ?? "");
      return Promise.resolve({ undone: 1 });
    },
  });
  const { screen, press } = renderPane({ workbook, me: planner, view: review, api });
  await press("Publish 2");
  await screen.findByText("2 rows saved.");

  await press("Undo publish");

  expect(await screen.findByText("2 rows are as before that publish.")).toBeTruthy();
  expect(undone).toEqual(["promoLines", "promotions"]);
  expect(workbook.written.map(({ table }) => table)).toEqual(["promotions", "promoLines"]);
});

test("Activity lists my publishes, why one cannot be taken back, and takes another back", async () => {
  const undone: string[] = [];
  const publishOf = (batchId: string, whyNot: string | null) => ({
    batchId,
    entity: "promotions" as const,
    message: "week 47",
    createdAt: "2026-11-23T09:14:07.000Z",
    createdBy: "Paula Reyes",
    saved: 3,
    refused: 1,
    undoes: null,
    whyNot,
  });
  const api = memoryApi({
    publishes: () =>
      Promise.resolve([publishOf("a", null), publishOf("b", "P-1101 was changed since.")]),
    undoPublish: (batchId) => {
      undone.push(batchId);
      return Promise.resolve({ undone: 3 });
    },
  });
  const { ribbon, screen, press } = renderPane({ api, me: planner });
  await act(ribbon.undoPublish);
  await screen.findByText("P-1101 was changed since.");
  expect(screen.getAllByRole("button", { name: "Undo publish" })).toHaveLength(1);
  await expectAccessible();

  await press("Undo publish");

  expect(await screen.findByText("3 rows are as before that publish.")).toBeTruthy();
  expect(undone).toEqual(["a"]);
});

test("Delete row marks the selected rows, and takes the mark back when all are marked", async () => {
  const workbook = bookWith({ promotions: { edited: [] } });
  workbook.active = "promotions";
  workbook.selectedIds = [promotionId(1)];
  const { ribbon, screen } = renderPane({ workbook, me: planner });

  await act(ribbon.deleteRow);
  await screen.findByText(/1 promotion marked for deletion/);
  const gone = anEditedPromotion({ op: "delete", fields: [], changes: {} });
  workbook.diffs.set("promotions", aDiff({ edited: [gone] }));
  await act(ribbon.deleteRow);

  await screen.findByText("1 promotion not marked for deletion any more.");
  expect(workbook.deleted.map(({ isDeleted }) => isDeleted)).toEqual([true, false]);
});

test("Get promotions fetches funds, promotions and lines at once onto their own sheets", async () => {
  const { ribbon, screen, workbook } = renderPane({ me: planner });

  await act(ribbon.getPromotions);

  expect(await screen.findByText("1 fund, 1 promotion and 1 line in the sheets.")).toBeTruthy();
  expect(workbook.written.map(({ table, place }) => [table, place])).toEqual([
    ["funds", "sheet"],
    ["promotions", "sheet"],
    ["promoLines", "sheet"],
  ]);
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
    workbook: bookWith({ promotions: { edited: [anEditedPromotion()] } }),
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
