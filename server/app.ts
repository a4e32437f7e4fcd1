import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { Refusal } from "../shared/refusal.ts";
import { docsPages } from "./docs/routes.ts";
import { claimTable } from "./finance/claim-table.ts";
import { finance } from "./finance/routes.ts";
import { type Identity, signedIn } from "./http/auth.ts";
import { type DevIssuer, devSignIn } from "./http/dev-issuer.ts";
import type { AppEnv } from "./http/env.ts";
import { answerReady, databaseReadiness, type Readiness } from "./http/health.ts";
import type { Log } from "./http/log.ts";
import { answerMetrics, openMetrics } from "./http/metrics.ts";
import { describeApi } from "./http/openapi.ts";
import { addinPages } from "./http/pages.ts";
import { plainAddress } from "./http/plain-address.ts";
import { answerNotFound, answerProblem, refuseInvalid } from "./http/problem.ts";
import { loopbackOnly, requestId, securityHeaders } from "./http/security.ts";
import { withNamedShapes } from "./http/shape-names.ts";
import { intelligence } from "./intelligence/routes.ts";
import { master } from "./master/routes.ts";
import { fundTable } from "./planning/fund-table.ts";
import { lineTable } from "./planning/line-table.ts";
import { promotionTable } from "./planning/promotion-table.ts";
import { planning } from "./planning/routes.ts";
import { publishing } from "./publish/routes.ts";
import { staging } from "./staging/routes.ts";
import { tenancy } from "./tenancy/routes.ts";

const LARGEST_BODY = 1024 * 1024;

/** Everything the app is given: it opens nothing and reads no environment. */
export interface AppParts extends Identity {
  log: Log;
  environment: AppEnv["Variables"]["environment"];
  /** Present in development only; its issuer is then also one of `issuers`. */
  devIssuer?: DevIssuer;
  /** The folder that holds dist/addin, manifest.xml and node_modules. */
  root: string;
  metricsToken?: string | undefined;
  readiness?: readonly Readiness[];
  processMetrics?: boolean;
}

/** The whole HTTP surface of one process. */
export function openApp(parts: AppParts): OpenAPIHono<AppEnv> {
  const development = parts.devIssuer !== undefined;
  const metrics = openMetrics({ processMetrics: parts.processMetrics ?? false });
  const app = new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid });
  app.onError(answerProblem);
  app.notFound(answerNotFound);
  app.use(requestId, context(parts), securityHeaders(development), metrics.observe);
  if (parts.devIssuer) {
    app.use(loopbackOnly);
    app.route("/", devSignIn(parts.pool, parts.devIssuer));
  }

  app.use("/v1/*", plainAddress, signedIn(parts), limitedBody);
  for (const feature of features) app.route("/v1", feature);

  app.get("/healthz", (c) => c.json({ status: "up" }));
  app.get("/readyz", answerReady([databaseReadiness(parts.pool), ...(parts.readiness ?? [])]));
  app.get("/metrics", answerMetrics(metrics, parts.metricsToken));
  app.get("/openapi.json", (c) => c.json(withNamedShapes(describeApi(app))));
  app.route(
    "/docs",
    docsPages(() => describeApi(app)),
  );
  app.route("/", addinPages({ root: parts.root, development }));
  return app;
}

/** The features' routes, each with its roles; every one is mounted under /v1 and needs a caller. */
const features = [
  tenancy,
  master,
  planning,
  finance,
  publishing([claimTable, promotionTable, lineTable, fundTable]),
  staging,
  intelligence,
];

const context = ({ log, now, environment }: AppParts) =>
  createMiddleware<AppEnv>(async (c, next) => {
    c.set("log", log);
    c.set("now", now);
    c.set("environment", environment);
    const started = performance.now();
    await next();
    const facts = { requestId: c.var.requestId, method: c.req.method, path: c.req.path };
    const ms = Math.round(performance.now() - started);
    log.info({ ...facts, status: c.res.status, ms }, "answered");
  });

const limit = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: () => {
    throw new Refusal("BODY_TOO_LARGE", "A request may carry 1 MB; send less at a time.");
  },
});

/** Feeds stream what they read and bound it themselves; every other body is small. */
const limitedBody = createMiddleware<AppEnv>(async (c, next) =>
  c.req.path.startsWith("/v1/feeds/") ? next() : limit(c, next),
);
