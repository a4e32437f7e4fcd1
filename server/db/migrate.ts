import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations as installJobQueue } from "graphile-worker";
import { openPool, type Pool } from "./pool.ts";

const SQL_FOLDER = fileURLToPath(new URL("../../sql", import.meta.url));
const LOCK = 7_208_114_529;

export interface MigrateOptions {
  /** Where migrations/ and views/ lie; the checkout's sql/ when left out. */
  folder?: string;
  progress?: (step: string) => void;
}

/** The database is of another version of Tradebook, in a sentence with what to do. */
export class OtherVersion extends Error {
  override readonly name = "OtherVersion";
}

interface SqlFile {
  name: string;
  path: string;
  checksum: string;
}

/**
 * Brings the database of this address up to date: the job queue's own schema, the migrations that are missing, and
 * the views when one of them changed. Two servers that start together wait for each other. Returns what was applied.
 */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const folder = options.folder ?? SQL_FOLDER;
  const owner = openPool(ownerUrl, { max: 2, name: "tradebook migrate", statementTimeout: 0 });
  const holder = await owner.reserve();
  try {
    await holder`select pg_advisory_lock(${LOCK}::bigint)`;
    await prepare(owner);
    await installQueue(ownerUrl);
    const applied = await applyMigrations(owner, join(folder, "migrations"), options.progress);
    return [...applied, ...(await applyViews(owner, join(folder, "views")))];
  } finally {
    await holder`select pg_advisory_unlock(${LOCK}::bigint)`;
    holder.release();
    await owner.end();
  }
}

async function prepare(owner: Pool): Promise<void> {
  await owner`create schema if not exists migration`;
  await owner`
    create table if not exists migration.applied (
      name       text primary key,
      checksum   text not null,
      applied_at timestamptz not null default now()
    )
  `;
}

async function installQueue(ownerUrl: string): Promise<void> {
  await installJobQueue({ connectionString: ownerUrl, logger: await silentLogger() });
}

async function silentLogger() {
  const { Logger } = await import("graphile-worker");
  return new Logger(() => () => undefined);
}

async function applyMigrations(
  owner: Pool,
  folder: string,
  progress: MigrateOptions["progress"],
): Promise<string[]> {
  const landed = new Map(
    (
      await owner<
        { name: string; checksum: string }[]
      >`select name, checksum from migration.applied`
    ).map((row) => [row.name, row.checksum]),
  );
  const files = sqlFiles(folder);
  refuseOtherVersion([...landed.keys()], files);
  const applied: string[] = [];
  for (const file of files) {
    const checksum = landed.get(file.name);
    if (checksum === undefined) {
      progress?.(`Migrating ${file.name}`);
      await applyMigration(owner, file);
      applied.push(file.name);
    } else if (checksum !== file.checksum) {
      throw new Error(
        `${file.name} was edited after it was applied; a change needs a migration of its own`,
      );
    }
  }
  return applied;
}

/** A database that is ahead of this version must not be touched by it: what it has and this lacks would be lost. */
function refuseOtherVersion(landed: readonly string[], files: readonly SqlFile[]): void {
  const known = new Set(["views", ...files.map(({ name }) => name)]);
  const unknown = landed.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new OtherVersion(
    `This database was made by another version of Tradebook: it has ${unknown.toSorted().join(", ")}, which this one does not know. Start that version, or, for a demonstration, run npm run reset.`,
  );
}

async function applyMigration(owner: Pool, file: SqlFile): Promise<void> {
  await owner.begin(async (tx) => {
    await tx.file(file.path);
    await tx`insert into migration.applied (name, checksum) values (${file.name}, ${file.checksum})`;
  });
}

/** Views hold no data, so they are simply made anew, in one transaction, when any of their files changed. */
async function applyViews(owner: Pool, folder: string): Promise<string[]> {
  const files = sqlFiles(folder);
  const checksum = digest(files.map((file) => file.checksum).join("\n"));
  const [landed] = await owner<
    { checksum: string }[]
  >`select checksum from migration.applied where name = 'views'`;
  if (landed?.checksum === checksum) return [];
  await owner.begin(async (tx) => {
    for (const file of files) await tx.file(file.path);
    await tx`
      insert into migration.applied (name, checksum) values ('views', ${checksum})
      on conflict (name) do update set checksum = excluded.checksum, applied_at = now()
    `;
  });
  return ["views"];
}

/** The files of a folder in the order of their numbers. */
export function sqlFiles(folder: string): SqlFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .map((name) => ({
      name: basename(name),
      path: join(folder, name),
      // A checkout on Windows may have turned the line ends; the statements are the same.
      checksum: digest(readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n")),
    }));
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
