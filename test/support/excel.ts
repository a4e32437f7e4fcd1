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

/** Excel with an empty workbook, and `Office` and `Excel` as globals that speak to it. */
export async function bootExcel(options: Omit<HostOptions, "catalogue"> = {}): Promise<ExcelHost> {
  const host = new ExcelHost({ catalogue, onUnhandled: tellMissing, ...options });
  play(host);
  serveScripts();
  runScript("office.js");
  await Office.onReady();
  return host;
}

// What the add-in uses and the emulator lacks is told at once, so that nobody hunts for it in an error.
function tellMissing(what: string): void {
  process.stdout.write(`The Excel emulator does not have ${what}\n`);
}

/** The code of the error a batch fails with, or "no failure". */
export async function failureOf(
  work: (context: Excel.RequestContext) => Promise<unknown>,
): Promise<string> {
  try {
    await Excel.run(work);
    return "no failure";
  } catch (error) {
    return error instanceof OfficeExtension.Error ? error.code : String(error);
  }
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
