import { expect, test } from "vitest";
import { publishAll } from "../../../../addin/taskpane/desk/publish.ts";
import type { PublishAnswer, RowResult } from "../../../../addin/taskpane/ports.ts";
import type { Claim } from "../../../../shared/finance/claim.ts";
import type { Problem } from "../../../../shared/problem.ts";
import { memoryApi } from "../memory-api.ts";
import { MemoryWorkbook } from "../memory-workbook.ts";
import { aClaim, anEditedRow } from "../samples.ts";

type Result = RowResult<Claim>;

const problem = (given: Partial<Problem>): Problem => ({
  type: "",
  title: "",
  status: 422,
  detail: "",
  code: "INVALID",
  requestId: "r",
  errors: [],
  ...given,
});

const result = (given: Partial<Result>): Result => ({
  key: "a",
  id: "a",
  outcome: "saved",
  version: 2,
  row: null,
  problem: null,
  ...given,
});

function publish(answer: Partial<PublishAnswer<Claim>>, rows = [anEditedRow({ id: "a" })]) {
  const workbook = new MemoryWorkbook();
  const publishClaims = () => Promise.resolve({ results: [], stopped: null, ...answer });
  const desk = { api: memoryApi({ publishClaims }), workbook };
  return {
    workbook,
    outcome: publishAll(desk, {
      edits: [{ table: "deductions", edited: rows, chosen: rows }],
      newId: () => "batch",
      message: "",
    }),
  };
}

test("a saved row takes the server's row and forgets exactly what was sent", async () => {
  const row = aClaim({ id: "a", version: 2 });
  const { workbook, outcome } = publish({ results: [result({ row })] });

  expect(await outcome).toMatchObject({ saved: 1, troubles: [], lost: [], stopped: null });
  expect(workbook.shown).toEqual([
    { table: "deductions", id: "a", state: "saved", message: "", row, sent: anEditedRow().changes },
  ]);
});

test("an invalid row names the cell, the rule and what is allowed", async () => {
  const errors = [
    { pointer: "/rows/0/changes/settle", code: "too_big", message: "Only 12,000.00 are open." },
  ];
  const { workbook, outcome } = publish({
    results: [result({ outcome: "invalid", problem: problem({ errors }) })],
  });

  expect((await outcome).troubles).toEqual([
    {
      table: "deductions",
      id: "a",
      state: "invalid",
      label: "D-1001 · Walmart US",
      cell: { field: "settle", header: "Settle" },
      message: "Only 12,000.00 are open.",
    },
  ]);
  expect(workbook.shown).toMatchObject([{ state: "invalid", message: "Only 12,000.00 are open." }]);
});

test("allowed values are part of the sentence", async () => {
  const errors = [
    { pointer: "/reason", code: "x", message: "Unknown reason.", allowed: ["PROMO", "TAX"] },
  ];
  const { outcome } = publish({
    results: [result({ outcome: "invalid", problem: problem({ errors }) })],
  });

  expect((await outcome).troubles[0]?.message).toBe("Unknown reason. Allowed: PROMO, TAX.");
});

test.each([
  { outcome: "conflict" as const, state: "conflict" },
  { outcome: "forbidden" as const, state: "failed" },
  { outcome: "gone" as const, state: "failed" },
])("a row whose outcome is $outcome shows $state and stays an edit", async (expected) => {
  const detail = "Somebody else was quicker.";
  const { workbook, outcome } = publish({
    results: [result({ outcome: expected.outcome, problem: problem({ detail }) })],
  });

  expect(await outcome).toMatchObject({ saved: 0, troubles: [{ message: detail }] });
  expect(workbook.shown).toMatchObject([{ state: expected.state, message: detail }]);
});

test("a row without a result is unknown, and publishing again is said to be safe", async () => {
  const rows = [anEditedRow({ id: "a" }), anEditedRow({ id: "b", label: "D-2 · Kroger" })];
  const { workbook, outcome } = publish(
    { results: [result({ row: aClaim({ id: "a" }) })], stopped: "Tradebook cannot be reached." },
    rows,
  );

  expect(await outcome).toMatchObject({
    saved: 1,
    stopped: "Tradebook cannot be reached.",
    troubles: [{ id: "b", message: expect.stringMatching(/nothing is saved twice/) as string }],
  });
  expect(workbook.shown.map(({ id, state }) => `${id} ${state}`)).toEqual(["a saved", "b unknown"]);
});
