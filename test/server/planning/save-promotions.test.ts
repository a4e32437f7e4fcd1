import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Promotion } from "../../../shared/planning/promotion.ts";
import { type GridDesk, newId, openGridDesk, USUAL } from "./grid-desk.ts";

let desk: GridDesk;
beforeAll(async () => {
  desk = await openGridDesk();
});
afterAll(() => desk.close());

const shown = async (id: string) =>
  (await desk.department.request("paula", `GET /v1/promotions/${id}`)).as(Promotion);

describe("a changed promotion", () => {
  test("keeps what was not named, and its new version", async () => {
    const before = await desk.draft({ fixedCost: "100", note: "kept" });

    const after = await desk.saved("promotions", {
      op: "update",
      id: before.id,
      version: before.version,
      changes: { fixedCost: "150.00", tacticType: "BILL_BACK" },
    });

    expect(after).toMatchObject({
      note: "kept",
      tacticType: "BILL_BACK",
      accrualMethod: "PER_SHIPMENT",
    });
    expect(after.plannedSpend.toMinor()).toBe("150.00");
    expect(after.version).toBeGreaterThan(before.version);
  });

  test("is emptied by null", async () => {
    const before = await desk.draft({ scanStart: "2026-12-02", scanEnd: "2026-12-30", note: "x" });

    const after = await desk.saved("promotions", {
      op: "update",
      id: before.id,
      version: before.version,
      changes: { scanStart: null, scanEnd: null, note: null },
    });

    expect(after).toMatchObject({ scanStart: null, scanEnd: null, note: null });
  });

  test("leaves one entry with what changed, and one for the publish", async () => {
    const batchId = newId();
    const before = await desk.draft({ note: "before" });
    const row = { op: "update", id: before.id, version: 1, changes: { note: "after" } } as const;

    await desk.publish("promotions", [row], { batchId, message: "week 48" });

    expect((await desk.audited(before.id)).at(-1)).toEqual({
      act: "promotion.changed",
      before: { note: "before" },
      after: { note: "after", batchId },
    });
    expect(await desk.audited(batchId)).toMatchObject([
      { act: "publish.sent", after: { entity: "promotions", message: "week 48" } },
    ]);
  });

  test("VERSION_STALE: is a conflict with the current row when somebody else changed it", async () => {
    const { id } = await desk.draft({ note: "theirs" });

    const result = await desk.one("promotions", {
      op: "update",
      id,
      version: 7,
      changes: { note: "mine" },
    });

    expect(result).toMatchObject({
      outcome: "conflict",
      problem: { code: "VERSION_STALE" },
      row: { id, note: "theirs" },
    });
    expect(result.version).toBe(result.row?.version);
  });

  test("is saved although it is stale when it already says what is wanted", async () => {
    const before = await desk.draft({ note: "the same" });

    const result = await desk.one("promotions", {
      op: "update",
      id: before.id,
      version: 99,
      changes: { note: "the same", customerErpId: "Walmart", fixedCost: "0" },
    });

    expect(result).toMatchObject({ outcome: "saved", version: before.version });
  });

  test("a creation that arrives again in another batch is saved once", async () => {
    const id = newId();
    const first = await desk.saved("promotions", { id, changes: USUAL });

    const again = await desk.saved("promotions", { id, changes: USUAL });

    expect(again).toEqual(first);
  });

  test("NOT_FOUND: one that is gone is gone", async () => {
    const result = await desk.one("promotions", {
      op: "update",
      id: newId(),
      version: 1,
      changes: { note: "x" },
    });

    expect(result).toMatchObject({ outcome: "gone", problem: { code: "NOT_FOUND" } });
  });

  test("cannot become a lump sum while its lines have discounts", async () => {
    const { id } = await desk.draft();
    await desk.line(id);
    const { version } = await shown(id);

    const result = await desk.one("promotions", {
      op: "update",
      id,
      version,
      changes: { tacticType: "Display" },
    });

    expect(result.problem?.errors[0]?.pointer).toBe("/changes/tacticType");
  });
});

describe("whose promotion it is", () => {
  test("ROLE_MISSING: another planner's is forbidden and names the owner", async () => {
    const { id, version } = await desk.draft();

    const result = await desk.one(
      "promotions",
      { op: "update", id, version, changes: { note: "x" } },
      { as: "peter" },
    );

    expect(result).toMatchObject({ outcome: "forbidden", problem: { code: "ROLE_MISSING" } });
    expect(result.problem?.detail).toContain("Paula Plan");
  });

  test("one that is owned by oneself or by nobody may be changed", async () => {
    const { id, version } = await desk.draft({ ownerId: null });

    const row = await desk.saved(
      "promotions",
      { op: "update", id, version, changes: { note: "peter's" } },
      { as: "peter" },
    );

    expect(row.note).toBe("peter's");
  });

  test("the list says whether the caller may edit a row", async () => {
    const { id } = await desk.draft();

    const answers = await Promise.all(
      (["paula", "peter", "finn", "audrey"] as const).map(async (person) =>
        (await desk.department.request(person, `GET /v1/promotions/${id}`)).as(Promotion),
      ),
    );

    expect(answers.map(({ editable }) => editable)).toEqual([true, false, false, false]);
  });

  test.each(["sam", "finn", "carla", "audrey", "ada", "erp"] as const)(
    "ROLE_MISSING: %s publishes no promotions",
    async (person) => {
      const answer = await desk.send("promotions", [{ changes: USUAL }], { as: person });

      expect([answer.status, answer.problem().code]).toEqual([403, "ROLE_MISSING"]);
    },
  );
});

describe("a promotion that is on its way", () => {
  test.each(["LIVE", "COMPLETED", "CLOSED", "SETTLED", "CANCELLED"] as const)(
    "MOVE_NOT_ALLOWED: a %s one is read-only",
    async (status) => {
      const fundId = await desk.department.fund("5000.00");
      const { id, version } = await desk.department.promotion({ status, fundId });

      const result = await desk.one("promotions", {
        op: "update",
        id,
        version,
        changes: { note: "x" },
      });

      expect(result).toMatchObject({ outcome: "forbidden", problem: { code: "MOVE_NOT_ALLOWED" } });
      expect((await shown(id)).editable).toBe(false);
    },
  );

  test("goes back for approval when what is paid changes", async () => {
    const fundId = await desk.department.fund("5000.00");
    const { id, version } = await desk.department.promotion({ status: "APPROVED", fundId });

    const row = await desk.saved("promotions", {
      op: "update",
      id,
      version,
      changes: { fixedCost: "100.00" },
    });

    expect(row).toMatchObject({ status: "PENDING_APPROVAL", fundStatus: "RESERVED" });
    expect(row.fundAvailable?.toMinor()).toBe("3900.00");
  });

  test("stays approved when only its name, owner or note change", async () => {
    const fundId = await desk.department.fund("5000.00");
    const { id, version } = await desk.department.promotion({ status: "APPROVED", fundId });

    const row = await desk.saved("promotions", {
      op: "update",
      id,
      version,
      changes: { name: "Renamed", note: "x", ownerId: null },
    });

    expect(row.status).toBe("APPROVED");
  });

  test("is a draft again when it had been rejected", async () => {
    const fundId = await desk.department.fund("5000.00");
    const { id, version } = await desk.department.promotion({ status: "REJECTED", fundId });

    const row = await desk.saved("promotions", {
      op: "update",
      id,
      version,
      changes: { fixedCost: "1.00" },
    });

    expect(row.status).toBe("DRAFT");
  });
});

describe("validating", () => {
  test("answers the recalculated row and saves nothing", async () => {
    const before = await desk.draft({ fixedCost: "100.00" });

    const row = await desk.saved(
      "promotions",
      { op: "update", id: before.id, version: 1, changes: { fixedCost: "777.00" } },
      { validate: true },
    );

    expect(row.plannedSpend.toMinor()).toBe("777.00");
    expect(await shown(before.id)).toEqual(before);
    expect(await desk.audited(before.id)).toHaveLength(1);
  });

  test("a new row leaves no promotion behind", async () => {
    const row = await desk.draft({}, { validate: true });

    const answer = await desk.department.request("paula", `GET /v1/promotions/${row.id}`);
    expect(answer.status).toBe(404);
  });
});

test("another company sees and changes nothing of this one", async () => {
  const { id } = await desk.draft();
  const as = { tenant: "second", persona: "planner" } as const;
  const body = {
    batchId: newId(),
    rows: [{ key: "1", op: "update", id, version: 1, changes: { note: "x" } }],
  };

  const seen = await desk.department.app.request(as, `GET /v1/promotions/${id}`);
  const answer = await desk.department.app.request(as, "POST /v1/promotions/batch", { body });

  expect(seen.status).toBe(404);
  expect(JSON.parse(answer.text)).toMatchObject({ summary: { gone: 1 } });
});
