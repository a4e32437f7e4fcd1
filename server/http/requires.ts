import type { MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import { Refusal } from "../../shared/refusal.ts";
import { Role } from "../../shared/tenancy/identity.ts";
import type { AppEnv } from "./env.ts";

/** The part of a route that says who may call it; spread into `createRoute`. */
export interface RouteGuard {
  "x-roles": Role[];
  security: Record<string, string[]>[];
  middleware: MiddlewareHandler<AppEnv>[];
}

/** Any one of these roles may call the route; the API reference shows them. */
export const requires = (...roles: [Role, ...Role[]]): RouteGuard => guardOf(roles);

/** Everyone who is signed in with at least one role. */
export const requiresAnyRole = (): RouteGuard => guardOf(Role.options);

/** Who may read the books: everybody but the systems that feed them. */
export const requiresReader = (): RouteGuard =>
  guardOf(Role.options.filter((role) => role !== "Integration"));

const guardOf = (roles: Role[]): RouteGuard => ({
  "x-roles": roles,
  security: [{ bearer: [] }],
  middleware: [anyOf(roles)],
});

const anyOf = (roles: readonly Role[]) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (!c.var.caller.roles.some((role) => roles.includes(role))) {
      throw new Refusal(
        "ROLE_MISSING",
        `${c.var.caller.name} may not do this: it needs the role ${roles.join(" or ")}. An administrator can grant it.`,
      );
    }
    await next();
  });
