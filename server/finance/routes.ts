import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import {
  AccrualFilter,
  AccrualPage,
  DisputeFilter,
  DisputePage,
  SettlementFilter,
  SettlementPage,
} from "../../shared/finance/lists.ts";
import { answers } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requiresReader } from "../http/requires.ts";
import { accrualPage } from "./accrual.queries.ts";
import { claims } from "./claim.routes.ts";
import { disputePage, settlementPage } from "./list.queries.ts";
import { posting } from "./posting.routes.ts";

const settlements = createRoute({
  method: "get",
  path: "/settlements",
  tags: ["Posting"],
  summary: "The parts of claims, drafted and posted",
  ...requiresReader(),
  request: { query: SettlementFilter },
  responses: answers(SettlementPage, "A page of parts"),
});

const disputes = createRoute({
  method: "get",
  path: "/disputes",
  tags: ["Posting"],
  summary: "What retailers are asked to pay back",
  ...requiresReader(),
  request: { query: DisputeFilter },
  responses: answers(DisputePage, "A page of disputes"),
});

const accruals = createRoute({
  method: "get",
  path: "/accruals",
  tags: ["Journals"],
  summary: "The accrual of promotions by accounting period",
  ...requiresReader(),
  request: { query: AccrualFilter },
  responses: answers(AccrualPage, "A page of periods"),
});

/** Everything finance answers. */
export const finance = new OpenAPIHono<AppEnv>()
  .openapi(settlements, async (c) => {
    const filter = c.req.valid("query");
    const after = c.var.pages.after(filter);
    const rows = await c.var.asTenant((tx) => settlementPage(tx, { ...filter, after }));
    return c.json(c.var.pages.page(rows, filter), 200);
  })
  .openapi(disputes, async (c) => {
    const filter = c.req.valid("query");
    const after = c.var.pages.after(filter);
    const rows = await c.var.asTenant((tx) => disputePage(tx, { ...filter, after }));
    return c.json(c.var.pages.page(rows, filter), 200);
  })
  .openapi(accruals, async (c) => {
    const filter = c.req.valid("query");
    const after = c.var.pages.after(filter);
    const rows = await c.var.asTenant((tx) => accrualPage(tx, { ...filter, after }));
    return c.json(c.var.pages.page(rows, filter), 200);
  })
  .route("/", claims)
  .route("/", posting);
