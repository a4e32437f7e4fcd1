import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// TypeScript 7 is a native binary: four projects, about a second each. See CONTRIBUTING.md, "Two TypeScripts".
const tsc = fileURLToPath(new URL("../node_modules/@typescript/native/bin/tsc", import.meta.url));
const failed = ["shared", "server", "addin", "test"].filter(
  (project) => spawnSync(process.execPath, [tsc, "-p", project], { stdio: "inherit" }).status !== 0,
);
if (failed.length > 0) {
  console.error(`types: ${failed.join(", ")} did not compile`);
  process.exit(1);
}
