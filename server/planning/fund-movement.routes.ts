import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { Id } from "../../shared/ids.ts";
import { PageQuery } from "../../shared/page.ts";
import {
  Fund,
  FundMovementPage,
  MovementRequest,
  TransferRequest,
} from "../../shared/planning/fund.ts";
import { answers, body } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requiresOnce } from "../http/idempotency.ts";
import { requiresReader } from "../http/requires.ts";
import { movementPage } from "./fund-movement.queries.ts";
import { bookMovement, transferMoney } from "./move-fund.ts";

const byId = z.object({ id: Id });

const transfers = createRoute({
  method: "post",
  path: "/funds/{id}/transfers",
  tags: ["Planning"],
  summary: "Moves money to another fund, both sides at once",
  ...requiresOnce("Controller"),
  request: { params: byId, body: body(TransferRequest) },
  responses: answers(Fund, "The fund that gave the money"),
});

const book = createRoute({
  method: "post",
  path: "/funds/{id}/movements",
  tags: ["Planning"],
  summary: "Books earned money, an adjustment or a drawback on a fund",
  ...requiresOnce("Controller"),
  request: { params: byId, body: body(MovementRequest) },
  responses: answers(Fund, "The fund with what is left of it"),
});

const movements = createRoute({
  method: "get",
  path: "/funds/{id}/movements",
  tags: ["Planning"],
  summary: "What moved a fund beside its budget",
  ...requiresReader(),
  request: { params: byId, query: PageQuery },
  responses: answers(FundMovementPage, "A page of movements, in the order of their ids"),
});

/** The money of funds. */
export const fundMovementRoutes = new OpenAPIHono<AppEnv>()
  .openapi(transfers, async (c) => {
    const asked = { ...c.req.valid("json"), fundId: c.req.valid("param").id };
    const mover = { caller: c.var.caller, now: c.var.now() };
    return c.json(await c.var.asTenant((tx) => transferMoney(tx, asked, mover)), 200);
  })
  .openapi(book, async (c) => {
    const asked = { ...c.req.valid("json"), fundId: c.req.valid("param").id };
    const mover = { caller: c.var.caller, now: c.var.now() };
    return c.json(await c.var.asTenant((tx) => bookMovement(tx, asked, mover)), 200);
  })
  .openapi(movements, async (c) => {
    const filter = c.req.valid("query");
    const asked = { fundId: c.req.valid("param").id, after: c.var.pages.after(filter) };
    const rows = await c.var.asTenant((tx) => movementPage(tx, { ...filter, ...asked }));
    return c.json(c.var.pages.page(rows, filter), 200);
  });
