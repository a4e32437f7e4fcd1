import type { Money } from "../../shared/money.ts";
import { rolesNeeded } from "../../shared/planning/approval-rules.ts";
import type { Tx } from "../db/pool.ts";
import { newId } from "../mint.ts";
import * as queries from "./approval.queries.ts";

/** Who asks, when, and in which words. */
export interface Asking {
  by: string;
  now: Date;
  reason: string | null;
}

/**
 * Asks for approval of promotions in the versions they have now, one row per role that the company's rules name, and keeps
 * what was submitted. Answers the roles by promotion.
 */
export async function askApproval(
  tx: Tx,
  promotionIds: readonly string[],
  { by, now, reason }: Asking,
): Promise<ReadonlyMap<string, string[]>> {
  const promotions = await queries.promotionsToAsk(tx, promotionIds);
  const rules = await queries.rulesInForce(tx);
  const roles = new Map(promotions.map((each) => [each.id, rolesNeeded(each, rules)]));
  const approvals = promotions.flatMap((promotion) =>
    (roles.get(promotion.id) ?? []).map((role) => ({
      ...approvalOf(promotion, { kind: "PROMOTION", amount: promotion.plannedSpend, reason }),
      role,
    })),
  );
  await queries.insertApprovals(tx, { approvals, by, now });
  await queries.keepVersions(tx, { promotionIds, kind: "SUBMITTED", by, now });
  return roles;
}

/** Asks a FinanceApprover to agree to closing above the limit, or to reopening. */
export async function askFinance(
  tx: Tx,
  asked: { promotionId: string; kind: "CLOSE" | "REOPEN"; amount: Money },
  { by, now, reason }: Asking,
): Promise<void> {
  const promotions = await queries.promotionsToAsk(tx, [asked.promotionId]);
  const approvals = promotions.map((promotion) => ({
    ...approvalOf(promotion, { kind: asked.kind, amount: asked.amount, reason }),
    role: "FinanceApprover" as const,
  }));
  await queries.insertApprovals(tx, { approvals, by, now });
}

const WORDS = { PROMOTION: "", CLOSE: "Close ", REOPEN: "Reopen " } as const;
const AMOUNTS = { PROMOTION: "", CLOSE: "releases ", REOPEN: "commits " } as const;

function approvalOf(
  { id, number, name, customerName, fundNumber, version }: queries.PromotionToAsk,
  { kind, amount, reason }: { kind: keyof typeof WORDS; amount: Money; reason: string | null },
) {
  const fund = fundNumber ? ` from fund ${fundNumber}` : "";
  const summary = `${WORDS[kind]}${number} ${name}, ${customerName}: ${AMOUNTS[kind]}${amount.toDisplay()}${fund}`;
  return { id: newId(), promotionId: id, kind, version, amount, summary, reason };
}
