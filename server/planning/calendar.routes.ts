import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { Calendar, CalendarQuery } from "../../shared/planning/calendar.ts";
import { answers } from "../http/answer.ts";
import type { AppEnv } from "../http/env.ts";
import { requiresReader } from "../http/requires.ts";
import { readCalendar } from "./calendar.ts";

const calendar = createRoute({
  method: "get",
  path: "/calendar",
  tags: ["Planning"],
  summary: "Promotions of a span of days with the overlaps between them, for the Gantt",
  description:
    "By customer, then first day; a customer's code narrows it to that customer and all below it. Two overlap when they are for the same customer or one above or below it, and share a product and a day of sell-in or scan; cancelled and rejected ones overlap with nothing. At most 50 are named of each.",
  ...requiresReader(),
  request: { query: CalendarQuery },
  responses: answers(Calendar, "The promotions that touch the span, at most 2,000"),
});

/** The promotions over time. */
export const calendarRoutes = new OpenAPIHono<AppEnv>().openapi(calendar, async (c) => {
  const query = c.req.valid("query");
  return c.json(await c.var.asTenant((tx) => readCalendar(tx, query, c.var.now())), 200);
});
