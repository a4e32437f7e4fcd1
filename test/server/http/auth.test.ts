import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApp } from "../../../server/app.ts";
import { DEV_ISSUER } from "../../../server/http/dev-issuer.ts";
import { Me } from "../../../shared/tenancy/identity.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { DEMO } from "../../support/database.ts";
import {
  openTokenIssuer,
  TEST_AUDIENCE,
  TEST_TID,
  type TokenIssuer,
} from "../../support/token-issuer.ts";

let app: TestApp;
let issuer: TokenIssuer;
let stranger: TokenIssuer;
let oids: Map<string, string>;
beforeAll(async () => {
  issuer = await openTokenIssuer();
  stranger = await openTokenIssuer("https://stranger.test/{tid}/v2.0");
  app = await openTestApp({ seed: "none", issuers: [issuer.issuer, stranger.issuer] });
  await app.database.asOwner(
    (tx) =>
      tx`update tenancy.tenants set issuer = ${`https://login.test/${TEST_TID}/v2.0`} where id = ${DEMO}`,
  );
  const users = await app.database.as(
    (tx) => tx<{ handle: string; oid: string }[]>`select handle, oid from tenancy.users`,
  );
  oids = new Map(users.map(({ handle, oid }) => [handle, oid]));
});
afterAll(() => app.close());

const me = async (claims: Record<string, unknown>) =>
  app.request({ token: await issuer.sign({ oid: oids.get("finance"), ...claims }) }, "GET /v1/me");

describe("a verified token", () => {
  it("is its company's person, with the roles that both token and company grant", async () => {
    const answer = await me({ roles: ["Finance", "Controller", "Admin"] });

    const { name, roles, tenant } = answer.as(Me);
    expect([name, roles, tenant.name]).toEqual(["Frank Osei", ["Finance"], "Prairie Pantry"]);
  });

  it("of a directory that is no company here is refused", async () => {
    const tid = "99999999-9999-4999-8999-999999999999";

    const answer = await me({ tid, iss: `https://login.test/${tid}/v2.0` });

    expect([answer.status, answer.problem().code]).toEqual([403, "TENANT_UNKNOWN"]);
  });

  it("of a company's directory, but from another issuer than that company's, is refused", async () => {
    const token = await stranger.sign({ iss: `https://stranger.test/${TEST_TID}/v2.0` });

    const answer = await app.request({ token }, "GET /v1/me");

    expect([answer.status, answer.problem().code]).toEqual([403, "TENANT_UNKNOWN"]);
  });

  it("without the scope is refused once its company is known", async () => {
    const answer = await me({ scp: "User.Read" });

    expect([answer.status, answer.problem().code]).toEqual([403, "ROLE_MISSING"]);
    expect(answer.problem().detail).toContain("access_as_user");
  });

  it("of somebody the company does not know is refused with what to do", async () => {
    const answer = await me({ oid: "99999999-9999-4999-8999-999999999999", name: "Eve Stranger" });

    expect(answer.status).toBe(403);
    expect(answer.problem().detail).toBe(
      "Eve Stranger is not a user of Prairie Pantry yet. An administrator can add this account.",
    );
  });

  it("of a disabled user is refused at once, however long the token lives", async () => {
    const token = await issuer.sign({ oid: oids.get("planner") });
    await app.database.as(
      (tx) => tx`update tenancy.users set disabled_at = now() where handle = 'planner'`,
    );

    const answer = await app.request({ token }, "GET /v1/me");

    expect([answer.status, answer.problem().code]).toEqual([403, "USER_DISABLED"]);
  });

  it("of a suspended company is refused", async () => {
    await app.database.asOwner(
      (tx) => tx`update tenancy.tenants set status = 'SUSPENDED' where id = ${DEMO}`,
    );

    const answer = await me({});

    await app.database.asOwner(
      (tx) => tx`update tenancy.tenants set status = 'ACTIVE' where id = ${DEMO}`,
    );
    expect([answer.status, answer.problem().code]).toEqual([403, "TENANT_UNKNOWN"]);
  });
});

describe("a server in production", () => {
  it("has no way to sign in as a demo person, and does not believe a token of the development issuer", async () => {
    const { iss, ...claims } = { iss: DEV_ISSUER.replace("{tid}", TEST_TID), aud: TEST_AUDIENCE };
    const token = await issuer.sign({ ...claims, iss });
    const production = openApp({
      pool: app.database.pool,
      issuers: [issuer.issuer],
      pageSecret: "secret",
      now: app.now,
      log: {
        debug: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: () => undefined,
      },
      environment: "PROD",
      root: ".",
    });

    const signIn = await production.request("/dev/token", { method: "POST", body: "{}" });
    const jwks = await production.request("/.dev-idp/jwks");
    const preview = await production.request("/preview");
    const read = await production.request("/v1/me", {
      headers: { authorization: `Bearer ${token}` },
    });

    expect([signIn.status, jwks.status, preview.status, read.status]).toEqual([404, 404, 404, 401]);
  });
});
