// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { ExcelHost } from "../../../../addin/preview/host/host.ts";
import { bootExcel } from "../../../support/excel.ts";

let host: ExcelHost;
const unimplemented = new Set<string>();
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => {
  for (const member of host.unimplemented.keys()) {
    unimplemented.add(member);
  }
  host.reset();
});
afterAll(() => {
  console.info("members used and not implemented:", [...unimplemented].join(", "));
});

const failure = async (work: (context: Excel.RequestContext) => Promise<unknown>) =>
  Excel.run(work).then(
    () => "no failure",
    (error: unknown) => (error instanceof OfficeExtension.Error ? error.code : String(error)),
  );
const sheet1 = (context: Excel.RequestContext) => context.workbook.worksheets.getItem("Sheet1");
const values = (address: string) =>
  Excel.run(async (context) => {
    const range = sheet1(context).getRange(address).load({ values: true });
    await context.sync();
    return range.values as unknown[][];
  });

async function deductions(): Promise<void> {
  await Excel.run(async (context) => {
    const sheet = sheet1(context);
    sheet.getRange("A1:C4").values = [
      ["Deduction #", "Customer", "Amount"],
      ["D-1", "Walmart", 12000],
      ["D-2", "Kroger", 20000],
      ["D-3", "Walmart", 500],
    ];
    sheet.tables.add("A1:C4", true).name = "tblDeductions";
    await context.sync();
  });
}
const table = (context: Excel.RequestContext) => context.workbook.tables.getItem("tblDeductions");
const tableAddress = () =>
  Excel.run(async (context) => {
    const range = table(context).getRange().load({ address: true });
    await context.sync();
    return range.address;
  });

describe("load and sync", () => {
  test("a property that was not loaded cannot be read", async () => {
    const code = await failure(async (context) => {
      const range = sheet1(context).getRange("A1");
      await context.sync();
      return range.values;
    });

    expect(code).toBe("PropertyNotLoaded");
  });

  test("a sheet that is missing is an error, or a null object whose parts are null too", async () => {
    const code = await failure(async (context) => {
      context.workbook.worksheets.getItem("Nowhere").load("name");
      await context.sync();
    });
    const isNull = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject("Nowhere");
      const range = sheet.getRange("A1").load({ address: true });
      await context.sync();
      return [sheet.isNullObject, range.isNullObject];
    });

    expect(code).toBe("ItemNotFound");
    expect(isNull).toEqual([true, true]);
  });

  test("a block of another size is refused", async () => {
    const code = await failure(async (context) => {
      sheet1(context).getRange("A1:B2").values = [[1]];
      await context.sync();
    });

    expect(code).toBe("InvalidArgument");
  });

  test("a range that is kept moves with its cells", async () => {
    const addresses = await Excel.run(async (context) => {
      const sheet = sheet1(context);
      const range = sheet.getRange("B2:C3");
      context.trackedObjects.add(range);
      await context.sync();
      sheet.getRange("1:2").insert("Down");
      range.load({ address: true });
      await context.sync();
      return range.address;
    });

    expect(addresses).toBe("Sheet1!B4:C5");
  });

  test("collections answer with their items", async () => {
    host.reset(["Home", "Deductions"]);

    const names = await Excel.run(async (context) => {
      const sheets = context.workbook.worksheets.load({ name: true, visibility: true });
      await context.sync();
      return sheets.items.map(({ name, visibility }) => `${name} ${visibility}`);
    });

    expect(names).toEqual(["Home Visible", "Deductions Visible"]);
  });

  test("a member that the host lacks fails loudly and is counted", async () => {
    const code = await failure(async (context) => {
      context.workbook.pivotTables.load("items/name");
      await context.sync();
    });

    expect(code).toBe("NotImplementedByFakeHost");
    expect([...host.unimplemented.keys()]).toEqual(["Workbook.pivotTables"]);
  });
});

describe("what Excel makes of written values", () => {
  test("a code loses its zeros in General and keeps them in a Text cell", async () => {
    await Excel.run(async (context) => {
      const sheet = sheet1(context);
      sheet.getRange("A1").values = [["005"]];
      sheet.getRange("B1").numberFormat = [["@"]];
      sheet.getRange("B1").values = [["005"]];
      await context.sync();
    });

    expect(await values("A1:B1")).toEqual([[5, "005"]]);
  });

  test("text that starts with = becomes a formula unless the cell is Text", async () => {
    await Excel.run(async (context) => {
      const sheet = sheet1(context);
      sheet.getRange("B1").numberFormat = [["@"]];
      sheet.getRange("A1:B1").values = [["=1+1", "=1+1"]];
      await context.sync();
    });

    expect(await values("A1:B1")).toEqual([[2, "=1+1"]]);
  });

  test("null leaves a cell alone and empty text clears it", async () => {
    await Excel.run(async (context) => {
      const sheet = sheet1(context);
      sheet.getRange("A1:B1").values = [["kept", "cleared"]];
      sheet.getRange("A1:B1").values = [[null, ""]] as unknown[][];
      await context.sync();
    });

    expect(await values("A1:B1")).toEqual([["kept", ""]]);
  });

  test("a date is a serial with a date format", async () => {
    await Excel.run(async (context) => {
      sheet1(context).getRange("A1").values = [["2026-11-23"]];
      await context.sync();
    });

    const read = await Excel.run(async (context) => {
      const range = sheet1(context).getRange("A1");
      range.load({ values: true, text: true, numberFormat: true });
      await context.sync();
      return [range.values, range.text, range.numberFormat].flat(2) as unknown[];
    });

    expect(read).toEqual([46349, "11/23/2026", "m/d/yyyy"]);
  });

  test("a formula written in a batch is worked out when the same batch reads it", async () => {
    const read = await Excel.run(async (context) => {
      const range = sheet1(context).getRange("A1:A2");
      range.formulas = [[12000], ["=A1-2000"]];
      range.load({ values: true });
      await context.sync();
      return range.values as unknown;
    });

    expect(read).toEqual([[12000], [10000]]);
  });
});

describe("tables", () => {
  beforeEach(deductions);

  test("header, body and columns are read by name", async () => {
    const read = await Excel.run(async (context) => {
      const header = table(context).getHeaderRowRange().load({ values: true });
      const amounts = table(context).columns.getItem("Amount").getDataBodyRange();
      amounts.load({ values: true, address: true });
      const rows = table(context).rows.load("count");
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
      const amount = table(context).columns.getItem("Amount").load({ id: true });
      await context.sync();
      sheet1(context).getRange("B:B").insert("Right");
      sheet1(context).getRange("D1").values = [["Betrag"]];
      const renamed = table(context).columns.getItem("Betrag").load({ id: true, index: true });
      const columns = table(context).columns.load({ id: true, name: true });
      await context.sync();
      const byId = table(context).columns.getItem(amount.id).load({ name: true });
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
      const body = table(context).getDataBodyRange();
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
    expect(await values("A5:A6")).toEqual([["005"], ["006"]]);
  });

  test("a table grows when the user types below or beside it", async () => {
    host.userEdits("Sheet1", "B5", "Target");
    host.userEdits("Sheet1", "D1", "Note");

    expect(await tableAddress()).toBe("Sheet1!A1:D5");
  });

  test("one formula fills its column, and rows that are added take it", async () => {
    host.userEdits("Sheet1", "D1", "Half");
    host.userEdits("Sheet1", "D2", "=[@Amount]/2");
    host.userEdits("Sheet1", "C5", "100");

    expect(await values("D2:D5")).toEqual([[6000], [10000], [250], [50]]);
  });

  test("a relative formula is filled down relative to its row", async () => {
    host.userEdits("Sheet1", "D2", "=C2*2");

    expect(await values("D1:D4")).toEqual([["Column4"], [24000], [40000], [1000]]);
  });

  test("a formula among typed values stays alone", async () => {
    host.userEdits("Sheet1", "C3", "=1+1");

    expect(await values("C2:C4")).toEqual([[12000], [2], [500]]);
  });

  test("resizing keeps the ids of the columns that stay", async () => {
    const columns = await Excel.run(async (context) => {
      const before = table(context).columns.load({ id: true });
      await context.sync();
      const ids = before.items.map(({ id }) => id);
      table(context).resize("A1:D10");
      const after = table(context).columns.load({ id: true });
      await context.sync();
      return { kept: after.items.slice(0, 3).map(({ id }) => id), ids };
    });

    expect(columns.kept).toEqual(columns.ids);
    expect(await tableAddress()).toBe("Sheet1!A1:D10");
  });

  test("a table refuses another on its cells, a second of its name and a resize that moves its header", async () => {
    const overlap = await failure(async (context) => {
      sheet1(context).tables.add("C4:D6", true);
      await context.sync();
    });
    const name = await failure(async (context) => {
      sheet1(context).tables.add("F1:G2", true).name = "TBLDEDUCTIONS";
      await context.sync();
    });
    const resize = await failure(async (context) => {
      table(context).resize("A2:C5");
      await context.sync();
    });

    expect([overlap, name, resize]).toEqual([
      "InvalidOperation",
      "ItemAlreadyExists",
      "InvalidArgument",
    ]);
  });

  test("rows are added, and deleted unless a filter hides some", async () => {
    const deletion = async (context: Excel.RequestContext) => {
      table(context).rows.getItemAt(0).delete();
      await context.sync();
    };
    await Excel.run(async (context) => {
      table(context).rows.add(undefined, [["D-4", "Kroger", 7]]);
      await context.sync();
    });
    await Excel.run(deletion);
    await Excel.run(async (context) => {
      table(context).columns.getItem("Customer").filter.applyValuesFilter(["Kroger"]);
      await context.sync();
    });

    expect(await values("A2:A4")).toEqual([["D-2"], ["D-3"], ["D-4"]]);
    expect(await failure(deletion)).toBe("InsertDeleteConflict");
  });

  test("cells cannot be shifted through a table", async () => {
    const code = await failure(async (context) => {
      sheet1(context).getRange("A2").insert("Down");
      await context.sync();
    });

    expect(code).toBe("InsertDeleteConflict");
  });

  test("sorting moves whole rows, formulas included", async () => {
    host.userEdits("Sheet1", "D1:D2", [["Half"], ["=[@Amount]/2"]]);

    await Excel.run(async (context) => {
      table(context).sort.apply([{ key: 2, ascending: true }]);
      await context.sync();
    });

    expect(await values("A2:D4")).toEqual([
      ["D-3", "Walmart", 500, 250],
      ["D-1", "Walmart", 12000, 6000],
      ["D-2", "Kroger", 20000, 10000],
    ]);
  });

  test("the table and its cells are gone after delete", async () => {
    await Excel.run(async (context) => {
      table(context).delete();
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
});

describe("filters", () => {
  beforeEach(deductions);
  const filterWalmart = () =>
    Excel.run(async (context) => {
      table(context).columns.getItem("Customer").filter.applyValuesFilter(["Walmart"]);
      await context.sync();
    });
  const hidden = () => [1, 2, 3].map((row) => host.model.active.isRowHidden(row));

  test("rows that do not match are hidden, and shown again when it is cleared", async () => {
    await filterWalmart();
    const filtered = hidden();
    const criteria = await Excel.run(async (context) => {
      const filter = table(context).autoFilter.load({ criteria: true, isDataFiltered: true });
      await context.sync();
      return { on: filter.isDataFiltered, criteria: filter.criteria as unknown };
    });
    await Excel.run(async (context) => {
      table(context).clearFilters();
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
      const { filter } = table(context).columns.getItem("Amount");
      filter.applyCustomFilter(">=1000", "<20000", "And");
      await context.sync();
    });

    expect(hidden()).toEqual([false, true, true]);
  });

  test("criteria that were read can be applied again", async () => {
    await filterWalmart();

    await Excel.run(async (context) => {
      const { autoFilter } = table(context);
      autoFilter.load({ criteria: true });
      await context.sync();
      const criteria = autoFilter.criteria[1];
      autoFilter.clearCriteria();
      if (criteria) {
        autoFilter.apply(table(context).getRange(), 1, criteria);
      }
      await context.sync();
    });

    expect(hidden()).toEqual([false, true, false]);
  });

  test("a block written over filtered rows lands in the hidden ones too", async () => {
    await filterWalmart();

    await Excel.run(async (context) => {
      table(context).columns.getItem("Amount").getDataBodyRange().values = [[1], [2], [3]];
      await context.sync();
    });

    expect(await values("C2:C4")).toEqual([[1], [2], [3]]);
  });
});

describe("sheets", () => {
  test("a sheet is added, very hidden and found again by name", async () => {
    const read = await Excel.run(async (context) => {
      const added = context.workbook.worksheets.add("_TPM_Base");
      added.visibility = "VeryHidden";
      await context.sync();
      const found = context.workbook.worksheets.getItem("_tpm_base");
      found.load({ visibility: true, position: true });
      await context.sync();
      return [found.visibility, found.position];
    });

    expect(read).toEqual(["VeryHidden", 1]);
  });

  test("the last visible sheet cannot be hidden, nor two have one name", async () => {
    const hide = await failure(async (context) => {
      sheet1(context).visibility = "Hidden";
      await context.sync();
    });
    const twice = await failure(async (context) => {
      context.workbook.worksheets.add("SHEET1");
      await context.sync();
    });

    expect([hide, twice]).toEqual(["InvalidOperation", "ItemAlreadyExists"]);
  });

  test("panes freeze, gridlines go and tabs take colours", async () => {
    await Excel.run(async (context) => {
      const sheet = sheet1(context);
      sheet.freezePanes.freezeRows(4);
      sheet.showGridlines = false;
      sheet.tabColor = "#217346";
      await context.sync();
    });

    expect(host.model.active).toMatchObject({
      freeze: { rows: 4, cols: 0 },
      showGridlines: false,
      tabColor: "#217346",
    });
  });

  test("settings, properties and names stay with the workbook", async () => {
    const read = await Excel.run(async (context) => {
      const { workbook } = context;
      workbook.settings.add("tradebook.binding", { table: "tblDeductions" });
      workbook.properties.custom.add("tenant", "demo");
      workbook.names.add("Customers", sheet1(context).getRange("A2:A9"));
      const setting = workbook.settings.getItemOrNullObject("tradebook.binding");
      setting.load({ value: true });
      const name = workbook.names.getItem("Customers").load({ formula: true });
      const named = workbook.names.getItem("Customers").getRange().load({ address: true });
      await context.sync();
      return [setting.value as unknown, name.formula as unknown, named.address];
    });

    expect(read).toEqual([{ table: "tblDeductions" }, "=Sheet1!$A$2:$A$9", "Sheet1!A2:A9"]);
  });
});

describe("formats", () => {
  test("a named style stands behind what a cell sets itself", async () => {
    await Excel.run(async (context) => {
      context.workbook.styles.add("TPM Input");
      const style = context.workbook.styles.getItem("TPM Input");
      style.font.color = "#0000FF";
      style.fill.color = "#FFFFCC";
      const range = sheet1(context).getRange("A1:B2");
      range.style = "TPM Input";
      sheet1(context).getRange("A1").format.fill.color = "yellow";
      await context.sync();
    });

    const { active } = host.model;
    expect(active.getStyle(0, 0, "fill.color")).toBe("#FFFF00");
    expect(active.getStyle(1, 1, "fill.color")).toBe("#FFFFCC");
    expect(active.getStyle(1, 1, "font.color")).toBe("#0000FF");
  });

  test("widths, hidden columns, wrapping and borders are kept", async () => {
    await Excel.run(async (context) => {
      const range = sheet1(context).getRange("B:C");
      range.format.columnWidth = 90;
      range.format.wrapText = true;
      range.columnHidden = true;
      const bottom = sheet1(context).getRange("A1").format.borders.getItem("EdgeBottom");
      bottom.style = "Continuous";
      bottom.color = "#217346";
      await context.sync();
    });

    const { active } = host.model;
    expect(active.colProps.get(2)).toMatchObject({ w: 90, hidden: true });
    expect(active.getStyle(9, 1, "wrapText")).toBe(true);
    expect(active.getStyle(0, 0, "border.EdgeBottom.color")).toBe("#217346");
  });

  test("conditional formats follow their cells", async () => {
    await deductions();
    await Excel.run(async (context) => {
      const amounts = table(context).columns.getItem("Amount").getDataBodyRange();
      const large = amounts.conditionalFormats.add(Excel.ConditionalFormatType.cellValue);
      large.cellValue.format.font.color = "#C00000";
      large.cellValue.rule = { formula1: "=10000", operator: "GreaterThan" };
      const walmart = amounts.conditionalFormats.add(Excel.ConditionalFormatType.custom);
      walmart.custom.rule.formula = '=$B2="Walmart"';
      walmart.custom.format.fill.color = "#FFF2CC";
      await context.sync();
    });

    const styles = [1, 2, 3].map((row) => host.conditionalStyle(host.model.active, row, 2));
    expect(styles).toEqual([
      { "font.color": "#C00000", "fill.color": "#FFF2CC" },
      { "font.color": "#C00000" },
      { "fill.color": "#FFF2CC" },
    ]);
  });

  test("a dropdown points at a range; a literal list has at most 255 characters", async () => {
    await Excel.run(async (context) => {
      const { dataValidation } = sheet1(context).getRange("B2:B9");
      dataValidation.rule = { list: { inCellDropDown: true, source: "=Customers" } };
      await context.sync();
    });
    const tooLong = await failure(async (context) => {
      const { dataValidation } = sheet1(context).getRange("C2");
      dataValidation.rule = { list: { inCellDropDown: true, source: "Walmart,".repeat(40) } };
      await context.sync();
    });

    expect(host.model.active.validations).toMatchObject([
      { rule: { list: { source: "=Customers" } } },
    ]);
    expect(tooLong).toBe("InvalidArgument");
  });
});

describe("events and actions", () => {
  test("a handler hears who wrote: the user or the add-in", async () => {
    const heard: string[] = [];
    await Excel.run(async (context) => {
      sheet1(context).onChanged.add(async ({ address, triggerSource }) => {
        heard.push(`${address} ${triggerSource ?? ""}`);
        return Promise.resolve();
      });
      await context.sync();
    });

    host.userEdits("Sheet1", "B2", "10000");
    await Excel.run(async (context) => {
      sheet1(context).getRange("B3").values = [[2000]];
      await context.sync();
    });

    await vi.waitFor(() => expect(heard).toEqual(["B2 Unknown", "B3 ThisLocalAddin"]));
  });

  test("a handler that was removed hears nothing more", async () => {
    const heard = vi.fn<() => Promise<void>>().mockResolvedValue();
    const registration = await Excel.run(async (context) => {
      const result = sheet1(context).onSelectionChanged.add(heard);
      await context.sync();
      return result;
    });
    host.userSelects("Sheet1", "C3");
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
    await Excel.run(registration.context, async (context) => {
      registration.remove();
      await context.sync();
    });

    host.userSelects("Sheet1", "C4");
    await host.settled();
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(heard).toHaveBeenCalledOnce();
  });

  test("the selection is the user's", async () => {
    host.reset(["Home", "Deductions"]);
    host.userSelects("Deductions", "B2:C3");

    const address = await Excel.run(async (context) => {
      const range = context.workbook.getSelectedRange().load({ address: true });
      await context.sync();
      return range.address;
    });

    expect(address).toBe("Deductions!B2:C3");
  });

  test("a ribbon button runs the action that was associated", async () => {
    const pressed = vi.fn<(event: Office.AddinCommands.Event) => void>((event) => {
      event.completed();
    });
    Office.actions.associate("refresh", pressed);

    await host.invokeAction("refresh");

    expect(pressed).toHaveBeenCalledOnce();
    expect(pressed.mock.calls[0]?.[0].source.id).toBe("refresh");
  });

  test("a button without an action says so", async () => {
    await expect(host.invokeAction("nobody")).rejects.toThrow("nobody");
  });

  test("a shortcut runs the same action", async () => {
    const pressed = vi.fn<() => void>();
    Office.actions.associate("details", pressed);

    host.invokeShortcut("details");

    await vi.waitFor(() => expect(pressed).toHaveBeenCalledOnce());
  });

  test("the pane is hidden, shown and heard of; the document opens it by itself", async () => {
    const modes: string[] = [];
    await Office.addin.onVisibilityModeChanged(({ visibilityMode }) => modes.push(visibilityMode));

    await Office.addin.hide();
    await Office.addin.showAsTaskpane();
    await Office.addin.setStartupBehavior(Office.StartupBehavior.load);

    await vi.waitFor(() => expect(modes).toEqual(["Hidden", "Taskpane"]));
    expect(host.pane.visibility).toBe("Visible");
    expect(host.pane.opensWithDocument).toBe(true);
  });

  test("document settings are saved with the workbook", async () => {
    const { settings } = Office.context.document;
    settings.set("tradebook", { version: 1 });

    const status = await new Promise((resolve) => {
      settings.saveAsync((result) => resolve(result.status));
    });

    expect(status).toBe(Office.AsyncResultStatus.Succeeded);
  });
});

describe("limits", () => {
  test("a request above five megabytes is refused", async () => {
    const code = await failure(async (context) => {
      const note = "x".repeat(30_000);
      sheet1(context).getRange("A1:A200").values = Array.from({ length: 200 }, () => [note]);
      await context.sync();
    });

    expect(code).toBe("RequestPayloadSizeLimitExceeded");
  });

  test("an answer above five megabytes is refused", async () => {
    await Excel.run(async (context) => {
      sheet1(context).getRange("A1:A200").values = [["x".repeat(30_000)]]
        .flatMap((row) => Array.from({ length: 200 }, () => row))
        .slice(0, 100)
        .concat(Array.from({ length: 100 }, () => [""]));
      await context.sync();
      sheet1(context).getRange("A101:A200").values = Array.from({ length: 100 }, () => [
        "x".repeat(30_000),
      ]);
      await context.sync();
    });

    const code = await failure(async (context) => {
      sheet1(context).getRange("A1:A200").load("values");
      await context.sync();
    });

    expect(code).toBe("ResponsePayloadSizeLimitExceeded");
  });
});
