import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from "jose";
import { z } from "zod";
import { Refusal } from "../../shared/refusal.ts";
import { Role } from "../../shared/tenancy/identity.ts";
import { type Issuer, issuerOf } from "./issuer.ts";

const LONGEST_TOKEN = 8 * 1024;
const CLOCK_TOLERANCE_SECONDS = 60;
const SCOPE = "access_as_user";

/** What a verified token says: which directory, whose account there, and what it may ask for. */
export interface VerifiedToken {
  issuer: string;
  tid: string;
  oid: string;
  name: string;
  roles: Role[];
  /** A system that calls for itself, not for a person. */
  appOnly: boolean;
  mayCall: boolean;
}

const Claims = z.object({
  iss: z.string(),
  tid: z.guid(),
  oid: z.guid(),
  scp: z.string().optional(),
  idtyp: z.string().optional(),
  name: z.string().optional(),
  roles: z.array(z.string()).default([]),
});

/**
 * Reads `Authorization: Bearer`, and believes it only when a configured issuer signed it for us: RS256, our audience,
 * not expired, with `tid` and `oid`, and an issuer that is the template's name of that very `tid`.
 */
export async function verifyToken(
  authorization: string | undefined,
  { issuers, now }: { issuers: readonly Issuer[]; now: () => Date },
): Promise<VerifiedToken> {
  const token = bearer(authorization);
  const issuer = claimedIssuer(token, issuers);
  const claims = Claims.safeParse(await verified(token, issuer, now));
  if (!claims.success) throw invalid("it names no directory and account");
  const { iss, tid, oid, name, scp, idtyp, roles } = claims.data;
  if (iss !== issuerOf(issuer.template, tid)) throw invalid("its issuer is not that of its tid");

  const known = roles.filter((role): role is Role => Role.safeParse(role).success);
  const appOnly = scp === undefined && idtyp === "app";
  return {
    issuer: iss,
    tid,
    oid,
    name: name ?? "unnamed",
    roles: appOnly ? known.filter((role) => role === "Integration") : known,
    appOnly,
    mayCall: appOnly ? known.includes("Integration") : (scp ?? "").split(" ").includes(SCOPE),
  };
}

function bearer(authorization: string | undefined): string {
  if (!authorization) {
    throw new Refusal("NOT_SIGNED_IN", "Sign in first: this request carries no access token.");
  }
  if (authorization.length > LONGEST_TOKEN) throw invalid("it is longer than 8 KB");
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization) ?? [];
  if (!token) throw invalid("it is not one Bearer token");
  return token;
}

/** The unverified `iss` only chooses among the issuers we know; nothing else of the token is believed yet. */
function claimedIssuer(token: string, issuers: readonly Issuer[]): Issuer {
  const { algorithm, iss } = unverified(token);
  if (algorithm !== "RS256") throw invalid("it is not signed with RS256");
  const issuer = issuers.find(({ template }) => isNamed(template, iss));
  if (!issuer) throw invalid("its issuer is not known here");
  return issuer;
}

function unverified(token: string) {
  try {
    return { algorithm: decodeProtectedHeader(token).alg, iss: decodeJwt(token).iss ?? "" };
  } catch (cause) {
    if (cause instanceof errors.JOSEError || cause instanceof TypeError) {
      throw invalid("it cannot be read");
    }
    throw cause;
  }
}

function isNamed(template: string, iss: string): boolean {
  const [before = "", after = ""] = template.split("{tid}");
  return iss.length > before.length + after.length && iss.startsWith(before) && iss.endsWith(after);
}

async function verified(token: string, issuer: Issuer, now: () => Date): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, issuer.keys, {
      audience: issuer.audience,
      algorithms: ["RS256"],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ["tid", "oid", "exp", "iat"],
      currentDate: now(),
    });
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JOSEError && !isOurs(cause)) throw invalid(inWords(cause));
    throw cause;
  }
}

/** The issuer's keys could not be fetched: the caller cannot help it, so it is a fault. */
const isOurs = (error: errors.JOSEError) =>
  error instanceof errors.JWKSTimeout || error.code === "ERR_JOSE_GENERIC";

function inWords(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return "it has expired";
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.reason === "missing"
      ? `it has no claim ${error.claim}`
      : `its claim ${error.claim} is not meant for this API`;
  }
  return "its signature does not hold";
}

const invalid = (reason: string) =>
  new Refusal("TOKEN_INVALID", `The access token is not accepted: ${reason}. Sign in again.`);
