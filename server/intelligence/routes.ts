import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { FunctionsAnswer, FunctionsRequest } from "../../shared/intelligence/functions.ts";
import { answers, body } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requiresReader } from "../http/requires.ts";
import { answerFunctions } from "./answer-functions.ts";

const batch = createRoute({
  method: "post",
  path: "/functions/batch",
  tags: ["Cell functions"],
  summary: "The values of many cells at once",
  description:
    "FUND, SPEND, ACCRUAL, PROMO, OPENDEDUCTIONS and ASOF; server/docs/functions.md tells their arguments. Results come in the order of the calls, each with its own error: NOT_AVAILABLE when there is nothing to show (no such record, a figure too large for a cell), VALUE for a wrong argument. Amounts have at most four decimals and are never rounded. An empty required argument gives an empty text. Changes nothing.",
  ...requiresReader(),
  request: { body: body(FunctionsRequest) },
  responses: answers(
    FunctionsAnswer,
    "One result per call, and the version of what they were read from",
  ),
});

/** What the functions of a sheet ask. */
export const intelligence = new OpenAPIHono<AppEnv>().openapi(batch, async (c) => {
  const { calls } = c.req.valid("json");
  const now = c.var.now();
  return c.json(await c.var.asTenant((tx) => answerFunctions(tx, { calls, now })), 200);
});
