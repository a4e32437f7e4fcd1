import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import type { PromotionApproval } from "./approval.queries.ts";
import { type Mover, movePromotion } from "./move-promotions.ts";

/**
 * Answers one row of the list of approvals by the act on its promotion, in the version that the row belongs to. Refused:
 * APPROVAL_NOT_OPEN when this row was decided or became stale, and whatever `decideMove` refuses.
 */
export async function answerApproval(
  tx: Tx,
  answer: { act: "approve" | "reject"; reason: string | null; approval: PromotionApproval },
  mover: Mover,
): Promise<void> {
  const { act, reason, approval } = answer;
  if (approval.status !== "OPEN") {
    const who = approval.decidedBy ? ` by ${approval.decidedBy} at ${approval.decidedAt} UTC` : "";
    throw new Refusal(
      "APPROVAL_NOT_OPEN",
      `This is ${approval.status.toLowerCase()} already${who}. Refresh to see what waits now.`,
    );
  }
  const asked = { id: approval.promotionId, version: approval.promotionVersion };
  await movePromotion(tx, { ...asked, act, reason, weeks: 0 }, mover);
}
