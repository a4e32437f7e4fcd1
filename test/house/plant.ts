import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CONFIGS = [
  ".dependency-cruiser.cjs",
  ".oxlintrc.json",
  ".biome.json",
  "tsconfig.json",
  "package.json",
];

/** A scratch tree with this project's own configs, where a test plants violations to see the checks fail. */
export function plantTree(files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), "tradebook-planted-"));
  for (const config of CONFIGS) cpSync(join(ROOT, config), join(root, config));
  for (const folder of ["addin", "server", "shared", "test"]) {
    mkdirSync(join(root, folder), { recursive: true });
    cpSync(join(ROOT, folder, "tsconfig.json"), join(root, folder, "tsconfig.json"));
  }
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The path of a tool's command, without going through npx. */
export const tool = (name: string) => join(ROOT, "node_modules", ".bin", name);
