// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createWorkbook } from "../../../addin/excel/workbook.ts";
import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import { bootExcel } from "../../support/excel.ts";
import { claimId } from "../claims.ts";
import { answer, claimNo, onSheet } from "./deductions-sheet.ts";

let host: ExcelHost;
const workbook = createWorkbook();
const batches: number[] = [];

const fiveThousand = () =>
  Array.from({ length: 5_000 }, (_, n) => claimNo(n + 1, { note: "n".repeat(n % 90) }));

beforeAll(async () => {
  host = await bootExcel();
  const receive = host.receive.bind(host);
  host.receive = (message) => {
    if (String(message).includes("ObjectPaths")) batches.push(String(message).length);
    return receive(message);
  };
});
beforeEach(() => host.reset());

test("5,000 deductions fit through Excel's 5 MB in few batches, there and back", async () => {
  const claims = fiveThousand();

  const outcome = await workbook.write(answer(claims));
  const creating = batches.splice(0);
  onSheet(host).type("Note ✎", 4_999, "typed");
  const diff = await workbook.diff("deductions", { mark: true });
  const diffing = batches.splice(0);
  await workbook.showOutcomes("deductions", [
    {
      id: claimId(4_999),
      state: "saved",
      message: "",
      row: claimNo(4_999, { note: "typed", version: 2 }),
      sent: { note: "typed" },
    },
  ]);

  expect(outcome.added).toBe(5_000);
  expect(diff).toMatchObject({ rows: 5_000, edited: [{ changes: { note: "typed" } }] });
  expect(onSheet(host).value("State", 4_999)).toMatch(/^✓ Saved/);
  expect(Math.max(...creating)).toBeLessThan(5_000_000);
  expect(creating.length).toBeLessThan(40);
  expect(diffing.length).toBeLessThan(25);
}, 120_000);

test("rows with long notes are sent in more batches, none of them too large", async () => {
  const claims = Array.from({ length: 3_000 }, (_, n) =>
    claimNo(n + 1, { note: "x".repeat(2_000) }),
  );

  await workbook.write(answer(claims));
  const largest = Math.max(...batches.splice(0));

  expect(largest).toBeLessThan(5_000_000);
  expect((await workbook.tables())[0]).toMatchObject({ rows: 3_000, edited: 0 });
}, 120_000);

test("notes full of quotes and umlauts, which take more room on the way, are sent in smaller batches", async () => {
  const claims = Array.from({ length: 1_500 }, (_, n) =>
    claimNo(n + 1, { note: '"ü\n'.repeat(600) }),
  );

  await workbook.write(answer(claims));
  const largest = Math.max(...batches.splice(0));

  expect(largest).toBeLessThan(5_000_000);
  expect((await workbook.tables())[0]).toMatchObject({ rows: 1_500, edited: 0 });
}, 120_000);

test("a refresh that brings nothing new writes nearly nothing", async () => {
  const claims = fiveThousand();
  await workbook.write(answer(claims));
  batches.splice(0);

  await workbook.write(answer(claims));

  expect(batches.splice(0).reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
}, 120_000);

test("a click and a count cost few round trips: each is felt in Excel on the web", async () => {
  await workbook.write(answer(Array.from({ length: 12 }, (_, n) => claimNo(n + 1))));
  host.userSelects("Deductions", "A6:A8");
  batches.splice(0);

  const claims = await workbook.selected("deductions");
  const selecting = batches.splice(0).length;
  await workbook.diff("deductions");
  const diffing = batches.splice(0).length;

  expect(claims).toHaveLength(3);
  expect(selecting).toBeLessThanOrEqual(6);
  expect(diffing).toBeLessThanOrEqual(7);
});
