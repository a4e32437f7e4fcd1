import type { ExcelHost } from "../../../addin/preview/host/host.ts";
import type { CellValue } from "../../../addin/preview/host/model.ts";
import { deductionsSheet } from "../../../addin/sheets/deductions.ts";
import type { TableData } from "../../../addin/taskpane/ports.ts";
import type { Claim } from "../../../shared/finance/claim.ts";
import { aClaim, claimId } from "../claims.ts";

const HEADER_ROW = 3;

/** The n-th of a dozen deductions: 12,000.00, 12,001.00 and so on. */
export const claimNo = (n: number, given: Parameters<typeof aClaim>[0] = {}): Claim =>
  aClaim({
    id: claimId(n),
    number: `D-${1000 + n}`,
    amount: `${11_999 + n}.0000`,
    open: `${11_999 + n}.0000`,
    ...given,
  });

export const twelveClaims = (): Claim[] => Array.from({ length: 12 }, (_, n) => claimNo(n + 1));

type Data = TableData<"deductions">;

const NO_LISTS: Data["lists"] = { customers: [], products: [], tactics: [], people: [] };

export const answer = (rows: Claim[], given: Partial<Data> = {}): Data => ({
  table: "deductions",
  rows,
  asOf: "2026-11-23T05:07:00.000Z",
  query: { onlyOpen: true },
  lists: NO_LISTS,
  owner: { tenantId: "11111111-1111-4111-8111-111111111111", userName: "Fiona" },
  ...given,
});

/** Reads and types in the Deductions sheet as a person does: by header and row number, 1 first. */
export function onSheet(host: ExcelHost, name = "Deductions", headerRow = HEADER_ROW) {
  const sheet = () => {
    const found = host.model.sheet(name);
    if (found === undefined) throw new Error(`no sheet ${name}`);
    return found;
  };
  const column = (header: string) => {
    for (let c = 0; c < 60; c++) if (sheet().at(headerRow, c)?.v === header) return c;
    throw new Error(`no column ${header}`);
  };
  const address = (header: string, row: number) =>
    `${letters(column(header))}${headerRow + 1 + row}`;
  const cell = (header: string, row: number) => sheet().at(headerRow + row, column(header));
  return {
    sheet,
    column,
    address,
    cell,
    value: (header: string, row: number): CellValue => cell(header, row)?.v ?? "",
    formula: (header: string, row: number) => cell(header, row)?.f,
    format: (header: string, row: number) => sheet().numberFormat(headerRow + row, column(header)),
    type: (header: string, row: number, typed: CellValue) =>
      host.userEdits(name, address(header, row), [[typed]]),
    rows: () => (host.model.table(deductionsSheet.table)?.z.rows ?? 1) - 1,
    isHidden: (row: number) => sheet().isRowHidden(headerRow + row),
  };
}

function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}
