import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CLAIM, type Desk, newId, openDesk } from "../../scenarios/desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe("a published row", () => {
  test("becomes drafts, with a new version and the server's values", async () => {
    const before = await desk.claim(CLAIM.overClaimed);

    const result = await desk.publishOne(CLAIM.overClaimed, {
      promotionId: "P-1001",
      settle: "10000.00",
      dispute: "2000",
    });

    expect(result).toMatchObject({ outcome: "saved", problem: null });
    expect(result?.row).toMatchObject({ status: "MATCHED", promotionNumber: "P-1001" });
    expect(result?.version).toBeGreaterThan(before.version);
  });

  test("changes only the fields it names, and every change is a new version", async () => {
    const before = await desk.draft(CLAIM.overClaimed, {
      promotionId: "P-1001",
      settle: "10000",
      dispute: "2000",
    });

    const after = await desk.draft(CLAIM.overClaimed, { dispute: "1500" });

    expect(after.settle?.toMinor()).toBe("10000.00");
    expect(after.status).toBe("IN_REVIEW");
    expect(after.version).toBeGreaterThan(before.version);
  });

  test("keeps a promotion that was chosen before any amount", async () => {
    const row = await desk.draft(CLAIM.feature4000, { promotionId: "P-1006" });

    expect(row).toMatchObject({ promotionNumber: "P-1006", settle: null, status: "IN_REVIEW" });
  });

  test.each([
    ["number", "P-1006"],
    ["id", "0190D000-0000-7000-8000-000000001606"],
    ["16-character reference of its journal", "DEM0ACCR00001006"],
  ])("finds the promotion by its %s", async (_kind, promotionId) => {
    const row = await desk.draft(CLAIM.feature4000, { promotionId });

    expect(row.promotionNumber).toBe("P-1006");
  });

  test("keeps a note that starts with = as text, and matches nothing by it", async () => {
    const row = await desk.draft(CLAIM.misrouted, { note: '=HYPERLINK("x")' });

    expect(row).toMatchObject({ note: '=HYPERLINK("x")', status: "IN_REVIEW" });
  });

  test("names who works on it by name or e-mail", async () => {
    const row = await desk.draft(CLAIM.misrouted, { assignedTo: "frank osei" });

    expect(row.assignedTo).toBe("Frank Osei");
  });

  test("empties what it names as null", async () => {
    await desk.draft(CLAIM.kroger8120, { promotionId: "P-1004", settle: "8120", note: "x" });

    const row = await desk.draft(CLAIM.kroger8120, { promotionId: null, settle: null, note: null });

    expect(row).toMatchObject({ promotionId: null, settle: null, note: null });
  });

  test("says the reason in our words in the ERP's mirror too", async () => {
    const row = await desk.draft(CLAIM.tax, { reason: "TAX" });

    const [mirrored] = await desk.app.database.as(
      (tx) => tx<{ reason: string }[]>`
        select mirrored.reason_code_normalized as reason
        from finance.gl_transactions mirrored
        where mirrored.erp_ref_id = ${row.erpRef}
      `,
    );
    expect(mirrored?.reason).toBe("TAX");
  });

  test("leaves an audit entry with the fields that changed", async () => {
    await desk.draft(CLAIM.shortage, { note: "asked for the bill of lading" });

    const [entry] = await desk.app.database.as(
      (tx) => tx<{ act: string; actorName: string; after: { note: string } }[]>`
        select entry.act, entry.actor_name, entry.after
        from tenancy.audit_log entry
        where entry.entity_id = ${CLAIM.shortage}
        order by entry.seq desc
        limit 1
      `,
    );
    expect(entry).toMatchObject({ act: "claim.inputs-changed", actorName: "Frank Osei" });
    expect(entry?.after.note).toBe("asked for the bill of lading");
  });
});

describe("the tolerance at its boundary", () => {
  test("10,200.00 against 10,000 is accepted whole", async () => {
    const { id } = await desk.deduct({ amount: "10200.00" });

    const row = await desk.draft(id, { promotionId: "P-1001", settle: "10200.00" });

    expect(row.status).toBe("MATCHED");
  });

  test("OVER_TOLERANCE: 10,200.01 is not, and the answer names the fix", async () => {
    const { id } = await desk.deduct({ amount: "10200.01" });

    const result = await desk.publishOne(id, { promotionId: "P-1001", settle: "10200.01" });

    expect(result).toMatchObject({
      outcome: "invalid",
      problem: { code: "OVER_TOLERANCE", errors: [{ pointer: "/changes/settle" }] },
    });
    expect(result?.problem?.detail).toContain("Settle 10,000.00 and dispute 200.01.");
  });
});

describe("a refused row", () => {
  test("VERSION_STALE: is a conflict and carries the current row", async () => {
    const { id, version } = await desk.draft(CLAIM.tax, { note: "first" });

    const { results } = await desk.publish([
      { id, version: version - 1, changes: { note: "second" } },
    ]);

    expect(results[0]).toMatchObject({
      outcome: "conflict",
      problem: { code: "VERSION_STALE" },
      row: { note: "first", version },
    });
  });

  test("NOT_FOUND: is gone, and so is another company's", async () => {
    const { results } = await desk.publish([{ id: newId(), version: 1, changes: { note: "x" } }]);
    const elsewhere = await desk.publish(
      [{ id: CLAIM.overClaimed, version: 1, changes: { note: "x" } }],
      { as: { tenant: "second", persona: "finance" } },
    );

    expect([results[0]?.outcome, elsewhere.results[0]?.outcome]).toEqual(["gone", "gone"]);
  });

  test("CLAIM_NOT_OPEN: a settled claim is forbidden", async () => {
    expect(await desk.publishOne(CLAIM.settledLongAgo, { note: "x" })).toMatchObject({
      outcome: "forbidden",
      problem: { code: "CLAIM_NOT_OPEN" },
    });
  });

  test("ROLE_MISSING: claims are neither added nor deleted here", async () => {
    const { version } = await desk.claim(CLAIM.tax);

    const { results } = await desk.publish([{ id: CLAIM.tax, version, op: "delete", changes: {} }]);

    expect(results[0]).toMatchObject({ outcome: "forbidden", problem: { code: "ROLE_MISSING" } });
  });

  test.each([
    ["DRAFT_EXCEEDS_OPEN", { promotionId: "P-1006", settle: "4000", dispute: "0.01" }],
    ["PROMOTION_NOT_MATCHABLE", { promotionId: "P-9999" }],
    ["PROMOTION_NOT_MATCHABLE", { promotionId: "P-1008", settle: "1" }],
    ["PROMOTION_NOT_MATCHABLE", { promotionId: null, settle: "1" }],
    ["WRITE_OFF_REASON_MISSING", { promotionId: null, settle: null, writeOff: "5" }],
    ["INVALID", { assignedTo: "Nobody Here" }],
  ])("%s: %j is invalid", async (code, changes) => {
    expect(await desk.publishOne(CLAIM.feature4000, changes)).toMatchObject({
      outcome: "invalid",
      problem: { code },
      row: null,
    });
  });

  test("does not hinder its neighbours", async () => {
    const [tax, shortage] = [await desk.claim(CLAIM.tax), await desk.claim(CLAIM.shortage)];

    const { summary, results } = await desk.publish([
      { ...tax, changes: { writeOff: "999999" } },
      { ...shortage, changes: { note: "fine" } },
    ]);

    expect(results.map(({ outcome }) => outcome)).toEqual(["invalid", "saved"]);
    expect(summary).toMatchObject({ saved: 1, invalid: 1 });
  });

  test("VERSION_STALE: a claim that an earlier row of the publish changed is a conflict", async () => {
    const seen = await desk.claim(CLAIM.shortage);

    const { results } = await desk.publish([
      { ...seen, key: "row 1", changes: { note: "first" } },
      { ...seen, key: "row 2", changes: { note: "second" } },
    ]);

    expect(results.map(({ outcome }) => outcome)).toEqual(["saved", "conflict"]);
    expect((await desk.claim(CLAIM.shortage)).note).toBe("first");
  });

  test("INVALID: two rows with one key are refused together", async () => {
    const row = { key: "1", op: "update", id: CLAIM.tax, version: 1, changes: {} };
    const body = { batchId: newId(), rows: [row, row] };

    const answer = await desk.app.request("finance", "POST /v1/claims/batch", { body });

    expect([answer.status, answer.problem().code]).toEqual([422, "INVALID"]);
  });

  test("takes its neighbours back in mode all", async () => {
    const [tax, shortage] = [await desk.claim(CLAIM.tax), await desk.claim(CLAIM.shortage)];

    const { results } = await desk.publish(
      [
        { ...shortage, changes: { note: "not this time" } },
        { ...tax, changes: { writeOff: "999999" } },
      ],
      { mode: "all" },
    );

    expect(results.map(({ outcome }) => outcome)).toEqual(["invalid", "invalid"]);
    expect((await desk.claim(CLAIM.shortage)).note).not.toBe("not this time");
  });
});

test("the books are in order after the published rows", async () => {
  expect(await desk.broken()).toEqual([]);
});
