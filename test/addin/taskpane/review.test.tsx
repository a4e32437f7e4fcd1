// @vitest-environment jsdom
import { expect, test } from "vitest";
import type { Diff, EditedRow } from "../../../addin/taskpane/ports.ts";
import { memoryApi } from "./memory-api.ts";
import { MemoryWorkbook } from "./memory-workbook.ts";
import { expectAccessible, renderPane } from "./render-pane.tsx";
import { aClaim, aClaimPreview, aDiff, anEditedRow, aPreview, CLAIM_ID } from "./samples.ts";
import { withTable } from "./with-table.ts";

const review = { at: "review", only: null } as const;

const hold = (workbook: MemoryWorkbook, diff: Diff) => workbook.diffs.set("deductions", diff);

function bookWith(diff: Partial<Diff>) {
  const workbook = withTable();
  hold(workbook, aDiff(diff));
  return workbook;
}

/** A server that says these keys are saved and lets the others wait; it remembers what came. */
function apiSaving(...saved: string[]) {
  const sent: { message?: string; rows: { key: string }[] }[] = [];
  const api = memoryApi({
    publishClaims: (publish) => {
      sent.push(publish);
      return Promise.resolve({
        stopped: null,
        results: publish.rows.map(({ key }) => ({
          key,
          id: key,
          outcome: saved.includes(key) ? ("saved" as const) : ("conflict" as const),
          version: 2,
          row: aClaim({ id: key, version: 2 }),
          problem: null,
        })),
      });
    },
  });
  return { api, sent };
}

const invalid: EditedRow = anEditedRow({
  id: "invalid",
  label: "D-3 · Walmart US",
  problems: [{ field: "settle", header: "Settle", message: "Only 12,000.00 are open." }],
});

test("every changed cell is listed, old value to new, with its source", async () => {
  const { screen } = renderPane({ workbook: bookWith({}), view: review });

  await screen.findByText(/1 row changed/);
  const [card] = screen.getAllByRole("listitem");
  expect(card?.textContent).toContain("Settle: empty → ");
  expect(card?.textContent).toContain("becomes 10,000.00");
  expect(card?.textContent).toContain("from a formula");
  await expectAccessible();
});

test("a row with a problem is not sent, names cell and rule, and leads to the cell", async () => {
  const workbook = bookWith({ edited: [anEditedRow(), invalid] });
  const { api, sent } = apiSaving(CLAIM_ID);
  const { screen, press } = renderPane({ workbook, api, view: review });
  await screen.findByText("Invalid (1)");
  expect(screen.getByText("⚠ Settle: Only 12,000.00 are open.")).toBeTruthy();
  await expectAccessible();

  await press("Go to cell Settle");
  await press("Publish 1");

  expect(await screen.findByText("1 saved · 1 needs attention.")).toBeTruthy();
  expect(screen.getByText(/Only 12,000\.00 are open\./)).toBeTruthy();
  expect(workbook.visited).toEqual([{ table: "deductions", id: "invalid", field: "settle" }]);
  expect(sent[0]?.rows.map(({ key }) => key)).toEqual([CLAIM_ID]);
});

test("hidden rows are counted, and an unticked row stays home", async () => {
  const edited = [
    anEditedRow({ id: "a", label: "D-1" }),
    anEditedRow({ id: "b", label: "D-2", hidden: true }),
  ];
  const { api, sent } = apiSaving("a", "b");
  const { screen, user, press } = renderPane({ workbook: bookWith({ edited }), api, view: review });
  await screen.findByText(/1 of 2 changed rows is hidden by a filter/);

  await user.click(screen.getByRole("checkbox", { name: "D-2" }));
  await press("Publish 1");

  await screen.findByText("1 row saved.");
  expect(sent[0]?.rows.map(({ key }) => key)).toEqual(["a"]);
});

test("the message for the audit log goes along", async () => {
  const { api, sent } = apiSaving(CLAIM_ID);
  const { screen, user, press } = renderPane({ workbook: bookWith({}), api, view: review });

  await user.type(await screen.findByLabelText(/Message for the audit log/), "week 47");
  await press("Publish 1");

  await screen.findByText("1 row saved.");
  expect(sent[0]?.message).toBe("week 47");
});

test("missing, doubled, typed-over and unknown rows are said and never sent", async () => {
  const workbook = bookWith({
    edited: [],
    missing: [{ id: "m", label: "D-900 · Kroger" }],
    duplicated: [{ id: "d", label: "D-901 · Kroger" }],
    overtyped: [{ id: "o", label: "D-902 · Kroger", headers: ["Amount", "Open"] }],
    unknown: 2,
  });
  const { screen } = renderPane({ workbook, view: review });

  expect(await screen.findByText(/Nothing is deleted in Tradebook/)).toBeTruthy();
  expect(screen.getByText("D-901 · Kroger")).toBeTruthy();
  expect(screen.getByText("D-902 · Kroger: Amount, Open")).toBeTruthy();
  expect(screen.getByText(/2 rows in the table did not come from Tradebook/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Publish/ })).toBeNull();
  await expectAccessible();
});

test("discarding asks first, and takes back only what is ticked", async () => {
  const workbook = bookWith({ edited: [anEditedRow({ id: "a" })] });
  const { screen, press } = renderPane({ workbook, view: review });
  await press("Discard 1…");
  await screen.findByText(/What you typed there is lost/);
  await expectAccessible();
  expect(workbook.discarded).toEqual([]);

  await press("Discard 1");

  await screen.findByText(/1 row changed/);
  expect(workbook.discarded).toEqual([{ table: "deductions", ids: ["a"] }]);
});

test("the ribbon's Discard looks at the selected rows only", async () => {
  const workbook = bookWith({
    edited: [anEditedRow({ id: CLAIM_ID, label: "D-1" }), anEditedRow({ id: "b", label: "D-2" })],
  });
  workbook.claims = [aClaim()];
  workbook.selectedIds = [CLAIM_ID];
  workbook.active = "deductions";
  const { ribbon, screen } = renderPane({ workbook });

  await ribbon.discard();

  expect(await screen.findByText(/1 row changed/)).toBeTruthy();
  expect(screen.queryByText("D-2")).toBeNull();
});

test("what was not saved is counted, named, reached and retried", async () => {
  const edited = [anEditedRow({ id: "a", label: "D-1" }), anEditedRow({ id: "b", label: "D-2" })];
  const workbook = bookWith({ edited });
  const { api, sent } = apiSaving("a");
  const { screen, press } = renderPane({ workbook, api, view: review });
  await press("Publish 2");
  await screen.findByText("1 saved · 1 needs attention.");
  await expectAccessible();

  await press("Next problem");
  await press("Retry 1");

  expect(await screen.findByText("0 saved · 1 needs attention.")).toBeTruthy();
  expect(sent.map(({ rows }) => rows.map(({ key }) => key))).toEqual([["a", "b"], ["b"]]);
  expect(workbook.visited).toEqual([{ table: "deductions", id: "b", field: "promotionId" }]);
});

const settlePreview = { at: "settlePreview" } as const;

test("Post with nothing selected says what to select and looks again", async () => {
  const workbook = new MemoryWorkbook();
  workbook.claims = [aClaim()];
  const { screen, press } = renderPane({ workbook, view: settlePreview });
  await screen.findByText(/No deduction is selected/);
  await expectAccessible();

  workbook.selectedIds = [CLAIM_ID];
  await press("Look again");

  expect(await screen.findByRole("button", { name: "Post 1" })).toBeTruthy();
});

test("the preview shows rows with account names, totals and a tie-out to the cent", async () => {
  const workbook = new MemoryWorkbook();
  workbook.claims = [aClaim()];
  workbook.selectedIds = [CLAIM_ID];
  const { screen } = renderPane({ workbook, view: settlePreview });

  const rows = await screen.findByRole("list", { name: "Journal rows" });
  expect(rows.textContent).toContain("Debit 1160 Disputed receivables");
  expect(screen.getByText("✓ Ties out to the cent.")).toBeTruthy();
  expect(screen.getByRole("table", { name: "Accounts" }).textContent).toContain(
    "1150 Deduction clearing12,000.00",
  );
});

test("a closed period warns, an amount above the limit is sent for approval, a claim without a draft is left out", async () => {
  const workbook = new MemoryWorkbook();
  workbook.claims = [aClaim()];
  workbook.selectedIds = [CLAIM_ID];
  const message = "Settling 30,000.00 on one claim is above the limit of 25,000.00.";
  const previewed = aPreview([
    aClaimPreview({
      period: { period: "2026-09", status: "CLOSED", message: "Period 2026-09 is closed." },
      approvals: [{ kind: "SETTLEMENT", role: "FinanceApprover", message }],
    }),
    aClaimPreview({
      claimId: "other",
      number: "D-1002",
      problem: {
        type: "",
        title: "",
        status: 409,
        detail: "D-1002 has no draft.",
        code: "CLAIM_HAS_NO_DRAFT",
        requestId: "r",
        errors: [],
      },
    }),
  ]);
  const api = memoryApi({ previewSettlements: () => Promise.resolve(previewed) });
  const { screen } = renderPane({ workbook, api, view: settlePreview });

  expect(
    await screen.findByText(/Period 2026-09 is closed. 1 posting would go there/),
  ).toBeTruthy();
  expect(screen.getByText(message)).toBeTruthy();
  expect(screen.getByText("Not ready, and left out: D-1002 has no draft.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Send 1 for approval" })).toBeTruthy();
  await expectAccessible();
});

test("posting again after a lost answer uses the same key", async () => {
  const keys: string[] = [];
  const workbook = new MemoryWorkbook();
  workbook.claims = [aClaim()];
  workbook.selectedIds = [CLAIM_ID];
  const api = memoryApi({
    postSettlements: ({ idempotencyKey }) => {
      keys.push(idempotencyKey);
      return Promise.reject(new Error("Tradebook cannot be reached."));
    },
  });
  const { screen, press } = renderPane({ workbook, api, view: settlePreview });

  await press("Post 1");
  await screen.findByText("Tradebook cannot be reached.");
  await press("Post 1");

  await expect.poll(() => keys.length).toBe(2);
  expect(new Set(keys).size).toBe(1);
});
