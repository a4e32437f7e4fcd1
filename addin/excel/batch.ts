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

/** A window of rows, 0 first. */
export interface RowWindow {
  first: number;
  count: number;
}

/**
 * Reads `rows` rows in windows, in order. How much text they hold is known only when Excel has answered: a window whose
 * answer is too large is read again in halves.
 */
export async function readWindows(
  rows: number,
  read: (window: RowWindow) => Promise<void>,
): Promise<void> {
  for (let first = 0; first < rows; first += CHUNK.readRows) {
    await readWindow({ first, count: Math.min(CHUNK.readRows, rows - first) }, read);
  }
}

async function readWindow(
  { first, count }: RowWindow,
  read: (window: RowWindow) => Promise<void>,
): Promise<void> {
  try {
    await read({ first, count });
  } catch (error) {
    if (count === 1 || !isTooLarge(error)) throw error;
    const half = Math.ceil(count / 2);
    await readWindow({ first, count: half }, read);
    await readWindow({ first: first + half, count: count - half }, read);
  }
}

/** Whether an answer was refused for its size. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof OfficeExtension.Error && error.code === "ResponsePayloadSizeLimitExceeded";

/** office.js types values as any; what is no cell value (null, where Excel gave up) counts as empty. */
export const toCellValue = (value: unknown): CellValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : "";
