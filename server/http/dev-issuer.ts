import { randomUUID } from "node:crypto";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { Refusal } from "../../shared/refusal.ts";
import {
  DevToken,
  DevTokenRequest,
  type Persona,
  type Role,
} from "../../shared/tenancy/identity.ts";
import { asTenant, type Pool } from "../db/pool.ts";
import * as queries from "../tenancy/queries.ts";
import { answers, body } from "./answer.ts";
import type { AppEnv } from "./env.ts";
import { type Issuer, issuerOf } from "./issuer.ts";

/** The development issuer's name for a demo directory. It names no port: the one in use may be another at each start. */
export const DEV_ISSUER = "https://localhost/.dev-idp/{tid}/v2.0";
const AUDIENCE = "tradebook-development";
const LIFE_SECONDS = 15 * 60;

/** The roles that each persona's token carries (decisions: who may do what); the database grants the same or less. */
const PERSONAS: Readonly<Record<Persona, readonly Role[]>> = {
  planner: ["Planner"],
  finance: ["Finance"],
  approver: ["SalesApprover", "FinanceApprover"],
  controller: ["Controller"],
  admin: ["Admin"],
  auditor: ["Auditor"],
  integration: ["Integration"],
};

/** Signs in demo people on this machine: its tokens pass the same verifier as everybody's. */
export interface DevIssuer {
  issuer: Issuer;
  jwks: { keys: JWK[] };
  sign(persona: Persona, account: DemoAccount): Promise<DevToken>;
}

/** A demo person in a demo company's directory. */
export interface DemoAccount {
  issuer: string;
  tid: string;
  oid: string;
  name: string;
  email: string | null;
}

/** Makes its keys anew at every start, so a token never outlives the process. */
export async function openDevIssuer(now: () => Date): Promise<DevIssuer> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const kid = randomUUID();
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" }] };
  return {
    issuer: { template: DEV_ISSUER, audience: AUDIENCE, keys: createLocalJWKSet(jwks) },
    jwks,
    sign: async (persona, account) => {
      const issuedAt = Math.floor(now().getTime() / 1000);
      const accessToken = await new SignJWT(claimsOf(persona, account))
        .setProtectedHeader({ alg: "RS256", kid, typ: "JWT" })
        .setIssuer(account.issuer)
        .setAudience(AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LIFE_SECONDS)
        .sign(privateKey);
      const expiresAt = new Date((issuedAt + LIFE_SECONDS) * 1000).toISOString();
      return { accessToken, expiresAt };
    },
  };
}

/** The same claims as Microsoft's tokens: a system calls app-only, a person with the scope. */
const claimsOf = (persona: Persona, { tid, oid, name, email }: DemoAccount) => ({
  tid,
  oid,
  name,
  roles: [...PERSONAS[persona]],
  ...(email !== null && { preferred_username: email }),
  ...(persona === "integration" ? { idtyp: "app" } : { scp: "access_as_user" }),
});

const token = createRoute({
  method: "post",
  path: "/dev/token",
  hide: true,
  tags: ["Development"],
  summary: "Sign in as a demo person",
  description:
    "Development only, on this machine only: an access token of at most 15 minutes for a persona of a demo company.",
  request: { body: body(DevTokenRequest) },
  responses: answers(DevToken, "The token"),
});

/** `/dev/token` and the issuer's public documents. Mounted in development only. */
export const devSignIn = (pool: Pool, issuer: DevIssuer) => {
  const app = new OpenAPIHono<AppEnv>().openapi(token, async (c) => {
    const { tenant, persona } = c.req.valid("json");
    return c.json(await issuer.sign(persona, await demoAccount(pool, tenant, persona)), 200);
  });
  app.get("/.dev-idp/jwks", (c) => c.json(issuer.jwks));
  app.get("/.dev-idp/.well-known/openid-configuration", (c) =>
    c.json({
      issuer: issuerOf(DEV_ISSUER, "{tenantid}"),
      jwks_uri: new URL("/.dev-idp/jwks", c.req.url).href,
      token_endpoint: new URL("/dev/token", c.req.url).href,
      id_token_signing_alg_values_supported: ["RS256"],
    }),
  );
  return app;
};

async function demoAccount(pool: Pool, slug: string, persona: Persona): Promise<DemoAccount> {
  const [tenant] = await queries.tenantBySlug(pool, slug);
  const tenantId = tenant?.id;
  const [user] = tenantId
    ? await asTenant(pool, { tenantId }, (tx) => queries.userByHandle(tx, persona))
    : [];
  if (!tenant || !user) {
    throw new Refusal("NOT_FOUND", `There is no ${persona} in the demo company "${slug}".`);
  }
  return { ...tenant, ...user };
}
