// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { functionsMetadata } from "../../../addin/functions/catalogue.ts";
import { startCellFunctions } from "../../../addin/functions/cell-functions.ts";
import type { FunctionCall } from "../../../addin/functions/queue.ts";
import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import type { CellFunctions } from "../../../addin/taskpane/ports.ts";
import type { FunctionResult } from "../../../shared/intelligence/functions.ts";
import { Refusal } from "../../../shared/refusal.ts";
import { bootExcel } from "../../support/excel.ts";

let host: ExcelHost;
let functions: CellFunctions;
let asked: FunctionCall[][] = [];
let isSignedIn = true;
let factor = 1;

/** A server that knows funds by their digits, one promotion and nothing else. */
function resultOf({ name, args }: FunctionCall): FunctionResult {
  if (name === "ASOF") return { value: { kind: "instant", text: "2026-11-23T12:00:00Z" } };
  if (name === "PROMO") return { value: { kind: "day", text: "2026-03-31" } };
  const digits = /^[FP]-(\d+)$/.exec(args[0] ?? "")?.[1];
  return digits === undefined
    ? { error: { code: "NOT_AVAILABLE", message: `There is no fund ${args[0]}.` } }
    : { value: { kind: "number", text: `${Number(digits) * factor}.2500` } };
}

beforeAll(async () => {
  host = await bootExcel();
  host.registerFunctions({ namespace: "TPM", functions: functionsMetadata().functions });
  functions = startCellFunctions({
    world: {
      ask: (calls) => {
        if (!isSignedIn) return Promise.reject(new Refusal("NOT_SIGNED_IN", "Nobody."));
        asked.push(calls);
        const results = calls.map(resultOf);
        return Promise.resolve({ asOf: "2026-11-23T12:00:00Z", dataVersion: `${factor}`, results });
      },
      now: Date.now,
      after: (ms, act) => void setTimeout(act, ms),
    },
    associate: (id, body) => CustomFunctions.associate(id, body),
    recalculate: () =>
      Excel.run(async (context) => {
        context.workbook.application.calculate("Full");
        await context.sync();
      }),
  });
});
beforeEach(async () => {
  host.reset();
  await functions.refresh();
  asked = [];
  isSignedIn = true;
  factor = 1;
});

const SOON = { timeout: 10_000, interval: 20 };
const cell = (r: number, c: number) => host.model.sheet("Sheet1")?.at(r, c);
const column = (c: number, rows: number) => Array.from({ length: rows }, (_, r) => cell(r, c)?.v);
const type = (address: string, ...rows: unknown[][]) => host.userEdits("Sheet1", address, rows);
const isDone = () => expect.poll(() => host.busy, SOON).toBe(0);

describe("the cell functions in Excel's own runtime", () => {
  test("400 cells are filled by one question, and again after Refresh values", async () => {
    const rows = Array.from({ length: 200 }, (_, r) => [
      `F-${r + 1}`,
      `=TPM.FUND(A${r + 1})`,
      `=TPM.ACCRUAL("P-${r + 1}","settled")`,
    ]);

    type("A1:C200", ...rows);
    const atOnce = column(1, 1);
    await isDone();

    expect(atOnce).toEqual(["#BUSY!"]);
    expect(asked.map(({ length }) => length)).toEqual([400]);
    expect(column(1, 200)).toEqual(rows.map((_, r) => r + 1.25));
    expect(column(2, 200)).toEqual(rows.map((_, r) => r + 1.25));
    expect(functions.state()).toMatchObject({ pending: 0, remembered: 400, failed: [] });

    factor = 2;
    await functions.refresh();
    await expect.poll(() => cell(199, 1)?.v, SOON).toBe(400.25);
    await isDone();
    expect(asked.map(({ length }) => length)).toEqual([400, 400]);
    expect(column(2, 200)).toEqual(rows.map((_, r) => (r + 1) * 2 + 0.25));
  }, 30_000);

  test("what was answered lately is not asked again when Excel calls again", async () => {
    type("A1:B1", ["F-7", "=TPM.FUND(A1)"]);
    await isDone();
    type("A1", ["F-8"]);
    await isDone();
    type("A1", ["F-7"]);
    await isDone();

    expect(cell(0, 1)?.v).toBe(7.25);
    expect(asked.map((calls) => calls[0]?.args)).toEqual([["F-7"], ["F-8"]]);
  });

  test("a wrong argument says what is wrong, and asks nobody", async () => {
    type("A1:A3", ["=TPM.FUND(1001)"], ['=TPM.FUND("F-1","actual",12)'], ['=TPM.FUND("")']);
    await isDone();

    expect(cell(0, 0)).toMatchObject({ v: "#VALUE!" });
    expect(cell(0, 0)?.why).toContain("codes are text");
    expect(cell(1, 0)).toMatchObject({ v: "#VALUE!" });
    expect(cell(2, 0)?.v).toBe("");
    expect(asked).toEqual([]);
  });

  test("what the server does not know is #N/A with its sentence, and IFERROR gets round it", async () => {
    type("A1:A2", ['=TPM.FUND("nope")'], ['=IFERROR(TPM.FUND("nope"),0)+1']);
    await isDone();

    expect(cell(0, 0)).toMatchObject({ v: "#N/A", why: "There is no fund nope." });
    expect(cell(1, 0)?.v).toBe(1);
    expect(functions.state().failed).toEqual(["There is no fund nope."]);
  });

  test("days and instants are serials, and an empty cell is an argument left out", async () => {
    type("A1:A3", ['=TPM.PROMO("P-1","sell-in from")'], ["=TPM.ASOF()"], ['=TPM.FUND("F-3",Z9)']);
    await isDone();

    const zone = new Date("2026-11-23T12:00:00Z").getTimezoneOffset();
    expect(column(0, 3)).toEqual([46_112, 46_349.5 - zone / 1_440, 3.25]);
  });

  test("without a session every cell says to sign in, and is filled after signing in", async () => {
    isSignedIn = false;
    type("A1:A3", ['=TPM.FUND("F-1")'], ['=TPM.FUND("F-2")'], ['=TPM.FUND("F-3")']);
    await isDone();
    const before = [cell(0, 0)?.v, cell(2, 0)?.why];

    isSignedIn = true;
    await functions.refresh();
    await expect.poll(() => cell(2, 0)?.v, SOON).toBe(3.25);

    expect(before).toEqual(["#N/A", "Sign in to TPM."]);
    expect(asked).toHaveLength(1);
  });
});
