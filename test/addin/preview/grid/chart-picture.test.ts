import { describe, expect, test } from "vitest";
import { chartPicture, scaleOf } from "../../../../addin/preview/grid/chart-picture.ts";
import { chartCells, newChart } from "../../../../addin/preview/host/chart.ts";
import type { Chart } from "../../../../addin/preview/host/model.ts";
import { WorkbookModel } from "../../../../addin/preview/host/workbook.ts";

const BOX = { x: 100, y: 50, width: 600, height: 400 };

/** Weeks 1 to `weeks`; Used is known for the first two only. */
function chartOf(weeks: number, change: Partial<Chart> = {}): Chart {
  const book = new WorkbookModel();
  const sheet = book.active;
  const rows = [
    ["Week", "Budget", "Used"],
    ...Array.from({ length: weeks }, (_, n) => [`W${n + 1}`, 1000, n < 2 ? 400 * (n + 1) : ""]),
  ];
  for (const [r, row] of rows.entries()) for (const [c, v] of row.entries()) sheet.put(r, c, { v });
  const z = { r: 0, c: 0, rows: weeks + 1, cols: 3 };
  return {
    ...newChart(book, sheet, { type: "Line", source: chartCells(book, sheet, z) }),
    ...change,
  };
}

describe("the scale", () => {
  test.each([
    [[136_000], [0, 50_000, 100_000, 150_000]],
    [
      [0.4, 0.9],
      [0, 0.2, 0.4, 0.6, 0.8, 1],
    ],
    [
      [-30, 70],
      [-40, -20, 0, 20, 40, 60, 80],
    ],
    [
      [0, 0],
      [0, 1],
    ],
  ])("of %j has round steps", (values, ticks) => {
    expect(scaleOf(values).ticks.map((tick) => Math.round(tick * 10) / 10)).toEqual(ticks);
  });
});

describe("the picture of a line chart", () => {
  test("puts higher values higher and later weeks further right, within the plot", () => {
    const { plot, lines } = chartPicture(chartOf(4), BOX);

    const [budget, used] = lines;
    const points = used?.points.filter((point) => point !== null) ?? [];
    expect(points).toHaveLength(2);
    expect(points[0]!.x).toBeLessThan(points[1]!.x);
    expect(points[0]!.y).toBeGreaterThan(points[1]!.y);
    expect(budget?.points[0]?.y).toBeCloseTo(plot.y);
    for (const point of [...points, ...(budget?.points ?? [])]) {
      expect(point!.x).toBeGreaterThan(plot.x);
      expect(point!.x).toBeLessThan(plot.x + plot.width);
    }
  });

  test("names as many weeks as there is room for", () => {
    const { categories } = chartPicture(chartOf(104), BOX);

    expect(categories[0]?.label).toBe("W1");
    expect(categories.length).toBeLessThan(9);
    expect(categories.length).toBeGreaterThan(4);
  });

  test("keeps room below the plot for a table with every value as its axis writes it", () => {
    const shown = chartOf(3, { dataTable: { visible: true, showLegendKey: true } });
    shown.valueAxis.numberFormat = "#,##0";

    const { table, categories, plot } = chartPicture(shown, BOX);

    expect(table).toEqual([
      { name: "Budget", texts: ["1,000", "1,000", "1,000"] },
      { name: "Used", texts: ["400", "800", ""] },
    ]);
    expect(categories).toHaveLength(3);
    expect(plot.height).toBeLessThan(chartPicture(chartOf(3), BOX).plot.height);
  });

  test("shows a title only when there is one", () => {
    const title = { text: "Fund", cell: null, visible: true };

    expect(chartPicture(chartOf(2), BOX).title).toBe("");
    expect(chartPicture(chartOf(2, { title }), BOX).title).toBe("Fund");
  });

  test("draws dashes and markers as they were set, and no line where there is none", () => {
    const chart = chartOf(2);
    chart.series[0]!.line = { style: "Dash", color: "#FF0000" };
    chart.series[1]!.line = { style: "None" };
    chart.series[1]!.marker = { style: "X", size: 12 };

    const [budget, used] = chartPicture(chart, BOX).lines;

    expect(budget).toMatchObject({ color: "#FF0000", isDrawn: true, marker: "None" });
    expect(budget?.dash.length).toBeGreaterThan(0);
    expect(used).toMatchObject({ isDrawn: false, marker: "X", markerSize: 16 });
  });
});
