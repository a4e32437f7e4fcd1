import { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../http/env.ts";
import { errorsPage, referencePage } from "./page.ts";

/** The readable API reference: server-rendered, searchable without JavaScript. */
export const docsPages = (describe: () => unknown) => {
  const app = new OpenAPIHono<AppEnv>();
  app.get("/", (c) => {
    const search = (c.req.query("q") ?? "").slice(0, 100);
    return c.html(referencePage(describe(), { search, origin: new URL(c.req.url).origin }));
  });
  app.get("/errors", (c) => c.html(errorsPage()));
  return app;
};
