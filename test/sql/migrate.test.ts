import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate, sqlFiles } from "../../server/db/migrate.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const SQL = fileURLToPath(new URL("../../sql", import.meta.url));
const NAMES = sqlFiles(join(SQL, "migrations")).map(({ name }) => name);

let db: TestDatabase | undefined;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tradebook-sql-"));
  await cp(SQL, folder, { recursive: true });
});
afterEach(async () => {
  await db?.close();
  db = undefined;
  await rm(folder, { recursive: true });
});

test("migrations are numbered without gaps", () => {
  expect(NAMES.map((name) => Number(name.slice(0, 4)))).toEqual(NAMES.map((_, index) => index + 1));
});

test("an empty database gets every migration in order, then the views", async () => {
  db = await openTestDatabase({ seed: "empty" });
  const told: string[] = [];

  const applied = await migrate(db.ownerUrl, { progress: (step) => told.push(step) });

  expect(applied).toEqual([...NAMES, "views"]);
  expect(told).toHaveLength(NAMES.length);
});

test("migrating a migrated database changes nothing", async () => {
  db = await openTestDatabase({ seed: "none" });

  expect(await migrate(db.ownerUrl)).toEqual([]);
});

test("two servers that start together apply each migration once", async () => {
  db = await openTestDatabase({ seed: "empty" });

  const applied = await Promise.all([migrate(db.ownerUrl), migrate(db.ownerUrl)]);

  expect(applied.flat()).toEqual([...NAMES, "views"]);
});

test("a migration that was edited after it was applied is refused by name", async () => {
  db = await openTestDatabase({ seed: "none" });
  await appendFile(join(folder, "migrations/0003_master.sql"), "\n-- an afterthought\n");

  await expect(migrate(db.ownerUrl, { folder })).rejects.toThrow(
    "0003_master.sql was edited after it was applied",
  );
});

test("a database of another version is refused, with what to do", async () => {
  db = await openTestDatabase({ seed: "none" });
  await rm(join(folder, "migrations", NAMES.at(-1) ?? ""));

  await expect(migrate(db.ownerUrl, { folder })).rejects.toThrow(
    `it has ${NAMES.at(-1)}, which this one does not know`,
  );
});

test("a migration with other line ends is the same migration", async () => {
  db = await openTestDatabase({ seed: "none" });
  const [first] = sqlFiles(join(folder, "migrations"));
  const windows = join(folder, "migrations/0001_ground.sql");
  await writeFile(windows, (await readFile(windows, "utf8")).replaceAll("\n", "\r\n"));

  expect(sqlFiles(join(folder, "migrations"))[0]?.checksum).toBe(first?.checksum);
  expect(await migrate(db.ownerUrl, { folder })).toEqual([]);
});

test("a migration that fails leaves nothing of itself behind", async () => {
  db = await openTestDatabase({ seed: "none" });
  await writeFile(
    join(folder, "migrations/9999_broken.sql"),
    "create table finance.half (id int); select 1 / 0;",
  );

  await expect(migrate(db.ownerUrl, { folder })).rejects.toThrow("division by zero");

  const left = await db.owner`select 1 from pg_class where relname = 'half'`;
  expect(left).toHaveLength(0);
  expect(await migrate(db.ownerUrl)).toEqual([]);
});

test("a changed view is made anew, and only the views are", async () => {
  db = await openTestDatabase({ seed: "none" });
  await appendFile(
    join(folder, "views/90_data_dictionary.sql"),
    "\ncomment on view tenancy.data_dictionary is 'Changed | Test';\n",
  );

  expect(await migrate(db.ownerUrl, { folder })).toEqual(["views"]);

  const [view] =
    await db.owner`select obj_description('tenancy.data_dictionary'::regclass) as words`;
  expect(view).toEqual({ words: "Changed | Test" });
});
