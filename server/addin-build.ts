import { spawn } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/** Builds the add-in when dist/addin is missing or older than what it is made of. True when it did. */
export async function buildAddinIfStale(
  root: string,
  progress: (step: string) => void,
): Promise<boolean> {
  if (!(await isAddinStale(root))) return false;
  progress("Building the add-in (usually half a minute)");
  await build(root);
  return true;
}

/** The bundler refused, in its own words. */
export class BuildFailed extends Error {
  override readonly name = "BuildFailed";
}

const SOURCES = ["addin", "shared", "package-lock.json"];

/** The newest source decides; a change of the dependencies counts too. */
export async function isAddinStale(root: string): Promise<boolean> {
  const built = await changedAt(path.join(root, "dist/addin/taskpane.html"));
  if (built === null) return true;
  const sources = await Promise.all(SOURCES.map((source) => newest(path.join(root, source))));
  return Math.max(...sources) > built;
}

async function newest(place: string): Promise<number> {
  const found = await stat(place).catch(() => null);
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(
    files.map(async (file) => (await changedAt(path.join(file.parentPath, file.name))) ?? 0),
  );
  return Math.max(0, ...times);
}

const changedAt = async (file: string) => (await stat(file).catch(() => null))?.mtimeMs ?? null;

async function build(root: string): Promise<void> {
  const webpack = path.join(root, "node_modules/webpack-cli/bin/cli.js");
  const config = path.join(root, "addin/webpack.config.cjs");
  const child = spawn(process.execPath, [webpack, "--config", config], { cwd: root });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text: Buffer) => {
      said += text.toString();
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new BuildFailed(`The add-in could not be built.\n${lastLines(said)}`);
}

/** What a bundler says last says most; a line of minified code says nothing. */
const lastLines = (said: string) =>
  said
    .split("\n")
    .filter((line) => line.trim() !== "" && line.length < 300)
    .slice(-20)
    .join("\n");
