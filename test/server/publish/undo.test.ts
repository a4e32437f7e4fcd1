import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PublishPage } from "../../../shared/batch.ts";
import { Claim, ClaimBatchResult } from "../../../shared/finance/claim.ts";
import { Promotion } from "../../../shared/planning/promotion.ts";
import { type GridDesk, newId, openGridDesk, type SentRow, USUAL } from "../planning/grid-desk.ts";

let desk: GridDesk;
beforeAll(async () => {
  desk = await openGridDesk();
});
afterAll(() => desk.close());

const shown = async (id: string) =>
  (await desk.department.request("paula", `GET /v1/promotions/${id}`)).as(Promotion);
const isThere = async (id: string) =>
  (await desk.department.request("paula", `GET /v1/promotions/${id}`)).status === 200;
const listed = async () =>
  (await desk.department.request("paula", "GET /v1/publishes?pageSize=50")).as(PublishPage).rows;

/** Publishes rows of promotions under a batch of their own and answers it. */
async function published(rows: readonly SentRow[], message?: string): Promise<string> {
  const batchId = newId();
  const { summary } = await desk.publish("promotions", rows, {
    batchId,
    ...(message && { message }),
  });
  expect(summary["saved"]).toBe(rows.length);
  return batchId;
}

/** A draft that one publish created. */
const oneDraft = async () => {
  const id = newId();
  return { id, batchId: await published([{ id, changes: USUAL }]) };
};

describe("taking a publish back", () => {
  test("writes the values of before again, as an act of its own", async () => {
    const before = await desk.draft({ fixedCost: "100.00", note: "before" });
    const batchId = await published([
      {
        op: "update",
        id: before.id,
        version: 1,
        changes: { fixedCost: "200.00", note: null, tacticType: "DISPLAY", ownerId: null },
      },
    ]);

    const undone = await desk.undone(batchId);

    const after = await shown(before.id);
    expect(undone).toBe(1);
    expect(after.version).toBeGreaterThan(2);
    expect({ ...after, version: 1 }).toEqual(before);
    const acts = (await desk.audited(before.id)).map(({ act }) => act);
    expect(acts).toEqual(["promotion.created", "promotion.changed", "promotion.changed"]);
  });

  test("makes created rows vanish", async () => {
    const ids = [newId(), newId()];
    const batchId = await published(ids.map((id) => ({ id, changes: USUAL })));

    await desk.undone(batchId);

    expect(await Promise.all(ids.map(isThere))).toEqual([false, false]);
  });

  test("brings deleted rows back with their number and lines", async () => {
    const { id } = await desk.draft({ note: "kept" });
    const line = await desk.line(id);
    const before = await shown(id);
    const batchId = await published([{ op: "delete", id, version: before.version }]);

    await desk.undone(batchId);

    const after = await shown(id);
    expect({ ...after, version: before.version }).toEqual(before);
    expect(after.version).toBeGreaterThan(before.version);
    const lines = await desk.department.request("paula", `GET /v1/promotion-lines/${line.id}`);
    expect(JSON.parse(lines.text)).toMatchObject({ sku: "PG-OAT-12", lineSpend: "500.0000" });
  });

  test("takes lines and then their promotion back, one publish after the other", async () => {
    const id = newId();
    const first = await published([{ id, changes: USUAL }]);
    const second = newId();
    await desk.publish(
      "promotion-lines",
      [
        {
          changes: {
            promotionId: id,
            productErpId: "PG-OAT-12",
            discountPerUnit: "1",
            forecastedBaseUnits: "10",
          },
        },
      ],
      { batchId: second },
    );

    const early = await desk.undo(first);
    await desk.undone(second);
    await desk.undone(first);

    expect(early.problem().code).toBe("PUBLISH_NOT_UNDOABLE");
    expect(await isThere(id)).toBe(false);
  });

  test("returns a deleted line and a deleted fund", async () => {
    const { id } = await desk.draft();
    const line = await desk.line(id);
    const fund = await desk.saved("funds", {
      changes: { name: "Gone", from: "2026-01-01", to: "2026-12-31", budget: "10.00" },
    });
    const [ofLine, ofFund] = [newId(), newId()];
    await desk.publish("promotion-lines", [{ op: "delete", id: line.id, version: 1 }], {
      batchId: ofLine,
    });
    await desk.publish("funds", [{ op: "delete", id: fund.id, version: 1 }], { batchId: ofFund });

    await desk.undone(ofLine);
    await desk.undone(ofFund, "carla");

    expect((await shown(id)).plannedSpend.toMinor()).toBe("500.00");
    const back = await desk.department.request("carla", `GET /v1/funds/${fund.id}`);
    expect(JSON.parse(back.text)).toMatchObject({ number: fund.number, version: 2 });
  });

  test("sends an approved promotion back for approval, as any other change does", async () => {
    const fundId = await desk.department.fund("5000.00");
    const { id, version } = await desk.department.promotion({ status: "PENDING_APPROVAL", fundId });
    const batchId = await published([
      { op: "update", id, version, changes: { fixedCost: "50.00" } },
    ]);

    await desk.undone(batchId);

    expect(await shown(id)).toMatchObject({ status: "PENDING_APPROVAL", fundStatus: "RESERVED" });
    expect(await desk.department.left(fundId)).toBe("4000.0000");
  });
});

describe("PUBLISH_NOT_UNDOABLE: a publish", () => {
  test("of another person stays", async () => {
    const { batchId } = await oneDraft();

    const { code, detail } = (await desk.undo(batchId, "peter")).problem();

    expect(code).toBe("PUBLISH_NOT_UNDOABLE");
    expect(detail).toContain("Only the person who published it");
  });

  test("is taken back once, also when two ask at the same moment", async () => {
    const { batchId } = await oneDraft();

    const answers = await Promise.all([desk.undo(batchId), desk.undo(batchId)]);

    expect(answers.map(({ status }) => `${status}`).toSorted()).toEqual(["200", "409"]);
    expect((await desk.undo(batchId)).problem().detail).toContain("taken back already");
  });

  test("is answered the same when its answer was lost", async () => {
    const { batchId } = await oneDraft();
    const headers = { "idempotency-key": newId() };
    const route = `POST /v1/publishes/${batchId}/actions/undo` as const;

    const first = await desk.department.request("paula", route, { headers });
    const again = await desk.department.request("paula", route, { headers });

    expect([again.status, again.text]).toEqual([200, first.text]);
  });

  test("that took another back is not taken back itself", async () => {
    const { batchId } = await oneDraft();
    await desk.undone(batchId);
    const [undoing] = await listed();

    const answer = await desk.undo(undoing!.batchId);

    expect(undoing).toMatchObject({ undoes: batchId, saved: 1 });
    expect(answer.problem().detail).toContain("took another publish back");
  });

  test("stays whole when one of its rows was changed since", async () => {
    const rows = [newId(), newId()].map((id) => ({ id, changes: USUAL }));
    const batchId = await published(rows);
    await published([
      { op: "update", id: rows[1]!.id, version: 1, changes: { note: "changed since" } },
    ]);

    const answer = await desk.undo(batchId);

    expect(answer.problem().detail).toContain("1 row was changed since");
    expect(await isThere(rows[0]!.id)).toBe(true);
  });

  test("is possible again once the later change was taken back", async () => {
    const { id, batchId } = await oneDraft();
    const later = await published([{ op: "update", id, version: 1, changes: { note: "x" } }]);

    await desk.undone(later);
    await desk.undone(batchId);

    expect(await isThere(id)).toBe(false);
  });

  test("that changed nothing has nothing to take back", async () => {
    const row = await desk.draft();
    const batchId = await published([
      { op: "update", id: row.id, version: 1, changes: { name: row.name } },
    ]);

    expect((await desk.undo(batchId)).problem().detail).toContain("changed nothing");
  });

  test("that a rule forbids to take back says which, and nothing of it is taken back", async () => {
    const fundId = await desk.department.fund("1500.00");
    const { id } = await desk.department.promotion({
      status: "PENDING_APPROVAL",
      fundId,
      planned: "700.00",
    });
    const lowered = newId();
    const line = await lineOf(id);
    await desk.publish(
      "promotion-lines",
      [{ op: "update", ...line, changes: { discountPerUnit: "1" } }],
      { batchId: lowered },
    );
    await desk.department.promotion({ status: "APPROVED", fundId, planned: "1400.00" });

    const { code, detail } = (await desk.undo(lowered)).problem();

    expect(code).toBe("PUBLISH_NOT_UNDOABLE");
    expect(detail).toContain("left; this promotion needs");
  });

  test("ROLE_MISSING: needs the role of its table", async () => {
    const { batchId } = await oneDraft();

    expect((await desk.undo(batchId, "carla")).problem().code).toBe("ROLE_MISSING");
    expect((await desk.undo(batchId, "audrey")).problem().code).toBe("ROLE_MISSING");
  });

  test("NOT_FOUND: that never was, or is another company's, is not there", async () => {
    const { batchId } = await oneDraft();
    const as = { tenant: "second", persona: "planner" } as const;

    const unknown = await desk.undo(newId());
    const elsewhere = await desk.department.app.request(
      as,
      `POST /v1/publishes/${batchId}/actions/undo`,
      { headers: { "idempotency-key": newId() } },
    );

    expect([unknown.problem().code, elsewhere.problem().code]).toEqual(["NOT_FOUND", "NOT_FOUND"]);
  });
});

const lineOf = (promotionId: string) =>
  desk.department.app.database.as(async (tx) => {
    const [line] = await tx<{ id: string; version: number }[]>`
      select line.id, line.version from planning.promotion_products line
      where line.promotion_id = ${promotionId}::uuid
    `;
    if (!line) throw new Error("the promotion has no line");
    return line;
  });

test("a deduction's inputs return to what they were", async () => {
  const id = "0190d000-0000-7000-8000-000000001912";
  const claim = async () =>
    (await desk.department.request("finn", `GET /v1/claims/${id}`)).as(Claim);
  const before = await claim();
  const batchId = newId();
  const row = { key: "1", op: "update", id, version: before.version, changes: { note: "typed" } };
  const answer = await desk.department.request("finn", "POST /v1/claims/batch", {
    body: { batchId, rows: [row] },
  });

  await desk.undone(batchId, "finn");

  expect(answer.as(ClaimBatchResult).results[0]?.outcome).toBe("saved");
  expect((await claim()).note).toBe(before.note);
});
