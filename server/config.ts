import path from "node:path";
import { z } from "zod";

/** What the environment says, checked at start. Secrets may be undefined: they are then made and kept at home. */
export interface Config {
  port: number;
  host: string;
  home: string;
  environment: "DEV" | "TEST" | "PROD";
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
  /** Undefined: the embedded Postgres of `home`. No `appUrl`: the owner makes a login for the app. */
  database: { appUrl: string | undefined; ownerUrl: string } | undefined;
  devIssuer: boolean;
  /** The client id of the API's registration in Microsoft Entra ID. */
  entraAudience: string | undefined;
  metricsToken: string | undefined;
  pageSecret: string | undefined;
  /** `off` behind a balancer that speaks TLS; a certificate of one's own; or the local one, made at first start. */
  tls: "off" | "local" | { certificateFile: string; keyFile: string };
}

/** A configuration that cannot work: one sentence per mistake. */
export class ConfigMistake extends Error {
  override readonly name = "ConfigMistake";
  readonly sentences: readonly string[];

  constructor(sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.sentences = sentences;
  }
}

const postgresUrl = (name: string) =>
  z
    .string()
    .regex(
      /^postgres(ql)?:\/\//,
      `${name} must be an address like postgres://user:password@host/db`,
    )
    .optional();

const flag = (name: string) => z.enum(["0", "1"], { error: `${name} must be 1 or 0` }).default("0");

const Environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "PORT must be a number from 1 to 65535")
    .default("3000")
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, "PORT must be a number from 1 to 65535"),
  HOST: z.string().optional(),
  TRADEBOOK_HOME: z
    .string()
    .min(1, "TRADEBOOK_HOME is empty; leave it out for .tradebook")
    .optional(),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], {
      error: "LOG_LEVEL must be debug, info, warn, error or silent",
    })
    .optional(),
  NODE_ENV: z.string().optional(),
  DATABASE_URL: postgresUrl("DATABASE_URL"),
  DATABASE_OWNER_URL: postgresUrl("DATABASE_OWNER_URL"),
  AUTH_DEV_IDP: flag("AUTH_DEV_IDP"),
  AUTH_ENTRA_AUDIENCE: z
    .guid({ error: "AUTH_ENTRA_AUDIENCE must be the GUID of the API's app registration" })
    .optional(),
  AUTH_METRICS_TOKEN: z
    .string()
    .min(16, "AUTH_METRICS_TOKEN must have at least 16 characters")
    .optional(),
  AUTH_PAGE_SECRET: z
    .string()
    .min(32, "AUTH_PAGE_SECRET must have at least 32 characters, the same on every server")
    .optional(),
  TLS: z.enum(["off"], { error: "TLS can only be set to off, behind a balancer" }).optional(),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
});
type Environment = z.infer<typeof Environment>;

/** Reads the environment, or throws a ConfigMistake with a sentence for everything that is wrong in it. */
export function readConfig(env: Record<string, string | undefined>, root: string): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(present);
  if (!parsed.success) {
    throw new ConfigMistake(parsed.error.issues.map((issue) => `${issue.message}.`));
  }
  const mistakes = contradictions(parsed.data);
  if (mistakes.length > 0) throw new ConfigMistake(mistakes);
  return configOf(parsed.data, root);
}

function configOf(env: Environment, root: string): Config {
  const devIssuer = env.AUTH_DEV_IDP === "1";
  return {
    port: env.PORT,
    host: env.HOST ?? (devIssuer ? "127.0.0.1" : "0.0.0.0"),
    home: path.resolve(root, env.TRADEBOOK_HOME ?? ".tradebook"),
    environment: devIssuer ? "DEV" : env.NODE_ENV === "test" ? "TEST" : "PROD",
    logLevel: env.LOG_LEVEL ?? "info",
    database: databaseOf(env),
    devIssuer,
    entraAudience: env.AUTH_ENTRA_AUDIENCE,
    metricsToken: env.AUTH_METRICS_TOKEN,
    pageSecret: env.AUTH_PAGE_SECRET,
    tls: tlsOf(env),
  };
}

/** A demonstration may name one account that may create roles; it then owns the tables, and makes the app's login. */
function databaseOf({ DATABASE_URL, DATABASE_OWNER_URL }: Environment): Config["database"] {
  if (!DATABASE_URL) return undefined;
  return DATABASE_OWNER_URL
    ? { appUrl: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL }
    : { appUrl: undefined, ownerUrl: DATABASE_URL };
}

function tlsOf({ TLS, TLS_CERT_FILE, TLS_KEY_FILE }: Environment): Config["tls"] {
  if (TLS === "off") return "off";
  return TLS_CERT_FILE && TLS_KEY_FILE
    ? { certificateFile: TLS_CERT_FILE, keyFile: TLS_KEY_FILE }
    : "local";
}

/** What each setting allows but their combination does not. */
function contradictions(env: Environment): string[] {
  return [
    isHalfADatabase(env) &&
      "DATABASE_URL (the app's role) and DATABASE_OWNER_URL (the owner of the tables) belong together: set both, or neither for the embedded database.",
    !env.TLS_CERT_FILE !== !env.TLS_KEY_FILE &&
      "TLS_CERT_FILE and TLS_KEY_FILE belong together: set both, or neither for the local certificate.",
    ...(env.AUTH_DEV_IDP === "1" ? devIssuerContradictions(env) : [needsAnIssuer(env)]),
  ].filter((mistake) => mistake !== false);
}

const isHalfADatabase = (env: Environment) =>
  env.AUTH_DEV_IDP === "1"
    ? !env.DATABASE_URL && Boolean(env.DATABASE_OWNER_URL)
    : !env.DATABASE_URL !== !env.DATABASE_OWNER_URL;

const needsAnIssuer = (env: Environment) =>
  !env.AUTH_ENTRA_AUDIENCE &&
  "Nobody could sign in: set AUTH_ENTRA_AUDIENCE to the client id of the API's registration in Microsoft Entra ID, or start a demonstration with npm start.";

/** The development issuer believes anybody who asks, so it runs on this machine alone, and never in production. */
function devIssuerContradictions(env: Environment): (string | false)[] {
  const production = env.NODE_ENV === undefined || env.NODE_ENV === "production";
  return [
    production &&
      "AUTH_DEV_IDP=1 signs anybody in, so it does not run in production; an unset NODE_ENV counts as production. For a demonstration on this machine use npm start.",
    env.AUTH_ENTRA_AUDIENCE !== undefined &&
      "AUTH_DEV_IDP=1 and AUTH_ENTRA_AUDIENCE exclude each other: real sign-in and demo people do not mix.",
    env.HOST !== undefined &&
      !isLoopback(env.HOST) &&
      `AUTH_DEV_IDP=1 listens on this machine only, so HOST cannot be ${env.HOST}.`,
    [env.DATABASE_URL, env.DATABASE_OWNER_URL].some((url) => url && !isLoopbackUrl(url)) &&
      "AUTH_DEV_IDP=1 works on a database of this machine only; DATABASE_URL and DATABASE_OWNER_URL name another.",
  ];
}

const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host);

/** An address that is not readable as one is not this machine's. */
function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, searchParams } = new URL(url);
  // An empty host, or one that is a folder, is a socket of this machine; a host parameter would override the name.
  const named = searchParams.get("host") ?? decodeURIComponent(hostname);
  return named === "" || named.startsWith("/") || isLoopback(named);
}
