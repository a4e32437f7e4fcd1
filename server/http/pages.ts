import { readFile } from "node:fs/promises";
import path from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { AppEnv } from "./env.ts";

const MICROSOFT_SCRIPT = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";
const WRITTEN_ORIGIN = "https://localhost:3000";
const AN_HOUR = "public, max-age=3600";
const FOREVER = "public, max-age=31536000, immutable";

/** Where the files of the add-in lie, and whether this is a development server. */
export interface PagesParts {
  /** The built add-in, its manifest and, in development, Microsoft's library. */
  root: string;
  development: boolean;
}

/** The add-in's own files: the pane, the manifest with this server's address and, in development, the preview. */
export const addinPages = ({ root, development }: PagesParts) => {
  const built = path.join(root, "dist/addin");
  const app = new OpenAPIHono<AppEnv>();
  app.get("/", (c) => c.redirect(development ? "/preview" : "/docs"));
  app.get("/favicon.ico", (c) => c.redirect("/assets/icon-32.png"));
  app.get("/taskpane.html", (c) => page(c, path.join(built, "taskpane.html"), development));
  app.get("/manifest.xml", async (c) => {
    const manifest = await read(path.join(root, "manifest.xml"));
    if (manifest === null) return c.notFound();
    const origin = new URL(c.req.url).origin.replace(/^http:/, "https:");
    return c.body(withOrigin(manifest, origin), 200, { "content-type": "application/xml" });
  });
  app.get("/functions.json", forExcel, files(built));
  app.get("/functions.js", forExcel, files(built));
  if (development) {
    app.get("/preview", (c) => page(c, path.join(built, "preview.html"), true));
    app.get("/preview.html", (c) => c.redirect("/preview"));
    app.get("/office-js/*", cached(AN_HOUR), microsoftLibrary(root));
  }
  app.get("/assets/*", cached(AN_HOUR), files(built));
  app.get(
    "/:file{[\\w-]+\\.[0-9a-f]{12}\\.(?:js|css|map|js\\.map)}",
    cached(FOREVER),
    files(built),
  );
  return app;
};

/** A manifest as it must be side-loaded: with the address that this server really has. */
export const withOrigin = (manifest: string, origin: string) =>
  manifest.replaceAll(WRITTEN_ORIGIN, origin);

/** Development loads Microsoft's library from this server, so that it works without the network. */
const withOwnLibrary = (html: string) => html.replaceAll(MICROSOFT_SCRIPT, "/office-js/office.js");

async function page(c: Context<AppEnv>, file: string, development: boolean) {
  const html = await read(file);
  if (html === null) return c.notFound();
  c.header("cache-control", "no-cache");
  return c.html(development ? withOwnLibrary(html) : html);
}

const microsoftLibrary = (root: string) =>
  serveStatic<AppEnv>({
    root: path.join(root, "node_modules/@microsoft/office-js/dist"),
    rewriteRequestPath: (asked) => asked.replace(/^\/office-js/, ""),
  });

const files = (root: string) => serveStatic<AppEnv>({ root });

const cached = (how: string) => async (c: Context<AppEnv>, next: () => Promise<void>) => {
  await next();
  if (c.res.ok) c.header("cache-control", how);
};

/** Excel on the web fetches what it must know of the functions from its own origin; there is nothing secret in it. */
const forExcel = async (c: Context<AppEnv>, next: () => Promise<void>) => {
  await next();
  c.header("access-control-allow-origin", "*");
  c.header("cache-control", "no-cache");
};

async function read(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw cause;
  }
}
