import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { Id } from "../../shared/ids.ts";
import {
  PromotionLine,
  PromotionLineBatch,
  PromotionLineBatchResult,
  PromotionLineFilter,
  PromotionLinePage,
} from "../../shared/planning/line.ts";
import { Refusal } from "../../shared/refusal.ts";
import { answers } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requires, requiresReader } from "../http/requires.ts";
import { batchRoute, publisherOf } from "../publish/batch-route.ts";
import { publishBatch } from "../publish/publish-batch.ts";
import { linePage, linesById } from "./line.queries.ts";
import { lineTable } from "./line-table.ts";
import { lineFor } from "./shown.ts";

const tags = ["Planning"];

const list = createRoute({
  method: "get",
  path: "/promotion-lines",
  tags,
  summary: "Products of promotions with what they are planned to cost and earn",
  ...requiresReader(),
  request: { query: PromotionLineFilter },
  responses: answers(PromotionLinePage, "A page of lines, in the order of their ids"),
});

const one = createRoute({
  method: "get",
  path: "/promotion-lines/{id}",
  tags,
  summary: "One line of a promotion",
  ...requiresReader(),
  request: { params: z.object({ id: Id }) },
  responses: answers(PromotionLine, "The line"),
});

const publish = createRoute({
  method: "post",
  path: "/promotion-lines/batch",
  tags,
  summary: "Publishes rows of the Promo Lines grid",
  description:
    "Creates, changes and deletes; names resolve as codes do. Every row stands for itself; idempotent per batch and row key. `validate=true` answers the recalculated rows and saves nothing. A change raises the version of its promotion and sends an approved one back for approval; a rise that its fund cannot pay is FUND_SHORT, judged in the order of the rows.",
  ...requires("Planner"),
  ...batchRoute(PromotionLineBatch, PromotionLineBatchResult),
});

/** Lines of promotions: reading and publishing them. */
export const lineRoutes = new OpenAPIHono<AppEnv>()
  .openapi(list, async (c) => {
    const filter = c.req.valid("query");
    const after = c.var.pages.after(filter);
    const rows = await c.var.asTenant((tx) => linePage(tx, { ...filter, after }));
    const page = c.var.pages.page(rows, filter);
    const { caller } = c.var;
    return c.json({ ...page, rows: page.rows.map((row) => lineFor(caller, row)) }, 200);
  })
  .openapi(one, async (c) => {
    const { id } = c.req.valid("param");
    const [row] = await c.var.asTenant((tx) => linesById(tx, [id]));
    if (!row) throw new Refusal("NOT_FOUND", "There is no such line.");
    return c.json(lineFor(c.var.caller, row), 200);
  })
  .openapi(publish, async (c) => {
    const batch = c.req.valid("json");
    const publisher = publisherOf(c.var, c.req.valid("query"));
    const result = await c.var.asTenant((tx) =>
      publishBatch(tx, batch, { table: lineTable, publisher }),
    );
    return c.json(result, 200);
  });
