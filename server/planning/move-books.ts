import type { Money } from "../../shared/money.ts";
import type { Move } from "../../shared/planning/life.ts";
import type { PromotionAct } from "../../shared/planning/moves.ts";
import type { PromotionFacts } from "../../shared/planning/promotion-facts.ts";
import { Settings } from "../../shared/tenancy/settings.ts";
import type { Tx } from "../db/pool.ts";
import { lockFundsOf, lockPromotions } from "../finance/claim.queries.ts";
import { ownTenant } from "../tenancy/queries.ts";
import { approvalsOf, changedSinceSubmitted } from "./approval.queries.ts";
import { type FundLeft, fundsLeft } from "./fund.queries.ts";
import { type PromotionToMove, promotionsToMove } from "./move.queries.ts";

/** A promotion with all that its moves are decided and written from. */
export type MovedPromotion = PromotionToMove & PromotionFacts;

/** What moves of a selection are decided from; funds run down row by row. */
export interface MoveBooks {
  promotion(id: string): MovedPromotion | undefined;
  /** Takes what a move holds now off its fund, so that the next row sees what is left. */
  hold(promotion: MovedPromotion, move: Move): void;
}

/** Locks promotions and then their funds, each by id, and reads what moving them needs. */
export async function openMoveBooks(
  tx: Tx,
  { ids, act }: { ids: readonly string[]; act: PromotionAct },
): Promise<MoveBooks> {
  await lockPromotions(tx, ids);
  await lockFundsOf(tx, ids);
  const promotions = await promotionsToMove(tx, ids);
  const fundIds = promotions.flatMap(({ fundId }) => (fundId ? [fundId] : []));
  const funds = new Map((await fundsLeft(tx, fundIds)).map((fund) => [fund.id, fund]));
  const approvals = await approvalsOf(tx, ids);
  const changed = act === "approve" ? await changedSinceSubmitted(tx, ids) : [];
  const others = new Set(changed.map(({ id }) => id));
  const [tenant] = await ownTenant(tx);
  const releaseLimit = Settings.parse(tenant?.settings).limits.settlement;
  const byId = new Map(promotions.map((row) => [row.id, row]));
  return {
    promotion: (id) => {
      const row = byId.get(id);
      if (!row) return undefined;
      return {
        ...row,
        releaseLimit,
        fund: (row.fundId && funds.get(row.fundId)) || null,
        saysWhatWasSubmitted: !others.has(id),
        approvals: approvals.filter(({ promotionId }) => promotionId === id),
      };
    },
    hold: (promotion, move) => holdFund(funds, promotion, move),
  };
}

function holdFund(
  funds: Map<string, FundLeft>,
  { fundId, plannedSpend, unsettled }: MovedPromotion,
  move: Move,
): void {
  const fund = fundId ? funds.get(fundId) : undefined;
  if (!fund) return;
  const hold = (amount: Money) =>
    funds.set(fund.id, { ...fund, available: fund.available.minus(amount) });
  if (move.kind === "SUBMIT") hold(plannedSpend);
  if (move.kind === "REOPEN_AS_COMPLETED") hold(unsettled);
}
