import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { Id } from "../../shared/ids.ts";
import {
  MoveRequest,
  MovesRequest,
  MovesResult,
  PromotionAct,
  PromotionChanges,
} from "../../shared/planning/moves.ts";
import { Promotion } from "../../shared/planning/promotion.ts";
import { answers, body } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requiresOnceIfKeyed } from "../http/idempotency.ts";
import { requiresReader } from "../http/requires.ts";
import { movePromotion, movePromotions } from "./move-promotions.ts";
import { promotionChanges } from "./promotion-changes.ts";

const byId = z.object({ id: Id });

/** Everybody who may make some move; which one, the table of moves says. */
const movers = () =>
  requiresOnceIfKeyed("Planner", "SalesApprover", "Finance", "FinanceApprover", "Controller");

const move = createRoute({
  method: "post",
  path: "/promotions/{id}/actions/{act}",
  tags: ["Planning"],
  summary: "Submits, approves, rejects, closes, cancels, reopens or copies one promotion",
  description: "A copy that is sent again under the same Idempotency-Key makes one draft.",
  ...movers(),
  request: { params: byId.extend({ act: PromotionAct }), body: body(MoveRequest) },
  responses: answers(Promotion, "The promotion after it; for a copy, the new one"),
});

const moves = createRoute({
  method: "post",
  path: "/promotions/actions/{act}",
  tags: ["Planning"],
  summary: "The same for a selection, row by row in its order, each on its own",
  ...movers(),
  request: { params: z.object({ act: PromotionAct }), body: body(MovesRequest) },
  responses: answers(MovesResult, "What became of each promotion"),
});

const changes = createRoute({
  method: "get",
  path: "/promotions/{id}/changes",
  tags: ["Planning"],
  summary: "What differs from the version that was approved, or submitted, last",
  ...requiresReader(),
  request: { params: byId },
  responses: answers(PromotionChanges, "Field by field, and line by line"),
});

/** The life of a promotion. */
export const moveRoutes = new OpenAPIHono<AppEnv>()
  .openapi(move, async (c) => {
    const { reason = null, weeks = 0, version } = c.req.valid("json");
    const asked = { ...c.req.valid("param"), version, reason, weeks };
    const { caller, requestId } = c.var;
    const mover = { caller, requestId, now: c.var.now() };
    return c.json(await c.var.asTenant((tx) => movePromotion(tx, asked, mover)), 200);
  })
  .openapi(moves, async (c) => {
    const { reason = null, weeks = 0, rows } = c.req.valid("json");
    const asked = { ...c.req.valid("param"), rows, reason, weeks };
    const { caller, requestId } = c.var;
    const mover = { caller, requestId, now: c.var.now() };
    return c.json(await c.var.asTenant((tx) => movePromotions(tx, asked, mover)), 200);
  })
  .openapi(changes, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await c.var.asTenant((tx) => promotionChanges(tx, id)), 200);
  });
