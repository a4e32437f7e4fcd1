import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { Refusal } from "../../shared/refusal.ts";
import type { AppEnv } from "./env.ts";

/** Counts of requests and their seconds, by route, in Prometheus' form. */
export interface Metrics {
  registry: Registry;
  observe: ReturnType<typeof observing>;
}

/** A registry of its own, so that two apps in one process (tests) do not meet. */
export function openMetrics(options: { processMetrics: boolean }): Metrics {
  const registry = new Registry();
  if (options.processMetrics) collectDefaultMetrics({ register: registry });
  return { registry, observe: observing(registry) };
}

const observing = (registry: Registry) => {
  const labelNames = ["method", "route", "status"] as const;
  const answered = new Counter({
    name: "tradebook_http_requests_total",
    help: "Requests answered, by route and status",
    labelNames,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: "tradebook_http_request_seconds",
    help: "Seconds to answer, by route and status",
    labelNames,
    registers: [registry],
  });
  return createMiddleware<AppEnv>(async (c, next) => {
    const started = performance.now();
    await next();
    const labels = { method: c.req.method, route: routePath(c, -1), status: String(c.res.status) };
    answered.inc(labels);
    seconds.observe(labels, (performance.now() - started) / 1000);
  });
};

/** `GET /metrics`, for whoever has the token of `AUTH_METRICS_TOKEN`; without one configured, for nobody. */
export const answerMetrics =
  ({ registry }: Metrics, token: string | undefined) =>
  async (c: Context<AppEnv>) => {
    const given = Buffer.from(c.req.header("authorization") ?? "");
    const wanted = Buffer.from(`Bearer ${token ?? ""}`);
    if (!token || given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      throw new Refusal("NOT_SIGNED_IN", "Metrics need the token of AUTH_METRICS_TOKEN.");
    }
    return c.text(await registry.metrics(), 200, { "content-type": registry.contentType });
  };
