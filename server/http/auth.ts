import { createMiddleware } from "hono/factory";
import { Refusal } from "../../shared/refusal.ts";
import type { Caller } from "../../shared/tenancy/identity.ts";
import { asTenant, type Pool } from "../db/pool.ts";
import * as queries from "../tenancy/queries.ts";
import type { AppEnv } from "./env.ts";
import type { Issuer } from "./issuer.ts";
import { openPages } from "./page-token.ts";
import { type VerifiedToken, verifyToken } from "./verify-token.ts";

/** What identity needs to be decided: whom to believe, where the users are, and what time it is. */
export interface Identity {
  pool: Pool;
  issuers: readonly Issuer[];
  pageSecret: string;
  now: () => Date;
}

/** Every request behind this has a caller of a known company, whose transactions see that company only. */
export const signedIn = (identity: Identity) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const caller = await callerOf(c.req.header("authorization"), identity);
    const client = clientOf(c.req.header("x-client"));
    c.set("caller", caller);
    c.set("asTenant", (work) => asTenant(identity.pool, { ...caller, ...client }, work));
    c.set(
      "pages",
      openPages({
        secret: identity.pageSecret,
        tenantId: caller.tenantId,
        route: c.req.path,
        now: identity.now,
      }),
    );
    await next();
  });

/** Token, then company, then scope, then person: the first that fails refuses, in words for whoever asked. */
async function callerOf(
  authorization: string | undefined,
  { pool, issuers, now }: Identity,
): Promise<Caller> {
  const token = await verifyToken(authorization, { issuers, now });
  const [tenant] = await queries.tenantByTid(pool, token);
  if (tenant?.status !== "ACTIVE") {
    throw new Refusal(
      "TENANT_UNKNOWN",
      "Your organisation is not set up here, or is suspended. Its administrator can ask for it.",
    );
  }
  if (!token.mayCall) {
    throw new Refusal(
      "ROLE_MISSING",
      "The access token lacks the scope access_as_user, or, for a system that calls for itself, the role Integration.",
    );
  }
  return callerIn(pool, { tenantId: tenant.id, tenantName: tenant.name, token });
}

async function callerIn(
  pool: Pool,
  known: { tenantId: string; tenantName: string; token: VerifiedToken },
): Promise<Caller> {
  const { tenantId, tenantName, token } = known;
  const [user] = await asTenant(pool, { tenantId }, (tx) => queries.userByOid(tx, token.oid));
  if (!user) {
    throw new Refusal(
      "ROLE_MISSING",
      `${token.name} is not a user of ${tenantName} yet. An administrator can add this account.`,
    );
  }
  if (user.disabled) {
    throw new Refusal("USER_DISABLED", `${user.name} may not sign in to ${tenantName} any more.`);
  }
  return {
    tenantId,
    userId: user.id,
    name: user.name,
    roles: user.roles.filter((role) => token.roles.includes(role)),
  };
}

const clientOf = (header: string | undefined) =>
  header === undefined ? {} : { client: { client: header.slice(0, 255) } };
