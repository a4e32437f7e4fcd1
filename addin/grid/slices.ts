/** Work that can pause after every row. */
export type Steps<Result> = Generator<undefined, Result>;

/** Longer than this without a pause, and typing into the pane would be felt to stick. */
const SLICE_MS = 20;

/** Does all of it at once: for a few rows, and where nobody waits. */
export function runNow<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** Does it in slices of some 20 ms, so that pane and Excel stay alive in between. */
export async function runInSlices<Result>(steps: Steps<Result>): Promise<Result> {
  let started = performance.now();
  let step = steps.next();
  while (step.done !== true) {
    if (performance.now() - started > SLICE_MS) {
      // A pause is the point: one slice after another, never at once.
      await new Promise<void>((resume) => setTimeout(resume, 0));
      started = performance.now();
    }
    step = steps.next();
  }
  return step.value;
}
