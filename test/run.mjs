// npm test: runs everything, in a fresh clone too. It installs what is missing, finds a browser, and hands over to
// vitest; the last line is "N passed, N failed, N skipped". Arguments go to vitest: npm test -- test/shared
import { spawn } from "node:child_process";
import path from "node:path";
import { checkNode, ended, ensureInstalled, openSteps, root } from "../server/install.mjs";
import { ensureChromium } from "./support/chromium.mjs";

try {
  checkNode();
  const steps = openSteps();
  await ensureInstalled(steps);
  ensureChromium();
  process.exitCode = await runTests();
} catch (error) {
  console.error(`\n${error.message}\n\n0 passed, 1 failed, 0 skipped`);
  process.exitCode = 1;
}

async function runTests() {
  const vitest = path.join(root, "node_modules/vitest/vitest.mjs");
  const args = ["run", "--config", "test/vitest.config.ts", ...process.argv.slice(2)];
  const child = spawn(process.execPath, [vitest, ...args], { cwd: root, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  const { code } = await ended(child);
  return code ?? 1;
}
