import type { PromotionChanges } from "../../shared/planning/moves.ts";
import { differences, PromotionSnapshot } from "../../shared/planning/versions.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import { comparedPromotion } from "./version.queries.ts";

/** What differs from the version that was approved (or submitted) last. Refused: NOT_FOUND. */
export async function promotionChanges(tx: Tx, promotionId: string): Promise<PromotionChanges> {
  const [compared] = await comparedPromotion(tx, promotionId);
  if (!compared) throw new Refusal("NOT_FOUND", "There is no such promotion.");
  const { number, kind, at, by } = compared;
  if (!kind || !at) return { promotionId, number, since: null, changes: [] };
  const then = PromotionSnapshot.parse(compared.then);
  const changes = differences(then, PromotionSnapshot.parse(compared.now));
  return { promotionId, number, since: { kind, at: at.toISOString(), by }, changes };
}
