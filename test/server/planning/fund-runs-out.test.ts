import { afterAll, beforeAll, expect, test } from "vitest";
import { Money } from "../../../shared/money.ts";
import { type GridDesk, newId, openGridDesk, type SentRow } from "./grid-desk.ts";

let desk: GridDesk;
beforeAll(async () => {
  desk = await openGridDesk();
});
afterAll(() => desk.close());

const chunksOf = (rows: readonly SentRow[]) =>
  Array.from({ length: Math.ceil(rows.length / 100) }, (_, at) =>
    rows.slice(at * 100, at * 100 + 100),
  );

/** Submitted promotions of 10.00 each, and rows that raise each of them by 1.00 through a fixed cost. */
async function raises(
  count: number,
  { fundId, of = "paula" }: { fundId: string; of?: "paula" | "peter" },
) {
  const made = await desk.department.promotions(count, {
    status: "PENDING_APPROVAL",
    fundId,
    planned: "10.00",
    createdBy: of,
    ownerId: of,
  });
  return made.map(
    ({ id, version }, n): SentRow => ({
      key: `row ${n + 1}`,
      op: "update",
      id,
      version,
      changes: { fixedCost: "1.00" },
    }),
  );
}

test("FUND_SHORT: a fund that runs out at row 312 of 500 refuses that row and every later one", async () => {
  const fundId = await desk.department.fund("5311.00");
  const rows = await raises(500, { fundId });
  const batchId = newId();
  const outcomes: string[] = [];

  for (const chunk of chunksOf(rows)) {
    const { results } = await desk.publish("promotions", chunk, { batchId });
    outcomes.push(...results.map(({ outcome, problem }) => problem?.code ?? outcome));
  }

  expect(outcomes.indexOf("FUND_SHORT") + 1).toBe(312);
  expect(outcomes.filter((outcome) => outcome === "saved")).toHaveLength(311);
  expect(outcomes.filter((outcome) => outcome === "FUND_SHORT")).toHaveLength(189);
  expect(await desk.department.left(fundId)).toBe("0.0000");
});

test("a later row that needs less still fits, and one that frees money helps those behind it", async () => {
  const fundId = await desk.department.fund("40.00");
  const rows = await raises(4, { fundId });
  const line = async (id: string | undefined) =>
    desk.department.app.database.as(async (tx) => {
      const [found] = await tx<{ id: string }[]>`
        select line.id from planning.promotion_products line where line.promotion_id = ${id ?? ""}::uuid
      `;
      return found?.id ?? "";
    });
  const freeing = { op: "update", version: 1, changes: { discountPerUnit: "5" } } as const;

  const before = await desk.publish("promotions", rows.slice(0, 2));
  await desk.saved("promotion-lines", { ...freeing, id: await line(rows[3]?.id) });
  const { results } = await desk.publish("promotions", [
    { ...rows[0], changes: { fixedCost: "5.01" } },
    { ...rows[1], changes: { fixedCost: "4.00" } },
    { ...rows[2], changes: { fixedCost: "1.01" } },
    { ...rows[0], key: "again", changes: { fixedCost: "1.00" } },
  ]);

  expect(before.results.map(({ problem }) => problem?.code)).toEqual(["FUND_SHORT", "FUND_SHORT"]);
  expect(results.map(({ problem }) => problem?.code ?? "saved")).toEqual([
    "FUND_SHORT",
    "saved",
    "FUND_SHORT",
    "VERSION_STALE",
  ]);
  expect(results[0]?.problem).toMatchObject({
    code: "FUND_SHORT",
    errors: [{ pointer: "/changes/fixedCost" }],
  });
  expect(results[0]?.problem?.detail).toContain("has 5.00 left; this promotion needs 5.01 more");
  expect(await desk.department.left(fundId)).toBe("1.0000");
});

test("FUND_SHORT: a line of a submitted promotion is judged the same", async () => {
  const fundId = await desk.department.fund("1200.00");
  const { id } = await desk.department.promotion({ status: "PENDING_APPROVAL", fundId });
  const row = (productErpId: string, forecastedBaseUnits: string) => ({
    changes: { promotionId: id, productErpId, discountPerUnit: "1", forecastedBaseUnits },
  });

  const { results } = await desk.publish("promotion-lines", [
    row("PG-HON-12", "150"),
    row("PG-BRN-16", "51"),
    row("PG-GRN-14", "50"),
  ]);

  expect(results.map(({ problem }) => problem?.code ?? "saved")).toEqual([
    "saved",
    "FUND_SHORT",
    "saved",
  ]);
  expect(results[1]?.problem?.errors[0]?.pointer).toBe("/changes/discountPerUnit");
  expect(await desk.department.left(fundId)).toBe("0.0000");
});

test("a draft is never refused for its fund", async () => {
  const fundId = await desk.department.fund("1.00");

  const row = await desk.draft({ fundId, fixedCost: "999.00" });

  expect(row.fundAvailable?.toMinor()).toBe("1.00");
});

test("a submitted promotion that changes its fund takes its money from the new one", async () => {
  const [from, small, large] = [
    await desk.department.fund("1000.00"),
    await desk.department.fund("999.99"),
    await desk.department.fund("1000.00"),
  ];
  const { id, version } = await desk.department.promotion({
    status: "PENDING_APPROVAL",
    fundId: from,
  });
  const to = (fundId: string) => ({ op: "update", id, version, changes: { fundId } }) as const;

  const short = await desk.one("promotions", to(small));
  const fits = await desk.one("promotions", to(large));

  expect(short.problem).toMatchObject({
    code: "FUND_SHORT",
    errors: [{ pointer: "/changes/fundId" }],
  });
  expect(fits.outcome).toBe("saved");
  expect([await desk.department.left(from), await desk.department.left(large)]).toEqual([
    "1000.0000",
    "0.0000",
  ]);
});

test("two planners who raise at once leave the fund with nothing below zero, in any order", async () => {
  const fundId = await desk.department.fund("6311.00");
  const own = await raises(300, { fundId });
  const others = await raises(300, { fundId, of: "peter" });
  const [mine, theirs] = [newId(), newId()];

  const answers = await Promise.all([
    ...chunksOf(own.toReversed()).map((chunk) =>
      desk.publish("promotions", chunk, { batchId: mine }),
    ),
    ...chunksOf(others).map((chunk) =>
      desk.publish("promotions", chunk, { batchId: theirs, as: "peter" }),
    ),
  ]);

  const saved = answers.reduce((sum, { summary }) => sum + (summary["saved"] ?? 0), 0);
  const left = Money.of(await desk.department.left(fundId));
  expect(saved).toBe(311);
  expect(left.isZero()).toBe(true);
});
