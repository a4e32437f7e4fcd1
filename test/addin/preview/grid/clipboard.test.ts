import { expect, test } from "vitest";
import { asText, copyZone, pasteInto } from "../../../../addin/preview/grid/clipboard.ts";
import { fillDeductions, openBook, zoneOf } from "./book.ts";

test("what is copied is what is shown", () => {
  const { host, sheet } = openBook();
  fillDeductions(host);

  expect(copyZone(sheet, zoneOf("A2:C3")).text).toBe("D-1\t005\t12,000.00\r\nD-2\t010\t10,000.00");
});

test("rows hidden by a filter stay behind", () => {
  const { host, book, sheet, acts } = openBook();
  fillDeductions(host);
  const table = book.table("tblDeductions");
  if (table) acts.filter(table, 1, ["005"]);

  expect(copyZone(sheet, zoneOf("A1:A4")).text).toBe("Deduction #\r\nD-1");
});

test("a copied whole column ends with what is used", () => {
  const { host, sheet } = openBook();
  fillDeductions(host);

  expect(copyZone(sheet, zoneOf("A:A")).cells.length).toBe(4);
});

test("our own copy pastes the cell, not its shortened text", () => {
  const { host, sheet } = openBook();
  host.userEdits("Deductions", "A1", [[10_000.1234]]);
  host.userDoes((book) => {
    book.worksheets.getItem("Deductions").getRange("A1").numberFormat = [["0"]];
  });
  const copied = copyZone(sheet, zoneOf("A1"));

  const pasted = pasteInto({ sheet, zone: zoneOf("B1") }, copied.text, copied);

  expect(copied.text).toBe("10000");
  expect(pasted.values).toEqual([["10000.1234"]]);
});

test("a copied formula moves its references along", () => {
  const { host, sheet } = openBook();
  host.userEdits("Deductions", "A1:C1", [[12_000, 10_000, "=A1-$B$1"]]);
  const copied = copyZone(sheet, zoneOf("C1"));

  const pasted = pasteInto({ sheet, zone: zoneOf("C2") }, copied.text, copied);

  expect(pasted.values).toEqual([["=A2-$B$1"]]);
});

test("copied text that looks like a number stays text", () => {
  const { host, sheet } = openBook();
  fillDeductions(host);
  const copied = copyZone(sheet, zoneOf("B2"));

  const pasted = pasteInto({ sheet, zone: zoneOf("F2") }, copied.text, copied);

  expect(pasted.values).toEqual([["'005"]]);
});

test("text from elsewhere is typed as it comes", () => {
  const { sheet } = openBook();

  const pasted = pasteInto({ sheet, zone: zoneOf("B2") }, "1\t2\n3\t4\n", undefined);

  expect(pasted).toEqual({
    zone: zoneOf("B2:C3"),
    values: [
      ["1", "2"],
      ["3", "4"],
    ],
  });
});

test("one value fills the whole selection", () => {
  const { sheet } = openBook();

  const pasted = pasteInto({ sheet, zone: zoneOf("B2:C3") }, "P-1001", undefined);

  expect(pasted.zone).toEqual(zoneOf("B2:C3"));
  expect(pasted.values.flat()).toEqual(["P-1001", "P-1001", "P-1001", "P-1001"]);
});

test("a text that would become a formula is typed with an apostrophe, in a text cell as it is", () => {
  expect(asText("=call back", "General")).toBe("'=call back");
  expect(asText("=call back", "@")).toBe("=call back");
  expect(asText("Walmart", "General")).toBe("Walmart");
});
