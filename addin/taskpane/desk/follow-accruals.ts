import type { Desk } from "./desk.ts";
import { showCurrent } from "./follow-parents.ts";
import type { Moved } from "./moves.ts";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
const ASKS = 8;

/**
 * Follows the accruals of promotions that were just approved until the ERP has answered for each, so that their rows
 * reach POSTED without a refresh. Gives up after a minute or so; the server goes on without us.
 */
export async function followAccruals(
  desk: Desk,
  moved: readonly Moved[],
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  let open = new Set(
    moved.flatMap(({ row }) => (row !== null && row.accrualStatus === "QUEUED" ? row.id : [])),
  );
  let pause = FIRST_WAIT_MS;
  for (let ask = 0; ask < ASKS && open.size > 0; ask++) {
    await wait(pause);
    pause = Math.min(pause * 1.5, LONGEST_WAIT_MS);
    const rows = await showCurrent(desk, "promotions", open);
    open = new Set(
      rows.filter(({ accrualStatus }) => accrualStatus === "QUEUED").map(({ id }) => id),
    );
  }
}
