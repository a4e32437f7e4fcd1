import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { Id } from "../../shared/ids.ts";
import {
  Fund,
  FundBatch,
  FundBatchResult,
  FundFilter,
  FundPage,
} from "../../shared/planning/fund.ts";
import { Refusal } from "../../shared/refusal.ts";
import { answers } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requires, requiresReader } from "../http/requires.ts";
import { batchRoute, publisherOf } from "../publish/batch-route.ts";
import { publishBatch } from "../publish/publish-batch.ts";
import { fundPage, fundsById } from "./fund.queries.ts";
import { fundTable } from "./fund-table.ts";
import { fundFor } from "./shown.ts";

const tags = ["Planning"];

const list = createRoute({
  method: "get",
  path: "/funds",
  tags,
  summary: "Funds with what is left of them",
  ...requiresReader(),
  request: { query: FundFilter },
  responses: answers(FundPage, "A page of funds, in the order of their ids"),
});

const one = createRoute({
  method: "get",
  path: "/funds/{id}",
  tags,
  summary: "One fund",
  ...requiresReader(),
  request: { params: z.object({ id: Id }) },
  responses: answers(Fund, "The fund"),
});

const publish = createRoute({
  method: "post",
  path: "/funds/batch",
  tags,
  summary: "Publishes rows of the Funds grid",
  description:
    "Creates, changes and deletes; names resolve as codes do. Every row stands for itself; idempotent per batch and row key. `validate=true` answers the recalculated rows and saves nothing. A budget below what is in use is FUND_SHORT.",
  ...requires("Controller"),
  ...batchRoute(FundBatch, FundBatchResult),
});

/** Funds: reading and publishing them. */
export const fundRoutes = new OpenAPIHono<AppEnv>()
  .openapi(list, async (c) => {
    const filter = c.req.valid("query");
    const after = c.var.pages.after(filter);
    const rows = await c.var.asTenant((tx) => fundPage(tx, { ...filter, after }));
    const page = c.var.pages.page(rows, filter);
    const { caller } = c.var;
    return c.json({ ...page, rows: page.rows.map((row) => fundFor(caller, row)) }, 200);
  })
  .openapi(one, async (c) => {
    const { id } = c.req.valid("param");
    const [row] = await c.var.asTenant((tx) => fundsById(tx, [id]));
    if (!row) throw new Refusal("NOT_FOUND", "There is no such fund.");
    return c.json(fundFor(c.var.caller, row), 200);
  })
  .openapi(publish, async (c) => {
    const batch = c.req.valid("json");
    const publisher = publisherOf(c.var, c.req.valid("query"));
    const result = await c.var.asTenant((tx) =>
      publishBatch(tx, batch, { table: fundTable, publisher }),
    );
    return c.json(result, 200);
  });
