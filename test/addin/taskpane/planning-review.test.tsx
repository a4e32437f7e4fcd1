// @vitest-environment jsdom
import { act } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Api, TableName } from "../../../addin/taskpane/ports.ts";
import { memoryApi } from "./memory-api.ts";
import { planningBook } from "./planning-book.ts";
import { aNewLine, anEditedPromotion, aPromotion, promotionId } from "./planning-samples.ts";
import { expectAccessible, renderPane } from "./render-pane.tsx";
import { aDiff, aMe } from "./samples.ts";

const planner = aMe({ name: "Paula Reyes", roles: ["Planner"] });

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
  const workbook = planningBook({
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
  const workbook = planningBook({ promotions: { edited: [anEditedPromotion({ conflicts })] } });
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
  const workbook = planningBook({ promotions: { edited: two } });
  const { press } = renderPane({ workbook, me: planner, view: review });

  await press("All theirs");

  await expect
    .poll(() => workbook.resolved.map(({ id, take }) => [id, take]))
    .toEqual([
      [promotionId(1), "theirs"],
      [promotionId(2), "theirs"],
    ]);
});

const doubled: Api["publish"] = (_table, { rows }) =>
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

test("Validate says what it would cost and saves nothing; ticks and message stay", async () => {
  const workbook = planningBook({ promotions: { edited: [anEditedPromotion()] } });
  const { ribbon, screen } = renderPane({
    workbook,
    me: planner,
    api: memoryApi({ publish: doubled }),
  });

  await act(ribbon.validate);

  expect(await screen.findByText("Validated: 1 of 1 row can be saved")).toBeTruthy();
  expect(screen.getByText("+750.00 (1 promotion)")).toBeTruthy();
  expect(screen.getByText("+750.00 planned, 1,200.00 left now")).toBeTruthy();
  expect(workbook.shown).toEqual([]);
  await expectAccessible();
});

test("what was refused is filtered, visited in turn, copied, retried alone and taken back", async () => {
  const edited = [1, 2, 3].map((n) => anEditedPromotion({ id: promotionId(n), label: `P-${n}` }));
  const workbook = planningBook({ promotions: { edited } });
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
    workbook: planningBook({ promotions: { edited } }),
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
  const workbook = planningBook({
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

test("Activity lists my publishes, why one cannot be taken back, and takes another back", async () => {
  const undone: string[] = [];
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
  const workbook = planningBook({ promotions: { edited: [] } });
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
