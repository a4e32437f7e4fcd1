import type { Tx } from "../db/pool.ts";

/** What work answers, and whether what it wrote stays. */
interface Outcome<Answer> {
  answer: Answer;
  stays: boolean;
}

/** Runs work in a savepoint and rolls it back when it says so; its answer is kept either way. */
export async function takingBack<Answer>(
  tx: Tx,
  work: (inner: Tx) => Promise<Outcome<Answer>>,
): Promise<Answer> {
  const taken = new TakenBack<Answer>();
  try {
    const { done } = await tx.savepoint(async (inner) => {
      const outcome = await work(inner);
      if (!outcome.stays) throw taken.with(outcome);
      return { done: outcome };
    });
    return done.answer;
  } catch (error) {
    if (error === taken && taken.outcome) return taken.outcome.answer;
    throw error;
  }
}

/** Thrown to take back what must not stay; carries the answer past the rollback. */
class TakenBack<Answer> extends Error {
  outcome: Outcome<Answer> | null = null;

  constructor() {
    super("nothing of this stays");
  }

  with(outcome: Outcome<Answer>): this {
    this.outcome = outcome;
    return this;
  }
}
