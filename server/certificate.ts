import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { generate } from "selfsigned";
import type { Config } from "./config.ts";
import { keepSecret, readIfThere } from "./secrets.ts";

/** A certificate and its key, as TLS wants them. */
export interface Certificate {
  cert: string;
  key: string;
}

const YEAR_MS = 365 * 86_400_000;
const RENEW_BEFORE_MS = 30 * 86_400_000;

/**
 * The certificate for https://localhost, made at first start and kept in TRADEBOOK_HOME, readable by its owner alone.
 * Browsers warn once, since no authority signed it; a new one is made a month before it expires.
 */
export async function localCertificate(home: string, now: Date): Promise<Certificate> {
  const folder = path.join(home, "tls");
  const kept = await readKept(folder, now);
  if (kept) return kept;
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(now.getTime() - 86_400_000),
    notAfterDate: new Date(now.getTime() + YEAR_MS),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
          { type: 7, ip: "::1" },
        ],
      },
    ],
  });
  await keepSecret(path.join(folder, "localhost-key.pem"), made.private);
  await keepSecret(path.join(folder, "localhost.pem"), made.cert);
  return { cert: made.cert, key: made.private };
}

async function readKept(folder: string, now: Date): Promise<Certificate | null> {
  const [cert, key] = await Promise.all([
    readIfThere(path.join(folder, "localhost.pem")),
    readIfThere(path.join(folder, "localhost-key.pem")),
  ]);
  if (!cert || !key) return null;
  const expires = Date.parse(new X509Certificate(cert).validTo);
  return expires - now.getTime() > RENEW_BEFORE_MS ? { cert, key } : null;
}

/** Where the local certificate lies, for whoever is to trust it. */
export const localCertificateFile = (home: string) => path.join(home, "tls", "localhost.pem");

/** The certificate that the configuration asks for: none behind a balancer, one of its own, or the local one. */
export async function readCertificate(
  { tls, home }: Config,
  now: Date,
): Promise<Certificate | undefined> {
  if (tls === "off") return undefined;
  if (tls === "local") return localCertificate(home, now);
  const [cert, key] = await Promise.all([
    readFile(tls.certificateFile, "utf8"),
    readFile(tls.keyFile, "utf8"),
  ]);
  return { cert, key };
}
