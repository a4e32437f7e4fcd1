import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { addDays, todayIn } from "../../shared/day.ts";
import {
  CandidateList,
  Claim,
  ClaimBatch,
  ClaimBatchResult,
  ClaimFilter,
  ClaimPage,
} from "../../shared/finance/claim.ts";
import { AllocationRequest } from "../../shared/finance/lists.ts";
import { Id } from "../../shared/ids.ts";
import { Refusal } from "../../shared/refusal.ts";
import { answers, body } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requires, requiresReader } from "../http/requires.ts";
import { batchRoute, publisherOf } from "../publish/batch-route.ts";
import { publishBatch } from "../publish/publish-batch.ts";
import { allocateClaim } from "./allocate-claim.ts";
import { claimPage, claimsById } from "./claim.queries.ts";
import { claimFor } from "./claim-row.ts";
import { claimTable } from "./claim-table.ts";
import { candidates } from "./match.queries.ts";
import { companyRules } from "./rules.ts";

const tags = ["Claims"];
const byId = z.object({ id: Id });

const list = createRoute({
  method: "get",
  path: "/claims",
  tags,
  summary: "Deductions and claims with what is left of them, a page at a time",
  ...requiresReader(),
  request: { query: ClaimFilter },
  responses: answers(ClaimPage, "A page of claims, in the order of their ids"),
});

const one = createRoute({
  method: "get",
  path: "/claims/{id}",
  tags,
  summary: "One claim",
  ...requiresReader(),
  request: { params: byId },
  responses: answers(Claim, "The claim"),
});

const ranked = createRoute({
  method: "get",
  path: "/claims/{id}/candidates",
  tags,
  summary: "The promotions it may belong to, best first, each with its reasons",
  ...requiresReader(),
  request: { params: byId },
  responses: answers(CandidateList, "The candidates of the last matching"),
});

const publish = createRoute({
  method: "post",
  path: "/claims/batch",
  tags,
  summary: "Publishes rows of the Deductions grid: their inputs become drafts",
  description:
    "Every row stands for itself; idempotent per batch and row key. `validate=true` answers the same and saves nothing.",
  ...requires("Finance"),
  ...batchRoute(ClaimBatch, ClaimBatchResult),
});

const allocate = createRoute({
  method: "post",
  path: "/claims/{id}/allocations",
  tags,
  summary: "Splits a claim over promotions, disputes, write-offs and other accounts",
  ...requires("Finance"),
  request: { params: byId, body: body(AllocationRequest) },
  responses: answers(Claim, "The claim with its new drafts"),
});

/** Claims: reading, drafting and splitting them. */
export const claims = new OpenAPIHono<AppEnv>()
  .openapi(list, async (c) => {
    const filter = c.req.valid("query");
    const after = c.var.pages.after(filter);
    const rows = await c.var.asTenant(async (tx) => {
      const { timeZone } = await companyRules(tx);
      const before =
        filter.minAge === undefined
          ? null
          : addDays(todayIn(timeZone, c.var.now()), -filter.minAge);
      return claimPage(tx, { ...filter, after, before });
    });
    const page = c.var.pages.page(rows, filter);
    const { caller } = c.var;
    return c.json({ ...page, rows: page.rows.map((row) => claimFor(caller, row)) }, 200);
  })
  .openapi(one, async (c) => {
    const { id } = c.req.valid("param");
    const [row] = await c.var.asTenant((tx) => claimsById(tx, [id]));
    if (!row) throw new Refusal("NOT_FOUND", "There is no such claim.");
    return c.json(claimFor(c.var.caller, row), 200);
  })
  .openapi(ranked, async (c) => {
    const { id } = c.req.valid("param");
    const rows = await c.var.asTenant(async (tx) => {
      const [claim] = await claimsById(tx, [id]);
      if (!claim) throw new Refusal("NOT_FOUND", "There is no such claim.");
      return candidates(tx, id);
    });
    return c.json({ claimId: id, rows: [...rows] }, 200);
  })
  .openapi(publish, async (c) => {
    const batch = c.req.valid("json");
    const publisher = publisherOf(c.var, c.req.valid("query"));
    const result = await c.var.asTenant((tx) =>
      publishBatch(tx, batch, { table: claimTable, publisher }),
    );
    return c.json(result, 200);
  })
  .openapi(allocate, async (c) => {
    const { id } = c.req.valid("param");
    const request = { ...c.req.valid("json"), id };
    const { caller } = c.var;
    return c.json(await c.var.asTenant((tx) => allocateClaim(tx, request, caller)), 200);
  });
