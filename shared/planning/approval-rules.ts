import type { Money } from "../money.ts";
import type { ApprovalFact } from "./promotion-facts.ts";

type ApproverRole = ApprovalFact["role"];

/** A rule in force: from which planned spend on, for whom, and who must agree. */
export interface RuleInForce {
  minAmount: Money;
  /** The customer's place in the hierarchy, labels between dots; null for all customers. */
  customerPath: string | null;
  tacticType: string | null;
  role: ApproverRole;
}

/**
 * Which roles must agree to a promotion: a SalesApprover always (decisions.md 5), and the role of every rule that fits its
 * customer (or one above it), its tactic and its planned spend. Each role once.
 */
export function rolesNeeded(
  promotion: { plannedSpend: Money; customerPath: string; tacticType: string },
  rules: readonly RuleInForce[],
): ApproverRole[] {
  const fitting = rules.filter(
    ({ minAmount, customerPath, tacticType }) =>
      !promotion.plannedSpend.isLessThan(minAmount) &&
      (customerPath === null || isWithin(promotion.customerPath, customerPath)) &&
      (tacticType === null || tacticType === promotion.tacticType),
  );
  return [...new Set<ApproverRole>(["SalesApprover", ...fitting.map(({ role }) => role)])];
}

const isWithin = (path: string, above: string) => path === above || path.startsWith(`${above}.`);
