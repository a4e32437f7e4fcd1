import type { Refusal } from "../../shared/refusal.ts";
import { refusalOf } from "../db/constraint.ts";
import type { Tx } from "../db/pool.ts";

/**
 * Writes rows that were decided to be good, all in one savepoint and few statements. Only when a constraint refuses one of
 * them is each written in a savepoint of its own, to find out which: answers those that were refused.
 */
export async function writeRows<Row>(
  tx: Tx,
  rows: readonly Row[],
  write: (inner: Tx, rows: readonly Row[]) => Promise<unknown>,
): Promise<ReadonlyMap<Row, Refusal>> {
  if (rows.length === 0 || !(await refusalIn(tx, rows, write))) return new Map();
  const refused = new Map<Row, Refusal>();
  for (const row of rows) {
    const refusal = await refusalIn(tx, [row], write);
    if (refusal) refused.set(row, refusal);
  }
  return refused;
}

async function refusalIn<Row>(
  tx: Tx,
  rows: readonly Row[],
  write: (inner: Tx, rows: readonly Row[]) => Promise<unknown>,
): Promise<Refusal | null> {
  try {
    await tx.savepoint((inner) => write(inner, rows));
    return null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal;
  }
}
