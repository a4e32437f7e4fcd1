import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Fund, FundPage } from "../../../shared/planning/fund.ts";
import { type Changes, type GridDesk, newId, openGridDesk } from "./grid-desk.ts";

let desk: GridDesk;
beforeAll(async () => {
  desk = await openGridDesk();
});
afterAll(() => desk.close());

const NEW: Changes = {
  name: "Innovation",
  from: "2026-01-01",
  to: "2026-12-31",
  budget: "1000.00",
};
const made = (changes: Changes = {}) => desk.saved("funds", { changes: { ...NEW, ...changes } });
const shown = async (id: string) =>
  (await desk.department.request("carla", `GET /v1/funds/${id}`)).as(Fund);

describe("a new fund", () => {
  test("has a number and all of its budget left", async () => {
    const fund = await made({ customerErpId: "kroger", ownerId: "Paula Plan", brand: "Meadow" });

    expect(fund).toMatchObject({
      customerErpId: "KROGER",
      ownerName: "Paula Plan",
      brand: "Meadow",
      editable: true,
      version: 1,
    });
    expect(fund.number).toMatch(/^F-\d{4,}$/);
    expect(fund.available.toMinor()).toBe("1000.00");
    expect(await shown(fund.id)).toEqual(fund);
  });

  test.each([
    ["name", { name: null }, "Name is missing"],
    ["budget", { budget: null }, "Budget is missing"],
    ["budget", { budget: "-1.00" }, "below zero"],
    ["to", { to: "2025-12-31" }, "before it starts"],
    ["customerErpId", { customerErpId: "Krogger" }, "Did you mean KROGER"],
    ["ownerId", { ownerId: "Nobody Here" }, "no person Nobody Here"],
  ])("INVALID: %s of %j is refused with its fix", async (field, changes, words) => {
    const wanted = Object.fromEntries(
      Object.entries({ ...NEW, ...changes }).filter(([, value]) => value !== null),
    );

    const { outcome, problem } = await desk.one("funds", { changes: wanted });

    expect([outcome, problem?.code]).toEqual(["invalid", "INVALID"]);
    expect(problem?.errors[0]?.pointer).toBe(`/changes/${field}`);
    expect(problem?.detail).toContain(words);
  });
});

describe("a changed fund", () => {
  test("keeps what was not named", async () => {
    const fund = await made({ note: "kept" });

    const row = await desk.saved("funds", {
      op: "update",
      id: fund.id,
      version: 1,
      changes: { budget: "1500", customerErpId: "WALMART" },
    });

    expect(row).toMatchObject({ note: "kept", customerName: "Walmart", version: 2 });
    expect(row.available.toMinor()).toBe("1500.00");
    expect((await desk.audited(fund.id)).map(({ act }) => act)).toEqual([
      "fund.created",
      "fund.changed",
    ]);
  });

  test("FUND_SHORT: cannot have a budget below what is in use, and the answer says how much that is", async () => {
    const id = await desk.department.fund("5000.00");
    await desk.department.promotion({ status: "APPROVED", fundId: id, planned: "1200.00" });

    const short = await desk.one("funds", {
      op: "update",
      id,
      version: 1,
      changes: { budget: "1199.99" },
    });
    const enough = await desk.one("funds", {
      op: "update",
      id,
      version: 1,
      changes: { budget: "1200.00" },
    });

    expect(short).toMatchObject({
      outcome: "invalid",
      problem: { code: "FUND_SHORT", errors: [{ pointer: "/changes/budget" }] },
    });
    expect(short.problem?.detail).toContain("1,200.00 in use");
    expect(enough.row?.available.isZero()).toBe(true);
  });

  test("VERSION_STALE: is a conflict with the current row, unless it says the same", async () => {
    const { id } = await made();

    const other = await desk.one("funds", {
      op: "update",
      id,
      version: 4,
      changes: { name: "Mine" },
    });
    const same = await desk.one("funds", {
      op: "update",
      id,
      version: 4,
      changes: { name: "Innovation", budget: "1000" },
    });

    expect(other).toMatchObject({ outcome: "conflict", row: { name: "Innovation" } });
    expect(same).toMatchObject({ outcome: "saved", version: 1 });
  });

  test("that nothing uses can be deleted", async () => {
    const { id } = await made();

    expect(await desk.one("funds", { op: "delete", id, version: 1 })).toMatchObject({
      outcome: "saved",
      row: null,
    });
  });

  test("INVALID: that a promotion uses is kept", async () => {
    const { id, number } = await made();
    await desk.department.promotion({ fundId: id });

    const { outcome, problem } = await desk.one("funds", { op: "delete", id, version: 1 });

    expect(outcome).toBe("invalid");
    expect(problem?.detail).toContain(`Fund ${number} has promotions or movements`);
  });

  test("NOT_FOUND: that is gone is gone", async () => {
    const row = { op: "update", id: newId(), version: 1, changes: { name: "x" } } as const;

    expect((await desk.one("funds", row)).outcome).toBe("gone");
  });
});

test("validating a fund answers what would be left and saves nothing", async () => {
  const before = await made();

  const row = await desk.saved(
    "funds",
    { op: "update", id: before.id, version: 1, changes: { budget: "9000.00" } },
    { validate: true },
  );

  expect(row.available.toMinor()).toBe("9000.00");
  expect(await shown(before.id)).toEqual(before);
});

test.each(["paula", "sam", "finn", "fay", "audrey", "ada"] as const)(
  "ROLE_MISSING: %s publishes no funds",
  async (person) => {
    const answer = await desk.send("funds", [{ changes: NEW }], { as: person });

    expect([answer.status, answer.problem().code]).toEqual([403, "ROLE_MISSING"]);
  },
);

test("a planner reads funds and may edit none", async () => {
  const { rows } = (await desk.department.request("paula", "GET /v1/funds")).as(FundPage);

  expect(rows.length).toBeGreaterThan(2);
  expect(rows.some(({ editable }) => editable)).toBe(false);
});

test("another company neither sees nor changes a fund", async () => {
  const { id } = await made();
  const as = { tenant: "second", persona: "controller" } as const;
  const rows = [{ key: "1", op: "delete", id, version: 1, changes: {} }];

  const seen = await desk.department.app.request(as, `GET /v1/funds/${id}`);
  const answer = await desk.department.app.request(as, "POST /v1/funds/batch", {
    body: { batchId: newId(), rows },
  });

  expect(seen.status).toBe(404);
  expect(JSON.parse(answer.text)).toMatchObject({ summary: { gone: 1 } });
});
