import { accrualStatusOf } from "../../shared/finance/accrual-status.ts";
import type { AccrualStatus } from "../../shared/planning/promotion.ts";
import type { Tx } from "../db/pool.ts";
import { type AccrualState, accrualStates, markAccruals } from "../finance/accrual.queries.ts";

/** Says on promotions what their accrual has come to after journals were written; a new accrual ends RELEASED. */
export function markAccrued(tx: Tx, promotionIds: readonly string[]): Promise<void> {
  return mark(tx, promotionIds, (state) =>
    accrualStatusOf({
      ...state,
      current: state.current === "RELEASED" ? "NONE" : state.current,
      isReleased: false,
      accrualMoved: true,
    }),
  );
}

/** Says on promotions that what they had accrued was given back. */
export function markReleased(tx: Tx, promotionIds: readonly string[]): Promise<void> {
  return mark(tx, promotionIds, ({ anyFailed }) => (anyFailed ? "FAILED" : "RELEASED"));
}

async function mark(
  tx: Tx,
  promotionIds: readonly string[],
  statusOf: (state: AccrualState) => AccrualStatus,
): Promise<void> {
  if (promotionIds.length === 0) return;
  const states = await accrualStates(tx, promotionIds);
  await markAccruals(
    tx,
    states.map((state) => ({
      id: state.id,
      status: statusOf(state),
      code: state.failure?.code ?? null,
      message: state.failure?.message ?? null,
    })),
  );
}
