import { excelActs } from "../../../../addin/preview/excel-acts.ts";
import type { Spot } from "../../../../addin/preview/grid/zone.ts";
import { parseA1, type Zone } from "../../../../addin/preview/host/a1.ts";
import { ExcelHost } from "../../../../addin/preview/host/host.ts";
import type { Sheet } from "../../../../addin/preview/host/model.ts";

/** A host without an add-in: enough for a person who works in the grid. */
export function openBook(sheets: string[] = ["Deductions"]) {
  const host = new ExcelHost({ catalogue: () => ({ types: {}, requirements: {} }), sheets });
  const sheet = sheetOf(host, sheets[0] ?? "");
  return { host, book: host.model, sheet, acts: excelActs(host) };
}

export function sheetOf(host: ExcelHost, name: string): Sheet {
  const sheet = host.model.sheet(name);
  if (!sheet) throw new Error(`There is no sheet ${name}`);
  return sheet;
}

/** The three columns of a small Deductions table in A1:C4. */
export function fillDeductions(host: ExcelHost): void {
  host.userDoes((book) => {
    const sheet = book.worksheets.getItem("Deductions");
    sheet.getRange("B2:B4").numberFormat = [["@"], ["@"], ["@"]];
    sheet.getRange("A1:C4").values = [
      ["Deduction #", "Reason", "Amount"],
      ["D-1", "005", 12_000],
      ["D-2", "010", 10_000],
      ["D-10", "", 4_000.5],
    ];
    sheet.getRange("C2:C4").numberFormat = [["#,##0.00"], ["#,##0.00"], ["#,##0.00"]];
    sheet.tables.add("A1:C4", true).name = "tblDeductions";
  });
}

export function zoneOf(address: string): Zone {
  const zone = parseA1(address);
  if (!zone) throw new Error(`${address} is no address`);
  return { r: zone.r, c: zone.c, rows: zone.rows, cols: zone.cols };
}

export const spotOf = (address: string): Spot => zoneOf(address);
