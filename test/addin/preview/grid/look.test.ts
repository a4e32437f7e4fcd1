import { expect, test } from "vitest";
import { lookAt } from "../../../../addin/preview/grid/look.ts";
import { wrap } from "../../../../addin/preview/grid/paint-text.ts";
import type { Spot } from "../../../../addin/preview/grid/zone.ts";
import { fillDeductions, openBook, spotOf } from "./book.ts";

/** As a rule that holds for the second row. */
const conditionalStyle = (_: unknown, { r }: Spot) =>
  r === 1 ? { "font.color": "#A4262C", "fill.color": "#FDE7E9" } : null;

function deductions() {
  const { host, book, sheet, acts } = openBook();
  fillDeductions(host);
  const source = { book, sheet, conditionalStyle: acts.conditionalStyle };
  return { host, look: (address: string) => lookAt(source, spotOf(address)) };
}

test("numbers stand right in their format, text left", () => {
  const { look } = deductions();

  expect(look("C2")).toMatchObject({ text: "12,000.00", align: "right", isNumber: true });
  expect(look("B2")).toMatchObject({ text: "005", align: "left", isNumber: false });
});

test("a table header is bold on colour, its rows are banded", () => {
  const { look } = deductions();

  expect(look("A1").font).toContain("600");
  expect(look("A1").color).toBe("#FFFFFF");
  expect(look("A2").fill).toBeDefined();
  expect(look("A3").fill).toBeUndefined();
});

test("a cell's own fill covers the band of its table", () => {
  const { host, look } = deductions();
  host.userDoes((book) => {
    book.worksheets.getItem("Deductions").getRange("A2").format.fill.color = "#FFF4CE";
  });

  expect(look("A2").fill).toBe("#FFF4CE");
});

test("a conditional format covers both, only where it holds", () => {
  const { host, book, sheet } = openBook();
  fillDeductions(host);

  const over = lookAt({ book, sheet, conditionalStyle }, spotOf("C2"));
  const under = lookAt({ book, sheet, conditionalStyle }, spotOf("C3"));

  expect(over).toMatchObject({ color: "#A4262C", fill: "#FDE7E9" });
  expect(under).toMatchObject({ color: "#242424", fill: undefined });
});

test("a number format colours what is below zero", () => {
  const { host, look } = deductions();
  host.userEdits("Deductions", "E2:E3", [[-2_000], [2_000]]);
  host.userDoes((book) => {
    const range = book.worksheets.getItem("Deductions").getRange("E2:E3");
    range.numberFormat = [["#,##0.00;[Red]-#,##0.00"], ["#,##0.00;[Red]-#,##0.00"]];
  });

  expect(look("E2")).toMatchObject({ text: "-2,000.00", color: "#C50F1F" });
  expect(look("E3").color).toBe("#242424");
});

test("a light table style leaves the header unfilled and draws no lines between rows", () => {
  const { host, look } = deductions();
  host.userDoes((book) => {
    book.tables.getItem("tblDeductions").style = "TableStyleLight1";
  });

  expect(look("A1")).toMatchObject({ fill: undefined, color: "#242424" });
  expect(look("A2").borders).toEqual([]);
  expect(look("A4").borders.map(({ side }) => side)).toEqual(["EdgeBottom"]);
});

test("an error is centred", () => {
  const { host, look } = deductions();
  host.userEdits("Deductions", "E2", [["=1/0"]]);

  expect(look("E2")).toMatchObject({ text: "#DIV/0!", align: "center" });
});

test("borders come with their colour and weight", () => {
  const { host, look } = deductions();
  host.userDoes((book) => {
    const edge = book.worksheets.getItem("Deductions").getRange("E5").format.borders;
    const bottom = edge.getItem("EdgeBottom");
    bottom.style = "Continuous";
    bottom.color = "#0F6B4F";
    bottom.weight = "Medium";
  });

  expect(look("E5").borders).toEqual([
    { side: "EdgeBottom", color: "#0F6B4F", width: 2, dash: [] },
  ]);
});

test("wrapped text breaks between words, and a long word stands alone", () => {
  const lines = wrap("Fund Q1 has incomprehensibly little left", (line) => line.length <= 10);

  expect(lines).toEqual(["Fund Q1", "has", "incomprehensibly", "little", "left"]);
});
