import { expect, test } from "vitest";
import type { TableEdits } from "../../../../addin/taskpane/desk/compare.ts";
import { compareAll } from "../../../../addin/taskpane/desk/compare.ts";
import { type PublishOutcome, publishAll } from "../../../../addin/taskpane/desk/publish.ts";
import { retryTroubles } from "../../../../addin/taskpane/desk/retry.ts";
import { validateAll } from "../../../../addin/taskpane/desk/validate.ts";
import type {
  Api,
  EditedRow,
  PublishAnswer,
  PublishRequest,
  TableName,
} from "../../../../addin/taskpane/ports.ts";
import { Money } from "../../../../shared/money.ts";
import { memoryApi } from "../memory-api.ts";
import { MemoryWorkbook } from "../memory-workbook.ts";
import { stateOf } from "../planning-book.ts";
import {
  aFund,
  aLine,
  aNewLine,
  anEditedPromotion,
  aPromotion,
  lineId,
  promotionId,
} from "../planning-samples.ts";
import { aDiff } from "../samples.ts";

interface Sent extends PublishRequest {
  table: TableName;
}

/** A server that saves all but the named rows, and remembers what came in which order. */
function deskRefusing(...refused: string[]) {
  const sent: Sent[] = [];
  const workbook = new MemoryWorkbook();
  workbook.promotions = [aPromotion()];
  workbook.lines = [aLine()];
  workbook.funds = [aFund()];
  const publish: Api["publish"] = (table, request) => {
    sent.push({ table, ...request });
    const results = request.rows.map(({ key }) => ({
      key,
      id: key,
      outcome: refused.includes(key) ? ("invalid" as const) : ("saved" as const),
      version: 2,
      row: null,
      problem: null,
    }));
    return Promise.resolve({ results, stopped: null });
  };
  let batch = 0;
  const newId = () => `batch-${++batch}`;
  return { desk: { api: memoryApi({ publish }), workbook }, workbook, sent, newId };
}

const all = (table: TableName, edited: EditedRow[]): TableEdits => ({
  table,
  edited,
  chosen: edited,
});

const aNewPromotion = (n: number) =>
  anEditedPromotion({ id: promotionId(n), op: "create", version: null, label: `New ${n}` });

test("parents go out before their children, each table under a batch of its own", async () => {
  const { desk, sent, newId } = deskRefusing();
  const edits = [
    all("promoLines", [aNewLine(promotionId(2))]),
    all("promotions", [aNewPromotion(2)]),
    all("funds", [anEditedPromotion({ id: aFund().id, label: "F-1001" })]),
  ];

  const outcome = await publishAll(desk, { edits, message: "", newId });

  expect(sent.map(({ table, batchId }) => [table, batchId])).toEqual([
    ["funds", "batch-1"],
    ["promotions", "batch-2"],
    ["promoLines", "batch-3"],
  ]);
  expect(outcome).toMatchObject({ saved: 3, troubles: [], stopped: null });
});

test("the lines of a new promotion that was refused wait for it, and say so in the sheet", async () => {
  const { desk, sent, workbook, newId } = deskRefusing(promotionId(2));
  const edits = [
    all("promotions", [aNewPromotion(2), aNewPromotion(3)]),
    all("promoLines", [
      aNewLine(promotionId(2), { id: lineId(2) }),
      aNewLine(promotionId(3), { id: lineId(3) }),
    ]),
  ];

  const { saved, troubles } = await publishAll(desk, { edits, message: "", newId });

  expect(saved).toBe(2);
  expect(sent.at(-1)?.rows.map(({ key }) => key)).toEqual([lineId(3)]);
  expect(troubles.map(({ table, id }) => [table, id])).toEqual([
    ["promotions", promotionId(2)],
    ["promoLines", lineId(2)],
  ]);
  expect(workbook.shown.find(({ id }) => id === lineId(2))).toMatchObject({
    state: "invalid",
    message:
      "Its promotion New 2 is new and was not saved, so this line waits. Mend the promotion, then publish both.",
  });
});

test("the promotion of a saved line and its fund follow, without being called saved", async () => {
  const { desk, workbook, newId } = deskRefusing();
  const line = aNewLine(promotionId(1), { id: lineId(1), op: "update", version: 1, changes: {} });

  await publishAll(desk, {
    edits: [all("promoLines", [{ ...line, changes: { discountPerUnit: "0.6000" } }])],
    message: "",
    newId,
  });

  expect(workbook.shown.map(({ table, id, state }) => [table, id, state])).toEqual([
    ["promoLines", lineId(1), "saved"],
    ["promotions", promotionId(1), "current"],
    ["funds", aFund().id, "current"],
  ]);
});

test("a deleted row ends as deleted and counts as done", async () => {
  const { desk, workbook, newId } = deskRefusing();
  const gone = anEditedPromotion({ op: "delete", fields: [], changes: {} });

  const outcome = await publishAll(desk, {
    edits: [all("promotions", [gone])],
    message: "",
    newId,
  });

  expect(outcome.tables).toEqual([
    { table: "promotions", batchId: "batch-1", saved: 0, deleted: 1 },
  ]);
  expect(workbook.shown[0]).toMatchObject({ state: "deleted" });
});

test("a conflict that nobody decided is not sent, and needs the user", async () => {
  const { desk, sent, newId } = deskRefusing();
  const conflicts = [{ field: "name", header: "Name", base: "a", mine: "b", theirs: "c" }];

  const { saved, troubles } = await publishAll(desk, {
    edits: [all("promotions", [anEditedPromotion({ conflicts })])],
    message: "",
    newId,
  });

  expect([saved, sent.length]).toEqual([0, 0]);
  expect(troubles[0]).toMatchObject({ state: "conflict", cell: { field: "name" } });
  expect(troubles[0]?.message).toMatch(/yours b, theirs c/);
});

const lostOutcome = (rows: EditedRow[]): PublishOutcome => ({
  saved: 0,
  tables: [],
  troubles: rows.map(({ id, label }) => ({
    table: "promotions",
    id,
    label,
    state: "unknown",
    cell: null,
    message: "",
  })),
  lost: [{ table: "promotions", batchId: "first", rows }],
  stopped: "The connection was lost.",
});

test("a retry asks first what arrived, and sends only the rest", async () => {
  const { desk, workbook, sent, newId } = deskRefusing();
  const rows = [
    anEditedPromotion({ id: promotionId(1) }),
    anEditedPromotion({ id: promotionId(2) }),
  ];
  const asked: string[] = [];
  const arrived: PublishAnswer<never>["results"] = [
    {
      key: promotionId(1),
      id: promotionId(1),
      outcome: "saved",
      version: 2,
      row: null,
      problem: null,
    },
  ];
  const api: Api = {
    ...desk.api,
    published: (_table, batchId) => {
      asked.push(batchId);
      return Promise.resolve(arrived);
    },
  };
  workbook.states.set("promotions", stateOf("promotions"));
  // The first row is no edit any more once it is known to be saved; a third was typed meanwhile.
  const others = [rows[1], anEditedPromotion({ id: promotionId(3) })].filter(
    (row) => row !== undefined,
  );
  workbook.diffs.set("promotions", aDiff({ edited: others }));

  const outcome = await retryTroubles({ api, workbook }, lostOutcome(rows), {
    message: "",
    newId,
  });

  expect(asked).toEqual(["first"]);
  expect(sent.map((request) => request.rows.map(({ key }) => key))).toEqual([[promotionId(2)]]);
  expect(outcome.saved).toBe(2);
});

test("validating adds up planned spend by fund, and saves nothing", async () => {
  const { workbook, newId } = deskRefusing();
  const requests: PublishRequest[] = [];
  const publish: Api["publish"] = (_table, request) => {
    requests.push(request);
    const row: never = aLine({ lineSpend: Money.of("900") }) as never;
    const [first] = request.rows;
    const key = first?.key ?? "";
    const result = { key, id: key, outcome: "saved" as const, version: 1, row, problem: null };
    return Promise.resolve({ results: [result], stopped: null });
  };
  const line = aNewLine(promotionId(1), { id: lineId(1), op: "update", version: 1 });

  const validation = await validateAll(
    { api: memoryApi({ publish }), workbook },
    { edits: [all("promoLines", [line])], newId },
  );

  expect(requests.map(({ validate }) => validate)).toEqual([true]);
  expect(validation).toMatchObject({ checked: 1, good: 1, promotions: 1 });
  expect(validation.addedSpend.toDisplay()).toBe("150.00");
  expect(validation.funds.map(({ number, added }) => [number, added.toDisplay()])).toEqual([
    ["F-1001", "150.00"],
  ]);
  expect(workbook.shown).toEqual([]);
});

test("a line of a new promotion is shown with that promotion's name, not its id", async () => {
  const { desk, workbook } = deskRefusing();
  workbook.states.set("promotions", stateOf("promotions"));
  workbook.states.set("promoLines", stateOf("promoLines"));
  workbook.diffs.set("promotions", aDiff({ edited: [aNewPromotion(2)] }));
  workbook.diffs.set("promoLines", aDiff({ edited: [aNewLine(promotionId(2))] }));

  const compared = await compareAll(desk, { mark: true });

  expect(compared.map(({ table }) => table)).toEqual(["promotions", "promoLines"]);
  const [line] = compared[1]?.diff.edited ?? [];
  expect(line?.fields[0]?.after).toBe("New 2");
  expect(line?.changes["promotionId"]).toBe(promotionId(2));
});
