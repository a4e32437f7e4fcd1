import { decideMove } from "../../shared/planning/life.ts";
import type { MovesResult, PromotionAct } from "../../shared/planning/moves.ts";
import type { Promotion } from "../../shared/planning/promotion.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import { refusalOf } from "../db/constraint.ts";
import type { Tx } from "../db/pool.ts";
import { type RowResult, refused, resultOf, summaryOf } from "../publish/answers.ts";
import { recordAct } from "../tenancy/queries.ts";
import { type MoveBooks, openMoveBooks } from "./move-books.ts";
import { readPromotions } from "./read-promotions.ts";
import { promotionFor } from "./shown.ts";
import { type Moved, writeMove } from "./write-move.ts";

/** What is asked of a selection, and of each row of it in its own version. */
export interface MovesAsked {
  act: PromotionAct;
  rows: readonly { id: string; version: number }[];
  reason: string | null;
  weeks: number;
}

/** Who moves promotions, and when. */
export interface Mover {
  caller: Caller;
  requestId: string;
  now: Date;
}

type Attempt = { id: string } & ({ moved: Moved } | { refusal: Refusal });

/** Moves one promotion, and answers it (for a copy, the new one). Refused: NOT_FOUND and whatever `decideMove` refuses. */
export async function movePromotion(
  tx: Tx,
  { id, version, ...asked }: Omit<MovesAsked, "rows"> & { id: string; version: number },
  mover: Mover,
): Promise<Promotion> {
  const books = await openMoveBooks(tx, { ids: [id], act: asked.act });
  const rows = [{ id, version }];
  const { shownId, audit } = await moveOne(tx, { id, version }, { ...asked, rows, books, mover });
  await recordAct(tx, JSON.stringify(audit));
  const [shown] = await readPromotions(tx, [shownId]);
  if (!shown) throw new Error(`promotion ${shownId} went away while it was moved`);
  return promotionFor(mover.caller, shown);
}

/**
 * Moves a selection row by row in its order, each in its own savepoint. Funds are read once and run down row by row, so a row
 * that its fund cannot pay is refused and a smaller one after it may still fit: the same selection always ends the same.
 */
export async function movePromotions(
  tx: Tx,
  asked: MovesAsked,
  mover: Mover,
): Promise<MovesResult> {
  const ids = asked.rows.map(({ id }) => id);
  const books = await openMoveBooks(tx, { ids, act: asked.act });
  const attempts: Attempt[] = [];
  const named = new Set<string>();
  for (const row of asked.rows) {
    attempts.push(
      named.has(row.id)
        ? { id: row.id, refusal: twice() }
        : await tryOne(tx, row, { ...asked, books, mover }),
    );
    named.add(row.id);
  }
  const audit = attempts.flatMap((attempt) => ("moved" in attempt ? attempt.moved.audit : []));
  if (audit.length > 0) await recordAct(tx, JSON.stringify(audit));
  const results = await answersOf(tx, attempts, mover);
  return { summary: summaryOf(results), results };
}

interface Moves extends MovesAsked {
  books: MoveBooks;
  mover: Mover;
}

async function tryOne(
  tx: Tx,
  row: { id: string; version: number },
  moves: Moves,
): Promise<Attempt> {
  try {
    const { moved } = await tx.savepoint(async (inner) => ({
      moved: await moveOne(inner, row, moves),
    }));
    return { id: row.id, moved };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : refusalOf(error);
    if (!refusal) throw error;
    return { id: row.id, refusal };
  }
}

async function moveOne(
  tx: Tx,
  { id, version }: { id: string; version: number },
  { act, reason, weeks, books, mover }: Moves,
): Promise<Moved> {
  const promotion = books.promotion(id);
  if (!promotion) throw new Refusal("NOT_FOUND", "This promotion is not there any more.");
  const move = decideMove({ act, version, reason }, promotion, mover.caller);
  const by = mover.caller.userId;
  const moved = await writeMove(tx, { promotion, move, by, reason, weeks, now: mover.now });
  books.hold(promotion, move);
  return moved;
}

async function answersOf(
  tx: Tx,
  attempts: readonly Attempt[],
  mover: Mover,
): Promise<RowResult<Promotion>[]> {
  const ids = attempts.map((attempt) => ("moved" in attempt ? attempt.moved.shownId : attempt.id));
  const rows = await readPromotions(tx, ids);
  const shown = new Map(rows.map((row) => [row.id, promotionFor(mover.caller, row)]));
  const publisher = { ...mover, validateOnly: false };
  return attempts.map((attempt, index) => {
    const named = { key: attempt.id, id: attempt.id };
    const verdict =
      "moved" in attempt
        ? { kind: "saved" as const, inverse: null, entry: null }
        : refused(attempt.refusal);
    const row = shown.get(ids[index] ?? "") ?? null;
    return { ...resultOf(named, verdict, publisher), row, version: row?.version ?? null };
  });
}

const twice = () =>
  new Refusal("VERSION_STALE", "This promotion is named twice; only the first row counts.");
