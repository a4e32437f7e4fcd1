import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { HOUSE_RULES, type Source } from "./rules.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

function wholeTree(): Source[] {
  const listed = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return listed.stdout
    .split("\n")
    .filter((path) => path !== "" && existsSync(`${ROOT}/${path}`) && !path.endsWith(".png"))
    .map((path) => ({ path, text: readFileSync(`${ROOT}/${path}`, "utf8") }));
}

// One violation for each rule: [path, text].
const PLANTED: Record<string, [string, string][]> = {
  "no unsafe SQL": [["server/finance/a.ts", "tx.unsafe(text)"]],
  "no select star": [
    ["server/finance/queries.ts", "export const a = (tx: Tx) => tx`\n  SELECT * from b\n`;"],
  ],
  "no leftovers": [["shared/a.ts", "// TODO later"]],
  "no suppressions": [["addin/a.ts", "// @ts-ignore"]],
  "nothing of one machine": [["server/docs/a.md", "see /work/notes"]],
  "cited pages exist": [["shared/a.ts", "// as lost.md says"]],
  "no lonely tests": [["test/a.test.ts", 'test.only("x", () => {});']],
  'no "should" in titles': [["test/a.test.ts", 'test("it should work", () => {});']],
  "fixed top level": [["lib/a.ts", ""]],
  "file names": [["shared/Money_Box.ts", ""]],
  "no drawers": [["shared/utils/a.ts", ""]],
  "one-statement queries": [
    [
      "server/finance/queries.ts",
      "export const a = (tx: Tx) => { tx`select 1`; return tx`select 2`; };",
    ],
  ],
  "consecutive migrations": [
    ["sql/migrations/0001_start.sql", ""],
    ["sql/migrations/0003_gap.sql", ""],
  ],
  "every refusal raised and tested": [["shared/refusal.ts", "  NEVER_RAISED: 409,\n"]],
  "unique test titles": [["test/a.test.ts", 'test("x", () => {});\ntest("x", () => {});\n']],
};

describe("the tree keeps", () => {
  const tree = wholeTree();

  test.each(Object.keys(HOUSE_RULES))("%s", (name) => {
    expect(HOUSE_RULES[name]?.(tree)).toEqual([]);
  });
});

describe("a planted violation is caught by", () => {
  test.each(Object.keys(HOUSE_RULES))("%s", (name) => {
    const planted = (PLANTED[name] ?? []).map(([path, text]) => ({ path, text }));

    expect(HOUSE_RULES[name]?.(planted)).not.toEqual([]);
    expect(HOUSE_RULES[name]?.([])).toEqual([]);
  });
});
