// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runExcel } from "../../../addin/excel/batch.ts";
import { writeBurnDown } from "../../../addin/excel/burn-down.ts";
import {
  captionText,
  chartNumbers,
  chartTexts,
  seriesName,
} from "../../../addin/preview/host/chart.ts";
import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import { addDays } from "../../../shared/day.ts";
import { Money } from "../../../shared/money.ts";
import type { BurnDown } from "../../../shared/planning/fund.ts";
import { bootExcel } from "../../support/excel.ts";

let host: ExcelHost;
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => host.reset());

/** A fund of 20,000 that uses 4,000 more each week; the first two weeks are history. */
const burnDown = (weeks: number, changes: Partial<BurnDown> = {}): BurnDown => ({
  fundId: "0190d000-0000-7000-8000-000000001501",
  number: "F-1001",
  name: "Walmart trade fund",
  asOf: "2026-11-25T05:07:00.000Z",
  outOfMoney: null,
  weeks: Array.from({ length: weeks }, (_, n) => ({
    week: addDays("2026-11-16", 7 * n),
    budget: Money.of("20000"),
    committed: Money.of(String(4000 * (n + 1))),
    accrued: Money.of("3000.5"),
    settled: Money.of("1000"),
    isForecast: n > 1,
  })),
  ...changes,
});

const write = (given: BurnDown) => runExcel((context) => writeBurnDown(context, given));

function sheet(name = "Fund burn-down") {
  const found = host.model.sheet(name);
  if (!found) throw new Error(`no sheet ${name}`);
  return found;
}
const line = (number: number) =>
  Array.from({ length: 7 }, (_, c) => sheet().at(number - 1, c)?.v ?? "");
function chart() {
  const [found] = sheet().charts;
  if (!found) throw new Error("no chart");
  return found;
}

describe("the Fund burn-down sheet", () => {
  test("is a table whose history and forecast meet in this week", async () => {
    const outcome = await write(burnDown(4));

    expect(outcome).toEqual({ sheet: "Fund burn-down", isNew: true });
    expect(line(33)).toEqual([
      "Week",
      "Budget",
      "Committed",
      "Forecast",
      "Accrued",
      "Settled",
      "Out of money",
    ]);
    expect(line(34)).toEqual([46_342, 20_000, 4_000, "", 3_000.5, 1_000, ""]);
    expect(line(35)).toEqual([46_349, 20_000, 8_000, 8_000, 3_000.5, 1_000, ""]);
    expect(line(37)).toEqual([46_363, 20_000, "", 16_000, "", "", ""]);
    expect(line(2)[0]).toBe("4 weeks · ✓ The money lasts: 4,000.00 left at the end");
    expect(host.model.table("tblBurnDown")?.z).toEqual({ r: 32, c: 0, rows: 5, cols: 7 });
    expect(sheet().numberFormat(36, 0)).toBe("yyyy-mm-dd");
    expect([...host.unimplemented]).toEqual([]);
  });

  test("has a native chart whose title is the report's, with named axes and a data table", async () => {
    await write(burnDown(4));

    expect(chart()).toMatchObject({
      type: "Line",
      dataTable: { visible: true, showLegendKey: true },
      legend: { visible: true, position: "Bottom" },
      displayBlanksAs: "NotPlotted",
      categoryAxis: { title: { text: "Week (its Monday)" } },
      valueAxis: { title: { text: "Amount, cumulative" }, numberFormat: "#,##0" },
    });
    expect(captionText(chart().title)).toBe(
      "F-1001 Walmart trade fund: burn-down as of 2026-11-25 05:07 UTC",
    );
    expect(chart().series.map(seriesName)).toEqual([
      "Budget",
      "Committed",
      "Forecast",
      "Accrued",
      "Settled",
      "Out of money",
    ]);
    expect(chartNumbers(chart().series[2]?.values ?? null)).toEqual([null, 8_000, 12_000, 16_000]);
    expect(chartTexts(chart().series[2]?.categories ?? null)[0]).toBe("2026-11-16");
  });

  test("draws each line with a dash and a marker of its own", async () => {
    await write(burnDown(4));

    const styles = chart().series.map(({ line: { style }, marker }) => `${style} ${marker.style}`);
    expect(new Set(styles).size).toBe(6);
    expect(chart().series[2]?.line).toMatchObject({ style: "Dash", color: "#0B57B0" });
    expect(chart().series[5]).toMatchObject({ line: { style: "None" }, marker: { style: "X" } });
  });

  test("marks the week in which the money runs out, and says by how much", async () => {
    await write(burnDown(6, { outOfMoney: "2026-12-21" }));

    expect(line(39)).toEqual([46_377, 20_000, "", 24_000, "", "", 24_000]);
    expect(line(2)[0]).toBe(
      "6 weeks · ⚠ Out of money in the week of 2026-12-21: 4,000.00 more than the budget of 20,000.00",
    );
  });

  test("shows no table within the chart when its weeks could not be read there", async () => {
    await write(burnDown(104));

    expect(chart().dataTable.visible).toBe(false);
    expect(chart().series.map(({ marker }) => marker.style)).toEqual([
      "None",
      "None",
      "None",
      "None",
      "None",
      "X",
    ]);
    expect(chartNumbers(chart().series[0]?.values ?? null)).toHaveLength(104);
  });

  test("says what to do when nothing uses the fund", async () => {
    const unused = burnDown(2);
    await write({
      ...unused,
      weeks: unused.weeks.map((week) => ({ ...week, committed: Money.zero })),
    });

    expect(line(2)[0]).toBe(
      "2 weeks · Nothing uses this fund yet: choose it in the Fund column of Promotions and publish",
    );
  });
});

describe("writing the burn-down again", () => {
  test("changes data only: the chart as the user made it stays, and follows the new rows", async () => {
    await write(burnDown(6));
    await runExcel(async (context) => {
      const own = context.workbook.worksheets.getItem("Fund burn-down").charts.getItemAt(0);
      own.legend.position = "Top";
      own.height = 500;
      own.series.getItemAt(1).format.line.color = "#FF00FF";
      own.series.getItemAt(3).delete();
      await context.sync();
    });

    const outcome = await write(
      burnDown(3, { number: "F-1002", name: "Kroger trade fund", outOfMoney: null }),
    );

    expect(outcome.isNew).toBe(false);
    expect(sheet().charts).toHaveLength(1);
    expect(chart()).toMatchObject({ height: 500, legend: { position: "Top" } });
    expect(chart().series.map(seriesName)).toEqual([
      "Budget",
      "Committed",
      "Forecast",
      "Settled",
      "Out of money",
    ]);
    expect(chart().series[1]?.line.color).toBe("#FF00FF");
    expect(chartNumbers(chart().series[1]?.values ?? null)).toEqual([4_000, 8_000, null]);
    expect(captionText(chart().title)).toContain("F-1002 Kroger trade fund");
    expect(host.model.table("tblBurnDown")?.z.rows).toBe(4);
    expect(line(37)).toEqual(["", "", "", "", "", "", ""]);
  });

  test("grows with the fund, and leaves a column and a title of the user's alone", async () => {
    await write(burnDown(3));
    await runExcel(async (context) => {
      const own = context.workbook.worksheets.getItem("Fund burn-down");
      own.getRange("C:C").insert("Right");
      own.getRange("C34").values = [["Anna knows"]];
      own.charts.getItemAt(0).title.text = "My fund";
      await context.sync();
    });

    await write(burnDown(5));

    const table = host.model.table("tblBurnDown");
    expect(table?.z).toEqual({ r: 32, c: 0, rows: 6, cols: 8 });
    expect(sheet().at(33, 2)?.v).toBe("Anna knows");
    expect(sheet().at(34, 3)?.v).toBe(8_000);
    expect(chartNumbers(chart().series[1]?.values ?? null)).toEqual([
      4_000,
      8_000,
      null,
      null,
      null,
    ]);
    expect(captionText(chart().title)).toBe("My fund");
  });

  test("for a longer fund takes its table and markers away, but not those that the user chose", async () => {
    await write(burnDown(6));
    await runExcel(async (context) => {
      const own = context.workbook.worksheets.getItem("Fund burn-down").charts.getItemAt(0);
      own.series.getItemAt(1).markerStyle = "Star";
      await context.sync();
    });

    await write(burnDown(52));

    expect(chart().dataTable.visible).toBe(false);
    expect(chart().series.map(({ marker }) => marker.style)).toEqual([
      "None",
      "Star",
      "None",
      "None",
      "None",
      "X",
    ]);
  });

  test("leaves a table that the user asked for in place, however long the fund", async () => {
    await write(burnDown(52));
    await runExcel(async (context) => {
      const own = context.workbook.worksheets.getItem("Fund burn-down").charts.getItemAt(0);
      own.getDataTable().visible = true;
      await context.sync();
    });

    await write(burnDown(104));

    expect(chart().dataTable.visible).toBe(true);
  });

  test("makes a chart anew where the user deleted it", async () => {
    await write(burnDown(3));
    await runExcel(async (context) => {
      context.workbook.worksheets.getItem("Fund burn-down").charts.getItemAt(0).delete();
      await context.sync();
    });

    const outcome = await write(burnDown(3));

    expect(outcome.isNew).toBe(true);
    expect(sheet().charts).toHaveLength(1);
  });
});
