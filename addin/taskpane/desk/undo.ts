import type { Desk } from "./desk.ts";

/** Takes publishes back in the order given: children first, because a parent with children cannot go. How many rows. */
export async function undoPublishes({ api }: Desk, batchIds: readonly string[]): Promise<number> {
  let undone = 0;
  for (const batchId of batchIds) undone += (await api.undoPublish(batchId)).undone;
  return undone;
}
