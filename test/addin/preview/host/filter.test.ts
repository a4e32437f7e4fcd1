// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { ExcelHost } from "../../../../addin/preview/host/host.ts";
import { bootExcel } from "../../../support/excel.ts";
import { deductionsTable, valuesOf, writeDeductions } from "./deductions.ts";

let host: ExcelHost;
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => {
  host.reset();
});

beforeEach(writeDeductions);
const filterWalmart = () =>
  Excel.run(async (context) => {
    deductionsTable(context).columns.getItem("Customer").filter.applyValuesFilter(["Walmart"]);
    await context.sync();
  });
const hidden = () => [1, 2, 3].map((row) => host.model.active.isRowHidden(row));

test("rows that do not match are hidden, and shown again when it is cleared", async () => {
  await filterWalmart();
  const filtered = hidden();
  const criteria = await Excel.run(async (context) => {
    const filter = deductionsTable(context).autoFilter.load({
      criteria: true,
      isDataFiltered: true,
    });
    await context.sync();
    return { on: filter.isDataFiltered, criteria: filter.criteria };
  });
  await Excel.run(async (context) => {
    deductionsTable(context).clearFilters();
    await context.sync();
  });

  expect(filtered).toEqual([false, true, false]);
  expect(criteria).toEqual({
    on: true,
    criteria: [null, { filterOn: "Values", values: ["Walmart"] }, null],
  });
  expect(hidden()).toEqual([false, false, false]);
});

test("a custom filter compares amounts", async () => {
  await Excel.run(async (context) => {
    const { filter } = deductionsTable(context).columns.getItem("Amount");
    filter.applyCustomFilter(">=1000", "<20000", "And");
    await context.sync();
  });

  expect(hidden()).toEqual([false, true, true]);
});

test("criteria that were read can be applied again", async () => {
  await filterWalmart();

  await Excel.run(async (context) => {
    const { autoFilter } = deductionsTable(context);
    autoFilter.load({ criteria: true });
    await context.sync();
    const criteria = autoFilter.criteria[1];
    autoFilter.clearCriteria();
    if (criteria) {
      autoFilter.apply(deductionsTable(context).getRange(), 1, criteria);
    }
    await context.sync();
  });

  expect(hidden()).toEqual([false, true, false]);
});

test("a block written over filtered rows lands in the hidden ones too", async () => {
  await filterWalmart();

  await Excel.run(async (context) => {
    deductionsTable(context).columns.getItem("Amount").getDataBodyRange().values = [[1], [2], [3]];
    await context.sync();
  });

  expect(await valuesOf("C2:C4")).toEqual([[1], [2], [3]]);
});
