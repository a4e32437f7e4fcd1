import { expect, test } from "vitest";
import { postPreviewed, previewSelected } from "../../../../addin/taskpane/desk/post.ts";
import type { Api, PostingInput } from "../../../../addin/taskpane/ports.ts";
import { memoryApi } from "../memory-api.ts";
import { MemoryWorkbook } from "../memory-workbook.ts";
import { aClaim, aClaimPreview, aPreview, CLAIM_ID, JOURNAL_ID } from "../samples.ts";

function deskWith(given: Partial<Api> = {}) {
  const workbook = new MemoryWorkbook();
  workbook.claims = [aClaim({ version: 2 })];
  workbook.selectedIds = [CLAIM_ID];
  return { api: memoryApi(given), workbook };
}

const notReady = aClaimPreview({
  claimId: "other",
  problem: {
    type: "",
    title: "",
    status: 409,
    detail: "D-1002 has no draft.",
    code: "CLAIM_HAS_NO_DRAFT",
    requestId: "r",
    errors: [],
  },
});

test("with nothing selected there is nothing to preview", async () => {
  const desk = deskWith();
  desk.workbook.selectedIds = [];

  expect(await previewSelected(desk, undefined)).toEqual({ kind: "nothingSelected" });
});

test("cells that were not published are named before anything is previewed", async () => {
  const desk = deskWith();
  await desk.workbook.fill("deductions", [
    { id: CLAIM_ID, fields: { promotionId: "P-1", settle: "0.0000", dispute: "0.0000" } },
  ]);

  expect(await previewSelected(desk, undefined)).toEqual({
    kind: "unpublished",
    labels: ["D-1001 · Walmart US"],
  });
});

test("the preview is asked for the versions in the sheet, on the chosen day", async () => {
  const asked: PostingInput[] = [];
  const desk = deskWith({
    previewSettlements: (input) => {
      asked.push(input);
      return Promise.resolve(aPreview());
    },
  });

  await previewSelected(desk, "2026-11-30");

  expect(asked).toEqual([{ claims: [{ id: CLAIM_ID, version: 2 }], postingDate: "2026-11-30" }]);
});

test("exactly the previewed versions are posted, and what was not ready is left out", async () => {
  const posted: unknown[] = [];
  const desk = deskWith({
    postSettlements: (input) => {
      posted.push(input);
      return Promise.resolve({ claims: [] });
    },
  });

  await postPreviewed(desk, aPreview([aClaimPreview(), notReady]), "key-1");

  expect(posted).toEqual([
    {
      claims: [{ id: CLAIM_ID, version: 2 }],
      postingDate: "2026-11-23",
      idempotencyKey: "key-1",
    },
  ]);
});

test("a posted claim shows that its journal is on its way", async () => {
  const desk = deskWith();

  const [posting] = await postPreviewed(desk, aPreview(), "key-1");

  expect(posting).toMatchObject({ state: "onItsWay", journalId: JOURNAL_ID });
  expect(desk.workbook.shown).toMatchObject([{ id: CLAIM_ID, state: "posting" }]);
});

test("a claim above the limit waits for approval", async () => {
  const desk = deskWith({
    postSettlements: () =>
      Promise.resolve({
        claims: [
          {
            claimId: CLAIM_ID,
            outcome: "pendingApproval",
            journalId: JOURNAL_ID,
            reference: null,
            journalStatus: "DRAFT",
            row: null,
            problem: null,
          },
        ],
      }),
  });

  const [posting] = await postPreviewed(desk, aPreview(), "key-1");

  expect(posting?.state).toBe("waitsForApproval");
  expect(posting?.message).toMatch(/FinanceApprover/);
});

test("a refused claim shows who was quicker, in the sheet too", async () => {
  const detail = "Ada Approver posted D-1001 at 09:14.";
  const desk = deskWith({
    postSettlements: () =>
      Promise.resolve({
        claims: [
          {
            claimId: CLAIM_ID,
            outcome: "refused",
            journalId: null,
            reference: null,
            journalStatus: null,
            row: aClaim({ version: 3 }),
            problem: {
              type: "",
              title: "",
              status: 409,
              detail,
              code: "CLAIM_ALREADY_POSTED",
              requestId: "r",
              errors: [],
            },
          },
        ],
      }),
  });

  const [posting] = await postPreviewed(desk, aPreview(), "key-1");

  expect(posting).toMatchObject({ state: "refused", message: detail });
  expect(desk.workbook.shown).toMatchObject([{ state: "failed", message: detail }]);
});
