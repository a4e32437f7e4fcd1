import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import {
  Approval,
  ApprovalDecision,
  ApprovalPage,
  Journal,
  JournalFilter,
  JournalPage,
  RedateRequest,
  RetryRequest,
} from "../../shared/finance/journal.ts";
import { ApprovalFilter } from "../../shared/finance/lists.ts";
import { PostingPreview, PostingRequest, PostingResult } from "../../shared/finance/posting.ts";
import { Id } from "../../shared/ids.ts";
import { answers, body } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requiresOnce } from "../http/idempotency.ts";
import { requires, requiresReader } from "../http/requires.ts";
import { type ApprovalRow, approvalPage } from "./approval.queries.ts";
import { decideApproval } from "./decide-approval.ts";
import { journalPage } from "./journal.queries.ts";
import { askRedate, journalWithEntries, retryJournal, withEntries } from "./journal-acts.ts";
import { postClaims } from "./post-claims.ts";
import { previewPosting } from "./preview-posting.ts";

const byId = z.object({ id: Id });

const preview = createRoute({
  method: "post",
  path: "/settlements/preview",
  tags: ["Posting"],
  summary: "What posting these claims would book, and whether it can be posted",
  ...requires("Finance"),
  request: { body: body(PostingRequest) },
  responses: answers(PostingPreview, "Journal rows, tie-out, period and approvals per claim"),
});

const post = createRoute({
  method: "post",
  path: "/settlements/post",
  tags: ["Posting"],
  summary: "Posts the drafts of claims, each all or nothing, in the versions that were previewed",
  ...requiresOnce("Finance"),
  request: { body: body(PostingRequest) },
  responses: answers(PostingResult, "What became of each claim"),
});

const journals = createRoute({
  method: "get",
  path: "/journals",
  tags: ["Journals"],
  summary: "Journals and what the ERP said to them",
  ...requiresReader(),
  request: { query: JournalFilter },
  responses: answers(JournalPage, "A page of journals with their rows"),
});

const journal = createRoute({
  method: "get",
  path: "/journals/{id}",
  tags: ["Journals"],
  summary: "One journal with its rows",
  ...requiresReader(),
  request: { params: byId },
  responses: answers(Journal, "The journal"),
});

const retry = createRoute({
  method: "post",
  path: "/journals/{id}/actions/retry",
  tags: ["Journals"],
  summary: "Sends a refused journal once more, as it is",
  ...requires("Finance", "FinanceApprover"),
  request: { params: byId, body: body(RetryRequest) },
  responses: answers(Journal, "The journal, queued"),
});

const redate = createRoute({
  method: "post",
  path: "/journals/{id}/actions/redate",
  tags: ["Journals"],
  summary: "Asks a FinanceApprover to move a refused journal to a day in an open period",
  ...requires("Finance", "FinanceApprover"),
  request: { params: byId, body: body(RedateRequest) },
  responses: answers(Approval, "The approval that it waits for"),
});

const approvals = createRoute({
  method: "get",
  path: "/approvals",
  tags: ["Approvals"],
  summary: "What waits, or waited, for a second person",
  ...requiresReader(),
  request: { query: ApprovalFilter },
  responses: answers(ApprovalPage, "A page of approvals"),
});

const verdict = (path: "approve" | "reject", summary: string) =>
  createRoute({
    method: "post",
    path: `/approvals/{id}/actions/${path}`,
    tags: ["Approvals"],
    summary,
    ...requires("SalesApprover", "FinanceApprover"),
    request: { params: byId, body: body(ApprovalDecision) },
    responses: answers(Approval, "The approval as decided"),
  });
const approve = verdict(
  "approve",
  "Approves what somebody else asked for: a journal, or a promotion in this version",
);
const reject = verdict(
  "reject",
  "Refuses it; a posting goes back to its drafts, a promotion to its planner",
);

const shown = (row: ApprovalRow) => ({
  ...row,
  requestedAt: row.requestedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
});

/** Posting, journals and approvals. */
export const posting = new OpenAPIHono<AppEnv>()
  .openapi(preview, async (c) => {
    const request = c.req.valid("json");
    const asked = { requestId: c.var.requestId, now: c.var.now() };
    return c.json(await c.var.asTenant((tx) => previewPosting(tx, request, asked)), 200);
  })
  .openapi(post, async (c) => {
    const request = c.req.valid("json");
    const poster = { caller: c.var.caller, requestId: c.var.requestId, now: c.var.now() };
    return c.json(await c.var.asTenant((tx) => postClaims(tx, request, poster)), 200);
  })
  .openapi(journals, async (c) => {
    const filter = c.req.valid("query");
    const after = c.var.pages.after(filter);
    const found = await c.var.asTenant(async (tx) => {
      const rows = await journalPage(tx, { ...filter, after });
      return withEntries(tx, rows);
    });
    return c.json(c.var.pages.page(found, filter), 200);
  })
  .openapi(journal, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await c.var.asTenant((tx) => journalWithEntries(tx, id)), 200);
  })
  .openapi(retry, async (c) => {
    const asked = { ...c.req.valid("param"), ...c.req.valid("json") };
    return c.json(await c.var.asTenant((tx) => retryJournal(tx, asked)), 200);
  })
  .openapi(redate, async (c) => {
    const asked = { ...c.req.valid("param"), ...c.req.valid("json") };
    const { caller } = c.var;
    return c.json(shown(await c.var.asTenant((tx) => askRedate(tx, asked, caller))), 200);
  })
  .openapi(approvals, async (c) => {
    const filter = c.req.valid("query");
    const after = c.var.pages.after(filter);
    const rows = await c.var.asTenant((tx) => approvalPage(tx, { ...filter, after }));
    return c.json(c.var.pages.page(rows.map(shown), filter), 200);
  })
  .openapi(approve, async (c) => {
    const decision = { approvalId: c.req.valid("param").id, verdict: "APPROVED" as const };
    const { reason = null } = c.req.valid("json");
    const { caller } = c.var;
    const row = await c.var.asTenant((tx) => decideApproval(tx, { ...decision, reason }, caller));
    return c.json(shown(row), 200);
  })
  .openapi(reject, async (c) => {
    const decision = { approvalId: c.req.valid("param").id, verdict: "REJECTED" as const };
    const { reason = null } = c.req.valid("json");
    const { caller } = c.var;
    const row = await c.var.asTenant((tx) => decideApproval(tx, { ...decision, reason }, caller));
    return c.json(shown(row), 200);
  });
