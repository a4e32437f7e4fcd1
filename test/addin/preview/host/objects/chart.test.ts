// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { captionText, chartNumbers, chartTexts } from "../../../../../addin/preview/host/chart.ts";
import type { ExcelHost } from "../../../../../addin/preview/host/host.ts";
import { bootExcel, failureOf } from "../../../../support/excel.ts";

let host: ExcelHost;
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => host.reset());

/** Weeks down, two lines across, in A1:C3. */
async function withChart(
  change: (chart: Excel.Chart, context: Excel.RequestContext) => unknown = () => undefined,
) {
  await Excel.run(async (context) => {
    const active = context.workbook.worksheets.getActiveWorksheet();
    active.getRange("A1:C3").values = [
      ["Week", "Budget", "Used"],
      ["W1", 100, 10],
      ["W2", 100, ""],
    ];
    const chart = active.charts.add("Line", active.getRange("A1:C3"), "Columns");
    change(chart, context);
    await context.sync();
  });
  const [chart] = host.model.active.charts;
  if (!chart) throw new Error("no chart");
  return chart;
}

describe("a new chart", () => {
  test("takes names from the header, categories from a column of texts, and leaves gaps", async () => {
    const chart = await withChart();

    expect(chart.series.map(({ values }) => chartNumbers(values))).toEqual([
      [100, 100],
      [10, null],
    ]);
    expect(chartTexts(chart.series[0]?.categories ?? null)).toEqual(["W1", "W2"]);
    expect(chart).toMatchObject({ name: "Chart 1", width: 360, height: 216 });
    expect([...host.unimplemented]).toEqual([]);
  });

  test("is found by name or place, and is a null object when there is none", async () => {
    await withChart((chart) => {
      chart.name = "Burn-down";
    });

    const found = await Excel.run(async (context) => {
      const { charts } = context.workbook.worksheets.getActiveWorksheet();
      const byName = charts.getItem("burn-down").load("name,chartType,id");
      const byPlace = charts.getItemAt(0).load("name");
      const none = charts.getItemOrNullObject("other");
      charts.load("count,items/name");
      await context.sync();
      return [byName.name, byName.chartType, byPlace.name, none.isNullObject, charts.count];
    });
    expect(found).toEqual(["Burn-down", "Line", "Burn-down", true, 1]);
    expect(
      await failureOf(async (context) => {
        context.workbook.worksheets.getActiveWorksheet().charts.getItem("other").load("name");
        await context.sync();
      }),
    ).toBe("ItemNotFound");
  });

  test("lies where it is put: over the cells named, or moved to one", async () => {
    const over = await withChart((chart) => chart.setPosition("B2", "D4"));
    expect(over).toMatchObject({ left: 48, top: 15, width: 144, height: 45 });

    await Excel.run(async (context) => {
      const active = context.workbook.worksheets.getActiveWorksheet();
      active.charts.getItemAt(0).setPosition(active.getRange("C10"));
      await context.sync();
    });
    expect(over).toMatchObject({ left: 96, top: 135, width: 144, height: 45 });
  });
});

describe("a chart's parts", () => {
  test("are read back as they were set", async () => {
    await withChart((chart) => {
      chart.title.text = "Fund";
      chart.legend.position = "Bottom";
      chart.axes.valueAxis.title.text = "Amount";
      chart.axes.getItem("Category").numberFormat = "d mmm";
      chart.getDataTable().visible = true;
      const line = chart.series.getItemAt(1);
      line.name = "Spent";
      line.format.line.color = "red";
      line.format.line.lineStyle = "Dash";
      line.markerStyle = "Circle";
      line.markerSize = 9;
    });

    const read = await Excel.run(async (context) => {
      const chart = context.workbook.worksheets.getActiveWorksheet().charts.getItemAt(0);
      chart.title.load("text,visible");
      chart.legend.load("position");
      chart.axes.valueAxis.title.load("text");
      chart.axes.categoryAxis.load("numberFormat");
      const table = chart.getDataTableOrNullObject().load("visible");
      chart.series.load("items/name,items/markerSize,items/format/line/color");
      await context.sync();
      const line = chart.series.items[1];
      return [
        chart.title.text,
        chart.legend.position,
        chart.axes.valueAxis.title.text,
        chart.axes.categoryAxis.numberFormat,
        table.visible,
        line?.name,
        line?.markerSize,
        line?.format.line.color,
      ];
    });
    expect(read).toEqual(["Fund", "Bottom", "Amount", "d mmm", true, "Spent", 9, "#FF0000"]);
  });

  test("a title that is a cell says what the cell says, until it is written over", async () => {
    const chart = await withChart((made) => made.title.setFormula("=Sheet1!$A$1"));
    expect(captionText(chart.title)).toBe("Week");

    host.userEdits("Sheet1", "A1", [["Month"]]);
    expect(captionText(chart.title)).toBe("Month");

    await Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().charts.getItemAt(0).title.text = "Mine";
      await context.sync();
    });
    expect(captionText(chart.title)).toBe("Mine");
  });

  test("a line added reads the cells it is given, and one deleted is gone", async () => {
    const chart = await withChart((made, { workbook }) => {
      const active = workbook.worksheets.getActiveWorksheet();
      made.series.getItemAt(0).delete();
      const line = made.series.add("Plan");
      line.setValues(active.getRange("B2:B3"));
      line.setXAxisValues(active.getRange("A2:A3"));
    });

    expect(chart.series.map(({ name }) => name)).toEqual(["", "Plan"]);
    expect(chartNumbers(chart.series[1]?.values ?? null)).toEqual([100, 100]);
  });

  test("new data keeps the look of each line", async () => {
    const chart = await withChart((made, { workbook }) => {
      made.series.getItemAt(0).format.line.lineStyle = "Dot";
      made.setData(workbook.worksheets.getActiveWorksheet().getRange("A1:B2"));
    });

    expect(chart.series).toHaveLength(1);
    expect(chart.series[0]?.line.style).toBe("Dot");
    expect(chartNumbers(chart.series[0]?.values ?? null)).toEqual([100]);
  });
});

test("the cells of a chart move when rows and columns are inserted before them", async () => {
  const chart = await withChart();

  await Excel.run(async (context) => {
    const active = context.workbook.worksheets.getActiveWorksheet();
    active.getRange("1:2").insert("Down");
    active.getRange("A:A").insert("Right");
    await context.sync();
  });

  expect(chart.series[0]?.values?.z).toEqual({ r: 3, c: 2, rows: 2, cols: 1 });
});

test("a deleted chart is gone from its sheet", async () => {
  await withChart();

  await Excel.run(async (context) => {
    context.workbook.worksheets.getActiveWorksheet().charts.getItemAt(0).delete();
    await context.sync();
  });

  expect(host.model.active.charts).toEqual([]);
});

test.each<[string, (sheet: Excel.Worksheet, source: Excel.Range) => void, string]>([
  ["another type", (on, source) => on.charts.add("Waterfall", source), "NotImplementedByFakeHost"],
  [
    "rows as lines",
    (on, source) => on.charts.add("Line", source, "Rows"),
    "NotImplementedByFakeHost",
  ],
  [
    "an unknown member",
    (on, source) => on.charts.add("Line", source).load("style"),
    "NotImplementedByFakeHost",
  ],
  [
    "a legend nowhere",
    (on, source) => {
      on.charts.add("Line", source).legend.position = "Custom";
    },
    "InvalidArgument",
  ],
  [
    "a giant marker",
    (on, source) => {
      on.charts.add("Line", source).series.getItemAt(0).markerSize = 100;
    },
    "InvalidArgument",
  ],
])("%s is refused aloud", async (_what, act, code) => {
  const failure = await failureOf(async (context) => {
    const active = context.workbook.worksheets.getActiveWorksheet();
    active.getRange("A1:B2").values = [
      ["Week", "Budget"],
      ["W1", 100],
    ];
    act(active, active.getRange("A1:B2"));
    await context.sync();
  });

  expect(failure).toBe(code);
});
