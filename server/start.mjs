// npm start: everything that must happen before TypeScript can run. It checks Node, installs the packages, starts
// server/main.ts and shows what that says. It depends on nothing, and runs in a fresh clone.
import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];
const SECOND = 1000;

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

async function main() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Error(
      `Tradebook needs Node.js ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}. Get it from https://nodejs.org.`,
    );
  }
  const steps = openSteps();
  if (isInstallDue()) {
    steps.begin("Installing the packages (usually one to three minutes, the first time only)");
    await install();
    steps.end();
  }
  const [option, ...rest] = process.argv.slice(2);
  return option === undefined ? start(steps) : run(option.replace(/^--/, ""), rest);
}

function isInstallDue() {
  const installed = path.join(root, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return true;
  return statSync(installed).mtimeMs < statSync(path.join(root, "package-lock.json")).mtimeMs;
}

async function install() {
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const child = npm
    ? spawn(process.execPath, [npm, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] })
    : spawn("npm", args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], shell: isWindows() });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      said += text;
    });
  }
  const { code } = await ended(child);
  if (code !== 0) throw new Error(`npm ci failed:\n${said.trim()}`);
}

/** Runs one command of server/main.ts in the foreground: reset, trust, excel, data-dictionary. */
async function run(command, rest) {
  const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts", command, ...rest], {
    cwd: root,
    stdio: "inherit",
    env: environment(),
  });
  const { code } = await ended(child);
  return code ?? 1;
}

/** Starts Tradebook and stays until it has stopped, so that whoever stops this stops everything. */
async function start(steps) {
  const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts", "both"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: environment(),
  });
  const state = { stopping: false };
  const stop = () => {
    if (!state.stopping && child.exitCode === null) steps.begin("Stopping");
    state.stopping = true;
    child.kill("SIGTERM");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  const orphaned = watchParent(stop);
  child.on("message", (message) => {
    if (message.step !== undefined && !state.stopping) steps.begin(message.step);
    if (message.ready) {
      steps.end();
      console.log(`\n${message.ready.join("\n")}\n`);
    }
  });
  const { code } = await ended(child);
  clearInterval(orphaned);
  steps.end();
  return state.stopping ? 0 : (code ?? 1);
}

/** When npm is killed it may not pass the signal on; then this process gets another parent. */
function watchParent(stop) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) stop();
  }, SECOND);
  timer.unref();
  return timer;
}

/** A demonstration on this machine, unless the environment says that it is something else. */
function environment() {
  const production = process.env.NODE_ENV === "production";
  const real = production || Boolean(process.env.AUTH_ENTRA_AUDIENCE);
  return {
    NODE_ENV: "development",
    ...(!real && { AUTH_DEV_IDP: "1", LOG_LEVEL: "warn" }),
    ...process.env,
  };
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

/** Says every step that takes more than a second, and how long it took. */
function openSteps() {
  let current;
  const begin = (text) => {
    end();
    const started = Date.now();
    const step = { text, started, shown: false, timer: undefined };
    const tick = () => {
      const seconds = Math.round((Date.now() - started) / SECOND);
      if (process.stdout.isTTY) process.stdout.write(`\r  ${text} … ${seconds} s `);
      else if (!step.shown || seconds % 10 === 0) console.log(`  ${text} … ${seconds} s`);
      step.shown = true;
    };
    step.timer = setInterval(tick, SECOND);
    current = step;
  };
  const end = () => {
    if (!current) return;
    clearInterval(current.timer);
    const seconds = ((Date.now() - current.started) / SECOND).toFixed(1);
    if (current.shown) {
      console.log(`${process.stdout.isTTY ? "\r" : ""}✓ ${current.text}: ${seconds} s`);
    }
    current = undefined;
  };
  return { begin, end };
}

function isWindows() {
  return process.platform === "win32";
}
