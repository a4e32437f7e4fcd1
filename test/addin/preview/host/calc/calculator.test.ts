import { beforeEach, describe, expect, test } from "vitest";
import { parseA1, zoneOf } from "../../../../../addin/preview/host/a1.ts";
import { Calculator } from "../../../../../addin/preview/host/calc/calculator.ts";
import { writeBlock } from "../../../../../addin/preview/host/edit.ts";
import { createTable } from "../../../../../addin/preview/host/tables.ts";
import { WorkbookModel } from "../../../../../addin/preview/host/workbook.ts";

let book: WorkbookModel;
let calculator: Calculator;
beforeEach(() => {
  book = new WorkbookModel(["Sheet1", "Data 2"]);
  calculator = new Calculator(book);
  book.listen((change) => calculator.note(change));
});

const zone = (address: string) => zoneOf(parseA1(address)!);
function write(address: string, values: unknown, sheet = "Sheet1"): void {
  writeBlock(book, { sheet: book.sheet(sheet)!, z: zone(address) }, values);
  calculator.recalculate(false);
}
function read(address: string): unknown {
  const { r, c } = zone(address);
  return book.active.at(r, c)?.v;
}
function deductions(): void {
  write("A1:D4", [
    ["Deduction #", "Customer", "Amount", "Open"],
    ["D-1", "Walmart", 12000, 2000],
    ["D-2", "Kroger", 20000, 20000],
    ["D-3", "walmart", 500, 0],
  ]);
  createTable(book, book.active, { z: zone("A1:D4"), hasHeaders: true }).name = "tblDeductions";
}

describe("one formula", () => {
  test.each([
    ["=1+2*3", 7],
    ["=(1+2)*3", 9],
    ["=-2^2", 4],
    ["=2^3^2", 64],
    ["=50%*8", 4],
    ['="a"&1&TRUE', "a1TRUE"],
    ['="A"="a"', true],
    ["=1<>2", true],
    ["=1/0", "#DIV/0!"],
    ['=1+"x"', "#VALUE!"],
    ["=NOPE(1)", "#NAME?"],
    ["=nope", "#NAME?"],
    ["=1+", "#NAME?"],
    ['=IF(1>2,"no","yes")', "yes"],
    ['=IFERROR(1/0,"none")', "none"],
    ["=IFERROR(NA(),1)", 1],
    ['=IFS(FALSE,"a",TRUE,"b")', "b"],
    ['=SWITCH(2,1,"a",2,"b")', "b"],
    ['=TEXT(0.256,"0.0%")', "25.6%"],
    ["=ROUND(2.345,2)", 2.35],
    ['=LEFT("=Conflict",1)', "="],
    ["=DATE(2026,11,23)", 46349],
    ["=MONTH(DATE(2026,11,23))", 11],
    ["=EOMONTH(DATE(2026,1,31),1)", 46081],
    ["=EDATE(DATE(2026,1,31),1)", 46081],
    ["=SUM({1,2;3,4})", 10],
    ["=0.1+0.2-0.3", 0],
    ['=SUM(1,"2",TRUE)', 4],
    ["=AND(TRUE,1)", true],
  ])("%s is %j", (formula, value) => {
    write("H1", formula);

    expect(read("H1")).toBe(value);
  });
});

describe("references", () => {
  beforeEach(deductions);

  test.each([
    ["=SUM(C2:C4)", 32500],
    ["=SUM(C:C)", 32500],
    ["=SUM(tblDeductions[Amount])", 32500],
    ["=SUM(tblDeductions[[Amount]:[Open]])", 54500],
    ["=COUNTA(tblDeductions[#Headers])", 4],
    ["=tblDeductions[[#Headers],[Deduction '#]]", "Deduction #"],
    ['=SUMIFS(tblDeductions[Amount],tblDeductions[Customer],"Walmart")', 12500],
    ['=COUNTIF(C2:C4,">=12000")', 2],
    ['=COUNTIFS(B2:B4,"W*",D2:D4,">0")', 1],
    ['=INDEX(tblDeductions[Open],MATCH("D-2",tblDeductions[Deduction \'#],0))', 20000],
    ['=XLOOKUP("D-3",A2:A4,C2:C4)', 500],
    ['=XLOOKUP("D-9",A2:A4,C2:C4,"none")', "none"],
    ['=VLOOKUP("D-2",A2:D4,3,FALSE)', 20000],
    ["=SUMPRODUCT((C2:C4>1000)*D2:D4)", 22000],
    ["=MAX(C2:C4)", 20000],
    ["=AVERAGE(C2:C3)", 16000],
    ["=ROWS(tblDeductions[Amount])", 3],
    ['=TEXTJOIN(", ",TRUE,A2:A3)', "D-1, D-2"],
    ["=tblDeductions[Nowhere]", "#REF!"],
  ])("%s is %j over the deductions", (formula, value) => {
    write("H1", formula);

    expect(read("H1")).toBe(value);
  });

  test("a formula follows what it reads, through others and over sheets", () => {
    write("A1", 10, "Data 2");
    write("H1:H3", [["='Data 2'!A1*2"], ["=H1+1"], ["=SUM(H1:H2)"]]);

    write("A1", 20, "Data 2");

    expect([read("H1"), read("H2"), read("H3")]).toEqual([40, 41, 81]);
  });

  test("a formula written before what it reads is worked out after it", () => {
    write("H1:H3", [["=H2+1"], ["=H3+1"], [5]]);

    expect([read("H1"), read("H2")]).toEqual([7, 6]);
  });

  test("formulas that read each other end, and keep a number", () => {
    write("H1:H2", [["=H2+1"], ["=H1+1"]]);

    expect(typeof read("H1")).toBe("number");
  });

  test("a formula that was typed over no longer answers", () => {
    write("H1", "=C2");
    write("H1", 7);

    write("C2", 1);

    expect(read("H1")).toBe(7);
  });

  test("a name reads as its cells or its constant", () => {
    const base = { scope: null, visible: true, comment: "" };
    const target = { sheet: book.active, z: zone("C2:C4") };
    book.names.set("amounts", { ...base, name: "amounts", target, formula: "" });
    book.names.set("rate", { ...base, name: "rate", target: null, formula: "=0.2" });

    write("H1", "=SUM(amounts)*rate");

    expect(read("H1")).toBe(6500);
  });
});

test("a row's own columns are read by name", () => {
  deductions();
  write("E1:E4", [
    ["Left"],
    ["=[@Amount]-[@Open]"],
    ["=[@Amount]-[@Open]"],
    ["=[@Amount]-[@Open]"],
  ]);
  write("D2", 12000);

  expect([read("E2"), read("E3"), read("E4")]).toEqual([0, 0, 500]);
});

test("ten thousand formulas in a chain and over a column are worked out without quadratic time", () => {
  const rows = 10_000;
  const formulas = Array.from({ length: rows }, (_, i) => [
    i === 0 ? 1 : `=A${i}+1`,
    `=A${i + 1}*2`,
    i < 200 ? `=SUM($B$1:$B$${rows})` : `=A${i + 1}&""`,
  ]);

  write(`A1:C${rows}`, formulas);

  expect(read(`A${rows}`)).toBe(rows);
  expect(read("C1")).toBe(rows * (rows + 1));
}, 20_000);
