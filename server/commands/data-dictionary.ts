import { writeFile } from "node:fs/promises";
import path from "node:path";
import { openDatabase } from "../database.ts";
import { asTenant, openPool } from "../db/pool.ts";
import { readRunning } from "../running.ts";
import { DATA_DICTIONARY_FILE, dataDictionary as workbookOf } from "../tenancy/data-dictionary.ts";
import type { Command } from "./command.ts";

const NO_TENANT = "00000000-0000-0000-0000-000000000000";

/** `npm run data-dictionary`: writes every table and column of the live database to a workbook. */
export const dataDictionary: Command = async ({ config, root, args, say }) => {
  const running = await readRunning(config.home);
  const database = running
    ? { appUrl: running.databaseUrl, stop: () => Promise.resolve() }
    : await openDatabase(config, say);
  const pool = openPool(database.appUrl, { max: 1, name: "tradebook data dictionary" });
  try {
    // The catalogue is the same for every company, so no company is named.
    const workbook = await asTenant(pool, { tenantId: NO_TENANT }, workbookOf);
    const file = path.resolve(root, args[0] ?? DATA_DICTIONARY_FILE);
    await writeFile(file, workbook);
    say(`Wrote ${file}.`);
  } finally {
    await pool.end();
    await database.stop();
  }
};
