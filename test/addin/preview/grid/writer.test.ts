import { expect, test } from "vitest";
import { textAt } from "../../../../addin/preview/grid/choices.ts";
import { Writer } from "../../../../addin/preview/grid/writer.ts";
import { fillDeductions, openBook, spotOf, zoneOf } from "./book.ts";

function desk() {
  const { host, book, sheet, acts } = openBook();
  fillDeductions(host);
  const refused: string[] = [];
  const writer = new Writer(book, acts, (words) => refused.push(words));
  return { host, writer, refused, text: (address: string) => textAt(sheet, spotOf(address)) };
}

test("what is typed is in the cell, in the cell's format", async () => {
  const { writer, text } = desk();

  await writer.enter(spotOf("C2"), "9500.5");

  expect(text("C2")).toBe("9,500.50");
});

test("undo takes back what was typed, step by step, and keeps text as text", async () => {
  const { writer, text } = desk();
  await writer.enter(spotOf("B2"), "011");
  await writer.clear(zoneOf("B2:C3"));

  await writer.undo();
  const afterOne = [text("B2"), text("B3"), text("C3")];
  await writer.undo();

  expect(afterOne).toEqual(["011", "010", "10,000.00"]);
  expect(text("B2")).toBe("005");
});

test("typing what is there already is no step", async () => {
  const { writer, text } = desk();
  await writer.enter(spotOf("C2"), "9000");
  await writer.enter(spotOf("C2"), "9000");

  await writer.undo();

  expect(text("C2")).toBe("12,000.00");
});

test("a value the rule refuses is told and not written", async () => {
  const { host, writer, refused, text } = desk();
  host.userDoes((book) => {
    book.worksheets.getItem("Deductions").getRange("B2:B4").dataValidation.rule = {
      list: { inCellDropDown: true, source: "005,010" },
    };
  });

  const isKept = await writer.enter(spotOf("B2"), "99");

  expect(isKept).toBe(false);
  expect(refused).toHaveLength(1);
  expect(text("B2")).toBe("005");
});

test("a refused write is no step to undo", async () => {
  const { writer, refused, text } = desk();
  await writer.enter(spotOf("C2"), "9000");
  await writer.write(zoneOf("A1:A2"), [["too few rows"]]);

  await writer.undo();

  expect(refused).toHaveLength(1);
  expect(text("C2")).toBe("12,000.00");
});

test("once somebody else has written, undo leaves the sheet alone", async () => {
  const { host, writer, text } = desk();
  await writer.enter(spotOf("C2"), "9000");
  host.userEdits("Deductions", "C2", [[8_000]]);

  await writer.undo();

  expect(text("C2")).toBe("8,000.00");
});
