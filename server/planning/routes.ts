import { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../http/env.ts";
import { approvalRoutes } from "./approval.routes.ts";
import { burnDownRoutes } from "./burn-down.routes.ts";
import { calendarRoutes } from "./calendar.routes.ts";
import { fundRoutes } from "./fund.routes.ts";
import { fundMovementRoutes } from "./fund-movement.routes.ts";
import { lineRoutes } from "./line.routes.ts";
import { moveRoutes } from "./move.routes.ts";
import { promotionRoutes } from "./promotion.routes.ts";

/** Planning: promotions, their lines, funds, approvals and the calendar. */
export const planning = new OpenAPIHono<AppEnv>()
  .route("/", promotionRoutes)
  .route("/", lineRoutes)
  .route("/", fundRoutes)
  .route("/", calendarRoutes)
  .route("/", burnDownRoutes)
  .route("/", moveRoutes)
  .route("/", approvalRoutes)
  .route("/", fundMovementRoutes);
