import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";
import { readRequirements, reflectTypes } from "../../addin/preview/host/catalogue.mjs";
import { type Catalogue, ExcelHost, type HostOptions } from "../../addin/preview/host/host.ts";

// Boots Microsoft's own office.js in the realm of the test, on our host. A test file that uses it starts with
//   // @vitest-environment jsdom
//   // @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
// The library keeps its state in the page and cannot be booted twice: call this once per file and `host.reset()`
// before each test, which puts a fresh workbook under the same library.

const library = path.join(
  path.dirname(createRequire(import.meta.url).resolve("@microsoft/office-js/package.json")),
  "dist",
);
const HOST_ORIGIN = "https://localhost:3443";

/** A host with its add-in page; `until` waits for what follows a batch, such as events. */
export async function bootExcel(options: Omit<HostOptions, "catalogue"> = {}): Promise<ExcelHost> {
  const host = new ExcelHost({ catalogue, ...options });
  play(host);
  serveScripts();
  runScript("office.js");
  await Office.onReady();
  return host;
}

let known: Catalogue | null = null;
function catalogue(): Catalogue {
  known ??= { types: reflectTypes(globalThis), requirements: readRequirements() };
  return known;
}

// The test's own page is the add-in's frame, and `parent` is Excel.
function play(host: ExcelHost): void {
  const postMessage = (message: unknown) => setImmediate(() => host.receive(message));
  Object.defineProperty(globalThis, "parent", { configurable: true, value: { postMessage } });
  host.attach((data) =>
    setImmediate(() => {
      const message = new MessageEvent("message", { data, origin: HOST_ORIGIN });
      window.dispatchEvent(message);
    }),
  );
  const name = host.windowName(HOST_ORIGIN);
  window.name = name;
  Object.defineProperty(globalThis, "name", { configurable: true, writable: true, value: name });
  // The library compares domains, and jsdom has no document.domain.
  Object.defineProperty(document, "domain", { configurable: true, value: location.hostname });
}

/** The library adds script tags for its Excel part and its words; both are in the installed package. */
function serveScripts(): void {
  const append = document.head.appendChild.bind(document.head);
  const own = document.createElement("script");
  own.type = "text/plain"; // only its address matters: the library looks for the folder it came from
  own.setAttribute("src", `${location.origin}/office-js/office.js`);
  append(own);
  document.head.appendChild = <T extends Node>(node: T): T => {
    const file =
      node instanceof HTMLScriptElement ? /\/office-js\/(.+)$/.exec(node.src)?.[1] : undefined;
    if (file === undefined) {
      return append(node);
    }
    queueMicrotask(() => {
      runScript(decodeURIComponent(file));
      node.dispatchEvent(new Event("load"));
    });
    return node;
  };
}

function runScript(file: string): void {
  const filename = path.join(library, file);
  new vm.Script(fs.readFileSync(filename, "utf8"), { filename }).runInThisContext();
}
