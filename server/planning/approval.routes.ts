import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { ApprovalDecision } from "../../shared/finance/journal.ts";
import { Id } from "../../shared/ids.ts";
import {
  ApprovalRuleFilter,
  ApprovalRulePage,
  NewApprovalRule,
  RuleAct,
  RuleDecision,
} from "../../shared/planning/approval-rules.ts";
import { ApprovalRule } from "../../shared/planning/moves.ts";
import { Refusal } from "../../shared/refusal.ts";
import { approvalById } from "../finance/approval.queries.ts";
import { answers, body } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requires, requiresReader } from "../http/requires.ts";
import { answerApproval } from "./answer-approval.ts";
import { approvalOfPromotion } from "./approval.queries.ts";
import { rulePage } from "./approval-rule.queries.ts";
import { changeRule, proposeRule } from "./approval-rules.ts";

const rules = createRoute({
  method: "get",
  path: "/approval-rules",
  tags: ["Approvals"],
  summary: "Who must approve which promotions, beside a SalesApprover",
  ...requiresReader(),
  request: { query: ApprovalRuleFilter },
  responses: answers(ApprovalRulePage, "A page of rules"),
});

const propose = createRoute({
  method: "post",
  path: "/approval-rules",
  tags: ["Approvals"],
  summary: "Proposes a rule; it holds once another person approves it",
  ...requires("Controller"),
  request: { body: body(NewApprovalRule) },
  responses: answers(ApprovalRule, "The rule, PROPOSED"),
});

const change = createRoute({
  method: "post",
  path: "/approval-rules/{id}/actions/{act}",
  tags: ["Approvals"],
  summary: "Puts a rule into force, or ends it: an active one is ended by two people",
  ...requires("Controller", "FinanceApprover"),
  request: { params: z.object({ id: Id, act: RuleAct }), body: body(RuleDecision) },
  responses: answers(ApprovalRule, "The rule after it"),
});

const Verdict = z.object({ id: Id, verdict: z.enum(["approve", "reject"]) });

/**
 * Approval rules; and the promotions among the approvals, which finance lists and describes for everybody: what is none of
 * planning's goes on to finance.
 */
export const approvalRoutes = new OpenAPIHono<AppEnv>();
const ANSWER = "/approvals/:id/actions/:verdict";
for (const guard of requires("SalesApprover", "FinanceApprover").middleware) {
  approvalRoutes.use(ANSWER, guard);
}
approvalRoutes.post(ANSWER, async (c, next) => {
  const asked = Verdict.safeParse(c.req.param());
  const approvals = asked.success
    ? await c.var.asTenant((tx) => approvalOfPromotion(tx, asked.data.id))
    : [];
  const [approval] = approvals;
  if (!asked.success || !approval) return next();
  const decision = ApprovalDecision.safeParse(await c.req.json().catch(() => null));
  if (!decision.success) throw new Refusal("INVALID", "A decision is an object with a reason.");
  const { caller, requestId } = c.var;
  const mover = { caller, requestId, now: c.var.now() };
  const given = { act: asked.data.verdict, reason: decision.data.reason?.trim() || null };
  const [row] = await c.var.asTenant(async (tx) => {
    await answerApproval(tx, { ...given, approval }, mover);
    return approvalById(tx, asked.data.id);
  });
  return c.json(row ?? null, 200);
});
approvalRoutes
  .openapi(rules, async (c) => {
    const filter = c.req.valid("query");
    const after = c.var.pages.after(filter);
    const rows = await c.var.asTenant((tx) => rulePage(tx, { ...filter, after }));
    return c.json(c.var.pages.page(rows, filter), 200);
  })
  .openapi(propose, async (c) => {
    const asked = c.req.valid("json");
    const { caller } = c.var;
    return c.json(await c.var.asTenant((tx) => proposeRule(tx, asked, caller)), 200);
  })
  .openapi(change, async (c) => {
    const asked = { ...c.req.valid("param"), ...c.req.valid("json") };
    const { caller } = c.var;
    const by = { caller, now: c.var.now() };
    return c.json(await c.var.asTenant((tx) => changeRule(tx, asked, by)), 200);
  });
