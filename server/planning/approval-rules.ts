import {
  decideRule,
  type NewApprovalRule,
  type RuleAct,
} from "../../shared/planning/approval-rules.ts";
import type { ApprovalRule } from "../../shared/planning/moves.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import type { Tx } from "../db/pool.ts";
import { newId } from "../mint.ts";
import { recordAct } from "../tenancy/queries.ts";
import * as queries from "./approval-rule.queries.ts";

/** Proposes a rule; it holds once another person approves it. Refused: INVALID (no such customer or tactic), DUPLICATE. */
export async function proposeRule(
  tx: Tx,
  asked: NewApprovalRule,
  caller: Caller,
): Promise<ApprovalRule> {
  const { customerErpId, ...rule } = asked;
  const [scope] = await queries.ruleScope(tx, asked);
  if (customerErpId && !scope?.customerId) throw unknown("customerErpId", customerErpId);
  if (rule.tacticType && !scope?.knowsTactic) throw unknown("tacticType", rule.tacticType);
  if (rule.minAmount.isNegative()) throw invalid("minAmount", "An amount of at least 0.00.");
  const id = newId();
  const customerId = scope?.customerId ?? null;
  await queries.insertRule(tx, { ...rule, id, customerId, by: caller.userId });
  const entry = { act: "approval-rule.proposed", entity: "approval-rule", entityId: id };
  await recordAct(tx, JSON.stringify([{ ...entry, after: asked }]));
  return shownRule(tx, id);
}

/** Puts a rule into force, or takes it out of force; never by who asked for it. Refused as `decideRule` says; NOT_FOUND. */
export async function changeRule(
  tx: Tx,
  asked: { id: string; act: RuleAct; version: number },
  { caller, now }: { caller: Caller; now: Date },
): Promise<ApprovalRule> {
  const { id } = asked;
  const [rule] = await queries.lockRule(tx, id);
  if (!rule) throw new Refusal("NOT_FOUND", "There is no such rule.");
  const decided = decideRule(asked, rule, caller);
  const by = caller.userId;
  if (decided === "ACTIVATE") await queries.activateRule(tx, { id, by, now });
  else if (decided === "ASK_TO_RETIRE") await queries.askToRetireRule(tx, { id, by });
  else await queries.retireRule(tx, { id, by, now });
  const shown = await shownRule(tx, id);
  const entry = { act: ACTS[decided], entity: "approval-rule", entityId: id };
  const change = { before: { status: rule.status }, after: { status: shown.status } };
  await recordAct(tx, JSON.stringify([{ ...entry, ...change }]));
  return shown;
}

const ACTS = {
  ACTIVATE: "approval-rule.approved",
  ASK_TO_RETIRE: "approval-rule.retire-asked",
  RETIRE: "approval-rule.retired",
} as const;

async function shownRule(tx: Tx, id: string): Promise<ApprovalRule> {
  const [rule] = await queries.ruleById(tx, id);
  if (!rule) throw new Error(`rule ${id} went away while it was changed`);
  return rule;
}

const unknown = (field: string, text: string) =>
  invalid(field, `There is no ${field === "tacticType" ? "tactic" : "customer"} ${text}.`);

const invalid = (field: string, message: string) =>
  new Refusal("INVALID", message, [{ pointer: `/${field}`, code: "not_allowed", message }]);
