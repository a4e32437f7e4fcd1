import { expect, test } from "vitest";
import { runInSlices, runNow, type Steps } from "../../../addin/grid/slices.ts";

/** Twenty rows that take five milliseconds each. */
function* slow(): Steps<number> {
  for (let row = 0; row < 20; row++) {
    yield;
    const until = performance.now() + 5;
    while (performance.now() < until);
  }
  return 20;
}

test("long work lets others run in between, and ends with its answer", async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 0);

  const answer = await runInSlices(slow());
  clearInterval(timer);

  expect(answer).toBe(20);
  expect(ticks).toBeGreaterThanOrEqual(2);
});

test("the same work done at once gives the same answer", () => {
  expect(runNow(slow())).toBe(20);
});
