import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { Id } from "../../shared/ids.ts";
import { BurnDown } from "../../shared/planning/fund.ts";
import { answers } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requiresReader } from "../http/requires.ts";
import { readBurnDown } from "./burn-down.ts";

const burnDown = createRoute({
  method: "get",
  path: "/funds/{id}/burn-down",
  tags: ["Planning"],
  summary: "What a fund had and used at the end of each week",
  description:
    "Cumulative. The last week that has begun says what the fund's balance says now. Promotions count with their present plan from the day they were first submitted until they were closed or cancelled; weeks to come add drafts by the days of their windows.",
  ...requiresReader(),
  request: { params: z.object({ id: Id }) },
  responses: answers(BurnDown, "The weeks from the fund's start to its end"),
});

/** A fund over time. */
export const burnDownRoutes = new OpenAPIHono<AppEnv>().openapi(burnDown, async (c) => {
  const { id } = c.req.valid("param");
  return c.json(await c.var.asTenant((tx) => readBurnDown(tx, id, c.var.now())), 200);
});
