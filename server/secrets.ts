import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** The secret that signs page tokens, of one server: several need AUTH_PAGE_SECRET in common. */
export const pageSecret = (home: string) => keptSecret(home, "page-secret");

/** A secret of this home, made when it is first asked for. */
export async function keptSecret(
  home: string,
  name: "page-secret" | "app-password" | "owner-password",
): Promise<string> {
  const file = path.join(home, name);
  const kept = await readIfThere(file);
  if (kept) return kept;
  const made = randomBytes(32).toString("hex");
  await keepSecret(file, made);
  return made;
}

/** Writes what nobody else on this machine may read. */
export async function keepSecret(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, content, { mode: 0o600 });
}

/** A file's text, or null when there is none. */
export async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw cause;
  }
}
