import { randomUUID } from "node:crypto";
import { createMiddleware } from "hono/factory";
import { Refusal } from "../../shared/refusal.ts";
import type { AppEnv } from "./env.ts";

const MICROSOFT_LIBRARY = "https://appsforoffice.microsoft.com";
const OFFICE_HOSTS = [
  "https://*.officeapps.live.com",
  "https://*.office.com",
  "https://*.sharepoint.com",
  "https://*.microsoft365.com",
  "https://*.cloud.microsoft",
];

/**
 * What pages of this origin may load and who may frame them. Development serves Microsoft's library itself; styles are
 * written at run time by the pane's component library.
 */
export function contentSecurityPolicy(development: boolean): string {
  const scripts = development ? "'self'" : `'self' ${MICROSOFT_LIBRARY}`;
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${development ? "" : ` ${MICROSOFT_LIBRARY} https://login.microsoftonline.com`}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors 'self' ${OFFICE_HOSTS.join(" ")}`,
  ].join("; ");
}

/** Headers of every answer. The API is its own origin and is called with bearer tokens, so there is no CORS at all. */
export const securityHeaders = (development: boolean) => {
  const policy = contentSecurityPolicy(development);
  return createMiddleware<AppEnv>(async (c, next) => {
    await next();
    c.header("content-security-policy", policy);
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "no-referrer");
    c.header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
    c.header("cross-origin-opener-policy", "same-origin-allow-popups");
    if (!development) c.header("strict-transport-security", "max-age=31536000");
    if (c.req.path.startsWith("/v1/")) c.header("cache-control", "no-store");
    if (c.var.requestId) c.header("x-request-id", c.var.requestId);
  });
};

/** Each request has a name that its answer, its log lines and its problem carry. */
export const requestId = createMiddleware<AppEnv>(async (c, next) => {
  const given = c.req.header("x-request-id");
  c.set("requestId", given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID());
  await next();
});

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Development answers only who asked for this machine by name: a foreign name that points here is an attack. */
export const loopbackOnly = createMiddleware<AppEnv>(async (c, next) => {
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  if (!LOOPBACK.has(host.replace(/:\d+$/, "").toLowerCase())) {
    throw new Refusal(
      "NOT_FOUND",
      `This is a development server: it answers at localhost only, not at ${host.slice(0, 100)}.`,
    );
  }
  await next();
});
