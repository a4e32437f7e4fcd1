import type { TableState } from "../../../addin/taskpane/ports.ts";
import { MemoryWorkbook } from "./memory-workbook.ts";
import { aClaim, CLAIM_ID } from "./samples.ts";

/** A workbook whose Deductions table holds one deduction, which is selected. */
export const withTable = (given: Partial<TableState> = {}) => {
  const workbook = new MemoryWorkbook();
  workbook.claims = [aClaim()];
  workbook.selectedIds = [CLAIM_ID];
  workbook.states.set("deductions", {
    table: "deductions",
    name: "tblDeductions",
    sheet: "Deductions",
    rows: 62,
    edited: 0,
    problems: 0,
    conflicts: 0,
    newer: 0,
    asOf: "2026-11-23T09:14:07.000Z",
    query: { onlyOpen: true },
    missingColumns: [],
    ...given,
  });
  return workbook;
};
