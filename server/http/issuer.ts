import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from "jose";
import { z } from "zod";

/** Somebody whose tokens this API believes. `template` names its issuer for a directory: `{tid}` stands for it. */
export interface Issuer {
  template: string;
  audience: string;
  keys: JWTVerifyGetKey;
}

/** The issuer's name for one directory. */
export const issuerOf = (template: string, tid: string) => template.replace("{tid}", tid);

const ENTRA = "https://login.microsoftonline.com/{tid}/v2.0";
const ENTRA_KEYS = new URL("https://login.microsoftonline.com/common/discovery/v2.0/keys");

const KeySet = z.object({
  keys: z.array(z.looseObject({ issuer: z.string().optional() })),
});

/** Microsoft Entra ID, any directory: whether it may come in is decided by `tenancy.tenants`. */
export function entraIssuer(audience: string): Issuer {
  const keys = createRemoteJWKSet(ENTRA_KEYS, { [customFetch]: fetchOwnKeys });
  return { template: ENTRA, audience, keys };
}

/** The common key set also holds keys of issuers that are not a directory's; those must not sign for one. */
async function fetchOwnKeys(url: string, options: RequestInit): Promise<Response> {
  const answer = await fetch(url, options);
  if (!answer.ok) return answer;
  return Response.json(ownKeys(KeySet.parse(await answer.json())));
}

/** Keys without an issuer of their own, and keys whose issuer is the directory template. */
export const ownKeys = ({ keys }: z.infer<typeof KeySet>) => ({
  keys: keys.filter(
    ({ issuer }) => issuer === undefined || issuer === ENTRA.replace("{tid}", "{tenantid}"),
  ),
});
