// What Excel's classes, properties and requirement sets are called is read from the installed packages, at build time
// for the preview and at run time for tests. Nothing of Microsoft's is copied into this repository.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";

const require = createRequire(import.meta.url);
const LIBRARY = path.join(
  path.dirname(require.resolve("@microsoft/office-js/package.json")),
  "dist",
);

/** Reads class and property names from a page or a context in which office.js has been loaded. */
export function reflectTypes(page) {
  const types = {};
  for (const namespace of [page.OfficeCore, page.Excel]) {
    for (const proxy of Object.values(namespace ?? {})) {
      const prototype = typeof proxy === "function" ? proxy.prototype : undefined;
      const name = read(prototype, "_className");
      if (name) {
        types[name] = {
          collection: Boolean(read(prototype, "_isCollection")),
          scalars: read(prototype, "_scalarPropertyNames") ?? [],
          navigations: read(prototype, "_navigationPropertyNames") ?? [],
        };
      }
    }
  }
  return types;
}

// Some getters of a bare prototype throw because they expect an instance.
function read(prototype, member) {
  try {
    return prototype?.[member];
  } catch {
    return undefined;
  }
}

/** Reads which requirement set each member needs from the comments of @types/office-js. */
export function readRequirements() {
  const text = fs.readFileSync(require.resolve("@types/office-js/index.d.ts"), "utf8");
  const start = text.indexOf("\ndeclare namespace Excel ");
  const end = text.indexOf("\ndeclare namespace ", start + 1);
  const requirements = {};
  let owner = "";
  let pending = "";
  for (const line of text.slice(start, end < 0 ? undefined : end).split("\n")) {
    const set = /Api set: (ExcelApi(?:Online|Desktop)?) ([\d.]+)/.exec(line);
    const block = /^ {4}(?:export )?(class|interface|enum|namespace|type|function) (\w+)/.exec(
      line,
    );
    const member = /^ {8}(?:readonly )?(\w+)\??[(:<]/.exec(line);
    if (set) {
      pending = `${set[1]} ${set[2]}`;
    } else if (block) {
      owner = block[1] === "class" ? block[2] : "";
      pending = "";
    } else if (member) {
      note(requirements, `${owner}.${member[1]}`, pending);
      pending = "";
    }
  }
  return requirements;
}

// Of overloads the first one counts: it has been there longest.
function note(requirements, member, set) {
  if (set !== "" && !member.startsWith(".")) {
    requirements[member] ??= set;
  }
}

/** Both, by loading the installed library into an empty context: for builds, where there is no page. */
export async function buildCatalogue() {
  const timers = [];
  const page = emptyPage(timers);
  const context = vm.createContext(page);
  const run = (file) =>
    vm.runInContext(fs.readFileSync(path.join(LIBRARY, file), "utf8"), context, { filename: file });
  page.document.head.appendChild = (script) => {
    queueMicrotask(() => {
      run(decodeURIComponent(script.src.split("/office-js/")[1]));
      script.onload?.();
    });
  };
  run("office.js");
  const deadline = Date.now() + 10_000;
  while (!page.Excel?.Range) {
    if (Date.now() > deadline) {
      throw new Error("office.js did not load its Excel part");
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  // The library waits a minute for a host that never answers, then throws; a build need not wait with it.
  for (const timer of timers) {
    clearTimeout(timer);
  }
  return { types: reflectTypes(page), requirements: readRequirements() };
}

const nothing = () => {};

/** Just enough of a window for the library to load. */
function emptyPage(timers) {
  const remembered =
    (start) =>
    (...settings) => {
      const timer = start(...settings);
      timers.push(timer);
      return timer;
    };
  const storage = { getItem: () => null, setItem: nothing, removeItem: nothing };
  const location = new URL("https://localhost:3000/taskpane.html");
  const page = {
    setTimeout: remembered(setTimeout),
    clearTimeout,
    setInterval: remembered(setInterval),
    clearInterval,
    queueMicrotask,
    URL,
    TextEncoder,
    TextDecoder,
    performance,
    console,
    parent: { postMessage: nothing },
    opener: null,
    name: JSON.stringify({
      hostInfo: "Excel$Web$16.00$en-US$catalogue$$disableLogging$0",
      xdmInfo: "catalogue|catalogue|https://localhost:3000",
      baseFrameName: "catalogue",
      serializerVersion: "1",
    }),
    location,
    navigator: { userAgent: "Mozilla/5.0 Chrome/140.0.0.0 Safari/537.36", onLine: true },
    history: {},
    sessionStorage: storage,
    localStorage: storage,
    addEventListener: nothing,
    removeEventListener: nothing,
    document: emptyDocument(location),
  };
  page.window = page.self = page.globalThis = page;
  page.top = page.parent;
  return page;
}

function emptyDocument(location) {
  const head = {};
  const scripts = [{ src: `${location.origin}/office-js/office.js` }];
  return {
    readyState: "complete",
    domain: location.hostname,
    cookie: "",
    location,
    URL: location.href,
    head,
    body: { appendChild: nothing, removeChild: nothing },
    getElementsByTagName: (tag) => (tag === "script" ? scripts : tag === "head" ? [head] : []),
    getElementById: () => null,
    hasFocus: () => true,
    querySelectorAll: () => [],
    createElement: (tag) => (tag === "a" ? link(location) : { setAttribute: nothing, style: {} }),
    addEventListener: nothing,
    removeEventListener: nothing,
  };
}

function link(location) {
  let url = location;
  return {
    set href(address) {
      url = new URL(address, location);
    },
    get href() {
      return url.href;
    },
    get hostname() {
      return url.hostname;
    },
    get protocol() {
      return url.protocol;
    },
    get port() {
      return url.port;
    },
    setAttribute() {},
  };
}
