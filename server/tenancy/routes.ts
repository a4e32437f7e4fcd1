import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { Me } from "../../shared/tenancy/identity.ts";
import { answers } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requiresAnyRole } from "../http/requires.ts";
import { whoIsCalling } from "./who-is-calling.ts";

const me = createRoute({
  method: "get",
  path: "/me",
  tags: ["Platform"],
  summary: "Who is signed in, to which company, with which roles and rules",
  ...requiresAnyRole(),
  responses: answers(Me, "The caller"),
});

export const tenancy = new OpenAPIHono<AppEnv>().openapi(me, async (c) => {
  const { caller, environment } = c.var;
  return c.json(await c.var.asTenant((tx) => whoIsCalling(tx, caller, environment)), 200);
});
