import { expect, test } from "vitest";
import { choicesAt, filterTexts, refusalOf } from "../../../../addin/preview/grid/choices.ts";
import { fillDeductions, openBook, spotOf } from "./book.ts";

function bookWithList(source: string, alert?: { style: string; message: string }) {
  const opened = openBook(["Deductions", "_TPM_Lists"]);
  opened.host.userDoes((book) => {
    const lists = book.worksheets.getItem("_TPM_Lists");
    lists.getRange("A1:A3").values = [["Tactic"], ["Scan-Back"], ["Display"]];
    lists.tables.add("A1:A3", true).name = "tblTactics";
    book.names.add("tactics", lists.getRange("A2:A3"));
    const validation = book.worksheets.getItem("Deductions").getRange("B2:B9").dataValidation;
    validation.rule = { list: { inCellDropDown: true, source } };
    if (alert) validation.errorAlert = { ...alert, title: "", showAlert: true };
  });
  return { book: opened.book, sheet: opened.sheet };
}

const TACTICS = ["Scan-Back", "Display"];

test("a list written into the rule is offered as written", () => {
  const place = bookWithList("Scan-Back, Display");

  expect(choicesAt(place, spotOf("B3"))).toEqual(TACTICS);
});

test.each([
  "=tactics",
  "=_TPM_Lists!$A$2:$A$3",
  "=tblTactics[Tactic]",
  '=INDIRECT("tblTactics[Tactic]")',
])("a list that refers to cells by %s offers what they show", (source) => {
  const place = bookWithList(source);

  expect(choicesAt(place, spotOf("B3"))).toEqual(TACTICS);
});

test("a list that refers to whole columns ends with what is used", () => {
  const place = bookWithList("=_TPM_Lists!$A:$A");

  expect(choicesAt(place, spotOf("B2"))).toEqual(["Tactic", ...TACTICS]);
});

test("a cell outside the rule offers nothing", () => {
  const place = bookWithList("=tactics");

  expect(choicesAt(place, spotOf("C3"))).toBeUndefined();
});

test("a value that is not in the list is refused in the rule's words", () => {
  const place = bookWithList("=tactics", { style: "Stop", message: "Pick a tactic." });

  expect(refusalOf(place, spotOf("B2"), "Coupon")).toBe("Pick a tactic.");
  expect(refusalOf(place, spotOf("B2"), "display")).toBeUndefined();
  expect(refusalOf(place, spotOf("B2"), "")).toBeUndefined();
});

test("a rule that only warns refuses nothing", () => {
  const place = bookWithList("=tactics", { style: "Warning", message: "Unusual." });

  expect(refusalOf(place, spotOf("B2"), "Coupon")).toBeUndefined();
});

test("the texts of a filter are different, as shown, and in reading order", () => {
  const { host, book } = openBook();
  fillDeductions(host);
  const table = book.table("tblDeductions");

  expect(table && filterTexts(table, 0)).toEqual(["D-1", "D-2", "D-10"]);
  expect(table && filterTexts(table, 1)).toEqual(["", "005", "010"]);
  expect(table && filterTexts(table, 2)).toEqual(["4,000.50", "10,000.00", "12,000.00"]);
});
