import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { plantTree, tool } from "./plant.ts";

const longBody = Array.from({ length: 60 }, (_, line) => `  steps.push(${line});`).join("\n");
const longFile = Array.from(
  { length: 310 },
  (_, line) => `export const step${line} = ${line};`,
).join("\n");

// The lint rules that guard money and order, one planted violation each.
const PLANTED: Record<string, Record<string, string>> = {
  "no-floating-promises": {
    "server/a.ts": "const save = async () => 1;\nexport function act() {\n  save();\n}\n",
  },
  "no-misused-promises": {
    "server/b.ts":
      "const check = async () => true;\nexport function act() {\n  if (check()) return 1;\n  return 2;\n}\n",
  },
  "switch-exhaustiveness-check": {
    "shared/c.ts":
      'export function name(kind: "A" | "B") {\n  switch (kind) {\n    case "A":\n      return 1;\n  }\n  return 0;\n}\n',
  },
  "no-explicit-any": {
    "shared/d.ts": "export const id = (value: any): number => value as number;\n",
  },
  "no-non-null-assertion": { "shared/e.ts": "export const first = (all: number[]) => all[0]!;\n" },
  "no-default-export": { "shared/f.ts": "export default 1;\n" },
  "no-console": { "server/g.ts": 'console.log("left behind");\n' },
  "max-lines": { "shared/h.ts": `${longFile}\n` },
  "max-lines-per-function": {
    "shared/i.ts": `export function long(steps: number[]) {\n${longBody}\n}\n`,
  },
  "max-params": {
    "shared/j.ts":
      "export const add = (a: number, b: number, c: number, d: number) => a + b + c + d;\n",
  },
  "max-depth": {
    "shared/k.ts":
      "export function deep(n: number) {\n  if (n > 1) {\n    if (n > 2) {\n      if (n > 3) {\n        if (n > 4) return 5;\n      }\n    }\n  }\n  return n;\n}\n",
  },
  "no-restricted-globals": {
    "addin/grid/l.ts": "export const open = () => Excel.run(async (context) => context.sync());\n",
  },
  eqeqeq: { "shared/m.ts": "export const same = (a: string, b: string) => a == b;\n" },
};

interface Finding {
  code: string;
  filename: string;
}

test("every guarding lint rule fails on its planted violation", () => {
  const files = Object.assign({}, ...Object.values(PLANTED)) as Record<string, string>;
  const planted = plantTree(files);

  const run = spawnSync(tool("oxlint"), ["--type-aware", "--format", "json"], {
    cwd: planted.root,
    encoding: "utf8",
  });
  const found = (JSON.parse(run.stdout) as { diagnostics: Finding[] }).diagnostics;
  planted.remove();

  for (const [rule, sources] of Object.entries(PLANTED)) {
    const [file = ""] = Object.keys(sources);
    const codes = found.filter(({ filename }) => filename === file).map(({ code }) => code);
    expect(codes.join(" "), `${rule} in ${file}`).toContain(`(${rule})`);
  }
});
