import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { contentSecurityPolicy } from "../../server/http/security.ts";
import { Me } from "../../shared/tenancy/identity.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ seed: "none" });
});
afterAll(() => app.close());

const directive = (policy: string, name: string) =>
  policy.split("; ").find((each) => each.startsWith(`${name} `));

describe("what pages may load", () => {
  it("in production is our own code and Microsoft's library, and nothing inline", () => {
    expect(directive(contentSecurityPolicy(false), "script-src")).toBe(
      "script-src 'self' https://appsforoffice.microsoft.com",
    );
  });

  it("in development is our own origin alone", () => {
    const policy = contentSecurityPolicy(true);

    expect([directive(policy, "script-src"), directive(policy, "connect-src")]).toEqual([
      "script-src 'self'",
      "connect-src 'self'",
    ]);
  });

  it("may be framed by Office and by ourselves, and by nobody else", () => {
    expect(directive(contentSecurityPolicy(false), "frame-ancestors")).toBe(
      "frame-ancestors 'self' https://*.officeapps.live.com https://*.office.com https://*.sharepoint.com https://*.microsoft365.com https://*.cloud.microsoft",
    );
  });
});

describe("every answer", () => {
  it.each(["GET /healthz", "GET /v1/me", "GET /nothing", "GET /docs"] as const)(
    "carries the headers that protect it: %s",
    async (route) => {
      const { headers } = await app.request(null, route);

      expect(headers.get("content-security-policy")).toContain("default-src 'self'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("access-control-allow-origin")).toBeNull();
      expect(headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
    },
  );

  it("keeps the request id that it was sent, and refuses one that is not an id", async () => {
    const kept = await app.request(null, "GET /healthz", {
      headers: { "x-request-id": "call-4711" },
    });
    const replaced = await app.request(null, "GET /healthz", {
      headers: { "x-request-id": "a b;c" },
    });

    expect(kept.headers.get("x-request-id")).toBe("call-4711");
    expect(replaced.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  });

  it("of the API is stored by nobody", async () => {
    const { headers } = await app.request("finance", "GET /v1/me");

    expect(headers.get("cache-control")).toBe("no-store");
  });
});

describe("a development server", () => {
  it.each(["localhost:3000", "127.0.0.1", "[::1]:3001", "LOCALHOST"])(
    "answers at %s",
    async (host) => {
      const { status } = await app.request(null, "GET /healthz", { headers: { host } });

      expect(status).toBe(200);
    },
  );

  it.each([
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example:3000",
    "10.0.0.5:3000",
  ])("does not answer at %s, whoever pointed that name here", async (host) => {
    const token = await app.request(null, "POST /dev/token", {
      headers: { host },
      body: { tenant: "demo", persona: "controller" },
    });

    expect([token.status, token.text.includes("accessToken")]).toEqual([404, false]);
  });

  it("signs tokens of at most 15 minutes, which its own verifier refuses afterwards", async () => {
    app.setNow("2026-11-23T09:00:00Z");
    const token = await app.token({ tenant: "demo", persona: "finance" });
    app.setNow("2026-11-23T09:14:00Z");
    const inTime = await app.request({ token }, "GET /v1/me");
    app.setNow("2026-11-23T09:16:30Z");

    const late = await app.request({ token }, "GET /v1/me");

    expect([inTime.as(Me).name, late.status, late.problem().code]).toEqual([
      "Frank Osei",
      401,
      "TOKEN_INVALID",
    ]);
  });

  it("publishes its keys as an issuer does, without the private ones", async () => {
    const configuration = await app.request(null, "GET /.dev-idp/.well-known/openid-configuration");
    const jwks = await app.request(null, "GET /.dev-idp/jwks");

    expect(configuration.text).toContain('"issuer":"https://localhost/.dev-idp/{tenantid}/v2.0"');
    const keys = z.object({ keys: z.array(z.record(z.string(), z.string())) });
    expect(
      keys.parse(JSON.parse(jwks.text)).keys.map((key) => Object.keys(key).toSorted()),
    ).toEqual([["alg", "e", "kid", "kty", "n", "use"]]);
  });
});

describe("health", () => {
  it("says without a token that the process is up", async () => {
    expect((await app.request(null, "GET /healthz")).text).toBe('{"status":"up"}');
  });

  it("says that it is ready when the database answers", async () => {
    const { status, text } = await app.request(null, "GET /readyz");

    expect([status, text]).toEqual([
      200,
      '{"ready":true,"checks":[{"name":"database","trouble":null}]}',
    ]);
  });

  it("is measured for whoever has the metrics token, and for nobody else", async () => {
    await app.request("finance", "GET /v1/me");
    const stranger = await app.request(null, "GET /metrics");
    const wrong = await app.request({ token: "x.y.z" }, "GET /metrics");
    const measured = await app.request({ token: "the metrics of tests" }, "GET /metrics");

    expect([stranger.status, wrong.status, measured.status]).toEqual([401, 401, 200]);
    expect(measured.text).toContain(
      'tradebook_http_requests_total{method="GET",route="/v1/me",status="200"}',
    );
  });
});

describe("the log", () => {
  it("says what was answered, and nothing of tokens or bodies", async () => {
    const token = await app.token({ tenant: "demo", persona: "finance" });
    await app.request({ token }, "GET /v1/me");

    const [, facts] = app.logged.at(-1) ?? [];

    expect(facts).toMatchObject({ method: "GET", path: "/v1/me" });
    expect(JSON.stringify(app.logged)).not.toContain(token);
  });
});

describe("a body", () => {
  it("larger than 1 MB is refused before it is read", async () => {
    const { status } = await app.request("controller", "PUT /v1/settings", {
      body: { reason: "x".repeat(1024 * 1024) },
    });

    expect(status).toBe(413);
  });
});
