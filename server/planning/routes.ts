import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { FundFilter, FundPage } from "../../shared/planning/fund.ts";
import { PromotionFilter, PromotionPage } from "../../shared/planning/promotion.ts";
import { answers } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requiresReader } from "../http/requires.ts";
import { approvalRoutes } from "./approval.routes.ts";
import { burnDownRoutes } from "./burn-down.routes.ts";
import { calendarRoutes } from "./calendar.routes.ts";
import { fundMovementRoutes } from "./fund-movement.routes.ts";
import { moveRoutes } from "./move.routes.ts";
import * as queries from "./queries.ts";

const promotions = createRoute({
  method: "get",
  path: "/promotions",
  tags: ["Planning"],
  summary: "Promotions with what was planned, accrued and settled",
  ...requiresReader(),
  request: { query: PromotionFilter },
  responses: answers(PromotionPage, "A page of promotions, in the order of their ids"),
});

const funds = createRoute({
  method: "get",
  path: "/funds",
  tags: ["Planning"],
  summary: "Funds with what is left of them",
  ...requiresReader(),
  request: { query: FundFilter },
  responses: answers(FundPage, "A page of funds, in the order of their ids"),
});

/** Planning, read only as yet. */
export const planning = new OpenAPIHono<AppEnv>()
  .openapi(promotions, async (c) => {
    const filter = c.req.valid("query");
    const after = c.var.pages.after(filter);
    const rows = await c.var.asTenant((tx) => queries.promotionPage(tx, { ...filter, after }));
    return c.json(c.var.pages.page(rows, filter), 200);
  })
  .openapi(funds, async (c) => {
    const filter = c.req.valid("query");
    const after = c.var.pages.after(filter);
    const rows = await c.var.asTenant((tx) => queries.fundPage(tx, { ...filter, after }));
    return c.json(c.var.pages.page(rows, filter), 200);
  })
  .route("/", calendarRoutes)
  .route("/", burnDownRoutes)
  .route("/", moveRoutes)
  .route("/", approvalRoutes)
  .route("/", fundMovementRoutes);
