// @vitest-environment jsdom
import { expect, test } from "vitest";
import type { Api } from "../../../addin/taskpane/ports.ts";
import { Money } from "../../../shared/money.ts";
import { memoryApi } from "./memory-api.ts";
import { MemoryWorkbook } from "./memory-workbook.ts";
import { stateOf } from "./planning-book.ts";
import { anEditedPromotion, aPromotion, promotionId } from "./planning-samples.ts";
import { expectAccessible, renderPane } from "./render-pane.tsx";
import { aDiff, aFailedJournal, aMe, anApproval } from "./samples.ts";

const planner = aMe({ name: "Paula Reyes", roles: ["Planner"] });
const approver = aMe({ name: "Alice Berg", roles: ["SalesApprover"] });

function bookWith(...promotions: ReturnType<typeof aPromotion>[]) {
  const workbook = new MemoryWorkbook();
  workbook.promotions = promotions;
  workbook.selectedIds = promotions.map(({ id }) => id);
  workbook.active = "promotions";
  return workbook;
}

/** A server that knows these promotions and remembers what was asked of them. */
function apiKnowing(promotions: ReturnType<typeof aPromotion>[], given: Partial<Api> = {}) {
  const asked: Parameters<Api["move"]>[0][] = [];
  const base = memoryApi();
  const row: Api["row"] = (table, id) => {
    const found = promotions.find((each) => each.id === id);
    return table === "promotions" && found ? Promise.resolve(found as never) : base.row(table, id);
  };
  const move: Api["move"] = (request) => {
    asked.push(request);
    return base.move(request);
  };
  return { api: memoryApi({ row, move, ...given }), asked };
}

test("Submit shows what it reserves of the fund before anything is asked of the server", async () => {
  const { api, asked } = apiKnowing([aPromotion()]);
  const workbook = bookWith(aPromotion());
  const { ribbon, screen, press } = renderPane({ api, workbook, me: planner });

  await ribbon.submit();

  const form = await screen.findByRole("form", { name: "Submit" });
  expect(form.textContent).toContain("Fund F-1001 now1,200.00");
  expect(form.textContent).toContain("Fund F-1001 after450.00 (−750.00)");
  await expectAccessible();
  expect(asked).toEqual([]);

  await press("Submit");
  await screen.findByText("P-1101 · Spring TPR: Now pending approval.", { exact: false });
  expect(asked).toEqual([{ act: "submit", rows: [{ id: promotionId(1), version: 1 }] }]);
  expect(workbook.shown[0]).toMatchObject({ table: "promotions", state: "current" });
  await expectAccessible();
});

test("what was released is not left", async () => {
  const closed = aPromotion({
    status: "CLOSED",
    accrualStatus: "RELEASED",
    accrued: Money.of("50000"),
    settled: Money.of("45000"),
  });
  const { api } = apiKnowing([closed]);
  const { ribbon, screen, press } = renderPane({ api, workbook: bookWith(closed), me: planner });

  await ribbon.showPromotion();
  await press("Accrual left 0.00: where it comes from");

  const explained = await screen.findByRole("region", { name: "Where Accrual left comes from" });
  expect(explained.textContent).toContain("− Released5,000.00");
});

test("a row that differs in the sheet is published first: what is decided is what was seen", async () => {
  const workbook = bookWith(aPromotion());
  workbook.states.set("promotions", stateOf("promotions", { query: {} }));
  workbook.diffs.set("promotions", aDiff({ edited: [anEditedPromotion()] }));
  const { ribbon, screen } = renderPane({ workbook, me: planner });

  await ribbon.submit();

  expect(await screen.findByText(/Publish or discard it first/)).toBeTruthy();
  expect(screen.queryByRole("form", { name: "Submit" })).toBeNull();
});

const refusingSecond: Api["move"] = ({ rows }) =>
  Promise.resolve({
    summary: {},
    results: rows.map(({ id, version }) => ({
      key: id,
      id,
      outcome: id === promotionId(2) ? ("invalid" as const) : ("saved" as const),
      version,
      row: id === promotionId(2) ? null : aPromotion({ status: "PENDING_APPROVAL" }),
      problem:
        id === promotionId(2)
          ? {
              type: "",
              title: "",
              status: 409,
              detail: "F-1001 has 450.00 left; P-1102 needs 750.00.",
              code: "FUND_SHORT",
              requestId: "r",
              errors: [],
            }
          : null,
    })),
  });

test("a refusal names its row and the sentence of the server, and the others are done", async () => {
  const two = [aPromotion(), aPromotion({ id: promotionId(2), number: "P-1102" })];
  const { api } = apiKnowing(two, { move: refusingSecond });
  const { ribbon, screen, press } = renderPane({ api, workbook: bookWith(...two), me: planner });
  await ribbon.submit();
  await screen.findByText("Submit 2 promotions");

  await press("Submit");

  expect(await screen.findByText("1 done · 1 refused")).toBeTruthy();
  expect(screen.getByText(/F-1001 has 450.00 left; P-1102 needs 750.00/)).toBeTruthy();
});

test("rejecting waits for a reason, which goes along", async () => {
  const waiting = aPromotion({
    status: "PENDING_APPROVAL",
    fundStatus: "RESERVED",
    editable: false,
  });
  const { api, asked } = apiKnowing([waiting]);
  const { ribbon, screen, user, press } = renderPane({
    api,
    workbook: bookWith(waiting),
    me: approver,
  });
  await ribbon.showPromotion();
  await press("Reject");
  const button = await screen.findByRole("button", { name: "Reject" });
  expect(button.getAttribute("aria-disabled")).toBe("true");

  await user.type(screen.getByLabelText(/Reason/), "Too late for the season");
  await press("Reject");

  await screen.findByText(/1 done/);
  expect(asked).toEqual([
    {
      act: "reject",
      rows: [{ id: promotionId(1), version: 1 }],
      reason: "Too late for the season",
    },
  ]);
});

test("an act that the status or the role does not allow is explained", async () => {
  const { ribbon, screen } = renderPane({
    api: apiKnowing([aPromotion()]).api,
    workbook: bookWith(aPromotion()),
    me: planner,
  });

  await ribbon.approve();

  expect(
    await screen.findByText(/you cannot approve it now. Approve takes the role SalesApprover/),
  ).toBeTruthy();
  await expectAccessible();
});

test("approving says how much is accrued in which month", async () => {
  const waiting = aPromotion({ status: "PENDING_APPROVAL", fundStatus: "RESERVED" });
  const { ribbon, screen } = renderPane({
    api: apiKnowing([waiting]).api,
    workbook: bookWith(waiting),
    me: approver,
  });

  await ribbon.approve();

  const form = await screen.findByRole("form", { name: "Approve" });
  expect(form.textContent).toContain("Accrual 2027-03290.32");
  expect(form.textContent).toContain("Accrual 2027-04459.68");
});

test("a copy is shifted by whole weeks, and the tables are asked again", async () => {
  const { api, asked } = apiKnowing([aPromotion()]);
  const workbook = bookWith(aPromotion());
  workbook.states.set("promotions", stateOf("promotions", { query: { customer: "WALMART" } }));
  const { ribbon, screen, user, press } = renderPane({ api, workbook, me: planner });
  await ribbon.copyPromotion();
  const weeks = await screen.findByLabelText("Weeks later");
  await user.clear(weeks);
  await user.type(weeks, "4");

  await press("Copy");

  await screen.findByText(/Copied as P-1101/);
  expect(asked[0]).toMatchObject({ act: "copy", weeks: 4 });
  expect(workbook.written.map(({ table, query }) => [table, query])).toEqual([
    ["promotions", { customer: "WALMART" }],
  ]);
});

test("a refused accrual shows the ERP's words and is retried from the promotion", async () => {
  const retried: string[] = [];
  const failed = aPromotion({
    status: "APPROVED",
    accrualStatus: "FAILED",
    accrualMessage: "Period 2026-09 is closed.",
    accrued: Money.of("750"),
  });
  const journal = aFailedJournal({ claimId: null, claimNumber: null, kind: "ACCRUAL" });
  const { api } = apiKnowing([failed], {
    promotionJournals: () => Promise.resolve([journal]),
    retryJournal: ({ id }) => {
      retried.push(id);
      return Promise.resolve(journal);
    },
  });
  const { ribbon, screen, press } = renderPane({ api, workbook: bookWith(failed), me: planner });
  await ribbon.showPromotion();
  expect(await screen.findByText(/so it does not go live: Period 2026-09 is closed/)).toBeTruthy();
  await expectAccessible();

  await press("Retry");

  await expect.poll(() => retried).toEqual([journal.id]);
});

test("Promotion with nothing selected says what to select", async () => {
  const { screen } = renderPane({ view: { at: "promotion", ids: null }, me: planner });

  expect(await screen.findByText(/No promotion is selected/)).toBeTruthy();
  await expectAccessible();
});

test("an approver sees on Home what changed, and rejects with a reason", async () => {
  const decided: unknown[] = [];
  const api = memoryApi({
    openApprovals: () =>
      Promise.resolve([
        anApproval({ entity: "promotion", entityId: promotionId(1), role: "SalesApprover" }),
      ]),
    promotionChanges: (id) =>
      Promise.resolve({
        promotionId: id,
        number: "P-1101",
        since: { kind: "APPROVED", at: "2026-11-20T09:00:00.000Z", by: "Alice Berg" },
        changes: [
          { line: "PG-OAT-12", field: "discountPerUnit", before: "0.5000", after: "0.6000" },
        ],
      }),
    decide: (decision) => {
      decided.push(decision);
      return Promise.resolve();
    },
  });
  const { screen, user, press } = renderPane({ api, me: approver });
  await press("What changed");
  const changes = await screen.findByRole("list", { name: "Changes" });
  expect(changes.textContent).toContain("PG-OAT-12, Discount per unit: 0.5000");
  await expectAccessible();

  await press("Reject");
  await user.type(await screen.findByLabelText(/Reason/), "Margin is too thin");
  await press("Reject");

  await expect
    .poll(() => decided)
    .toEqual([{ approvalId: anApproval().id, approve: false, reason: "Margin is too thin" }]);
});

test("a planner finds drafts on Home and opens one", async () => {
  const { screen, press, workbook } = renderPane({ me: planner });
  await screen.findByText("1 promotion not submitted yet");
  await expectAccessible();

  await press("Open P-1101");

  expect(await screen.findByRole("heading", { name: "P-1101 · Spring TPR" })).toBeTruthy();
  expect(workbook.visited).toEqual([{ table: "promotions", id: promotionId(1), field: "name" }]);
});
