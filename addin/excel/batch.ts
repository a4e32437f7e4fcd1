import type { CellValue } from "../grid/cell.ts";

/** Runs a batch and waits while the user is typing into a cell: without that, Excel refuses every write. */
export async function runExcel<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  return Excel.run({ delayForCellEdit: true }, work);
}

/** Excel neither recalculates nor repaints before the next sync; asked for once per sync, in a loop it flickers. */
export function holdStill(context: Excel.RequestContext): void {
  context.application.suspendApiCalculationUntilNextSync();
  context.application.suspendScreenUpdatingUntilNextSync();
}

/** Excel on the web refuses requests and answers of more than 5 MB; these stay well below it. */
export const CHUNK = { rows: 5_000, bytes: 1_500_000, readRows: 2_000 } as const;

/** The first rows and sizes of the windows that cover `rows` rows. */
export function windowsOf(rows: number, size: number): { first: number; count: number }[] {
  return Array.from({ length: Math.ceil(rows / size) }, (_, window) => ({
    first: window * size,
    count: Math.min(size, rows - window * size),
  }));
}

/** office.js types values as any; what is no cell value (null, where Excel gave up) counts as empty. */
export const toCellValue = (value: unknown): CellValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : "";
