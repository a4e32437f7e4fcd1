import { z } from "zod";
import type { Money } from "../money.ts";
import { PageQuery, pageOf } from "../page.ts";
import { Refusal } from "../refusal.ts";
import type { Caller } from "../tenancy/identity.ts";
import { BookedAmount, Version } from "../wire.ts";
import { ApprovalRule } from "./moves.ts";
import type { ApprovalFact } from "./promotion-facts.ts";

/** `GET /v1/approval-rules`. */
export const ApprovalRuleFilter = PageQuery.extend({
  status: ApprovalRule.shape.status.optional(),
});
export type ApprovalRuleFilter = z.infer<typeof ApprovalRuleFilter>;
export const ApprovalRulePage = pageOf(ApprovalRule);

/** `POST /v1/approval-rules`: proposes a rule. `customerErpId` and `tacticType` are codes; null for all. */
export const NewApprovalRule = z
  .object({
    name: z.string().trim().min(1).max(255),
    customerErpId: z.string().trim().min(1).max(100).nullable().default(null),
    tacticType: z.string().trim().min(1).max(40).nullable().default(null),
    minAmount: BookedAmount,
    role: ApprovalRule.shape.role,
  })
  .strict();
export type NewApprovalRule = z.infer<typeof NewApprovalRule>;

/** `POST /v1/approval-rules/{id}/actions/{approve|retire}`. */
export const RuleAct = z.enum(["approve", "retire"]);
export type RuleAct = z.infer<typeof RuleAct>;
export const RuleDecision = z.object({ version: Version }).strict();

/** A rule as deciding about it needs it. */
export interface RuleFacts {
  name: string;
  status: ApprovalRule["status"];
  version: number;
  proposedBy: string;
  retireAskedBy: string | null;
}

/**
 * Who makes a rule never puts it into force, and who asks to end it never ends it (domain.md 4.4, 9): the first `retire` of an
 * active rule asks, the second, by somebody else, does it. Refused: VERSION_STALE, APPROVAL_NOT_OPEN, APPROVAL_BY_MAKER.
 */
export function decideRule(
  { act, version }: { act: RuleAct; version: number },
  rule: RuleFacts,
  { userId }: Pick<Caller, "userId">,
): "ACTIVATE" | "ASK_TO_RETIRE" | "RETIRE" {
  const { name, status, proposedBy, retireAskedBy } = rule;
  if (status === "RETIRED" || (act === "approve" && status !== "PROPOSED")) {
    throw new Refusal(
      "APPROVAL_NOT_OPEN",
      `The rule "${name}" is ${status} already. Refresh to see it.`,
    );
  }
  if (version !== rule.version) {
    throw new Refusal(
      "VERSION_STALE",
      `The rule "${name}" changed since you saw it. Refresh and decide again.`,
    );
  }
  const maker = act === "approve" ? proposedBy : retireAskedBy;
  if (maker === userId) {
    throw new Refusal(
      "APPROVAL_BY_MAKER",
      `You asked for this yourself, so another Controller or FinanceApprover decides about the rule "${name}".`,
    );
  }
  if (act === "approve") return "ACTIVATE";
  return status === "ACTIVE" && retireAskedBy === null ? "ASK_TO_RETIRE" : "RETIRE";
}

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
