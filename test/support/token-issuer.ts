import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from "jose";
import type { Issuer } from "../../server/http/issuer.ts";

/** An issuer of tests, shaped like Microsoft's: signs whatever claims a test wants to see refused. */
export interface TokenIssuer {
  issuer: Issuer;
  sign(claims?: Record<string, unknown>, header?: { alg?: string; kid?: string }): Promise<string>;
}

export const TEST_TID = "11111111-1111-4111-8111-111111111111";
const TEST_OID = "0190d000-0000-4000-8000-000000010002";
const TEST_ISSUER = "https://login.test/{tid}/v2.0";
export const TEST_AUDIENCE = "8c8f3d1e-2f30-4a5e-9d58-0a7d5a1f6a10";

/** The claims of a token that is accepted: tests change one at a time. An undefined claim is left out. */
export const goodClaims = (now: Date) => ({
  iss: `https://login.test/${TEST_TID}/v2.0`,
  aud: TEST_AUDIENCE,
  tid: TEST_TID,
  oid: TEST_OID,
  scp: "access_as_user",
  roles: ["Finance"],
  name: "Frank Osei",
  iat: Math.floor(now.getTime() / 1000),
  exp: Math.floor(now.getTime() / 1000) + 3600,
});

export async function openTokenIssuer(
  template = TEST_ISSUER,
  now = () => new Date(),
): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "test", alg: "RS256", use: "sig" };
  return {
    issuer: { template, audience: TEST_AUDIENCE, keys: createLocalJWKSet({ keys: [jwk] }) },
    sign: (claims = {}, header = {}) => {
      const said = Object.entries({ ...goodClaims(now()), ...claims });
      return new SignJWT(Object.fromEntries(said.filter(([, value]) => value !== undefined)))
        .setProtectedHeader({ alg: "RS256", kid: "test", typ: "JWT", ...header })
        .sign(privateKey);
    },
  };
}

/** A token of any header and claims whose signature is what the caller says. */
export function forge({
  header,
  claims,
  signature = "",
}: {
  header: object;
  claims: object;
  signature?: string;
}): string {
  return `${part(header)}.${part(claims)}.${signature}`;
}

const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url");
