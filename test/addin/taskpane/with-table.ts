import { MemoryWorkbook } from "./memory-workbook.ts";
import { aClaim, CLAIM_ID } from "./samples.ts";

/** A workbook whose Deductions table holds one deduction, which is selected. */
export const withTable = (given: Partial<NonNullable<MemoryWorkbook["table"]>> = {}) => {
  const workbook = new MemoryWorkbook();
  workbook.claims = [aClaim()];
  workbook.selected = [CLAIM_ID];
  workbook.table = {
    name: "tblDeductions",
    sheet: "Deductions",
    rows: 62,
    edited: 0,
    asOf: "2026-11-23T09:14:07.000Z",
    query: { onlyOpen: true },
    missingColumns: [],
    ...given,
  };
  return workbook;
};
