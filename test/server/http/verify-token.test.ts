import { createHmac } from "node:crypto";
import { exportSPKI, generateKeyPair } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { ownKeys } from "../../../server/http/issuer.ts";
import { verifyToken } from "../../../server/http/verify-token.ts";
import { Refusal } from "../../../shared/refusal.ts";
import {
  forge,
  goodClaims,
  openTokenIssuer,
  type TokenIssuer,
} from "../../support/token-issuer.ts";

const NOW = new Date("2026-11-23T09:00:00Z");
const now = () => NOW;
const seconds = NOW.getTime() / 1000;

let test: TokenIssuer;
let other: TokenIssuer;
beforeAll(async () => {
  test = await openTokenIssuer(undefined, now);
  other = await openTokenIssuer(undefined, now);
});

const verify = (authorization: string | undefined) =>
  verifyToken(authorization, { issuers: [test.issuer], now });

/** What the refusal says: its code and, between the colons, its reason. */
async function refused(authorization: string | undefined): Promise<string> {
  const error: unknown = await verify(authorization).catch((cause: unknown) => cause);
  if (!(error instanceof Refusal)) throw new Error("the token was accepted", { cause: error });
  return `${error.code}: ${error.message.replace(/^.*accepted: /, "").replace(/\. Sign in.*$/, "")}`;
}

const withClaims = async (claims: Record<string, unknown>) => `Bearer ${await test.sign(claims)}`;

describe("a token that is accepted", () => {
  it("names the directory, the account and the roles of a person", async () => {
    const verified = await verify(await withClaims({}));

    expect(verified).toEqual({
      issuer: "https://login.test/11111111-1111-4111-8111-111111111111/v2.0",
      tid: "11111111-1111-4111-8111-111111111111",
      oid: "0190d000-0000-4000-8000-000000010002",
      name: "Frank Osei",
      roles: ["Finance"],
      appOnly: false,
      mayCall: true,
    });
  });

  it("may have expired less than a minute ago, for clocks differ", async () => {
    const verified = await verify(await withClaims({ exp: seconds - 50 }));

    expect(verified.mayCall).toBe(true);
  });

  it("loses roles that Tradebook does not know", async () => {
    const verified = await verify(await withClaims({ roles: ["Finance", "GlobalReader"] }));

    expect(verified.roles).toEqual(["Finance"]);
  });

  it("of a system carries the role Integration and no other", async () => {
    const app = { scp: undefined, idtyp: "app", roles: ["Integration", "Controller"] };

    const verified = await verify(await withClaims(app));

    expect([verified.appOnly, verified.mayCall, verified.roles]).toEqual([
      true,
      true,
      ["Integration"],
    ]);
  });
});

describe("a caller that is verified but may not call", () => {
  it.each([
    ["a person without the scope", { scp: "User.Read" }],
    ["a person with a scope that only begins like it", { scp: "access_as_user_too" }],
    ["a system without the role Integration", { scp: undefined, idtyp: "app", roles: ["Finance"] }],
    ["a system that does not say that it is one", { scp: undefined, roles: ["Integration"] }],
  ])("is %s", async (_name, claims) => {
    const verified = await verify(await withClaims(claims));

    expect(verified.mayCall).toBe(false);
  });
});

describe("a token that is refused", () => {
  it.each([
    [
      "for another audience",
      { aud: "00000003-0000-0000-c000-000000000000" },
      "its claim aud is not meant for this API",
    ],
    ["without audience", { aud: undefined }, "it has no claim aud"],
    [
      "of another directory's issuer",
      { iss: "https://login.test/22222222-2222-4222-8222-222222222222/v2.0" },
      "its issuer is not that of its tid",
    ],
    ["without tid", { tid: undefined }, "it has no claim tid"],
    ["without oid", { oid: undefined }, "it has no claim oid"],
    [
      "with a tid that is no GUID",
      { tid: "common", iss: "https://login.test/common/v2.0" },
      "it names no directory and account",
    ],
    [
      "of an issuer nobody configured",
      { iss: "https://evil.test/11111111-1111-4111-8111-111111111111/v2.0" },
      "its issuer is not known here",
    ],
    ["without issuer", { iss: undefined }, "its issuer is not known here"],
    ["that has expired", { exp: seconds - 61 }, "it has expired"],
    ["that never expires", { exp: undefined }, "it has no claim exp"],
    ["that does not say when it was issued", { iat: undefined }, "it has no claim iat"],
    ["that is not valid yet", { nbf: seconds + 120 }, "its claim nbf is not meant for this API"],
  ])("is one %s", async (_name, claims, reason) => {
    const authorization = await withClaims(claims);

    expect(await refused(authorization)).toBe(`TOKEN_INVALID: ${reason}`);
  });

  it("is one that another key signed", async () => {
    const authorization = `Bearer ${await other.sign()}`;

    expect(await refused(authorization)).toBe("TOKEN_INVALID: its signature does not hold");
  });

  it("is one whose key is unknown", async () => {
    const authorization = `Bearer ${await test.sign({}, { kid: "old" })}`;

    expect(await refused(authorization)).toBe("TOKEN_INVALID: its signature does not hold");
  });

  it("is one whose content was changed after it was signed", async () => {
    const [header = "", , signature = ""] = (await test.sign()).split(".");
    const claims = { ...goodClaims(NOW), roles: ["Controller"] };
    const changed = Buffer.from(JSON.stringify(claims)).toString("base64url");

    expect(await refused(`Bearer ${header}.${changed}.${signature}`)).toBe(
      "TOKEN_INVALID: its signature does not hold",
    );
  });

  it("is one that nobody signed (alg none)", async () => {
    const token = forge({ header: { alg: "none" }, claims: goodClaims(NOW) });

    expect(await refused(`Bearer ${token}`)).toBe("TOKEN_INVALID: it is not signed with RS256");
  });

  it("is one signed with the public key as a secret (HS256)", async () => {
    const { publicKey } = await generateKeyPair("RS256");
    const header = { alg: "HS256", kid: "test" };
    const unsigned = forge({ header, claims: goodClaims(NOW) }).slice(0, -1);
    const signature = createHmac("sha256", await exportSPKI(publicKey))
      .update(unsigned)
      .digest("base64url");

    expect(await refused(`Bearer ${unsigned}.${signature}`)).toBe(
      "TOKEN_INVALID: it is not signed with RS256",
    );
  });

  it("is one longer than 8 KB", async () => {
    const authorization = await withClaims({ groups: ["x".repeat(9000)] });

    expect(await refused(authorization)).toBe("TOKEN_INVALID: it is longer than 8 KB");
  });

  it.each(["Basic ZmluYW5jZTpzZWNyZXQ=", "Bearer", "Bearer one.two.three, Bearer four.five.six"])(
    "is not one Bearer token: %s",
    async (authorization) => {
      expect(await refused(authorization)).toBe("TOKEN_INVALID: it is not one Bearer token");
    },
  );

  it("is text that only looks like one", async () => {
    expect(await refused("Bearer one.two.three")).toBe("TOKEN_INVALID: it cannot be read");
  });

  it("is missing altogether, which is another code", async () => {
    expect((await refused(undefined)).split(":")[0]).toBe("NOT_SIGNED_IN");
  });
});

describe("keys of Microsoft's common set", () => {
  it("count when their issuer is the directory template or when they name none", () => {
    const template = "https://login.microsoftonline.com/{tenantid}/v2.0";
    const personal = "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0";

    const own = ownKeys({
      keys: [{ kid: "a", issuer: template }, { kid: "b", issuer: personal }, { kid: "c" }],
    });

    expect(own.keys.map(({ kid }) => kid)).toEqual(["a", "c"]);
  });
});
