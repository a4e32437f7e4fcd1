import type { Tx } from "../db/pool.ts";
import { recordAct } from "../tenancy/queries.ts";
import { companyToday } from "./company-today.ts";
import { finishDue, settleDone, startDue, type Turned } from "./turn.queries.ts";

/**
 * What the clock and the books do to promotions, on the company's own day: APPROVED becomes LIVE on its first day (unless its
 * accrual failed), LIVE becomes COMPLETED after its last, CLOSED becomes SETTLED when nothing is left of it. Run again, it
 * does nothing.
 */
export async function turnPromotions(tx: Tx, now: Date): Promise<Turned[]> {
  const today = await companyToday(tx, now);
  const started = await startDue(tx, today);
  const finished = await finishDue(tx, today);
  const settled = await settleDone(tx);
  const turned = [...started, ...finished, ...settled];
  if (turned.length > 0) await recordAct(tx, JSON.stringify(turned.map(entryOf)));
  return turned;
}

const entryOf = ({ id, from, to }: Turned) => ({
  act: `promotion.${WORDS[to] ?? "turned"}`,
  entity: "promotion",
  entityId: id,
  before: { status: from },
  after: { status: to },
});

const WORDS: Partial<Record<Turned["to"], string>> = {
  LIVE: "started",
  COMPLETED: "finished",
  SETTLED: "settled",
};
