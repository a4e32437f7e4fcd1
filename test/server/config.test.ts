import { describe, expect, it } from "vitest";
import { ConfigMistake, readConfig } from "../../server/config.ts";

const DEMONSTRATION = { AUTH_DEV_IDP: "1", NODE_ENV: "development" };
const PRODUCTION = {
  AUTH_ENTRA_AUDIENCE: "8c8f3d1e-2f30-4a5e-9d58-0a7d5a1f6a10",
  DATABASE_URL: "postgres://app:x@db.example/tradebook",
  DATABASE_OWNER_URL: "postgres://owner:x@db.example/tradebook",
};

const read = (env: Record<string, string | undefined>) => readConfig(env, "/srv/tradebook");

function mistakes(env: Record<string, string | undefined>): readonly string[] {
  try {
    read(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigMistake) return error.sentences;
    throw error;
  }
}

describe("a configuration that works", () => {
  it("of a demonstration listens on this machine only, with the embedded database", () => {
    const config = read(DEMONSTRATION);

    expect(config).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      home: "/srv/tradebook/.tradebook",
      environment: "DEV",
      database: undefined,
      devIssuer: true,
      tls: "local",
    });
  });

  it("of production listens for everybody, on its own database, with Microsoft's sign-in", () => {
    const config = read(PRODUCTION);

    expect(config).toMatchObject({
      host: "0.0.0.0",
      environment: "PROD",
      devIssuer: false,
      entraAudience: "8c8f3d1e-2f30-4a5e-9d58-0a7d5a1f6a10",
      database: { appUrl: PRODUCTION.DATABASE_URL, ownerUrl: PRODUCTION.DATABASE_OWNER_URL },
    });
  });

  it("takes an empty variable as one that is not set", () => {
    expect(read({ ...DEMONSTRATION, PORT: "", DATABASE_URL: "" }).port).toBe(3000);
  });

  it("may keep its home elsewhere", () => {
    expect(read({ ...DEMONSTRATION, TRADEBOOK_HOME: "/var/tradebook" }).home).toBe(
      "/var/tradebook",
    );
  });

  it.each([
    "postgres://app@localhost/x",
    "postgres://app@127.0.0.1:5433/x",
    "postgres://app@[::1]/x",
    "postgres:///x?host=/var/run/postgresql",
  ])("of a demonstration takes a database of this machine: %s", (url) => {
    expect(mistakes({ ...DEMONSTRATION, DATABASE_URL: url, DATABASE_OWNER_URL: url })).toEqual([]);
  });
});

describe("a demonstration on somebody's Postgres", () => {
  const url = "postgres://postgres@localhost/trade";

  it("needs one account that may create roles, which then owns the tables", () => {
    expect(read({ ...DEMONSTRATION, DATABASE_URL: url }).database).toEqual({
      appUrl: undefined,
      ownerUrl: url,
    });
  });

  it("does not start with an owner alone under the owner's name", () => {
    expect(mistakes({ ...DEMONSTRATION, DATABASE_OWNER_URL: url })).toEqual([
      expect.stringContaining("belong together"),
    ]);
  });
});

describe("the development issuer refuses to start", () => {
  it.each([
    ["in production", { NODE_ENV: "production" }, /does not run in production/],
    [
      "when NODE_ENV is not set, which counts as production",
      { NODE_ENV: undefined },
      /unset NODE_ENV counts as production/,
    ],
    [
      "beside Microsoft's sign-in",
      { AUTH_ENTRA_AUDIENCE: PRODUCTION.AUTH_ENTRA_AUDIENCE },
      /exclude each other/,
    ],
    ["on an address that others reach", { HOST: "0.0.0.0" }, /HOST cannot be 0.0.0.0/],
    [
      "on a database of another machine",
      { DATABASE_URL: "postgres://a@db.example/x", DATABASE_OWNER_URL: "postgres://o@localhost/x" },
      /a database of this machine only/,
    ],
    [
      "on a database whose address hides another host",
      {
        DATABASE_URL: "postgres://a@localhost/x?host=db.example",
        DATABASE_OWNER_URL: "postgres://o@localhost/x",
      },
      /a database of this machine only/,
    ],
    [
      "on a host that only looks local",
      {
        DATABASE_URL: "postgres://a@localhost.db.example/x",
        DATABASE_OWNER_URL: "postgres://o@localhost/x",
      },
      /a database of this machine only/,
    ],
  ])("%s", (_when, change, sentence) => {
    expect(mistakes({ ...DEMONSTRATION, ...change })).toEqual([expect.stringMatching(sentence)]);
  });
});

describe("a mistake in the environment", () => {
  it.each([
    ["PORT", "http", "PORT must be a number from 1 to 65535."],
    ["PORT", "70000", "PORT must be a number from 1 to 65535."],
    ["LOG_LEVEL", "loud", "LOG_LEVEL must be debug, info, warn, error or silent."],
    ["AUTH_DEV_IDP", "yes", "AUTH_DEV_IDP must be 1 or 0."],
    [
      "AUTH_ENTRA_AUDIENCE",
      "tradebook",
      "AUTH_ENTRA_AUDIENCE must be the GUID of the API's app registration.",
    ],
    ["AUTH_METRICS_TOKEN", "short", "AUTH_METRICS_TOKEN must have at least 16 characters."],
    ["TLS", "on", "TLS can only be set to off, behind a balancer."],
    [
      "DATABASE_URL",
      "localhost/x",
      "DATABASE_URL must be an address like postgres://user:password@host/db.",
    ],
  ])("of %s=%s is a sentence", (name, value, sentence) => {
    expect(mistakes({ ...PRODUCTION, [name]: value })).toContain(sentence);
  });

  it("is told together with all the others", () => {
    expect(mistakes({ ...PRODUCTION, PORT: "x", LOG_LEVEL: "loud", TLS: "on" })).toHaveLength(3);
  });

  it("is one address without the other", () => {
    expect(mistakes({ ...PRODUCTION, DATABASE_OWNER_URL: undefined })).toEqual([
      expect.stringContaining("belong together"),
    ]);
  });

  it("is a certificate without its key", () => {
    expect(mistakes({ ...PRODUCTION, TLS_CERT_FILE: "/tls/cert.pem" })).toEqual([
      expect.stringContaining("TLS_CERT_FILE and TLS_KEY_FILE belong together"),
    ]);
  });

  it("is a server to which nobody could sign in", () => {
    expect(mistakes({})).toEqual([expect.stringMatching(/^Nobody could sign in/)]);
  });
});
