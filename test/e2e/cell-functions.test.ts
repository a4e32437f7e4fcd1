import { afterAll, beforeAll, expect, test } from "vitest";
import { FundPage } from "../../shared/planning/fund.ts";
import { type Preview, SOON } from "./preview.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 240_000);
afterAll(() => stage?.close());

const ROWS = 200;
const FUNDS = ["F-1001", "F-1002", "F-1003"];

/** A number of a fund and a number of a promotion in each row, no two cells alike: of 400 functions none spares a question. */
const SHEET = Array.from({ length: ROWS }, (_, at) => {
  const row = at + 1;
  const first = at === 0;
  const promotion = `"P-10${String((at % 12) + 1).padStart(2, "0")}"`;
  return [
    FUNDS[at % FUNDS.length],
    46_000 + at,
    first ? `=TPM.FUND(A${row})` : `=TPM.FUND(A${row},"actual",B${row})`,
    first ? `=TPM.ACCRUAL("P-1002")` : `=TPM.ACCRUAL(${promotion},"accrued",B${row})`,
  ];
});

/** What a column shows, from the first row to the last. */
const column = (preview: Preview, letter: string) =>
  preview.page.evaluate(
    ([name, rows]) =>
      Array.from({ length: rows }, (_, at) =>
        window.tradebookPreview?.cellText("Sheet1", `${name}${at + 1}`),
      ),
    [letter, ROWS] as const,
  );

const cell = async (preview: Preview, address: string) =>
  preview.page.evaluate((at) => window.tradebookPreview?.cellText("Sheet1", at), address);

const edit = (preview: Preview, address: string, values: unknown[][]) =>
  preview.page.evaluate(([at, rows]) => window.tradebookPreview?.edit("Sheet1", at, rows), [
    address,
    values,
  ] as const);

/** How often the cells asked the server so far. */
function questionsOf(preview: Preview): () => number {
  let asked = 0;
  preview.page.on("request", (request) => {
    if (request.url().endsWith("/v1/functions/batch")) asked += 1;
  });
  return () => asked;
}

const fundNow = async (number: string) => {
  const { rows } = FundPage.parse(await stage.ask("planner", "GET /v1/funds"));
  const fund = rows.find((each) => each.number === number);
  if (!fund) throw new Error(`there is no fund ${number}`);
  return fund;
};
const remaining = async (number: string) => Number((await fundNow(number)).available.toString());

test("400 cells of functions fill with at most two questions, and follow a publish after Refresh values", async () => {
  const preview = await stage.openPreview();
  const questions = questionsOf(preview);
  await preview.signIn("planner");

  await edit(preview, `A1:D${ROWS}`, SHEET);
  const atOnce = await cell(preview, "C1");
  await expect.poll(() => column(preview, "D"), SOON).not.toContain("#BUSY!");
  await expect.poll(() => column(preview, "C"), SOON).not.toContain("#BUSY!");
  const filled = questions();

  expect(atOnce).toBe("#BUSY!");
  expect(filled).toBeGreaterThanOrEqual(1);
  expect(filled).toBeLessThanOrEqual(2);
  expect(Number(await cell(preview, "C1"))).toBe(await remaining("F-1001"));
  expect(await cell(preview, "D1")).toBe("5000");
  const shown = [...(await column(preview, "C")), ...(await column(preview, "D"))];
  expect(shown.filter((text) => !/^\d+(\.\d+)?$/.test(text ?? ""))).toEqual([]);

  const fund = await fundNow("F-1001");
  await stage.ask("controller", "POST /v1/funds/batch", {
    batchId: crypto.randomUUID(),
    rows: [
      {
        key: "1",
        op: "update",
        id: fund.id,
        version: fund.version,
        changes: { budget: fund.budget.plus(fund.budget).toMinor() },
      },
    ],
  });
  const published = await remaining("F-1001");
  const before = Number(await cell(preview, "C1"));
  await preview.ribbon("Refresh values");
  await expect.poll(async () => Number(await cell(preview, "C1")), SOON).toBe(published);
  await expect.poll(() => column(preview, "D"), SOON).not.toContain("#BUSY!");

  expect(published).not.toBe(before);
  expect(questions()).toBeLessThanOrEqual(filled + 2);
  expect(preview.errors).toEqual([]);
  await preview.close();
}, 120_000);

test("cells that nobody signed in for say so in words, and fill after signing in", async () => {
  const preview = await stage.openPreview();
  const questions = questionsOf(preview);
  await preview.pane.getByRole("heading", { name: "Sign in" }).waitFor();

  await edit(preview, "A1:A3", [
    ['=TPM.FUND("F-1001","budget")'],
    ['=IFERROR(TPM.FUND("F-9999"),-1)'],
    ["=TPM.FUND(1001)"],
  ]);
  await expect.poll(() => cell(preview, "A1"), SOON).toBe("#N/A");
  await preview.page.evaluate(() => window.tradebookPreview?.select("Sheet1", "A1"));
  await preview.page.getByText("Sign in to TPM.").waitFor();
  const unasked = questions();
  await preview.signIn("planner");
  await expect.poll(() => cell(preview, "A1"), SOON).toMatch(/^\d/);

  expect(unasked).toBe(0);
  expect(await cell(preview, "A2")).toBe("-1");
  expect(await cell(preview, "A3")).toBe("#VALUE!");
  await preview.page.evaluate(() => window.tradebookPreview?.select("Sheet1", "A3"));
  await preview.page.getByText("codes are text", { exact: false }).waitFor();
  await preview.close();
}, 120_000);
