import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { Id } from "../../shared/ids.ts";
import {
  Promotion,
  PromotionBatch,
  PromotionBatchResult,
  PromotionFilter,
  PromotionPage,
} from "../../shared/planning/promotion.ts";
import { Refusal } from "../../shared/refusal.ts";
import { answers } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requires, requiresReader } from "../http/requires.ts";
import { batchRoute, publisherOf } from "../publish/batch-route.ts";
import { publishBatch } from "../publish/publish-batch.ts";
import { promotionIds } from "./promotion.queries.ts";
import { promotionTable } from "./promotion-table.ts";
import { readPromotions } from "./read-promotions.ts";
import { promotionFor } from "./shown.ts";

const tags = ["Planning"];

const list = createRoute({
  method: "get",
  path: "/promotions",
  tags,
  summary: "Promotions with what was planned, accrued and settled",
  ...requiresReader(),
  request: { query: PromotionFilter },
  responses: answers(PromotionPage, "A page of promotions, in the order of their ids"),
});

const one = createRoute({
  method: "get",
  path: "/promotions/{id}",
  tags,
  summary: "One promotion",
  ...requiresReader(),
  request: { params: z.object({ id: Id }) },
  responses: answers(Promotion, "The promotion"),
});

const publish = createRoute({
  method: "post",
  path: "/promotions/batch",
  tags,
  summary: "Publishes rows of the Promotions grid",
  description:
    "Creates, changes and deletes; names resolve as codes do. Every row stands for itself; idempotent per batch and row key. `validate=true` answers the recalculated rows and saves nothing. A change of an approved promotion sends it back for approval; a rise that its fund cannot pay is FUND_SHORT, judged in the order of the rows.",
  ...requires("Planner"),
  ...batchRoute(PromotionBatch, PromotionBatchResult),
});

/** Promotions: reading and publishing them. */
export const promotionRoutes = new OpenAPIHono<AppEnv>()
  .openapi(list, async (c) => {
    const filter = c.req.valid("query");
    const after = c.var.pages.after(filter);
    const rows = await c.var.asTenant(async (tx) => {
      const ids = await promotionIds(tx, { ...filter, after });
      return readPromotions(
        tx,
        ids.map(({ id }) => id),
      );
    });
    const page = c.var.pages.page(rows, filter);
    const { caller } = c.var;
    return c.json({ ...page, rows: page.rows.map((row) => promotionFor(caller, row)) }, 200);
  })
  .openapi(one, async (c) => {
    const { id } = c.req.valid("param");
    const [row] = await c.var.asTenant((tx) => readPromotions(tx, [id]));
    if (!row) throw new Refusal("NOT_FOUND", "There is no such promotion.");
    return c.json(promotionFor(c.var.caller, row), 200);
  })
  .openapi(publish, async (c) => {
    const batch = c.req.valid("json");
    const publisher = publisherOf(c.var, c.req.valid("query"));
    const result = await c.var.asTenant((tx) =>
      publishBatch(tx, batch, { table: promotionTable, publisher }),
    );
    return c.json(result, 200);
  });
