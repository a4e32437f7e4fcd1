// npm start: everything that must happen before TypeScript can run. It checks Node, installs the packages, starts
// server/main.ts and shows what that says. It depends on nothing, and runs in a fresh clone.
import { spawn } from "node:child_process";
import { checkNode, ended, ensureInstalled, openSteps, root } from "./install.mjs";

const SECOND = 1000;

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

async function main() {
  checkNode();
  const steps = openSteps();
  await ensureInstalled(steps);
  const [option, ...rest] = process.argv.slice(2);
  return option === undefined ? start(steps) : run(option.replace(/^--/, ""), rest);
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
