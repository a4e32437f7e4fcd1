import { expect, test } from "vitest";
import { statisticsOf, statisticsText } from "../../../../addin/preview/grid/statistics.ts";
import { fillDeductions, openBook, zoneOf } from "./book.ts";

test("the status bar counts values and adds numbers", () => {
  const { host, sheet } = openBook();
  fillDeductions(host);

  const statistics = statisticsOf(sheet, zoneOf("A1:C4"));

  expect(statistics).toEqual({ count: 11, numbers: 3, sum: 26_000.5, format: "#,##0.00" });
});

test("rows hidden by a filter are left out", () => {
  const { host, book, sheet, acts } = openBook();
  fillDeductions(host);
  const table = book.table("tblDeductions");
  if (table) acts.filter(table, 1, ["005", "010"]);

  expect(statisticsOf(sheet, zoneOf("C:C")).sum).toBe(22_000);
});

test("the words use the number format of the selection", () => {
  const texts = statisticsText({
    count: 2,
    numbers: 2,
    sum: 22_000,
    format: "#,##0.00",
  });

  expect(texts).toEqual(["Average: 11,000.00", "Count: 2", "Sum: 22,000.00"]);
});

test("binary dust of a sum is not shown", () => {
  const sum = 0.1 + 0.2;

  expect(statisticsText({ count: 2, numbers: 2, sum, format: "General" })).toContain("Sum: 0.3");
});

test("one value needs no statistics, and text has only a count", () => {
  expect(statisticsText({ count: 1, numbers: 1, sum: 5, format: "General" })).toEqual([]);
  expect(statisticsText({ count: 3, numbers: 0, sum: 0, format: "General" })).toEqual(["Count: 3"]);
});

test("a sum of days is shown as a number", () => {
  const { host, sheet } = openBook();
  host.userEdits("Deductions", "A1:A2", [["11/2/2026"], ["11/3/2026"]]);

  expect(statisticsOf(sheet, zoneOf("A1:A2")).format).toBe("General");
});
