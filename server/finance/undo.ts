import type { Tx } from "../db/pool.ts";
import type { Result } from "./publish-row.ts";

/** Thrown to take back what must not stay; carries the answer past the rollback. */
export class Undo extends Error {
  readonly results: Result[];

  constructor(results: Result[]) {
    super("nothing of this stays");
    this.results = results;
  }
}

/** Runs work in a savepoint; an Undo rolls it back and its answer is the result. */
export async function takingBack(
  tx: Tx,
  work: (inner: Tx) => Promise<Result[]>,
): Promise<Result[]> {
  try {
    const { results } = await tx.savepoint(async (inner) => ({ results: await work(inner) }));
    return results;
  } catch (error) {
    if (error instanceof Undo) return error.results;
    throw error;
  }
}
