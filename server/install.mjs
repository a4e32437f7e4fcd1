// What has to be there before anything of Tradebook can run, in a fresh clone too: it depends on nothing but Node.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];
const SECOND = 1000;

/** Refuses a Node.js that is too old, with the sentence that says where to get another. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Error(
      `Tradebook needs Node.js ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}. Get it from https://nodejs.org.`,
    );
  }
}

/** Installs the packages when they are missing or older than package-lock.json. */
export async function ensureInstalled(steps) {
  if (!isInstallDue()) return;
  steps.begin("Installing the packages (usually one to three minutes, the first time only)");
  await install();
  steps.end();
}

/** Whether a package that package-lock.json wants is missing or of another version; what was installed is npm's own record. */
function isInstallDue() {
  const record = path.join(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return true;
  const wanted = packagesOf(path.join(root, "package-lock.json"));
  const installed = packagesOf(record);
  return Object.entries(wanted).some(
    ([place, { version, optional }]) =>
      place !== "" && !optional && installed[place]?.version !== version,
  );
}

const packagesOf = (lock) => JSON.parse(readFileSync(lock, "utf8")).packages;

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

/** How a child process ended. */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

/** Says every step that takes more than a second, and how long it took. */
export function openSteps() {
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
