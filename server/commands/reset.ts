import { rm } from "node:fs/promises";
import path from "node:path";
import { removeEmbedded } from "../db/embedded.ts";
import { readRunning } from "../running.ts";
import { type Command, CommandRefused } from "./command.ts";

const FILES = ["erp", "documents", "page-secret", "running.json"];

/** `npm run reset`: deletes the embedded database and what Tradebook wrote; the next start is a first one. */
export const reset: Command = async ({ config, say }) => {
  if (config.database) {
    throw new CommandRefused(
      "DATABASE_URL names a database that is not Tradebook's own, so nothing was deleted. Drop and create it yourself.",
    );
  }
  const running = await readRunning(config.home);
  if (running) {
    throw new CommandRefused(
      `Tradebook runs (process ${running.pid}), so nothing was deleted. Stop it with Ctrl-C first.`,
    );
  }
  say("Deleting the database of the demo company, with everything you did in it.");
  removeEmbedded(config.home);
  for (const name of FILES) {
    const place = path.join(config.home, name);
    if (name === "erp") say(`Deleting ${place}, the journals that were written for the ERP.`);
    await rm(place, { recursive: true, force: true });
  }
  say("Done. The local certificate was kept. npm start makes everything anew.");
};
