import { rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { keepSecret, readIfThere } from "./secrets.ts";

/** What is noted at home while Tradebook runs, for the commands of a second terminal. */
const Running = z.object({
  pid: z.int(),
  origin: z.string().optional(),
  /** The embedded database's port is another at every start. */
  databaseUrl: z.string(),
});
export type Running = z.infer<typeof Running>;

const noteOf = (home: string) => path.join(home, "running.json");

/** Notes that this process runs on this home; returns what takes the note away again. */
export async function noteRunning(
  home: string,
  facts: Omit<Running, "pid">,
): Promise<() => Promise<void>> {
  await keepSecret(noteOf(home), JSON.stringify({ pid: process.pid, ...facts }));
  return () => rm(noteOf(home), { force: true });
}

/** The Tradebook that runs on this home, or null. A note of a process that has gone does not count. */
export async function readRunning(home: string): Promise<Running | null> {
  const note = await readIfThere(noteOf(home));
  const running = note === null ? null : Running.parse(JSON.parse(note));
  return running && isAlive(running.pid) ? running : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}
