// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { ExcelHost } from "../../../../../addin/preview/host/host.ts";
import { bootExcel, failureOf } from "../../../../support/excel.ts";
import { deductionsTable, sheet1, valuesOf, writeDeductions } from "../deductions.ts";

let host: ExcelHost;
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => {
  host.reset();
});

const tableAddress = () =>
  Excel.run(async (context) => {
    const range = deductionsTable(context).getRange().load({ address: true });
    await context.sync();
    return range.address;
  });
const deletion = async (context: Excel.RequestContext) => {
  deductionsTable(context).rows.getItemAt(0).delete();
  await context.sync();
};

beforeEach(writeDeductions);

test("header, body and columns are read by name", async () => {
  const read = await Excel.run(async (context) => {
    const header = deductionsTable(context).getHeaderRowRange().load({ values: true });
    const amounts = deductionsTable(context).columns.getItem("Amount").getDataBodyRange();
    amounts.load({ values: true, address: true });
    const rows = deductionsTable(context).rows.load("count");
    await context.sync();
    return { header: header.values as unknown, address: amounts.address, rows: rows.count };
  });

  expect(read).toEqual({
    header: [["Deduction #", "Customer", "Amount"]],
    address: "Sheet1!C2:C4",
    rows: 3,
  });
});

test("a column keeps its id when others are inserted and it is renamed", async () => {
  const ids = await Excel.run(async (context) => {
    const amount = deductionsTable(context).columns.getItem("Amount").load({ id: true });
    await context.sync();
    sheet1(context).getRange("B:B").insert("Right");
    sheet1(context).getRange("D1").values = [["Betrag"]];
    const renamed = deductionsTable(context)
      .columns.getItem("Betrag")
      .load({ id: true, index: true });
    const columns = deductionsTable(context).columns.load({ id: true, name: true });
    await context.sync();
    const byId = deductionsTable(context).columns.getItem(amount.id).load({ name: true });
    await context.sync();
    return {
      same: renamed.id === amount.id,
      index: renamed.index,
      byId: byId.name,
      names: columns.items.map(({ name }) => name),
      distinct: new Set(columns.items.map(({ id }) => id)).size,
    };
  });

  expect(ids).toEqual({
    same: true,
    index: 3,
    byId: "Betrag",
    names: ["Deduction #", "Column2", "Customer", "Betrag"],
    distinct: 4,
  });
});

test("a table grows when rows are written right below it, with the formats above", async () => {
  await Excel.run(async (context) => {
    const body = deductionsTable(context).getDataBodyRange();
    body.getColumn(0).numberFormat = [["@"]];
    const below = body.getRowsBelow(2);
    below.getColumn(0).numberFormat = [["@"]];
    below.values = [
      ["005", "Kroger", 1],
      ["006", "Kroger", 2],
    ];
    await context.sync();
  });

  expect(await tableAddress()).toBe("Sheet1!A1:C6");
  expect(await valuesOf("A5:A6")).toEqual([["005"], ["006"]]);
});

test("a table grows when the user types below or beside it", async () => {
  host.userEdits("Sheet1", "B5", "Target");
  host.userEdits("Sheet1", "D1", "Note");

  expect(await tableAddress()).toBe("Sheet1!A1:D5");
});

test("dropdowns and conditional formats reach on to rows that are typed below", async () => {
  await Excel.run(async (context) => {
    const customers = deductionsTable(context).columns.getItem("Customer").getDataBodyRange();
    customers.dataValidation.rule = { list: { inCellDropDown: true, source: "Walmart,Kroger" } };
    customers.conditionalFormats.add(Excel.ConditionalFormatType.custom).custom.rule.formula =
      '=$B2="Kroger"';
    await context.sync();
  });

  host.userEdits("Sheet1", "A5", "D-4");

  const { validations, conditionalFormats } = host.model.active;
  expect([validations[0]?.z.rows, conditionalFormats[0]?.z.rows]).toEqual([4, 4]);
});

test("one formula fills its column, and rows that are added take it", async () => {
  host.userEdits("Sheet1", "D1", "Half");
  host.userEdits("Sheet1", "D2", "=[@Amount]/2");
  host.userEdits("Sheet1", "C5", "100");

  expect(await valuesOf("D2:D5")).toEqual([[6000], [10000], [250], [50]]);
});

test("a relative formula is filled down relative to its row", async () => {
  host.userEdits("Sheet1", "D2", "=C2*2");

  expect(await valuesOf("D1:D4")).toEqual([["Column4"], [24000], [40000], [1000]]);
});

test("a formula among typed values stays alone", async () => {
  host.userEdits("Sheet1", "C3", "=1+1");

  expect(await valuesOf("C2:C4")).toEqual([[12000], [2], [500]]);
});

test("resizing keeps the ids of the columns that stay", async () => {
  const columns = await Excel.run(async (context) => {
    const before = deductionsTable(context).columns.load({ id: true });
    await context.sync();
    const ids = before.items.map(({ id }) => id);
    deductionsTable(context).resize("A1:D10");
    const after = deductionsTable(context).columns.load({ id: true });
    await context.sync();
    return { kept: after.items.slice(0, 3).map(({ id }) => id), ids };
  });

  expect(columns.kept).toEqual(columns.ids);
  expect(await tableAddress()).toBe("Sheet1!A1:D10");
});

test("a table refuses another on its cells, a second of its name and a resize that moves its header", async () => {
  const overlap = await failureOf(async (context) => {
    sheet1(context).tables.add("C4:D6", true);
    await context.sync();
  });
  const name = await failureOf(async (context) => {
    sheet1(context).tables.add("F1:G2", true).name = "TBLDEDUCTIONS";
    await context.sync();
  });
  const resize = await failureOf(async (context) => {
    deductionsTable(context).resize("A2:C5");
    await context.sync();
  });

  expect([overlap, name, resize]).toEqual([
    "InvalidOperation",
    "ItemAlreadyExists",
    "InvalidArgument",
  ]);
});

test("rows are added, and deleted unless a filter hides some", async () => {
  await Excel.run(async (context) => {
    deductionsTable(context).rows.add(undefined, [["D-4", "Kroger", 7]]);
    await context.sync();
  });
  await Excel.run(deletion);
  await Excel.run(async (context) => {
    deductionsTable(context).columns.getItem("Customer").filter.applyValuesFilter(["Kroger"]);
    await context.sync();
  });

  expect(await valuesOf("A2:A4")).toEqual([["D-2"], ["D-3"], ["D-4"]]);
  expect(await failureOf(deletion)).toBe("InsertDeleteConflict");
});

test("cells cannot be shifted through a table", async () => {
  const code = await failureOf(async (context) => {
    sheet1(context).getRange("A2").insert("Down");
    await context.sync();
  });

  expect(code).toBe("InsertDeleteConflict");
});

test("sorting moves whole rows, formulas included", async () => {
  host.userEdits("Sheet1", "D1:D2", [["Half"], ["=[@Amount]/2"]]);

  await Excel.run(async (context) => {
    deductionsTable(context).sort.apply([{ key: 2, ascending: true }]);
    await context.sync();
  });

  expect(await valuesOf("A2:D4")).toEqual([
    ["D-3", "Walmart", 500, 250],
    ["D-1", "Walmart", 12000, 6000],
    ["D-2", "Kroger", 20000, 10000],
  ]);
});

test("a sorted formula goes on speaking of its own row", async () => {
  host.userEdits("Sheet1", "D1:D4", [["Half"], ["=C2*$F$1"], ["=C3*$F$1"], ["=C4*$F$1"]]);
  host.userEdits("Sheet1", "F1", [[0.5]]);

  await Excel.run(async (context) => {
    deductionsTable(context).sort.apply([{ key: 2, ascending: true }]);
    await context.sync();
  });

  expect(await valuesOf("C2:D4")).toEqual([
    [500, 250],
    [12000, 6000],
    [20000, 10000],
  ]);
});

test("the table and its cells are gone after delete", async () => {
  await Excel.run(async (context) => {
    deductionsTable(context).delete();
    await context.sync();
  });

  const found = await Excel.run(async (context) => {
    const gone = context.workbook.tables.getItemOrNullObject("tblDeductions");
    const used = sheet1(context).getUsedRangeOrNullObject(true);
    await context.sync();
    return [gone.isNullObject, used.isNullObject];
  });
  expect(found).toEqual([true, true]);
});
