import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addinPages } from "../../../server/http/pages.ts";

const MICROSOFT =
  '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "tradebook-pages-"));
  const files = {
    "dist/addin/taskpane.html": `<html>${MICROSOFT}</html>`,
    "dist/addin/preview.html": `<html>preview ${MICROSOFT}</html>`,
    "dist/addin/taskpane.0123456789ab.js": "pane()",
    "dist/addin/assets/icon-32.png": "picture",
    "dist/addin/functions.json": '{"functions":[]}',
    "node_modules/@microsoft/office-js/dist/office.js": "library()",
    "manifest.xml": "<SourceLocation DefaultValue='https://localhost:3000/taskpane.html'/>",
    "package.json": "secret",
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function ask(asked: string, development = true) {
  const response = await addinPages({ root, development }).request(asked);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

describe("the pane's page", () => {
  it("loads Microsoft's library from Microsoft in production", async () => {
    const { text } = await ask("/taskpane.html", false);

    expect(text).toBe(`<html>${MICROSOFT}</html>`);
  });

  it("loads it from this server in development", async () => {
    const { text, headers } = await ask("/taskpane.html");

    expect(text).toBe('<html><script src="/office-js/office.js"></script></html>');
    expect(headers.get("cache-control")).toBe("no-cache");
  });
});

describe("what Excel reads about the cell functions", () => {
  it("is open to Excel on the web, which asks from another origin, and is always fresh", async () => {
    const { status, text, headers } = await ask("/functions.json", false);

    expect([status, text]).toEqual([200, '{"functions":[]}']);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cache-control")).toBe("no-cache");
  });
});

describe("in development only", () => {
  it.each(["/preview", "/office-js/office.js"])("%s is served", async (asked) => {
    expect((await ask(asked)).status).toBe(200);
    expect((await ask(asked, false)).status).toBe(404);
  });

  it("the root leads to the preview, and in production to the reference", async () => {
    const development = await ask("/");
    const production = await ask("/", false);

    expect([development.headers.get("location"), production.headers.get("location")]).toEqual([
      "/preview",
      "/docs",
    ]);
  });
});

describe("the add-in's files", () => {
  it("that carry a hash may be kept for good", async () => {
    const { text, headers } = await ask("/taskpane.0123456789ab.js");

    expect([text, headers.get("cache-control")]).toEqual([
      "pane()",
      "public, max-age=31536000, immutable",
    ]);
  });

  it("include its pictures", async () => {
    const { status, headers } = await ask("/assets/icon-32.png");

    expect([status, headers.get("content-type")]).toEqual([200, "image/png"]);
  });

  it.each([
    "/package.json",
    "/assets/../../../package.json",
    "/assets/..%2f..%2f..%2fpackage.json",
    "/office-js/..%2f..%2f..%2f..%2fpackage.json",
    "/office-js/../../package.json",
    "/.env",
  ])("do not include %s", async (asked) => {
    const { text } = await ask(asked);

    expect(text).not.toContain("secret");
  });
});

describe("the manifest", () => {
  it("names the address at which this server was asked", async () => {
    const { text, headers } = await ask("http://localhost:3005/manifest.xml");

    expect(text).toBe("<SourceLocation DefaultValue='https://localhost:3005/taskpane.html'/>");
    expect(headers.get("content-type")).toContain("xml");
  });
});
