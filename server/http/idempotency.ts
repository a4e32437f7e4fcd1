import { createHash } from "node:crypto";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { Refusal } from "../../shared/refusal.ts";
import type { Role } from "../../shared/tenancy/identity.ts";
import * as queries from "../tenancy/idempotency.queries.ts";
import type { AppEnv } from "./env.ts";
import { type RouteGuard, requires } from "./requires.ts";

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * Like `requires`, for what must not happen twice: the route also needs an `Idempotency-Key`. For 72 hours the same
 * key with the same content answers the same; with other content it is refused; while the first runs it is refused.
 * A request that was refused did nothing, so its key is free again.
 */
export const requiresOnce = (...roles: [Role, ...Role[]]) => {
  const guard: RouteGuard = requires(...roles);
  return { ...guard, ...keyParameter, middleware: [...guard.middleware, idempotent()] };
};

/** Like `requiresOnce`, for acts that their version guards already: a caller may name the act, and a retry repeats nothing. */
export const requiresOnceIfKeyed = (...roles: [Role, ...Role[]]) => {
  const guard: RouteGuard = requires(...roles);
  const once = idempotent();
  const ifKeyed = createMiddleware<AppEnv>((c, next) =>
    c.req.header("idempotency-key") === undefined ? next() : once(c, next),
  );
  return { ...guard, ...headerParameter(false), middleware: [...guard.middleware, ifKeyed] };
};

/** The header as the API reference shows it. */
const headerParameter = (required: boolean) => ({
  parameters: [
    {
      name: "Idempotency-Key",
      in: "header" as const,
      required,
      description:
        "Names this act, 1 to 200 characters, kept for 72 hours: repeat it with a retry, never with other content",
      schema: { type: "string" as const },
    },
  ],
});
export const keyParameter = headerParameter(true);

const idempotent = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    const request = await keyedRequest(c);
    const [taken] = await c.var.asTenant((tx) => queries.takeKey(tx, request));
    if (!taken) return replay(c, request);

    await next();

    const answer = c.res.ok ? { status: c.res.status, body: await c.res.clone().text() } : null;
    await c.var.asTenant<unknown>((tx) =>
      answer ? queries.rememberAnswer(tx, request, answer) : queries.releaseKey(tx, request),
    );
    return undefined;
  });

/** The key of a request that must have one. */
export function idempotencyKey(c: Context<AppEnv>): string {
  const key = c.req.header("idempotency-key");
  if (!key || !KEY.test(key)) {
    throw new Refusal(
      "IDEMPOTENCY_KEY_MISSING",
      "This act needs an Idempotency-Key header of 1 to 200 visible characters, such as a UUID, so that a retry cannot do it twice.",
    );
  }
  return key;
}

async function keyedRequest(c: Context<AppEnv>): Promise<queries.KeyedRequest> {
  const key = idempotencyKey(c);
  const requestHash = createHash("sha256")
    .update(await c.req.text())
    .digest("hex");
  return { route: `${c.req.method} ${c.req.path}`, key, requestHash };
}

async function replay(c: Context<AppEnv>, request: queries.KeyedRequest): Promise<Response> {
  const [remembered] = await c.var.asTenant((tx) => queries.rememberedRequest(tx, request));
  if (remembered && remembered.requestHash !== request.requestHash) {
    throw new Refusal(
      "IDEMPOTENCY_KEY_REUSED",
      "This Idempotency-Key was used for a request with other content. Use a new key for a new act.",
    );
  }
  if (!remembered || remembered.status === null) {
    throw new Refusal(
      "REQUEST_RUNNING",
      "The first request with this Idempotency-Key is still running. Ask again in a moment with the same key.",
    );
  }
  return new Response(remembered.body, {
    status: remembered.status,
    headers: { "content-type": "application/json", "idempotent-replayed": "true" },
  });
}
